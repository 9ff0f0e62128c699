"""How many wordings of clinicians the tables of lookups account for, and that no near miss is a lookup.

Every second line of the file is held out: tables are tuned on the other lines only.
"""

from __future__ import annotations

from collections import Counter
from datetime import date
from pathlib import Path

import pytest

from core.lookup.frames import frames
from core.lookup.parsing import QuestionParser
from core.lookup.question_words import tag

_FILE = Path(__file__).parents[3] / "data" / "lookup_wordings.txt"
TODAY = date(2026, 11, 22)
NAMES = ("Miriam", "Adler", "מרים", "אדלר")
_NEAR_MISS = "-"
_HALVES = ("tuned", "held out")
_FLOORS = {"tuned": 0.90, "held out": 0.86}


def _rows(half: str) -> list[tuple[str, str]]:
    lines = [line for line in _FILE.read_text("utf-8").splitlines() if line and not line.startswith("#")]
    found = [line.rpartition(" = ")[::2] for line in lines]
    return found[_HALVES.index(half) :: 2]


def _frame_of(question: str, *, practice: bool) -> str | None:
    names = () if practice else NAMES
    asked = QuestionParser(TODAY).parse(question, practice=practice, names=names)
    return None if asked is None else asked.frame


@pytest.mark.parametrize("half", _HALVES)
def test_most_wordings_fit_the_frame_that_they_ask_for(half: str) -> None:
    of_practice = {frame.name for frame in frames("practice")}
    wanted, fitting = Counter[str](), Counter[str]()
    for question, frame in _rows(half):
        if frame != _NEAR_MISS:
            wanted[frame] += 1
            fitting[frame] += _frame_of(question, practice=frame in of_practice) == frame
    for frame, count in wanted.items():
        print(f"{half:10}{frame:18}{fitting[frame]:3} of {count}")
    share = fitting.total() / wanted.total()
    print(f"{half}: {share:.1%}")
    assert share >= _FLOORS[half]


@pytest.mark.parametrize("half", _HALVES)
def test_no_question_that_asks_for_more_is_a_lookup(half: str) -> None:
    taken = [
        (question, frame)
        for question, wanted in _rows(half)
        if wanted == _NEAR_MISS
        for practice in (False, True)
        if (frame := _frame_of(question, practice=practice)) is not None
    ]
    assert not taken


@pytest.mark.parametrize(
    ("written", "slot"),
    [
        ("smokes", "thing.smoking"),
        ("מעשנת", "thing.smoking"),
        ("on her chart", ""),
        ("הממצאי", "part.objective"),
    ],
)
def test_forms_are_read_by_rule(written: str, slot: str) -> None:
    tagged = tag(written)
    assert not tagged.rest
    assert tagged.slots == ({slot} if slot else set())


def test_a_name_is_found_behind_a_hebrew_prefix() -> None:
    assert not tag("כמה קבצים יש למרים", names={"מרים"}).rest


def test_the_part_of_a_word_that_a_concept_leaves_is_read() -> None:
    assert _frame_of("Show me penicillin-allergic patients", practice=True) == "allergic"


@pytest.mark.parametrize(
    "question",
    [
        "Would she take metformin?",
        "Should she take sertraline?",
        "Did she call?",
        "Which doctor did she see last?",
    ],
)
def test_what_is_wished_or_of_others_is_no_lookup(question: str) -> None:
    assert _frame_of(question, practice=False) is None


def test_how_long_someone_comes_is_counted_from_the_first_visit() -> None:
    asked = QuestionParser(TODAY).parse("Since when has she been coming here?", practice=False)
    assert asked is not None
    assert (asked.frame, asked.value("order")) == ("visit_since", "first")
