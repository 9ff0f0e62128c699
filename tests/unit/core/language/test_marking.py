"""Highlights cover whole words of the text as it stands: its own offsets, its niqqud, its case."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.language.lexemes import question_query
from core.language.marking import matched_spans
from core.language.query import Query
from core.language.vocabulary import Vocabulary


def marked(question: str, text: str) -> list[str]:
    spans = matched_spans(text, question_query(question, Vocabulary.built_in()))
    return [text[start:end] for start, end in spans]


@pytest.mark.parametrize(
    ("question", "text", "expected"),
    [
        ("any fractures?", "Two FRACTURED ribs, no other fracture.", ["FRACTURED", "fracture"]),
        ("Who has AF?", "History of Atrial Fibrillation; Eliquis 5 mg.", ["Atrial Fibrillation"]),
        ("blood pressure", "BP: 120/70, blood type A", ["BP"]),
        ("20 mg", "lisinopril 20mg, 20 tablets", ["20mg"]),
        ("x-ray", "X-ray normal", ["X-ray"]),
        ("לחץ דם", "לַחַץ הַדָּם שלה תקין", ["לַחַץ הַדָּם"]),
        ("כאב בכתף", "כאבים בכתפיים", ["כאבים בכתפיים"]),
        ('סכ"ד', "ה־סכ״ד בצום 128", ["ה־סכ״ד"]),
        ("ramipril", "הפסקת ה-Ramipril היום", ["ה-Ramipril"]),
        ("knee", "", []),
        ("knee", "elbow", []),
    ],
)
def test_words_that_answer_to_the_question_are_marked(question: str, text: str, expected: list[str]) -> None:
    assert marked(question, text) == expected


def test_a_weak_alternative_is_marked_only_without_a_sure_one() -> None:
    assert marked("heart attack", "attack of gout") == ["attack"]
    assert marked("heart attack", "MI in 2019, then an attack of gout") == ["MI"]


def test_words_of_a_phrase_far_from_each_other_are_not_marked_as_one() -> None:
    text = "Atrial septum normal. " + "Word " * 12 + "Later ventricular fibrillation."
    assert marked("AF", text) == []


@given(st.text(max_size=200), st.text(max_size=60))
def test_spans_are_within_the_text_in_order_and_apart(text: str, question: str) -> None:
    end_before = -1
    for start, end in matched_spans(text, question_query(question or "x", Vocabulary.built_in())):
        assert end_before < start < end <= len(text)
        end_before = end


def test_nothing_asked_marks_nothing() -> None:
    assert matched_spans("knee pain", Query(())) == ()


def test_a_word_that_only_qualifies_is_marked_beside_what_it_qualifies():
    text = "Continue metformin, dose 500 mg. Zoloft as before; no change at all in any other dose. No fever."
    marked = [
        text[start:end]
        for start, end in matched_spans(text, question_query("metformin dose", Vocabulary.built_in()))
    ]
    assert marked == ["metformin", "dose"]
    marked = [
        text[start:end]
        for start, end in matched_spans(text, question_query("no fever", Vocabulary.built_in()))
    ]
    assert marked == ["No fever"]
    alone = matched_spans(text, question_query("dose", Vocabulary.built_in()))
    assert [text[start:end] for start, end in alone] == ["dose", "dose"]
