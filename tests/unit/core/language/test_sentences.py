"""Sentences, list items and headings, by exact offsets."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.language.sentences import PIECES_LIMIT, estimated_pieces, sentences


def cut(text: str) -> list[str]:
    return [text[found.start : found.end] for found in sentences(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("She fell. It hurts.", ["She fell.", "It hurts."]),
        ("Seen by Dr. Levy today. Better.", ["Seen by Dr. Levy today.", "Better."]),
        ("Takes 2.5 mg. daily with food. Stop at 5.0.", ["Takes 2.5 mg. daily with food.", "Stop at 5.0."]),
        ("Given Mobic 15 mg. She will return.", ["Given Mobic 15 mg.", "She will return."]),
        ("Mr. and Mrs. Cole, J. Smith vs. B. Jones.", ["Mr. and Mrs. Cole, J. Smith vs. B. Jones."]),
        ("Tylenol q.i.d. as needed. Ice.", ["Tylenol q.i.d. as needed.", "Ice."]),
        ("Tylenol 500 mg p.o. She rests.", ["Tylenol 500 mg p.o.", "She rests."]),
        ("Better? Yes! He said “fine.” Then left.", ["Better?", "Yes!", "He said “fine.”", "Then left."]),
        ("Chest pain ? PE. ? MI in 2010. OK? Yes.", ["Chest pain ? PE.", "? MI in 2010.", "OK?", "Yes."]),
        ("1. Sprain of ankle. Rest.\n2. Gout.", ["1. Sprain of ankle.", "Rest.", "2. Gout."]),
        ("- Ice\n- Rest. Elevate.\n", ["- Ice", "- Rest.", "Elevate."]),
        ("Pain 7/10 and BMI 31.8 today.", ["Pain 7/10 and BMI 31.8 today."]),
        ("כאב בכתף. שיפור קל.", ["כאב בכתף.", "שיפור קל."]),
        ('אקמול 500 מ"ג לפי צורך. ד"ר ענבר הזריק. Depo-Medrol.', None),
        ("", []),
        (" \n\t\r\n", []),
    ],
)
def test_sentences_end_where_a_reader_says(text, expected):
    if expected is None:
        expected = ['אקמול 500 מ"ג לפי צורך.', 'ד"ר ענבר הזריק.', "Depo-Medrol."]
    assert cut(text) == expected


def test_a_heading_begins_the_sentence_under_it():
    text = "ALLERGIES\n\nPenicillin.\nLatex.\n\nHPI:\nKnee pain."
    found = sentences(text)
    assert cut(text) == ["ALLERGIES\n\nPenicillin.", "Latex.", "HPI:\nKnee pain."]
    assert [one.heading for one in found] == ["ALLERGIES", "ALLERGIES", "HPI"]


def test_headings_nest_under_those_in_capitals():
    text = "PHYSICAL EXAM\n\nNeck\n- Supple.\n\nHeart\n- Regular.\n\nRESULTS\n\nNormal."
    assert [one.heading for one in sentences(text)] == [
        "PHYSICAL EXAM, Neck",
        "PHYSICAL EXAM, Heart",
        "RESULTS",
    ]


def test_a_name_with_its_value_is_no_heading():
    text = "VITALS\n\nBP: 120/80\nPulse: 72"
    assert cut(text) == ["VITALS\n\nBP: 120/80", "Pulse: 72"]


def test_a_last_line_is_no_heading_since_nothing_follows():
    assert cut("Knee pain.\nPLAN:") == ["Knee pain.", "PLAN:"]


def test_headings_without_end_do_not_make_one_sentence():
    text = "EXAM:\n" * 500 + "Normal."
    found = sentences(text)
    assert max(one.pieces for one in found) <= PIECES_LIMIT
    assert "".join(cut(text)).count("EXAM:") == 500


def test_a_sentence_longer_than_the_limit_is_cut_between_words():
    words = " ".join(f"word{number}" for number in range(600))
    parts = cut(words)
    assert len(parts) > 1
    assert " ".join(parts) == words
    assert all(estimated_pieces(part) <= PIECES_LIMIT for part in parts)


def test_a_word_longer_than_the_limit_is_cut_too():
    parts = cut("x" * 50_000)
    assert "".join(parts) == "x" * 50_000
    assert all(estimated_pieces(part) <= PIECES_LIMIT for part in parts)


@given(st.text(alphabet=st.characters(exclude_categories=()), max_size=400))
def test_sentences_are_ordered_apart_and_leave_out_only_blanks(text):
    found = sentences(text)
    position = 0
    for one in found:
        assert one.start >= position
        assert not text[position : one.start].strip()
        assert text[one.start : one.end].strip() == text[one.start : one.end] != ""
        assert one.pieces == estimated_pieces(text[one.start : one.end])
        position = one.end
    assert not text[position:].strip()
