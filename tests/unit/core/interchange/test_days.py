"""A date is read where it can mean one day only."""

from __future__ import annotations

from datetime import date

import pytest

from core.errors import InputRefused
from core.interchange.days import read_day
from core.interchange.dto import DateOrder

SEVENTH_OF_APRIL = date(2024, 4, 7)


@pytest.mark.parametrize(
    "text",
    [
        "2024-04-07",
        "2024/4/7",
        "2024-04-07T09:30:00",
        "2024-04-07 09:30",
        "7 Apr 2024",
        "7-Apr-2024",
        "7. April 2024",
        "April 7, 2024",
        "Apr 7th, 2024",
        "7 באפריל 2024",
        " 7 אפריל 2024 ",
    ],
)
def test_one_meaning_is_read(text: str) -> None:
    assert read_day(text, "date", None) == SEVENTH_OF_APRIL


def test_both_hebrew_spellings_of_march_are_read() -> None:
    assert read_day("7 במרס 2024", "date", None) == read_day("7 במרץ 2024", "date", None) == date(2024, 3, 7)


@pytest.mark.parametrize(
    ("text", "day"),
    [("25/3/2024", date(2024, 3, 25)), ("3/25/2024", date(2024, 3, 25)), ("5.5.2024", date(2024, 5, 5))],
)
def test_numbers_that_fit_one_order_need_no_order(text: str, day: date) -> None:
    assert read_day(text, "date", None) == day


@pytest.mark.parametrize(
    ("order", "day"), [("day_first", date(2024, 4, 7)), ("month_first", date(2024, 7, 4))]
)
def test_two_meanings_are_refused_until_somebody_says_which(order: DateOrder, day: date) -> None:
    with pytest.raises(InputRefused) as refused:
        read_day("7/4/2024", "date", None)
    assert refused.value.code == "line_ambiguous_date"
    assert "2024" not in str(refused.value)
    assert read_day("7/4/2024", "date", order) == day


@pytest.mark.parametrize(
    ("text", "order"),
    [
        ("7/4/24", None),
        ("yesterday", None),
        ("31/2/2024", None),
        ("32/1/2024", None),
        ("2024-13-01", None),
        ("7 Foo 2024", None),
        ("25/3/2024", "month_first"),
        ("3/25/2024", "day_first"),
    ],
)
def test_what_is_no_day_is_refused(text: str, order: DateOrder | None) -> None:
    with pytest.raises(InputRefused) as refused:
        read_day(text, "date", order)
    assert refused.value.code == "line_bad_date"
