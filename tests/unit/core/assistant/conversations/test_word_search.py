"""Words looked for in earlier answers, as a person types them."""

from __future__ import annotations

import pytest

from core.assistant.conversations.word_search import EXCERPT_CHARS, WordSearch, texts_of
from tests.fakes.assistant import answer_of


def found(text: str, question: str, answer: str = "") -> str | None:
    """The found word as it is written; None for nothing found."""
    place = WordSearch(text).find_in(texts_of(answer_of(question, (), (), answer=answer)))
    return None if place is None else place.text[place.start : place.end]


@pytest.mark.parametrize(
    ("text", "question", "word"),
    [
        ("KNEE", "How is the knee?", "knee"),
        ("knees", "How is the knee?", "knee"),
        ("ibup", "Does he take ibuprofen?", "ibuprofen"),
        ("600", "Is it 600 mg?", "600 mg"),
        ("ברך", "מה עם הברך?", "הברך"),
        ("הברכיים", "מה עם ברך ימין?", "ברך"),
        ("לחץ דם", "מה היה לחץ הדם?", "לחץ"),
        ("בדמ", "יש ברזל בדם?", "בדם"),
        ("מינון", "מה המינון?", "המינון"),
        ("résumé", "the resume of the visit", "resume"),
        ("hip", "How is the knee?", None),
    ],
)
def test_words_are_found_in_other_forms(text: str, question: str, word: str | None):
    assert found(text, question) == word


def test_every_word_must_be_there_in_question_or_answer():
    assert found("knee ibuprofen", "How is the knee?", "Ibuprofen was advised.") == "knee"
    assert found("knee aspirin", "How is the knee?", "Ibuprofen was advised.") is None


@pytest.mark.parametrize("text", ["", "  ", "?!"])
def test_no_word_looks_for_nothing(text: str):
    assert not WordSearch(text)


def test_an_excerpt_shows_the_word_among_its_neighbours():
    words = "before " * 60 + "the needle\nin it" + " after" * 60
    place = WordSearch("needle").find_in(texts_of(answer_of("Where?", (), (), answer=words)))
    assert place is not None
    assert place.text[place.start : place.end] == "needle"
    assert place.text.startswith("…before")
    assert place.text.endswith("…")
    assert "\n" not in place.text
    assert len(place.text) <= EXCERPT_CHARS + 2
