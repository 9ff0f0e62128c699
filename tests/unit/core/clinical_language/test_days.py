"""The days that statements name."""

from __future__ import annotations

from datetime import date

import pytest

from core.clinical_language.days import moved, named_days
from core.clinical_language.statements import statements

TODAY = date(2024, 5, 10)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("HbA1c 7.2 in March", [date(2024, 3, 1)]),
        ("in November 2022", [date(2022, 11, 1)]),
        ("on 12 March 2024", [date(2024, 3, 12)]),
        ("on 2023-11-02", [date(2023, 11, 2)]),
        ("on 25/12/2023", [date(2023, 12, 25)]),
        ("03/2020", [date(2020, 3, 1)]),
        ("three weeks ago", [date(2024, 4, 19)]),
        ("see in 6 weeks", [date(2024, 6, 21)]),
        ("tomorrow", [date(2024, 5, 11)]),
        ("she may return", []),
        ("pain 7-8/10", []),
        ("for 5 days", []),
        ("לפני 3 שבועות", [date(2024, 4, 19)]),
        ("בעוד חודשיים", [date(2024, 7, 10)]),
        ("במרץ 2023", [date(2023, 3, 1)]),
    ],
)
def test_days_are_named_in_words_and_figures(text: str, expected: list[date]) -> None:
    (one,) = statements(text, "plan")
    assert [each.day for each in named_days(one.words, one.mentions, one.amounts, TODAY)] == expected


def test_a_month_later_is_the_same_day_of_the_month() -> None:
    assert moved(date(2024, 1, 31), 1, "month") == date(2024, 2, 29)
    assert moved(date(2024, 5, 10), 1, "year") == date(2025, 5, 10)
