"""Which words of a note are checked at all."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.spelling.words import WORD_LIMIT_CHARS, language_of, word_key, words_in


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Patient has a cough.", ["Patient", "has", "cough"]),
        ("BP 120/80, pulse 72/min", ["pulse"]),
        ("ibuprofen 400mg, 5 mg, 3 mcg prn", ["ibuprofen"]),
        ("HbA1c 7.2, SpO2, mmHg, OxyContin", []),
        ("ECG and ECGs, NSAIDs, COPD", ["and"]),
        ("B12 x3 T2DM q8h", []),
        ("a.miller@example.org https://example.org/some/path", []),
        ("non-tender, patient's, don’t", ["non", "tender", "patient's", "don’t"]),
        ("both/either", []),
        ("", []),
        ('יש ל"ד גבוה 120/80 ד"ר כהן', ['ל"ד', "גבוה", 'ד"ר', "כהן"]),
        ("מטופלת בת 43", ["מטופלת"]),
        ("שָׁלוֹם רב", ["שָׁלוֹם"]),
        ("Привет мир", []),
        ("🧠 headache 🧠", ["headache"]),
        ("x" * (WORD_LIMIT_CHARS + 1), []),
    ],
)
def test_words_are_told_from_values_units_and_abbreviations(text, words):
    assert [word.text for word in words_in(text)] == words


@given(st.text(max_size=60))
def test_a_word_stands_where_it_says(text):
    for word in words_in(text):
        assert text[word.start : word.end] == word.text


@pytest.mark.parametrize(
    ("word", "language"), [("cough", "en"), ("naïve", "en"), ("כאב", "he"), ("aכ", None), ("мир", None)]
)
def test_the_script_tells_the_language(word, language):
    assert language_of(word) == language


def test_quotation_marks_case_and_points_do_not_part_words():
    assert word_key("ד״ר") == word_key('ד"ר')
    assert word_key("Don’t") == word_key("don't")
    assert word_key("שָׁלוֹם") == word_key("שלום")
