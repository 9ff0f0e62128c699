"""The questions to fit and to train with are borne out by their charts."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import Any

import pytest

DATA = Path(__file__).parents[3] / "packaging" / "training" / "data"
HANDS = sorted(folder.name for folder in DATA.iterdir() if folder.is_dir())


@cache
def _lines(hand: str, name: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in (DATA / hand / name).read_text("utf-8").splitlines()]


def test_there_are_at_least_four_thousand_questions_with_ids_of_their_own() -> None:
    ids = [row["id"] for hand in HANDS for row in _lines(hand, "questions.jsonl")]
    assert len(ids) == len(set(ids)) >= 4_000


@pytest.mark.parametrize("hand", HANDS)
def test_every_quote_stands_in_its_field(hand: str) -> None:
    charts = {one["client"]["id"]: one for one in _lines(hand, "charts.jsonl")}
    sessions = {
        (client_id, session["id"]): session
        for client_id, chart in charts.items()
        for session in chart["sessions"]
    }
    for row in _lines(hand, "questions.jsonl"):
        for gold in row["gold"]:
            if "client" in gold:
                field = charts[row["client_id"]]["client"][gold["field"]]
                text = field if isinstance(field, str) else " ".join(field)
            else:
                text = sessions[row["client_id"], gold["session_id"]][gold["field"]]
            assert gold["quote"] in text, row["id"]


@pytest.mark.parametrize("hand", HANDS)
def test_half_of_the_questions_have_no_answer_and_no_quote(hand: str) -> None:
    rows = _lines(hand, "questions.jsonl")
    without = [row for row in rows if not row["answerable"]]
    assert not any(row["gold"] or row["answer"] or row["include"] for row in without)
    assert all(row["answer"] for row in rows if row["answerable"])
    assert 0.45 <= len(without) / len(rows) <= 0.55
