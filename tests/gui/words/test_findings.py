"""Every finding of a records check has words."""

from __future__ import annotations

from typing import get_args

from core.audit.findings import FindingCode, IntegrityFinding
from ui.words.findings import finding_text


def test_every_finding_of_a_check_has_words() -> None:
    for code in get_args(FindingCode):
        assert finding_text(IntegrityFinding(code)).endswith(".")
