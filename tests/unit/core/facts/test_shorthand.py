"""Facts of notes in shorthand, of reactions, relatives and interruptions, in both languages."""

from __future__ import annotations

from datetime import date

import pytest

from core.facts.dto import SourceText
from core.facts.extracting import extract_facts


def told(text: str, field: str = "plan", kind: str = "session") -> list[tuple[str, str, str]]:
    source = SourceText(kind, field, text, date(2024, 1, 9))  # type: ignore[arg-type]
    return [(one.kind, one.concept, one.status) for one in extract_facts([source])]


@pytest.mark.parametrize(
    ("text", "statuses"),
    [
        ("asa 75 stopped - no indication w/ DOAC.", {"aspirin": "stopped"}),
        ("asa stop today (36/40).", {"aspirin": "stopped"}),
        ("para 1 g qds", {"acetaminophen": "active"}),
        ("G3 para 2.", {}),
        ("She carved two scrolls and is well versed in it.", {}),
        ("folic 5 wkly", {"folic acid": "active"}),
        ("Apixaban was held for four days.", {"apixaban": "continued"}),
        ("Pred hold 40 till Apr.", {"prednisolone": "continued"}),
        ("Hold Eliquis 2 days before colonoscopy.", {"apixaban": "planned"}),
        ("Lisinopril held.", {"lisinopril": "stopped"}),
        ("Warfarin held 5 days ago for bleeding.", {"warfarin": "stopped"}),
        ("Metformin held for 90 days.", {"metformin": "stopped"}),
        ("Metformin held 48 h after contrast.", {"metformin": "continued"}),
        ("Hold metformin when vomiting.", {"metformin": "planned"}),
        (
            "I cross-tapered sertraline over two weeks to venlafaxine.",
            {"sertraline": "stopped", "venlafaxine": "started"},
        ),
        (
            "He means to stay on fluoxetine for a year and then talk about coming off.",
            {"fluoxetine": "continued"},
        ),
        (
            "Iron once a day, not with the levothyroxine 50 mcg.",
            {"ferrous sulfate": "active", "levothyroxine": "active"},
        ),
        (
            "מפסיקים Metformin בשל שלשולים. מתחילים Jardiance 10 mg.",
            {"metformin": "stopped", "empagliflozin": "started"},
        ),
        ("מעלים Eltroxin ל-75 mcg. ממשיכים אליקוויס.", {"levothyroxine": "changed", "apixaban": "continued"}),
        ("להפסיק אמפגליפלוזין בזמן הקאות או שלשול.", {"empagliflozin": "planned"}),
    ],
)
def test_medicines(text: str, statuses: dict[str, str]) -> None:
    found = {concept: status for kind, concept, status in told(text) if kind == "medication"}
    assert found == statuses


def test_a_predicted_value_is_no_medicine() -> None:
    assert not [one for one in told("FEV1 52% pred, ratio 0.58", "objective") if one[0] == "medication"]


@pytest.mark.parametrize(
    ("text", "allergen"),
    [
        ("Co-trimoxazole gave her hives.", "trimethoprim sulfamethoxazole"),
        ("pt: latex -> contact derm, no drug allergies.", "latex"),
        ("OOH gave trimethoprim 200 bd 3/7 -> widespread rash.", "trimethoprim"),
        ("Developed a rash after lamotrigine.", "lamotrigine"),
    ],
)
def test_a_reaction_to_a_drug_is_an_allergy(text: str, allergen: str) -> None:
    assert ("allergy", allergen, "active") in told(text, "subjective")


@pytest.mark.parametrize(
    "text",
    [
        "No rash on lamotrigine.",
        "Penicillin may cause a rash.",
        "Hives treated with cetirizine.",
        "Rash with prednisolone improving.",
        "Penicillin -> no rash.",
        "Cetirizine -> rash resolved.",
        "Hives on cetirizine.",
        "Watch for rash after lamotrigine.",
        "Penicillin gave her mother hives.",
        "Thought penicillin gave her hives but it was viral.",
    ],
)
def test_what_is_no_reaction_is_no_allergy(text: str) -> None:
    assert not [one for one in told(text, "subjective") if one[0] == "allergy"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Father has atrial fibrillation and takes warfarin.", {"family"}),
        ("dtr on sertraline, stressed.", {"family"}),
        ("אח - אובחן עם DM2, מבקש לבדוק גם אצלו.", {"family"}),
        ("Lives with mother and takes metformin 500 mg.", {"active"}),
        ("His mother had asthma and he takes ramipril.", {"family", "active"}),
    ],
)
def test_whose_it_is(text: str, expected: set[str]) -> None:
    found = {status for kind, _, status in told(text, "subjective") if kind in ("medication", "problem")}
    assert found == expected


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("palps ?afib.", "considered"),
        ("afib r/o.", "ruled_out"),
        ("COPD stable. afib ruled out.", "ruled_out"),
    ],
)
def test_a_question_mark_before_an_illness_is_a_doubt(text: str, status: str) -> None:
    assert ("problem", "atrial fibrillation", status) in told(text, "assessment")


def test_an_illness_of_childhood_is_over() -> None:
    assert told("Childhood asthma.", "medical_history", "client") == [("problem", "asthma", "resolved")]


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("Smoker in uni only.", "former"),
        ("חזר לעשן מינואר, 10 סיג׳ ליום.", "active"),
        ("מאדה בלבד (סיגריה אלקטרונית), סיגריות רגילות לא.", "denied"),
    ],
)
def test_smoking(text: str, status: str) -> None:
    assert ("habit", "smoking", status) in told(text, "subjective")
