"""What holds for facts of every kind: exact clauses, any text, and the work that it takes."""

from __future__ import annotations

import sys
from datetime import date
from random import Random

import pytest

from core.facts.dto import Fact, SourceText
from core.facts.extracting import extract_facts
from tests.bench.facts import FILES, texts_of
from tests.unit.core.facts.reading import TODAY, facts


def test_the_clause_is_exact_and_lies_in_the_field() -> None:
    text = "MEDICATIONS\n\n- Metformin 500 mg BID\n- Lisinopril 10 mg daily (stopped in March)"
    found = facts(text)
    assert [text[one.start : one.end] for one in found] == [
        "Metformin 500 mg BID",
        "Lisinopril 10 mg daily (stopped in March)",
    ]


@pytest.mark.parametrize("text", ["", " ", "\n\n", ":", "()", "BP", "120/80", "mg", "(((", "if", "ל-", "1."])
def test_scraps_are_read_without_facts_and_without_failing(text: str) -> None:
    for field in ("subjective", "plan", "assessment", "allergies"):
        assert all(one.end <= len(text) for one in facts(text, field))


@pytest.mark.parametrize("seed", range(4))
def test_torn_and_shuffled_notes_are_read_without_failing(seed: int) -> None:
    drawn = Random(seed)
    notes = [text for name in FILES for text in texts_of(name)]
    for _ in range(250):
        text = drawn.choice(notes)
        begin = drawn.randrange(len(text))
        torn = text[begin : begin + drawn.randrange(1, 200)].split(" ")
        drawn.shuffle(torn)
        field, day = (
            drawn.choice(["subjective", "plan", "assessment", "addendum"]),
            drawn.choice([None, TODAY, date.max]),
        )
        read_text = " ".join(torn)
        for one in extract_facts([SourceText("session", field, read_text, day)]):
            assert 0 <= one.start < one.end <= len(read_text)


def test_repetition_costs_no_more_work_than_prose() -> None:
    """Counted in calls, not in seconds: a list of allergies was compared with all of itself, thrice."""
    prose = "He takes metformin 500 mg for diabetes and was told to rest his left knee. "
    hostile = "no known drug allergies "
    facts(prose)
    size = 4_000
    assert _calls((hostile * size)[:size]) < 3 * _calls((prose * size)[:size])


def _calls(text: str) -> int:
    """How many functions are called to read the facts of a text."""
    count = 0

    def counted(frame: object, event: str, argument: object) -> None:
        nonlocal count
        count += event in ("call", "c_call")

    before = sys.getprofile()
    sys.setprofile(counted)
    try:
        facts(text)
    finally:
        sys.setprofile(before)
    return count


def test_a_field_that_cannot_be_read_takes_the_whole_note_so_that_nothing_is_told_absent(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def fails(said: object) -> list[Fact]:
        raise ValueError("of a reader")

    monkeypatch.setattr("core.facts.extracting._READERS", (fails,))
    with pytest.raises(ValueError, match="of a reader"):
        extract_facts([SourceText("session", "plan", "Metformin 500 mg.", TODAY)])
