"""Formats dates and times with the month as a word, to prevent confusion of day and month."""

from __future__ import annotations

import re
from datetime import date, datetime

from PySide6.QtCore import QDate, QLocale, QTime

from core.clock import utc_now
from ui.text.one_line import one_line
from ui.text.text_direction import isolate

_MONTH_FIRST = re.compile(r"^(\d{4})[-./](\d{1,2})[-./](\d{1,2})$")
_NUMBERS_ONLY = re.compile(r"^(\d{1,2})[-./](\d{1,2})[-./](\d{4})$")
_WITH_WORD = re.compile(r"^(\d{1,2})[\s.,-]*(\D+?)[\s.,-]*(\d{4})$")
_MONTHS = range(1, 13)


def today() -> date:
    """The local day."""
    return utc_now().astimezone().date()


def day_text(day: date) -> str:
    """`17 Jan 1981` in the language of the window."""
    text: str = QLocale().toString(QDate(day.year, day.month, day.day), "d MMM yyyy")
    return isolate(text)


def time_text(moment: datetime) -> str:
    """`12:03`, local time."""
    local = moment.astimezone()
    text: str = QLocale().toString(QTime(local.hour, local.minute), "HH:mm")
    return isolate(text)


def moment_text(moment: datetime) -> str:
    """`7 Apr 2024, 12:03`, local time."""
    return isolate(one_line((day_text(moment.astimezone().date()), time_text(moment)), separator=", "))


def age_years(birth: date, today: date) -> int:
    """Completed years of life; 0 for someone born later than `today`."""
    before_birthday = (today.month, today.day) < (birth.month, birth.day)
    return max(today.year - birth.year - int(before_birthday), 0)


def parse_day(text: str) -> date | None:
    """Reads `17 Jan 1981`, `1981-01-17`, `17.1.1981`; None when it is no date or could be two.

    `3/4/1981` is the third of April to some and the fourth of March to others: it is not taken.
    """
    text = " ".join(text.split())
    if match := _MONTH_FIRST.match(text):
        year, month, day = map(int, match.groups())
        return _date(year, month, day)
    if match := _NUMBERS_ONLY.match(text):
        day, month, year = map(int, match.groups())
        could_be_turned = day != month and max(day, month) <= 12
        return None if could_be_turned else _date(year, min(day, month), max(day, month))
    if match := _WITH_WORD.match(text):
        named = _month_named(match.group(2))
        return _date(int(match.group(3)), named, int(match.group(1))) if named else None
    return None


def _month_named(word: str) -> int | None:
    """The month whose name begins with `word` in the window's language or in English."""
    word = word.strip(" .׳'").casefold()
    for locale in (QLocale(), QLocale(QLocale.Language.English)):
        for form in (QLocale.FormatType.LongFormat, QLocale.FormatType.ShortFormat):
            for month in _MONTHS:
                name = locale.monthName(month, form).strip(" .׳'").casefold()
                if name and (name == word or (len(word) >= 3 and name.startswith(word))):
                    return month
                if name and word in (f"ב{name}", f"ב{name[:3]}"):
                    return month
    return None


def _date(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
