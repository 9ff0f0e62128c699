"""Measured values with their units, days and persons."""

from __future__ import annotations

from datetime import date

import pytest

from tests.unit.core.facts.reading import TODAY, facts, read


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "BP 128/76, HR 72, wt 81 kg",
            [("blood pressure", "128/76", "mmHg"), ("pulse", "72", "bpm"), ("weight", "81", "kg")],
        ),
        ("Weight down 3 kg to 72 kg", [("weight", "72", "kg")]),
        ("Weight loss of 5 kg", []),
        ("HbA1c 58 mmol/mol", [("HbA1c", "58", "mmol/mol")]),
        ("Pain is 7 out of 10", [("pain score", "7", "/10")]),
        (
            "BP 150/90, repeat 138/84",
            [("blood pressure", "150/90", "mmHg"), ("blood pressure", "138/84", "mmHg")],
        ),
        ('ל"ד 152/94, משקל 96 ק"ג', [("blood pressure", "152/94", "mmHg"), ("weight", "96", "kg")]),
    ],
)
def test_a_measure_has_its_value_and_unit(text: str, expected: list[tuple[str, str, str]]) -> None:
    assert [(one.concept, one.value, one.unit) for one in facts(text) if one.kind == "measure"] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Flexion 120°, abduction 90 degrees.",
            [("flexion", "active", "120"), ("abduction", "active", "90")],
        ),
        ("Flexion 5.", []),
        ("Albumin-creatinine 30.", []),
        (
            'ל"ד של בעלה 190/110.',
            [("blood pressure", "family", "190/110")],
        ),
    ],
)
def test_an_angle_has_its_unit_and_a_value_its_person(
    text: str, expected: list[tuple[str, str, str]]
) -> None:
    assert read(text, "measure", "objective") == expected


def test_a_target_is_planned() -> None:
    (fact,) = facts("Target BP below 130/80.", "plan")
    assert (fact.status, fact.value) == ("planned", "130/80")


def test_a_measure_has_the_day_that_its_words_give() -> None:
    (march, today) = facts("HbA1c 7.2 in March. HbA1c 6.9 today.")
    assert (march.day, today.day) == (date(2024, 3, 1), TODAY)


def test_a_month_in_brackets_is_the_day_of_a_value() -> None:
    (value,) = (one for one in facts("ALT 49 (Jan).", "objective") if one.kind == "measure")
    assert (value.value, value.day) == ("49", date(2024, 1, 1))


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("HbA1c 7.2% (8.1% in January).", "7.2"),
        ("Wt 80 kg (was 84 kg in March).", "80"),
        ("HbA1c 7.2% (לפני 3 חודשים 8.1%)", "7.2"),
    ],
)
def test_the_day_of_an_earlier_value_is_not_that_of_the_value(text: str, value: str) -> None:
    (fact,) = facts(text)
    assert (fact.value, fact.day) == (value, TODAY)


def test_each_value_has_its_own_day() -> None:
    found = facts("BP was 150/95 a year ago and is 128/80 today. Her HbA1c, in January, was 7.9%.")
    assert [(one.value, one.day) for one in found] == [
        ("150/95", date(2023, 5, 10)),
        ("128/80", TODAY),
        ("7.9", date(2024, 1, 1)),
    ]


def test_values_before_and_after_a_treatment():
    found = read('ל"ד לפני 162/84, אחרי 138/72', "measure", "objective")
    assert [value for _, _, value in found] == ["162/84", "138/72"]
    assert read("HbA1c done, told 58", "measure") == [("HbA1c", "active", "58")]
    assert read("Weight before the pregnancy 62 kg", "measure", "objective") == []


def test_the_weight_at_birth_is_no_weight_of_now() -> None:
    assert [one for one in facts("At birth, the patient weighed 4 pounds.") if one.kind == "measure"] == []
