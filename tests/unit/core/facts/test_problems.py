"""Illnesses: had, denied, suspected, over, or only like one."""

from __future__ import annotations

import pytest

from tests.unit.core.facts.reading import read


@pytest.mark.parametrize(
    ("text", "field", "expected"),
    [
        ("Pneumonia ruled out.", "assessment", [("pneumonia", "ruled_out", "")]),
        ("Ruled out by CT: pulmonary embolism.", "assessment", [("pulmonary embolism", "ruled_out", "")]),
        ("Excluded by biopsy: melanoma.", "assessment", [("melanoma", "ruled_out", "")]),
        ("Possible sleep apnea.", "assessment", [("sleep apnoea", "considered", "")]),
        ("Depression in remission.", "assessment", [("depression", "resolved", "")]),
        ("Mother has diabetes.", "subjective", [("diabetes", "family", "")]),
        ("Denies fever or diabetes.", "subjective", [("diabetes", "denied", "")]),
        ("No diabetes complications.", "subjective", []),
        ("ED follow-up.", "assessment", []),
        ("Chest pain, unlikely cardiac.", "assessment", [("chest pain", "active", "")]),
        ("Pneumonia unlikely at this point.", "assessment", [("pneumonia", "ruled_out", "")]),
        ("Pneumonia unlikely.", "assessment", [("pneumonia", "ruled_out", "")]),
        ("Unlikely pneumonia.", "assessment", [("pneumonia", "ruled_out", "")]),
        ("Chest pain ? PE.", "assessment", [("pulmonary embolism", "considered", "")]),
        ("Had hep B vaccine.", "subjective", []),
        ("TB contact.", "assessment", []),
        ("In contact with shingles.", "assessment", []),
        ("Works on a cancer ward.", "assessment", []),
        ("Asthma diagnosed in error.", "assessment", [("asthma", "ruled_out", "")]),
        ("Misdiagnosed with epilepsy.", "assessment", [("epilepsy", "ruled_out", "")]),
        ("Used to have migraines.", "assessment", [("migraine", "resolved", "")]),
        ("Worried she has MS.", "subjective", []),
        ("Wife thinks he has dementia.", "assessment", [("dementia", "considered", "")]),
        ("חוששת שיש לה סרטן", "subjective", []),
        ("Childhood asthma, outgrown.", "assessment", [("asthma", "resolved", "")]),
        (
            "Depression vs. adjustment disorder.",
            "assessment",
            [("depression", "considered", ""), ("adjustment disorder", "considered", "")],
        ),
        ("Pulmonary hypertension.", "assessment", [("pulmonary hypertension", "active", "")]),
        ("Guidelines of the National Comprehensive Cancer Network.", "assessment", []),
        ("Lesion found on work up for headaches.", "assessment", [("headache", "active", "")]),
        ("Status post cataract surgery.", "assessment", [("cataract", "historical", "")]),
        (
            "Patient with a history of asthma, who presents today with low back pain.",
            "assessment",
            [("asthma", "active", ""), ("low back pain", "active", "")],
        ),
        ("She has a history of asthma.", "subjective", [("asthma", "active", "")]),
        ("History of pneumonia.", "subjective", [("pneumonia", "historical", "")]),
        (
            "PMH: HTN, hip fracture 2019.",
            "subjective",
            [("hypertension", "active", ""), ("hip fracture", "historical", "")],
        ),
        ("At risk of stroke.", "assessment", []),
        ("חשד לדלקת ריאות", "assessment", [("pneumonia", "considered", "")]),
    ],
)
def test_a_problem_holds_as_its_sentence_says(
    text: str, field: str, expected: list[tuple[str, str, str]]
) -> None:
    assert read(text, "problem", field) == expected


def test_what_is_only_like_an_illness_is_none():
    assert read("Had one gout-like pain in August.", "problem") == []
    assert read("Iron deficient.", "problem", "assessment") == [("iron deficiency", "active", "")]
