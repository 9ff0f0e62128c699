"""The facts read from hand-labelled notes: floors of precision and recall, in all and per kind."""

from __future__ import annotations

import json

import pytest

from core.facts.dto import FACT_KINDS
from tests.bench.facts import FILES, FOLDER, tally

PRECISION, RECALL = 0.95, 0.85
_FEWEST_OF_KIND = 10
"""Of fewer one fact decides; those count in the figure for all kinds."""
_FEWEST_FACTS, _FEWEST_HEBREW = 300, 60


@pytest.mark.parametrize("name", FILES)
def test_facts_are_read_with_the_precision_and_recall_that_answers_rest_on(name: str) -> None:
    counted = tally(name)
    assert counted.precision() >= PRECISION, "\n".join(counted.notes)
    assert counted.recall() >= RECALL, "\n".join(counted.notes)


@pytest.mark.parametrize("kind", FACT_KINDS)
def test_every_kind_is_read_well_over_both_files(kind: str) -> None:
    tallies = [tally(name) for name in FILES]
    right, missed, wrong = (
        sum(getattr(one, counts)[kind] for one in tallies) for counts in ("right", "missed", "wrong")
    )
    if right + missed < _FEWEST_OF_KIND:
        pytest.skip("too few are labelled")
    assert right / (right + wrong) >= PRECISION - 0.02
    assert right / (right + missed) >= RECALL


def test_the_clauses_are_tight() -> None:
    for name in FILES:
        counted = tally(name)
        assert counted.tight / counted.right.total() >= 0.9


def test_there_are_as_many_labels_as_the_figures_claim() -> None:
    notes = [
        json.loads(line)
        for name in FILES
        for line in (FOLDER / f"{name}.jsonl").read_text(encoding="utf-8").splitlines()
    ]
    hebrew = [note for note in notes if any("א" <= char <= "ת" for char in note["text"])]
    assert sum(len(note["facts"]) for note in notes) >= _FEWEST_FACTS
    assert sum(len(note["facts"]) for note in hebrew) >= _FEWEST_HEBREW
