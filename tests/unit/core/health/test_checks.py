"""Each check has everything that it needs: a test that fails names what is missing.

Its words in the window are tested in `tests/gui/health/test_words.py`, and that it is looked at in
`tests/workspace/test_health.py`.
"""

from __future__ import annotations

import itertools
from pathlib import Path
from typing import get_args

import pytest

from core.health.finding import CHECKS, GROUPS, Finding, Group

GUIDE = Path(__file__).resolve().parents[4] / "docs" / "it-guide.md"


def documented() -> set[str]:
    """The names in the table of checks."""
    text = GUIDE.read_text("utf-8").partition("| checks | group |")[2]
    rows = itertools.takewhile(lambda line: line.startswith("|"), text.splitlines()[1:])
    return {name for row in rows for name in row.split("`")[1::2]}


def test_every_check_is_in_exactly_one_group() -> None:
    assert sorted(itertools.chain(*GROUPS.values())) == sorted(CHECKS)
    assert set(GROUPS) == set(get_args(Group))
    assert all(GROUPS.values())


def test_a_check_has_a_remedy_for_the_terminal() -> None:
    assert [check for check, row in CHECKS.items() if not row.remedy.endswith((".", "setup"))] == []


def test_every_check_is_in_the_documentation_and_no_other() -> None:
    assert documented() == set(CHECKS), "the table under Health and metrics of docs/it-guide.md"


def test_a_finding_is_of_a_check_in_the_table() -> None:
    with pytest.raises(ValueError, match="open_flies"):
        Finding("open_flies", "ok")
