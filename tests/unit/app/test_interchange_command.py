"""What the import command refuses before it asks for a passphrase."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from app.cli.interchange import _batch_named, _columns_told
from app.cli.main import run
from core.errors import AnamnesisError
from core.ids import UserId, new_id
from core.interchange.csv_columns import HEADINGS
from core.interchange.dto import ImportBatch


@pytest.mark.parametrize(
    "arguments",
    [
        ["import"],
        ["import", "--list", "charts.csv"],
        ["import", "--list", "--undo"],
        ["import", "--columns", "charts.csv"],
        ["import", "charts.csv", "--undo", "abcdef01"],
        ["import", "charts.csv", "--map", "Visit notes"],
        ["import", "charts.csv", "--map", "Visit notes=diagnosis"],
        ["import", "charts.csv", "--map", "=plan"],
    ],
)
def test_what_does_not_go_together_is_a_usage_error(arguments: list[str], tmp_path: Path) -> None:
    assert run(["--data-dir", str(tmp_path), *arguments]) == 2


def test_what_columns_hold_is_said_by_their_headings() -> None:
    told = ["Visit notes=subjective", " a=b = plan ", "Fee="]
    assert _columns_told(told) == {"Visit notes": "subjective", "a=b": "plan", "Fee": None}


def test_every_column_is_told_without_a_practice(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["--data-dir", str(tmp_path), "import", "--columns"]) == 0
    told = dict(line.split(": ", 1) for line in capsys.readouterr().out.splitlines())
    assert list(told) == list(HEADINGS)
    assert told["consent_on"].startswith("a date; consent_date")
    assert told["tags"].startswith("entries parted by semicolons")


def batch(*, undone: bool = False) -> ImportBatch:
    moment = datetime(2024, 4, 7, tzinfo=UTC)
    return ImportBatch(
        batch_id=new_id(),
        row_version=1,
        at=moment,
        by=UserId(new_id()),
        files=("a.csv",),
        clients={},
        sessions={},
        undone_at=moment if undone else None,
    )


def test_the_newest_import_that_still_stands_is_meant_or_the_one_named() -> None:
    batches = (batch(undone=True), batch(), batch())
    assert _batch_named(batches, "") == batches[1].batch_id
    named = str(batches[2].batch_id)
    assert _batch_named(batches, named) == _batch_named(batches, named[:8]) == batches[2].batch_id
    for wanted in (named[:4], "00000000-dead"):
        with pytest.raises(AnamnesisError) as refused:
            _batch_named(batches, wanted)
        assert refused.value.code == "import_not_found"
    with pytest.raises(AnamnesisError):
        _batch_named((batch(undone=True),), "")
