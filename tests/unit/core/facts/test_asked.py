"""What a text only asks is no fact; an answer that stands alone behind it is one."""

from __future__ import annotations

import pytest

from tests.unit.core.facts.reading import facts


def told(text: str, field: str = "subjective") -> list[tuple[str, str, str]]:
    return [(one.kind, one.concept, one.status) for one in facts(text, field)]


@pytest.mark.parametrize(
    "text",
    [
        "Asked if he takes metformin.",
        "Asked whether she takes warfarin.",
        "Asked if she has asthma.",
        "Asked if allergic to penicillin.",
        "Wondering if she is allergic to latex.",
        "Unsure whether she still takes sertraline.",
        "Check whether still on bisoprolol.",
        "Confirm whether he has epilepsy.",
        "Confirm with GP whether on warfarin.",
        "Need to find out whether she is allergic to nuts.",
        "Ask bro re penicillin allergy.",
        "Ask brother about penicillin allergy.",
        "Asked re penicillin allergy: yes, rash in 2010.",
        "Check allergy to penicillin.",
        "Clarify penicillin allergy with GP.",
        "Ask GP to confirm penicillin allergy.",
        "Penicillin allergy to be confirmed.",
        "Penicillin allergy status unclear.",
        "Unconfirmed penicillin allergy.",
        "Latex allergy: not known",
        "Penicillin allergy? No.",
        "Smoking? No.",
        "Has anyone told her she has COPD? No.",
        "לבדוק אם אלרגית לפניצילין",
        "שאלתי על אלרגיה לפניצילין - אין",
        "לשאול את האח לגבי רגישות לפניצילין",
    ],
)
def test_what_is_only_asked_is_no_fact(text: str) -> None:
    assert told(text) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Asked re metformin - not taking.", [("medication", "metformin", "denied")]),
        ("Penicillin allergy - no.", [("allergy", "penicillin", "denied")]),
        ("Penicillin allergy: none.", [("allergy", "penicillin", "denied")]),
        ("Smoking - no", [("habit", "smoking", "denied")]),
        ("אלרגיה לפניצילין - לא", [("allergy", "penicillin", "denied")]),
        (
            "Allergies: penicillin - no, latex - hives",
            [("allergy", "penicillin", "denied"), ("allergy", "latex", "active")],
        ),
        (
            "Smoking: no, alcohol: 10 units a week.",
            [("habit", "smoking", "denied"), ("habit", "alcohol", "active")],
        ),
        ("PMH: DM- HTN+", [("problem", "hypertension", "active")]),
        ("Meds: none, aspirin stopped.", [("medication", "aspirin", "stopped")]),
    ],
)
def test_an_answer_that_stands_alone_counts_for_what_is_before_it(
    text: str, expected: list[tuple[str, str, str]]
) -> None:
    assert told(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("PMH: DM- well controlled", [("problem", "diabetes", "active")]),
        ("Asked about allergies - latex.", [("allergy", "latex", "active")]),
        ("Asked about alcohol: drinks 20 units a week.", [("habit", "alcohol", "active")]),
        ("Takes metformin; asked about side effects.", [("medication", "metformin", "active")]),
        (
            "On gliclazide 80 mg bd, asked re insulin.",
            [("medication", "gliclazide", "active")],
        ),
        ("Continue warfarin, check if INR due.", [("medication", "warfarin", "continued")]),
        ("Not sure why she takes bisoprolol.", [("medication", "bisoprolol", "active")]),
        ("Confirm on discharge: apixaban 5 mg bd.", [("medication", "apixaban", "active")]),
        ("Confirmed penicillin allergy.", [("allergy", "penicillin", "active")]),
        ("Penicillin allergy - no anaphylaxis, only rash.", [("allergy", "penicillin", "active")]),
        ("Penicillin allergy - not severe.", [("allergy", "penicillin", "active")]),
        ("Allergic to penicillin - unknown reaction", [("allergy", "penicillin", "active")]),
        ("Allergies: penicillin - unknown", [("allergy", "penicillin", "active")]),
        ("No: asthma, diabetes.", [("problem", "asthma", "denied"), ("problem", "diabetes", "denied")]),
        ("Was metformin stopped after delivery?", [("medication", "metformin", "planned")]),
    ],
)
def test_what_is_told_beside_a_question_is_a_fact(text: str, expected: list[tuple[str, str, str]]) -> None:
    assert told(text) == expected
