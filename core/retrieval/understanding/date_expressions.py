"""Parses a date in a question, in English or Hebrew, into the days it covers.

dateparser parses a named day, month or year; expressions relative to today are computed here, because it does
not know half of the Hebrew ones and returns no span.
"""

from __future__ import annotations

import functools
import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING

from core.clinical_language.months import month_numbers
from core.clinical_language.tables import rows, spellings

if TYPE_CHECKING:
    from dateparser.date import DateDataParser

_NAMES = sorted(month_numbers(), key=len, reverse=True)
_MONTHS = "|".join(name for name in _NAMES if name.isascii())
_MONTHS_HE = "|".join(name for name in _NAMES if not name.isascii())
_YEAR = r"(?:19|20)\d\d"
_DAY = (
    r"\d{4}-\d{2}-\d{2}|\d{1,2}[./]\d{1,2}[./](?:20)?\d\d"
    rf"|(?:the\s+)?\d{{1,2}}(?:st|nd|rd|th)?\s+(?:of\s+)?(?:{_MONTHS})\b\.?(?:,?\s+{_YEAR})?"
    rf"|(?:{_MONTHS})\b\.?\s+\d{{1,2}}(?:st|nd|rd|th)?(?!\d)(?:,?\s+{_YEAR})?"
    rf"|\d{{1,2}}\s+[בל]?(?:{_MONTHS_HE})(?:\s+{_YEAR})?"
)
FULL_DAY = (
    r"(?:\d{4}-\d{2}-\d{2}|\d{1,2}[./]\d{1,2}[./](?:20)?\d\d"
    rf"|(?:the\s+)?\d{{1,2}}(?:st|nd|rd|th)?\s+(?:of\s+)?(?:{_MONTHS})\b\.?,?\s+{_YEAR}"
    rf"|(?:{_MONTHS})\b\.?\s+\d{{1,2}}(?:st|nd|rd|th)?(?!\d),?\s+{_YEAR}"
    rf"|\d{{1,2}}\s+[בל]?(?:{_MONTHS_HE})\s+{_YEAR})(?![\w/%]|-\w|\.\d)"
)
"""The pattern of a day with its year, which means nothing but a time."""
DAY_AND_MONTH = r"\d{1,2}[./]\d{1,2}(?![\w./%])"
"""The pattern of a day and its month in figures, which is a value elsewhere: `6.5`."""
MONTH = rf"(?:{_MONTHS})\b\.?(?:,?\s+(?:of\s+)?{_YEAR})?|(?:{_MONTHS_HE})(?:\s+{_YEAR})?"
"""The pattern of a month, with or without its year."""
DATE = rf"(?:{_DAY}|{MONTH}|{_YEAR})(?![\w/%]|-\w|\.\d)"
"""The pattern of a day, a month or a year, which `days_of` parses."""

MONTH_AND_YEAR = rf"(?:(?:{_MONTHS})\b\.?,?\s+(?:of\s+)?|(?:{_MONTHS_HE})\s+){_YEAR}(?![\w/%]|-\w|\.\d)"
"""The pattern of a month with its year, which hardly ever means anything but a time."""
MONTHS_TOGETHER = rf"(?:{_MONTHS})\b\.?\s*/\s*(?:{_MONTHS})\b\.?(?:\s+{_YEAR})?"
"""The pattern of two months that follow each other: `aug/sept`."""
_SHORT_YEAR = re.compile(rf"(?P<month>(?:{_MONTHS})\b\.?)\s+'?(?P<year>\d\d)", re.IGNORECASE)
_SHORT_YEAR_DIGITS = 2
_YEARS_BACK = 6
"""How long ago the year of `aug 25` may be; otherwise the number is a day."""

_NAMED = {
    "this week": ("week", 0),
    "this month": ("month", 0),
    "this year": ("year", 0),
    "last week": ("week", 1),
    "last month": ("month", 1),
    "last year": ("year", 1),
    "yesterday": ("day", 1),
    "שבוע": ("week", 0),
    "חודש": ("month", 0),
    "שנה": ("year", 0),
    "שבוע שעבר": ("week", 1),
    "חודש שעבר": ("month", 1),
    "שנה שעברה": ("year", 1),
    "אתמול": ("day", 1),
}
PAST = r"(?:last (?:week|month|year)|yesterday|ה?(?:שבוע שעבר|חודש שעבר|שנה שעברה)|אתמול)"
"""The pattern of a named span before the current one."""
THIS = r"(?:this (?:week|month|year)|ה(?:שבוע|חודש|שנה))"
"""The pattern of the current span."""

_UNITS = {
    "day": "days?|ימים|יום",
    "week": "weeks?|שבועות|שבוע",
    "month": "months?|חודשים|חודש",
    "year": "years?|שנים|שנה",
}
_PAIRS = {word: unit for kind, unit, words in rows("dates") if kind == "pair" for word in spellings(words)}
UNIT = "|".join((*_UNITS.values(), *_PAIRS))
"""A unit of time, including the Hebrew words for two of it."""
_NUMBERS = (
    "half חצי",
    "a an one אחד אחת",
    "two couple שני שתי",
    "three few שלוש שלושה שלושת",
    "four ארבע ארבעה ארבעת",
    "five חמש חמישה חמשת",
    "six שש שישה ששת ששה",
    "seven שבע שבעה שבעת",
    "eight שמונה שמונת",
    "nine תשע תשעה תשעת",
    "ten עשר עשרה עשרת",
    "eleven",
    "twelve",
)
_COUNTS = {word: count or 0.5 for count, words in enumerate(_NUMBERS) for word in words.split()}
COUNT = rf"\d{{1,2}}|half\s+an?|a\s+(?:couple(?:\s+of)?|few)|couple\s+of|{'|'.join(_COUNTS)}"
"""The number of units, in digits or words."""
_DAYS_OF = {"day": 1.0, "week": 7.0, "month": 30.44, "year": 365.25}


@dataclass(frozen=True, slots=True)
class Days:
    """The first and the last day that an expression covers. `yearless`: the year had to be guessed."""

    since: date
    until: date
    yearless: bool = False


def days_of(expression: str, *, today: date, day_first: bool = False) -> Days | None:
    """The days that a `DATE`, `PAST` or `THIS` covers; None if it is ambiguous or not a date.

    Without a year it is the last such day or month that has begun. `day_first`: 3/4 is in April, as in
    Hebrew; elsewhere it depends on the country.
    """
    plain = expression.strip().casefold()
    if "/" in plain and re.fullmatch(MONTHS_TOGETHER, plain):
        return _together(plain, today=today)
    named = _NAMED.get(plain.removeprefix("ה"))
    if named is not None:
        return _named(*named, today=today)
    if re.fullmatch(_YEAR, plain):
        return Days(date(int(plain), 1, 1), date(int(plain), 12, 31))
    if re.fullmatch(DAY_AND_MONTH, plain):
        return _of_last_year(plain, today=today)
    in_figures = re.fullmatch(r"(\d{1,2})[./](\d{1,2})[./](\d+)", plain)
    both = in_figures is not None and all(int(part) <= 12 for part in in_figures.groups()[:2])
    if both and "/" in plain and not day_first:
        return None
    if in_figures is not None and len(in_figures[3]) == _SHORT_YEAR_DIGITS:
        # Not of the last century, even if the day is still to come.
        plain = re.sub(r"\d\d$", f"20{in_figures[3]}", plain)
    found = _parser(today).get_date_data(re.sub(r"(^|\s)[בל](?=[א-ת]{3})", r"\1", plain))
    if found.date_obj is None:
        return None
    day, yearless = found.date_obj.date(), re.search(r"\d{4}|[./]\d", plain) is None
    if found.period == "month":
        return Days(day.replace(day=1), day.replace(day=monthrange(day.year, day.month)[1]), yearless)
    return Days(day, day, yearless)


def _of_last_year(plain: str, *, today: date) -> Days | None:
    """The last such day, written with the day first; None if there is none."""
    day, month = (int(part) for part in re.split(r"[./]", plain))
    for year in (today.year, today.year - 1):
        try:
            found = date(year, month, day)
        except ValueError:
            return None
        if found <= today:
            return Days(found, found, yearless=True)
    return None


def of_short_year(expression: str, *, today: date) -> Days | None:
    """The month of `aug 25`, where the number may be a year; None if it can only be a day.

    `yearless`: as a day it may be of any year, and the month contains it.
    """
    short = _SHORT_YEAR.fullmatch(expression.strip().casefold())
    if short is None or not today.year - _YEARS_BACK <= 2000 + int(short["year"]) <= today.year:
        return None
    meant = days_of(f"{short['month']} {2000 + int(short['year'])}", today=today)
    return None if meant is None else Days(meant.since, meant.until, yearless=True)


def _together(plain: str, *, today: date) -> Days | None:
    """The days of two months; both of the same year, or the first of the year before."""
    first, _, second = plain.partition("/")
    last = days_of(second, today=today)
    begun = None if last is None else days_of(first, today=last.until)
    return None if last is None or begun is None else Days(begun.since, last.until, last.yearless)


def length_of(count: str | None, unit: str) -> tuple[str, timedelta]:
    """The unit and the length of so many of it; `count` and `unit` as matched by `COUNT` and `UNIT`."""
    pair = _PAIRS.get(unit)
    if pair is not None:
        return pair, timedelta(days=2 * _DAYS_OF[pair])
    name = next(one for one, spelled in _UNITS.items() if re.fullmatch(spelled, unit, re.IGNORECASE))
    words = (count or "one").casefold().split()
    # "a couple of", "half a": the word that is not an article counts.
    numbers = [
        float(word) if word.isdigit() else _COUNTS[word]
        for word in words
        if word.isdigit() or word in _COUNTS
    ]
    number = 0.5 if 0.5 in numbers else max(numbers)
    return name, timedelta(days=number * _DAYS_OF[name])


def _named(unit: str, back: int, *, today: date) -> Days:
    if unit == "day":
        return Days(today - timedelta(days=back), today - timedelta(days=back))
    if unit == "week":
        # Weeks begin on different days by country: these days hold the week before in each of them.
        begun, ended = (13, 1) if back else (6, 0)
        return Days(today - timedelta(days=begun), today - timedelta(days=ended))
    if unit == "year":
        return Days(date(today.year - back, 1, 1), date(today.year - back, 12, 31))
    first = (today.replace(day=1) - timedelta(days=back)).replace(day=1)
    return Days(first, first.replace(day=monthrange(first.year, first.month)[1]))


@functools.lru_cache(maxsize=2)
def _parser(today: date) -> DateDataParser:
    # Imported when a question first contains a date: its tables take a tenth of a second.
    from dateparser.date import DateDataParser

    return DateDataParser(
        languages=["en", "he"],
        settings={
            "RELATIVE_BASE": datetime(today.year, today.month, today.day),
            "PREFER_DATES_FROM": "past",
            "PREFER_DAY_OF_MONTH": "first",
            "DATE_ORDER": "DMY",
        },
    )
