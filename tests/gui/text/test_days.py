"""Birth dates as typed, and what they are understood as."""

from __future__ import annotations

from datetime import date

import pytest
from PySide6.QtCore import QLocale

from ui.text.days import age_years, day_text, parse_day

BIRTH = date(1981, 1, 17)


@pytest.mark.parametrize(
    "typed",
    [
        "17 Jan 1981",
        "17 january 1981",
        "17. Jan. 1981",
        "1981-01-17",
        "1981/1/17",
        "17.1.1981",
        "1/17/1981",
        " 17  JAN 1981 ",
    ],
)
def test_one_day_in_many_spellings(typed):
    assert parse_day(typed) == BIRTH


@pytest.mark.parametrize(
    "typed", ["", "soon", "3/4/1981", "31 Feb 1981", "17 Xyz 1981", "17 Jan 81", "17 J 1981"]
)
def test_what_is_no_day_or_could_be_two_is_not_taken(typed):
    assert parse_day(typed) is None


def test_a_day_that_reads_the_same_both_ways_is_taken():
    assert parse_day("4/4/1981") == date(1981, 4, 4)


def test_hebrew_months_and_what_is_written_is_read_again():
    before = QLocale()
    try:
        QLocale.setDefault(QLocale("he_IL"))
        assert parse_day("17 ינואר 1981") == BIRTH
        assert parse_day("17 בינואר 1981") == BIRTH
        for month in range(1, 13):
            day = date(1990, month, 9)
            assert parse_day(day_text(day).strip("\u2068\u2069")) == day
    finally:
        QLocale.setDefault(before)


def test_every_month_written_in_english_is_read_again():
    for month in range(1, 13):
        day = date(1990, month, 9)
        assert parse_day(day_text(day).strip("\u2068\u2069")) == day


@pytest.mark.parametrize(
    ("today", "years"),
    [(date(2024, 1, 16), 42), (date(2024, 1, 17), 43), (date(1981, 1, 17), 0), (date(1980, 1, 1), 0)],
)
def test_age_counts_completed_years(today, years):
    assert age_years(BIRTH, today) == years
