"""Every month has a full name and, in English, an abbreviation that is read back as the same month."""

from __future__ import annotations

from calendar import month_abbr
from calendar import month_name as english_name
from datetime import date

import pytest

from core.clinical_language.months import long_day, month_name, month_numbers, short_day
from core.clinical_language.tables import rows, spellings

MONTHS = range(1, 13)


@pytest.mark.parametrize("month", MONTHS)
def test_a_month_is_named_in_full_and_read_back(month: int) -> None:
    # No test changes the locale, so the names of the standard library are the English ones.
    assert month_name(month, "en") == english_name[month]
    assert month_numbers()[month_name(month, "en").lower()] == month
    assert month_numbers()[month_name(month, "he")] == month
    assert short_day(date(2024, month, 7)) == f"7 {month_abbr[month]} 2024"


def test_no_spelling_names_two_months() -> None:
    assert set(month_numbers().values()) == set(MONTHS)
    written = [name for kind, _, names in rows("dates") if kind == "month" for name in spellings(names)]
    assert len(written) == len(month_numbers())


def test_a_day_is_written_in_the_language_asked_for() -> None:
    assert long_day(date(2024, 4, 7), "en") == "7 April 2024"
    assert long_day(date(2024, 4, 7), "he") == "7 באפריל 2024"
