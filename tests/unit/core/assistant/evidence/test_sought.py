"""What is not recorded is named as it was asked for."""

from __future__ import annotations

import pytest

from core.assistant.dto import Sought
from core.assistant.evidence.asked import sought_in
from core.assistant.evidence.subjects import Subjects


@pytest.mark.parametrize(
    ("question", "sought"),
    [
        ("What is her potassium?", Sought("value", "potassium")),
        ("What was her vitamin D level?", Sought("value", "vitamin D")),
        ("What dose of metformin does she take?", Sought("dose", "metformin")),
        ("How many children does she have?", Sought("count")),
        ("How long did the pain last?", Sought("duration")),
        ("מה ערך האשלגן?", Sought("value", "האשלגן")),
        ("Is her father alive?", None),
    ],
)
def test_the_kind_of_value_and_its_subject(question: str, sought: Sought | None) -> None:
    assert sought_in(question, Subjects(question)) == sought
