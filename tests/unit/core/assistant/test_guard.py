"""What may be asked, and what is left of it after cleaning."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.assistant.guard import clean_question
from core.errors import InputRefused
from core.retrieval.dto import QUESTION_LIMIT_CHARS


@pytest.mark.parametrize(
    ("raw", "clean"),
    [
        ("  What\tdose\n\nof  ibuprofen? ", "What dose of ibuprofen?"),
        ("ibu\u200bpro\u200dfen\ufeff", "ibuprofen"),
        ("dose\u202e nefo\u202c \u2066x\u2069", "dose nefo x"),
        ("pain\x00\x07\x1b[31m", "pain[31m"),
        ("dose\ufe0f\u3164 now", "dose now"),
        ("half \ud800 a pair", "half a pair"),
        ("\U000e0041dose\U000e007f", "dose"),
        ("כמה מ״ג\u200f נטלה?", "כמה מ״ג נטלה?"),
        ("cafe\u0301 au lait", "café au lait"),
    ],
)
def test_what_cannot_be_seen_is_removed_and_white_space_is_one(raw, clean):
    assert clean_question(raw) == clean


@pytest.mark.parametrize("raw", ["", "   \n", "\u200b\u202e", "???", "— … !"])
def test_nothing_to_ask_is_refused(raw):
    with pytest.raises(InputRefused) as refused:
        clean_question(raw)
    assert refused.value.code == "empty_question"


def test_a_question_may_have_exactly_the_limit():
    longest = "a" * QUESTION_LIMIT_CHARS
    assert clean_question(f"  {longest}\u200b ") == longest
    with pytest.raises(InputRefused) as refused:
        clean_question(longest + "b")
    assert refused.value.code == "question_too_long"
    assert refused.value.params == {"limit": QUESTION_LIMIT_CHARS, "length": QUESTION_LIMIT_CHARS + 1}


@given(st.text(max_size=200))
def test_cleaning_twice_changes_nothing(raw):
    try:
        once = clean_question(raw)
    except InputRefused:
        return
    assert clean_question(once) == once
    assert once.split() == [part for part in once.split(" ") if part]
