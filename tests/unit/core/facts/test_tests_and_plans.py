"""Tests that are ordered or reported, and promised returns."""

from __future__ import annotations

from datetime import date

import pytest

from tests.unit.core.facts.reading import facts, read


def test_tests_are_ordered_or_reported() -> None:
    ordered = read("Order an MRI of the knee and a CBC.", "test", "plan")
    reported = read("MRI of the knee showed a tear.", "test", "objective")
    assert ordered == [("MRI", "ordered", ""), ("full blood count", "ordered", "")]
    assert reported == [("MRI", "resulted", "")]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Mr. Walker comes for follow-up.", []),
        ("Repeat echocardiogram to be completed in 2 months.", [("echocardiogram", "ordered", "")]),
        ("Strep test was negative.", [("throat swab", "resulted", "")]),
        ("MRI was not done.", []),
    ],
)
def test_a_name_is_no_test_and_what_was_negative_is_a_result(
    text: str, expected: list[tuple[str, str, str]]
) -> None:
    assert read(text, "test", "plan") == expected


def test_a_fit_is_no_test_of_the_stool():
    assert read("last fit in July", "test") == []


def test_a_promised_return_has_its_day() -> None:
    (fact,) = facts("Review in 6 weeks.", "plan")
    assert (fact.concept, fact.value, fact.unit, fact.day) == ("follow-up", "6", "week", date(2024, 6, 21))


def test_a_conditional_return_is_no_promise() -> None:
    assert not facts("Return if the pain gets worse.", "plan")
