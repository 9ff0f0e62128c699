"""Parses dates of other programs: accepted if unambiguous, refused if they may mean two days."""

from __future__ import annotations

import re
from datetime import date

from core.clinical_language.months import month_numbers
from core.errors import InputRefused
from core.interchange.dto import DateOrder

_YEAR_FIRST = re.compile(r"(\d{4})[-./](\d{1,2})[-./](\d{1,2})")
_NUMBERS = re.compile(r"(\d{1,2})[-./](\d{1,2})[-./](\d{4})")
_DAY_WORD = re.compile(r"(\d{1,2})[\s.,-]*([^\W\d_]+)[\s.,'׳-]*(\d{4})")
_WORD_DAY = re.compile(r"([^\W\d_]+)[\s.,-]*(\d{1,2})(?:st|nd|rd|th)?[\s.,-]+(\d{4})")
_TIME = re.compile(r"[T\s]\d{1,2}:\d{2}.*$")


def read_day(text: str, place: str, order: DateOrder | None) -> date:
    """The day of `text`; a time after it is ignored.

    Raises `InputRefused`: `line_ambiguous_date` if it could be two days and `order` does not decide,
    `line_bad_date` if it is not a date. Neither contains the date itself.
    """
    words = " ".join(_TIME.sub("", text.strip()).split())
    if match := _YEAR_FIRST.fullmatch(words):
        return _date(int(match[1]), int(match[2]), int(match[3]), place)
    if match := _NUMBERS.fullmatch(words):
        return _from_numbers(int(match[1]), int(match[2]), int(match[3]), place, order)
    if match := _DAY_WORD.fullmatch(words):
        return _date(int(match[3]), _month(match[2]), int(match[1]), place)
    if match := _WORD_DAY.fullmatch(words):
        return _date(int(match[3]), _month(match[1]), int(match[2]), place)
    raise InputRefused("line_bad_date", place=place)


def _from_numbers(first: int, second: int, year: int, place: str, order: DateOrder | None) -> date:
    if first != second and max(first, second) <= 12 and order is None:
        raise InputRefused("line_ambiguous_date", place=place)
    if order == "month_first" or (order is None and second > 12):
        return _date(year, first, second, place)
    return _date(year, second, first, place)


def _month(word: str) -> int:
    """0 for a word that does not name a month."""
    wanted = word.casefold().removeprefix("ב")
    for name, number in month_numbers().items():
        if name == wanted or (len(wanted) >= 3 and name.startswith(wanted)):
            return number
    return 0


def _date(year: int, month: int, day: int, place: str) -> date:
    try:
        return date(year, month, day)
    except ValueError as error:
        raise InputRefused("line_bad_date", place=place) from error
