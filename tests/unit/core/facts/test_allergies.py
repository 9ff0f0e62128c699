"""Allergies that are held, denied, removed or a relative's, and their reactions."""

from __future__ import annotations

import pytest

from core.facts.dto import ANYTHING
from tests.unit.core.facts.reading import facts, read


@pytest.mark.parametrize(
    ("text", "field", "expected"),
    [
        ("Allergic to penicillin.", "subjective", [("penicillin", "active")]),
        ("No penicillin allergy.", "subjective", [("penicillin", "denied")]),
        (
            "No allergies to penicillin or latex.",
            "subjective",
            [("penicillin", "denied"), ("latex", "denied")],
        ),
        ("Penicillin allergy label removed.", "subjective", [("penicillin", "removed")]),
        ("Her son is allergic to penicillin.", "subjective", [("penicillin", "family")]),
        ("NKDA", "subjective", [(ANYTHING, "denied")]),
        ("Allergies: none known. Asthma - yes, uses salbutamol.", "subjective", [(ANYTHING, "denied")]),
        ("Allergies: NKDA. Latex.", "subjective", [(ANYTHING, "denied"), ("latex", "active")]),
        ("Penicillin\nLatex - hives", "allergies", [("penicillin", "active"), ("latex", "active")]),
        ("Elderflower", "allergies", [("elderflower", "active")]),
        ("ללא רגישויות לתרופות", "subjective", [(ANYTHING, "denied")]),
        ("לא ידועה רגישות לפניצילין", "subjective", [("penicillin", "denied")]),
        ("אלרגי לפניצילין", "subjective", [("penicillin", "active")]),
    ],
)
def test_an_allergy_is_held_denied_removed_or_of_a_relative(
    text: str, field: str, expected: list[tuple[str, str]]
) -> None:
    found = facts(text, field)
    assert [(one.concept, one.status) for one in found if one.kind == "allergy"] == expected
    assert not [one for one in found if one.kind == "medication"]


def test_a_list_of_allergies_holds_several_reactions_to_one() -> None:
    found = [(one.concept, one.reason) for one in facts("Acetazolamide - tingling, confusion", "allergies")]
    assert found == [("acetazolamide", "tingling, confusion")]
    more = [
        one.concept for one in facts("Penicillin - rash, hives, latex, Bee stings - swelling", "allergies")
    ]
    assert more == ["penicillin", "latex", "bee stings"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("She has a history of anaphylaxis and has an EpiPen.", [("anaphylaxis", "active", "")]),
        ("Anaphylaxis to peanuts.", [("peanuts", "active", "")]),
        ("No history of anaphylaxis.", [("anaphylaxis", "denied", "")]),
    ],
)
def test_anaphylaxis_is_told_also_where_its_cause_is_not(
    text: str, expected: list[tuple[str, str, str]]
) -> None:
    assert read(text, "allergy") == expected
