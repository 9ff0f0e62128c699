"""Doses, readings, numbers and denials are told by how they are written."""

from __future__ import annotations

import pytest

from core.retrieval.answers import holds_answer


def holds(kind: str, text: str, field: str = "subjective") -> bool:
    return holds_answer(text, field=field, expects={kind})


@pytest.mark.parametrize(
    ("kind", "text"),
    [
        ("dose", "Metformin 500 mg"),
        ("dose", "two puffs twice a day"),
        ("dose", "clobetasol 0.05% solution"),
        ("dose", 'נוטלת אקמול 500 מ"ג'),
        ("dose", "כדור אחד בערב"),
        ("drug", "Lisinopril 20mg"),
        ("reading", "BP 128/72"),
        ("reading", "Temperature: 98.7"),
        ("reading", "HbA1c 7.1%"),
        ("reading", 'משקל 91.5 ק"ג'),
        ("yes_no", "Denies fever"),
        ("yes_no", "She hasn't had it"),
        ("yes_no", "ללא כאבים בחזה"),
        ("yes_no", "שוללת נימול"),
        ("count", "four times"),
        ("count", "since 2019"),
        ("count", "פעמיים בשבוע"),
    ],
)
def test_what_is_written_so_is_held(kind, text):
    assert holds(kind, text)


@pytest.mark.parametrize(
    ("kind", "text"),
    [
        ("dose", "She takes it with food."),
        ("dose", "seen in 2019"),
        ("drug", "He is on digoxin."),
        ("reading", "Blood pressure is under control."),
        ("reading", "for 3 days"),
        ("yes_no", "Chest pain since Monday; known asthma."),
        ("yes_no", "כאב בכתף ימין"),
        ("count", "often, in the mornings"),
        ("reason", "because of the cost, 5 mg, 120/80, no"),
    ],
)
def test_what_is_not_is_not(kind, text):
    assert not holds(kind, text)


def test_what_it_is_and_what_is_given_have_their_fields():
    assert holds("diagnosis", "Ankle sprain.", "assessment")
    assert not holds("diagnosis", "Ankle sprain.", "subjective")
    assert holds("drug", "Continue digoxin.", "plan")


def test_nothing_is_held_when_nothing_is_expected():
    assert not holds_answer("Metformin 500 mg, BP 120/80, denies pain", field="plan", expects=())
