"""Which words may stand for each other in a checked sentence, and which only look alike."""

from __future__ import annotations

import pytest

from core.assistant.verification.reading.claims import Claims
from core.assistant.verification.reading.meanings import Meanings
from core.assistant.verification.sentence_verifier import SentenceVerifier
from core.language.vocabulary.vocabulary import OwnMeaning
from tests.fakes.search import passage_of


def meet(one: str, other: str) -> bool:
    """Whether every word of `one` finds its meaning among those of `other`."""
    there = Claims(other).forms
    return all(not word.forms.isdisjoint(there) for word in Claims(one).words)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Advil", "ibuprofen"),
        ("paracetamol", "Tylenol"),
        ("HTN", "hypertension"),
        ("BP", "blood pressure"),
        ("shortness of breath", "dyspnea"),
        ("s/p", "status post"),
        ("רמיפריל", "Ramipril"),
        ("אדוויל", "ibuprofen"),
        ('יתר ל"ד', "יתר לחץ דם"),
    ],
)
def test_names_of_one_thing_meet(one: str, other: str) -> None:
    assert meet(one, other)
    assert meet(other, one)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("lisinopril", "enalapril"),
        ("statin", "atorvastatin"),
        ("LDL", "cholesterol"),
        ("AST", "ALT"),
        ("oxycodone", "Percocet"),
        ("hypotension", "hypertension"),
        ("map of the city", "mean arterial pressure"),
    ],
)
def test_what_search_takes_for_near_is_not_the_same_here(one: str, other: str) -> None:
    assert not meet(one, other)


def test_drugs_are_known_by_any_name_in_order() -> None:
    claims = Claims("Stopped Advil, started מטפורמין and lisinopril; wears a brace.")
    assert [drug.text for drug in claims.drugs] == ["Advil", "מטפורמין", "lisinopril"]


OWN = Meanings.built_in().with_own(
    [
        OwnMeaning("WTB", ("walks to bakery",)),
        OwnMeaning("Zt", ("zolpidem",)),
        OwnMeaning("BP", ("back pain",)),
        OwnMeaning("QX", ("quiet exit", "quick exam")),
    ]
)


def judged(sentence: str, note: str, meanings: Meanings | None = OWN) -> str | None:
    return SentenceVerifier({1: passage_of(note)}, meanings).check(sentence, [1]).reason


def test_an_abbreviation_of_the_practice_may_be_spelled_out():
    assert judged("She walks to bakery daily.", "WTB daily.") is None
    assert judged("She walks to bakery daily.", "WTB daily.", None) is not None
    assert judged("WTB daily.", "Walks to bakery daily.") is None
    assert judged("Zolpidem 5 mg at night.", "Zt 5 mg at night.") is None


def test_it_never_makes_a_false_sentence_true():
    assert judged("She walks daily.", "WTB daily.") is not None
    assert judged("Zolpidem 10 mg at night.", "Zt 5 mg at night.") == "unsupported_number"
    assert judged("Zopiclone 5 mg at night.", "Zt 5 mg at night.") is not None
    assert judged("Zolpidem 5 mg at night.", "ZT 5 mg at night.") is not None
    assert judged("Back pain 140/90.", "BP 140/90.") is not None
    assert judged("A quick exam.", "QX.") is not None
    assert judged("No zolpidem.", "Zt 5 mg at night.") is not None
