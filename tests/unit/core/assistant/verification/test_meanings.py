"""Which words may stand for each other in a checked sentence, and which only look alike."""

from __future__ import annotations

import pytest

from core.assistant.verification.claims import Claims


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
