"""The names of the months in English and Hebrew, from the table `dates`, and days written with them."""

from __future__ import annotations

from datetime import date
from functools import cache

from core.clinical_language.tables import rows, spellings


@cache
def _spellings() -> dict[int, tuple[str, ...]]:
    return {int(number): spellings(names) for kind, number, names in rows("dates") if kind == "month"}


@cache
def month_numbers() -> dict[str, int]:
    """The number of each month by its names and abbreviations, in lower case."""
    return {name: number for number, names in _spellings().items() for name in names}


@cache
def month_name(month: int, language: str) -> str:
    """`January`; `ינואר` if `language` is `he`. The table has the full name first."""
    hebrew = language == "he"
    return next(name.capitalize() for name in _spellings()[month] if name.isascii() != hebrew)


def long_day(day: date, language: str) -> str:
    """`7 April 2024`, `7 באפריל 2024`: the month as a word, to prevent confusion of day and month."""
    prefix = "ב" if language == "he" else ""
    return f"{day.day} {prefix}{month_name(day.month, language)} {day.year}"


def short_day(day: date) -> str:
    """`7 Apr 2024`: in English, whatever the language of the system."""
    return f"{day.day} {month_name(day.month, 'en')[:3]} {day.year}"
