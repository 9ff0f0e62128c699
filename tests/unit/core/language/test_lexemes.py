"""Lexemes of notes and questions meet where a clinician would say that they mean the same."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.language.lexemes import note_lexemes, question_query
from core.language.query import Query
from core.language.vocabulary import Vocabulary

NO_WORDS = Vocabulary(())


def asked(question: str) -> Query:
    return question_query(question, NO_WORDS)


def meet(question: str, note: str) -> set[str]:
    """What of the question's own words the note is found under."""
    held = set(note_lexemes(note))
    every = (each.lexeme for group in asked(question).groups for each in group.alternatives)
    return {lexeme for lexeme in every if set(lexeme.split()) <= held}


@pytest.mark.parametrize(
    ("question", "note", "lexeme"),
    [
        ("metformin 500mg", "Metformin 500 mg twice daily", "500mg"),
        ("20 milligrams", "lisinopril 20 mg", "20mg"),
        ("1000 mcg", "B12 1,000 mcg", "1000mcg"),
        ("2.50 mg", "warfarin 2.5 mg", "2.5mg"),
        (".5 mg", "lorazepam 0.5mg", "0.5mg"),
        ("0.05%", "clobetasol 0.05 %", "0.05%"),
        ("5/10", "pain 5/10 at rest", "5/10"),
        ("120/70", "BP: 120/70 mmHg", "120/70"),
        ("HbA1c 7.2%", "HbA1c of 7.2 percent", "7.2%"),
        ("HbA1c 7.2%", "HbA1c 7.2", "7.2"),
        ("20 tablets", "#20 (twenty)", "20"),
        ("165 degrees", "flexion 165°", "165deg"),
        ('500 מ"ג', "Metformin 500 mg", "500mg"),
        ("500 מ״ג", 'מטפורמין 500 מ"ג', "500mg"),
        ("01/22/2013", "replaced on 2013-01-22", "2013-01-22"),
        ("22.1.2013", "replaced on 01/22/2013", "2013-01-22"),
        ("nonsmoker", "She is a non-smoker.", "nonsmok"),
        ("smoker", "She is a non-smoker.", "smoker"),
        ("x-ray", "an x ray was taken", "x ray"),
        ("COVID19", "COVID-19 test negative", "covid19"),
        ("GAD 7", "GAD-7: 5", "gad"),
        ("naïve", "treatment naive", "naiv"),
        ("the golfer's elbow", "golfers", "golfer"),
        ("allergies", "no known allergy", "allerg"),
        ("bleeding", "he bled for an hour", "bleed"),
        ("oesophagus", "esophageal stricture; esophagus", "esophag"),
        ("anaemia", "anemic since May", "anem"),
        ("haemoglobin", "hemoglobin 9", "hemoglobin"),
        ("sterilised", "sterilized in 2010", "steril"),
        ("tumours", "a tumor", "tumor"),
        ("diagnosed", "diagnoses: none", "diagnos"),
        ("metastasis", "liver metastases", "metastas"),
        ("vertebra", "vertebrae intact", "vertebr"),
        ("diverticulum", "diverticula seen", "diverticul"),
        ("thrombi", "a mural thrombus", "thromb"),
        ("appendices", "the appendix", "appendix"),
        ("feet", "left foot", "foot"),
        ("20mg", "lisinopril 120 mg", None),
        ("5/10", "5/100 or 15/10", None),
        ("patients", "the knee", None),
    ],
)
def test_question_and_note_meet(question: str, note: str, lexeme: str | None) -> None:
    found = meet(question, note)
    assert lexeme in found if lexeme else not found


@pytest.mark.parametrize(
    ("question", "note", "lexeme"),
    [
        ("כתף", "כאב בכתף ימין", "כתפ"),
        ("הכתף", "כאב בכתף ימין", "כתפ"),
        ("והכתף", "כתף קפואה", "כתפ"),
        ("כתפה", "כאב בכתפיים", "כתפ"),
        ("בגבו", "כאבים בגב תחתון", "גב"),
        ("שלום", "שָׁלוֹם", "שלומ"),
        ("התקפים", "התקפי פאניקה", "התקפ"),
        ("בדיקותיו", "בדיקת דם", "בדיק"),
        ("לוקחת", "לוקח כדור", "לוקח"),
        ("אלרגית", "אלרגי לפניצילין", "אלרג"),
        ('סכ"ד', "סכ״ד בצום 128", "סכד"),
        ('ל"ד', "ל״ד 152/94", "לד"),
        ('ובסכ"ד', "סכ״ד 128", "סכד"),
        ("ramipril", "הפסקת ה-Ramipril", "ramipril"),
        ("כפיפה", "מצליח לכופף", "~כפפ"),
        ("התלוננה", "מתלוננת על כאבים", "~לננ"),
        ("השתעל", "שיעול יבש", "~שעל"),
        ("זריקה", "עברה הזרקה", "~זרק"),
        ("סוכר", "ברקע סוכרת", None),
        ("מוביליזציה", "Grade III", None),
    ],
)
def test_hebrew_forms_meet(question: str, note: str, lexeme: str | None) -> None:
    found = meet(question, note)
    assert lexeme in found if lexeme else not found


def test_a_unit_far_from_a_number_is_a_word() -> None:
    assert note_lexemes("2 mg") == ["2mg", "2", "mg"]
    assert note_lexemes("2. Mg level") == ["2", "mg", "level"]


def test_function_words_are_in_no_list() -> None:
    assert note_lexemes("for the pain of his") == ["pain"]
    assert [group.source for group in asked("What does she take for the pain?").groups] == ["pain"]


def test_a_question_of_nothing_but_its_frame_keeps_that() -> None:
    assert [group.source for group in asked("When was the last one found?").groups] == [
        "When",
        "last",
        "one",
        "found",
    ]
    assert not asked("who was it?")


def test_a_hebrew_frame_is_one_behind_its_prefix_too() -> None:
    assert [group.source for group in asked("באיזה מינון ולמה?").groups] == ["מינון"]


def test_a_word_asked_for_twice_is_one_group() -> None:
    assert [group.source for group in asked("pain, knee, Pain, PAINS").groups] == ["pain", "knee"]


def test_a_reading_without_its_unit_weighs_less() -> None:
    (group,) = asked("20 mg").groups
    assert [(each.lexeme, each.weight) for each in group.alternatives] == [("20mg", 1.0), ("20", 0.4)]


@given(st.text(alphabet=st.characters(exclude_categories=()), max_size=300))
def test_lexemes_hold_neither_blanks_nor_quotation_marks(text: str) -> None:
    for lexeme in note_lexemes(text):
        assert lexeme
        assert '"' not in lexeme
        assert not any(char.isspace() for char in lexeme)


@given(st.text(max_size=200))
def test_lexemes_depend_on_the_text_alone(text: str) -> None:
    asked(text)
    assert note_lexemes(text) == note_lexemes(str(bytes(text, "utf-8"), "utf-8"))
