"""Denials, stops, allergies, relatives and sides, and the words they govern."""

from __future__ import annotations

import pytest

from core.assistant.verification.reading.sides import side_agrees, sides
from core.assistant.verification.reading.words import words
from core.clinical_language.modality import Modality, modalities


def under(kind: Modality, text: str) -> list[str]:
    found = modalities(text)
    return [word.text for word in words(text) if kind in found.of(word)]


@pytest.mark.parametrize(
    ("text", "negated"),
    [
        ("Denies knee swelling.", ["knee", "swelling"]),
        ("Reports knee pain. Denies swelling.", ["swelling"]),
        ("No fracture, but swelling", ["fracture"]),
        ("No fever and has pain", ["fever", "and"]),
        ("no fractures or dislocations, she has pain", ["fractures", "or", "dislocations"]),
        ("He has not had a vasectomy", ["had", "a", "vasectomy"]),
        ("He hasn't smoked", ["smoked"]),
        ("Rapid test is negative.", ["Rapid", "test"]),
        ("ללא רטינופתיה. כאב בכתף", ["רטינופתיה"]),
        ("שוללת נפילות", ["נפילות"]),
        ("Knee pain since May", []),
        ("No pain since the spring", ["pain"]),
        ("no more than 60 minutes", ["more", "than"]),
        ("The vaccine was declined.", ["vaccine", "was"]),
        ("no cough, with fever", ["cough"]),
        ("denied he has pain", ["he", "has", "pain"]),
        ("MRI was not yet repeated", ["repeated"]),
        ("no fever, yet coughing", ["fever"]),
        ("Denies fever, reports cough", ["fever"]),
        ("Pregnancy test negative.", ["Pregnancy", "test"]),
        ("No improvement after two courses.", ["improvement"]),
        ("טרם התחיל וורפרין", ["וורפרין"]),
    ],
)
def test_a_denial_governs_its_clause(text, negated):
    assert under(Modality.NEGATED, text) == negated


def test_a_stop_ends_where_a_start_begins():
    text = "She will discontinue Norvasc and we will start hydrochlorothiazide"
    assert under(Modality.STOPPED, text) == ["Norvasc", "and"]
    assert under(Modality.STOPPED, "Lisinopril was stopped") == ["Lisinopril"]
    assert under(Modality.STOPPED, "Naproxen was stopped and celecoxib was started") == ["Naproxen"]
    assert "systolic" not in under(Modality.STOPPED, "Hold metoprolol if systolic is below 100")


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


@pytest.mark.parametrize(
    ("kind", "text", "governed"),
    [
        (Modality.FAMILY, "Her mother had gout but she has asthma", ["had", "gout"]),
        (Modality.FAMILY, "Brought by father with ear pain", []),
        (Modality.FAMILY, "His wife moved out", ["moved", "out"]),
        (Modality.FAMILY, "His wife has asthma", ["has", "asthma"]),
        (Modality.FAMILY, "Family history of gout", ["gout"]),
        (Modality.FAMILY, "Cousin has gout.", ["has", "gout"]),
        (Modality.FAMILY, "Gout runs in the family.", ["Gout"]),
        (Modality.FAMILY, "FHx gout", ["gout"]),
        (Modality.FAMILY, "Her stepsister has gout", ["has", "gout"]),
        (Modality.FAMILY, "Friend has gout", ["has", "gout"]),
        (Modality.FAMILY, "Friend drove her, gout is worse", []),
        (Modality.FAMILY, "Lives with partner, has gout", []),
        (Modality.FAMILY, "לבעלה מיגרנה", ["מיגרנה"]),
        (Modality.FAMILY, "בנו סובל ממיגרנה", ["סובל", "ממיגרנה"]),
        (Modality.FAMILY, "בנו הביא אותו, מיגרנה", []),
        (Modality.FAMILY, "סוכרת במשפחה", ["סוכרת"]),
        (Modality.STOPPED, "Iron stopped because of cramps", ["Iron"]),
        (Modality.CONSIDERED, "Call if fever, rest", ["fever"]),
        (Modality.CONSIDERED, "Seen in May for cough", []),
        (Modality.CONSIDERED, "Iron may be considered", ["Iron"]),
    ],
)
def test_what_is_said_of_whom_and_how_surely(kind, text, governed):
    assert under(kind, text) == governed


@pytest.mark.parametrize(
    ("stated", "noted", "agrees"),
    [
        ("left knee swollen, right knee normal", "Left knee swollen; right knee normal.", True),
        ("left knee normal, right knee swollen", "Left knee swollen; right knee normal.", False),
        ("4/5 on the left and 5/5 on the right", "Strength 4/5 on the right and 5/5 on the left", False),
        ("left hand numb", "bilateral hand numbness", False),
        ("bilateral knee pain", "left knee pain, right knee pain", True),
        ("bilateral knee pain", "left knee pain", False),
    ],
)
def test_a_side_agrees_with_what_it_stands_with(stated, noted, agrees):
    assert all(side_agrees(side, sides(noted)) for side in sides(stated)) is agrees
