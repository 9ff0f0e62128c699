"""Sentences and citations read out of streamed text."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.assistant.writing.drafting import DraftReader, DraftSentence


def read(*deltas: str) -> tuple[list[DraftSentence], DraftReader]:
    reader = DraftReader()
    found = [sentence for delta in deltas for sentence in reader.feed(delta)]
    return found + reader.finish(), reader


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Takes aspirin. [1]", [("Takes aspirin.", (1,))]),
        ("Takes aspirin [1].", [("Takes aspirin.", (1,))]),
        ("Takes aspirin [1][3]. No pain [2].", [("Takes aspirin.", (1, 3)), ("No pain.", (2,))]),
        ("Takes 2.5 mg. [1] Dr. Lee saw her. [2]", [("Takes 2.5 mg.", (1,)), ("Dr. Lee saw her.", (2,))]),
        ("Takes aspirin [1, 2]", [("Takes aspirin.", (1, 2))]),
        ("Twice [1][1].", [("Twice.", (1,))]),
        ("Really? [12]", [("Really?", (12,))]),
        ('נוטלת Cipralex 10 מ"ג. [2]', [('נוטלת Cipralex 10 מ"ג.', (2,))]),
        ("[1]", []),
    ],
)
def test_reads(text, expected):
    found, reader = read(text)
    assert [(sentence.text, sentence.cited) for sentence in found] == expected
    assert reader.rest == ""


def test_a_sentence_is_likely_as_soon_as_its_citation_ends():
    reader = DraftReader()
    for delta in ("Takes aspirin", ". ", "[1"):
        reader.feed(delta)
        assert reader.likely is None
    assert reader.feed("]") == []
    assert reader.likely == DraftSentence("Takes aspirin.", (1,))
    assert reader.feed("[3]") == []
    assert reader.likely == DraftSentence("Takes aspirin.", (1, 3))
    assert reader.feed(" No") == [DraftSentence("Takes aspirin.", (1, 3))]
    assert reader.likely is None


def test_a_sentence_is_given_as_soon_as_the_next_begins():
    reader = DraftReader()
    assert reader.feed("Takes aspirin. [1]") == []
    assert reader.feed("[2] N") == [DraftSentence("Takes aspirin.", (1, 2))]


def test_text_without_a_citation_is_what_rests():
    found, reader = read("Takes aspirin. [1] And then some")
    assert len(found) == 1
    assert reader.rest == "And then some"


@pytest.mark.parametrize(
    ("text", "insufficient"),
    [("INSUFFICIENT", True), (" INSUFFICIENT.\n", True), ("Insufficient.", True), ("IN", False)],
)
def test_the_word_for_not_enough_is_known(text, insufficient):
    _, reader = read(*text)
    assert reader.insufficient is insufficient


def test_it_is_undecided_as_long_as_the_word_may_come():
    reader = DraftReader()
    for delta in ("IN", "SUFF"):
        reader.feed(delta)
        assert reader.undecided
    reader.feed("ice")
    assert not reader.undecided


@given(st.text("ab .?[]12,3 ", max_size=60), st.integers(1, 7))
def test_the_size_of_the_pieces_does_not_matter(text, size):
    whole, _ = read(text)
    pieces, _ = read(*(text[i : i + size] for i in range(0, len(text), size)))
    assert [sentence.cited for sentence in pieces] == [sentence.cited for sentence in whole]
    assert [sentence.text for sentence in pieces] == [sentence.text for sentence in whole]
