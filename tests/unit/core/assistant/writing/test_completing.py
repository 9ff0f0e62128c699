"""Fragments that a model copied from a note, and the sentences of the notes that hold them."""

from __future__ import annotations

import pytest

from core.assistant.verification.reading.meanings import Meanings
from core.assistant.writing.completing import completed
from core.ids import ClientId, new_id
from tests.fakes.search import passage_of

HERS, HIS = ClientId(new_id()), ClientId(new_id())
OFFERED = {
    1: passage_of("Splint for ten days. Paracetamol 1 g up to four times a day.", client_id=HERS),
    2: passage_of("Stopped amlodipine. Started ramipril 2.5 mg every evening.", client_id=HERS, start=40),
    3: passage_of("No fracture. Potassium 4.9, creatinine 88.", client_id=HERS),
    4: passage_of("Metformin 850 mg with breakfast.", client_id=HIS),
    5: passage_of("משחה פעמיים ביום למשך שבוע. אין חום.", client_id=HERS),
}


def shown(fragment: str, *cited: int) -> str | None:
    found = completed(fragment, cited, OFFERED, Meanings.built_in())
    return None if found is None else f"{found.number}: {found.span.text}"


@pytest.mark.parametrize(
    ("fragment", "cited", "expected"),
    [
        ("Ten days.", 1, "1: Splint for ten days."),
        ("1 g", 1, "1: Paracetamol 1 g up to four times a day."),
        ("4.9.", 3, "3: Potassium 4.9, creatinine 88."),
        ("fracture", 3, "3: No fracture."),
        ("amlodipine", 2, "2: Stopped amlodipine."),
        ("Every  evening!", 2, "2: Started ramipril 2.5 mg every evening."),
        ("למשך שבוע.", 5, "5: משחה פעמיים ביום למשך שבוע."),
    ],
)
def test_the_sentence_that_holds_it(fragment, cited, expected):
    assert shown(fragment, cited) == expected


def test_its_place_is_in_the_field_and_in_the_sentence():
    found = completed("every evening", [2], OFFERED, Meanings.built_in())
    assert found is not None
    text = OFFERED[2].text
    assert text[found.span.start - 40 : found.span.end - 40] == found.span.text
    assert found.span.text[slice(*found.at)] == "every evening"


def test_a_note_that_is_not_cited_never_does():
    """The number that a model gives is part of what it says."""
    assert shown("every evening", 1) is None
    assert shown("with breakfast", 1) is None


def test_of_several_cited_notes_one_holds_it():
    assert shown("every evening", 1, 2) == "2: Started ramipril 2.5 mg every evening."


@pytest.mark.parametrize(
    "fragment",
    ["No.", "", "...", "5 mg", "9", "Twelve days.", "ramipril every evening", "days of", "evening started"],
)
def test_what_no_note_says_in_these_words_or_says_nothing(fragment):
    assert shown(fragment, 2) is None


def test_what_two_sentences_hold_is_not_chosen_between():
    offered = {1: passage_of("Ramipril 5 mg. Amlodipine 5 mg.")}
    assert completed("5 mg", [1], offered, Meanings.built_in()) is None


def test_a_sentence_longer_than_a_model_may_write_is_left_to_the_quotes():
    offered = {1: passage_of("Ramipril 5 mg " + "and so on " * 12 + "until May.")}
    assert completed("until May", [1], offered, Meanings.built_in()) is None


@pytest.mark.parametrize(
    "note",
    [
        "Warfarin stopped\n5 mg nightly.",
        "Stopped amoxicillin after\n5 mg for ten days.",
        "Ibuprofen [3] days only, 5 mg.",
    ],
)
def test_part_of_a_wrapped_sentence_or_one_with_a_citation_is_not_shown(note):
    assert completed("5 mg", [1], {1: passage_of(note)}, Meanings.built_in()) is None


def test_the_place_is_in_the_text_that_is_shown():
    found = completed(
        "every 6 hours", [1], {1: passage_of("Ibuprofen   600 mg  every 6 hours.")}, Meanings.built_in()
    )
    assert found is not None
    assert found.text == "Ibuprofen 600 mg every 6 hours."
    assert found.text[slice(*found.at)] == "every 6 hours"
