"""Which questions are lookups, and that one with a word more is none."""

from __future__ import annotations

from datetime import date
from itertools import chain
from pathlib import Path

import pytest

from core.lookup.dto import Days
from core.lookup.frames import frames
from core.lookup.parsing import QuestionParser, language_of
from core.lookup.question_words import tag, words_of

_FILE = Path(__file__).parents[3] / "data" / "lookup_questions.txt"
TODAY = date(2026, 11, 22)
NAMES = ("Miriam", "Adler")


def _rows() -> list[tuple[bool, str, list[str]]]:
    found, practice = [], False
    for line in _FILE.read_text("utf-8").splitlines():
        if line.startswith("#"):
            practice = line == "# practice" or practice
        elif line:
            question, _, wanted = line.rpartition(" = ")
            found.append((practice, question, wanted.split()))
    return found


def test_a_question_fits_the_frame_it_should() -> None:
    parser = QuestionParser(TODAY)
    wrong = []
    for practice, question, (frame, *slots) in _rows():
        asked = parser.parse(question, practice=practice, names=NAMES)
        fits = "-" if asked is None else asked.frame
        if fits != frame or (asked is not None and not asked.slots.issuperset(slots)):
            wrong.append((question, asked or tag(question)))
    assert wrong == []


@pytest.mark.parametrize("word", ["knee", "zebra", "סבא"])
def test_no_lookup_is_left_when_a_word_is_added_that_nothing_accounts_for(word: str) -> None:
    parser = QuestionParser(TODAY)
    for practice, question, wanted in _rows():
        if wanted != ["-"]:
            more = f"{word} {question}"
            assert parser.parse(more, practice=practice, names=NAMES) is None, more


def test_days_are_read_and_taken_out_of_the_words() -> None:
    asked = QuestionParser(TODAY).parse("How many visits were there in March 2024?", practice=False)
    assert asked is not None
    assert asked.days == Days(date(2024, 3, 1), date(2024, 3, 31))


def test_the_names_of_the_client_carry_nothing_and_those_of_others_do() -> None:
    parser = QuestionParser(TODAY)
    assert parser.parse("When was Miriam Adler's last visit?", practice=False, names=NAMES) is not None
    assert parser.parse("When was Judith's last visit?", practice=False, names=NAMES) is None


def test_a_hebrew_word_is_found_with_its_prefixes() -> None:
    assert tag("ומהביקור").slots == {"thing.visit"}
    assert tag("שבביקור").slots == {"thing.visit"}
    assert [word.text for word in tag("בזברה").rest] == ["בזברה"]


def test_the_language_is_that_of_most_letters() -> None:
    assert language_of("מה המינון של Metformin כיום?") == "he"
    assert language_of("When?") == "en"


def test_every_slot_of_a_frame_is_one_that_the_table_of_words_can_fill() -> None:
    text = (Path(__file__).parents[4] / "core/lookup/tables/question_words.txt").read_text("utf-8")
    known: set[str] = set()
    for line in text.splitlines():
        if line and not line.startswith("#"):
            for slot in line.partition("=")[0].split("+"):
                name = slot.strip().removesuffix("?")
                known |= {name, name.split(".")[0]}
    for frame in chain(*map(frames, ("client", "practice", "practice, by names"))):
        assert {*chain(*frame.needs), *frame.may} <= known, frame.name


def test_words_are_cut_where_people_see_them() -> None:
    assert [word.text for word in words_of("What's her e-mail, Dr. O'Neil?")] == [
        "what's",
        "her",
        "e-mail",
        "dr",
        "o'neil",
    ]
