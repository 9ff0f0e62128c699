"""Which words are the same word."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.assistant.verification.reading.words import words


def only(text: str):
    (word,) = words(text)
    return word


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("fractures", "fractured"),
        ("prescribed", "prescribing"),
        ("daily", "day"),
        ("Allergies", "allergy"),
        ("patient's", "patient"),
        ("stopped", "stopping"),
        ("résumé", "RESUME"),
        ("בכתף", "הכתף"),
        ("כאבים", "כאב"),
        ('סכ"ד', "סכ״ד"),
        ("שָׁלוֹם", "שלום"),
    ],
)
def test_forms_of_one_word_meet(one, other):
    assert only(one).same_as(only(other))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("ibuprofen", "naproxen"),
        ("L4", "L5"),
        ("HbA1c", "HbA2"),
        ("hypertension", "hypotension"),
        ("metformin", "methotrexate"),
        ("ימין", "שמאל"),
    ],
)
def test_different_words_do_not(one, other):
    assert not only(one).same_as(only(other))


def test_numbers_are_no_words_but_codes_are():
    assert [word.text for word in words("20mg x 3, HbA1c 7.1%, L5")] == ["x", "HbA1c", "L5"]


def test_the_frame_of_a_report_is_known():
    frame = [word.text for word in words("The patient reports that she takes ibuprofen") if word.frame]
    assert frame == ["The", "patient", "reports", "that", "she", "takes"]


@settings(deadline=None)
@given(st.text(max_size=120))
def test_a_word_stands_where_it_says(text):
    for word in words(text):
        assert text[word.start : word.end] == word.text
        assert word.forms
