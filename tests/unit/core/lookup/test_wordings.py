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
    of_practice = {frame.name for frame in frames(practice=True)}
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
