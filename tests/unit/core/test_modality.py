"""Denials, stops, allergies, relatives and sides, and the words they govern."""

from __future__ import annotations

import pytest

from core.assistant.sides import sides
from core.assistant.words import words
from core.modality import Modality, modalities


def under(kind: Modality, text: str) -> list[str]:
    found = modalities(text)
    return [word.text for word in words(text) if kind in found.of(word)]


@pytest.mark.parametrize(
    ("text", "negated"),
    [
        ("Denies knee swelling.", ["knee", "swelling"]),
        ("Reports knee pain. Denies swelling.", ["swelling"]),
        ("No fracture, but swelling", ["fracture"]),
        ("No fever and has pain", ["fever"]),
        ("no fractures or dislocations, she has pain", ["fractures", "or", "dislocations"]),
        ("He has not had a vasectomy", ["had", "a", "vasectomy"]),
        ("He hasn't smoked", ["smoked"]),
        ("Rapid test is negative.", ["Rapid", "test"]),
        ("ללא רטינופתיה. כאב בכתף", ["רטינופתיה"]),
        ("שוללת נפילות", ["נפילות"]),
        ("Knee pain since May", []),
    ],
)
def test_a_denial_governs_its_clause(text, negated):
    assert under(Modality.NEGATED, text) == negated


def test_a_stop_ends_where_a_start_begins():
    text = "She will discontinue Norvasc and we will start hydrochlorothiazide"
    assert under(Modality.STOPPED, text) == ["Norvasc"]
    assert under(Modality.STOPPED, "Lisinopril was stopped") == ["Lisinopril"]


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("ALLERGIES\n\nPenicillin.", Modality.ALLERGY),
        ("Her mother had breast cancer", Modality.FAMILY),
        ("FAMILY HISTORY: diabetes", Modality.FAMILY),
        ("אלרגית לפניצילין", Modality.ALLERGY),
        ("סוכרת במשפחה", Modality.FAMILY),
    ],
)
def test_some_cues_colour_the_whole(text, kind):
    assert modalities(text).has(kind)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("left knee and right ankle", [("left", "knee"), ("right", "ankle")]),
        ("bilateral knees", [("both", "knees")]),
        ("some left over, right away", []),
        ("בכתף ימין", [("right", "בכתף")]),
        ("ברך שמאל", [("left", "ברך")]),
    ],
)
def test_sides_stand_with_a_word(text, found):
    assert [(side.name, side.of.text) for side in sides(text) if side.of is not None] == found
