"""The wordings that the reading of questions is fitted and measured on are what their README says."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from core.lookup.reading import NONE, intents

ROOT = Path(__file__).parents[3]
FITTED = sorted((ROOT / "packaging" / "training" / "wordings").glob("*.jsonl"))
MEASURED = sorted((ROOT / "tests" / "data" / "question_readings").glob("*.jsonl"))


def _rows(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text("utf-8").splitlines()]


@pytest.mark.parametrize("path", [*FITTED, *MEASURED], ids=lambda path: path.stem)
def test_every_row_means_a_wording_or_is_near_one(path: Path) -> None:
    rows = _rows(path)
    assert len({(row["id"], row["q"]) for row in rows}) == len(rows)
    for row in rows:
        assert row["q"].strip()
        if row["id"] != NONE:
            assert row["id"] in intents()
        else:
            assert row.get("near") in intents() or row["scope"] in ("client", "practice")


def test_nothing_that_is_measured_was_fitted() -> None:
    fitted = {row["q"].casefold() for path in FITTED for row in _rows(path)}
    measured = [row["q"].casefold() for path in MEASURED for row in _rows(path)]
    assert not fitted.intersection(measured)
