"""Lexemes of notes and questions meet where a clinician would say that they mean the same."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.retrieval.lexemes import note_lexemes, question_lexemes


def meet(question: str, note: str) -> set[str]:
    return set(question_lexemes(question)) & set(note_lexemes(note))


@pytest.mark.parametrize(
    ("question", "note", "lexeme"),
    [
        ("metformin 500mg", "Metformin 500 mg twice daily", "500mg"),
        ("20 milligrams", "lisinopril 20 mg", "20mg"),
        ("1000 mcg", "B12 1,000 mcg", "1000mcg"),
        ("5/10", "pain 5/10 at rest", "5/10"),
        ("120/70", "BP: 120/70 mmHg", "120/70"),
        ("HbA1c 7.2%", "HbA1c of 7.2 percent", "7.2%"),
        ("HbA1c 7.2%", "HbA1c 7.2", "7.2"),
        ('500 מ"ג', "Metformin 500 mg", "500mg"),
        ("nonsmoker", "She is a non-smoker.", "nonsmoker"),
        ("smoker", "She is a non-smoker.", "smoker"),
        ("COVID19", "COVID-19 test negative", "covid19"),
        ("naïve", "treatment naive", "naive"),
        ("patients", "the patient’s knee", None),
        ("כתף", "כאב בכתף ימין", "כתפ"),
        ("הכתף", "כאב בכתף ימין", "כתפ"),
        ("והכתף", "כתף קפואה", "כתפ"),
        ("שלום", "שָׁלוֹם", "שלומ"),
        ('סכ"ד', "סכ״ד בצום 128", "סכד"),
        ('ל"ד', "ל״ד 152/94", "לד"),
        ("ramipril", "הפסקת ה-Ramipril", "ramipril"),
        ("מוביליזציה", "Grade III", None),
    ],
)
def test_question_and_note_meet(question, note, lexeme):
    found = meet(question, note)
    assert lexeme in found if lexeme else not found


def test_a_dose_does_not_meet_another_dose():
    assert "20mg" not in note_lexemes("lisinopril 120 mg")
    assert meet("5/10", "5/100 or 15/10") == set()


def test_a_unit_far_from_a_number_is_a_word():
    assert note_lexemes("2 mg") == ["2", "mg", "2mg"]
    assert note_lexemes("2. Mg level") == ["2", "mg", "level"]


def test_stop_words_fall_out_of_questions_but_not_of_notes():
    assert question_lexemes("What does she take for the pain?") == ["pain"]
    assert "the" in note_lexemes("for the pain")


def test_a_question_of_stop_words_keeps_them():
    assert question_lexemes("who was it?") == ["who", "was", "it"]


def test_lexemes_of_a_question_come_once():
    assert question_lexemes("pain, Pain, PAIN") == ["pain"]


@given(st.text(alphabet=st.characters(exclude_categories=()), max_size=300))
def test_lexemes_are_safe_inside_quotes_and_spaces(text):
    for lexeme in note_lexemes(text) + question_lexemes(text):
        assert lexeme
        assert '"' not in lexeme
        assert not any(char.isspace() for char in lexeme)
