"""Numeric dates as lexemes: the whole date in one form, its month and its year."""

from __future__ import annotations

import re
from datetime import date

_FIGURES = re.compile(r"\d+")
_CENTURY = 100
_YOUNGEST_SHORT_YEAR = 50
"""`49` is 2049 and `50` is 1950."""


def written_date(written: str) -> tuple[str, ...]:
    """`01/22/2013` as `2013-01-22` and `2013`; if day and month are ambiguous, both.

    Text that is not a date stays unchanged.
    """
    figures = [int(part) for part in _FIGURES.findall(written)]
    if len(figures) != 3:
        return (written,)
    if figures[0] > 31:
        readings = [tuple(figures)]
    else:
        year = _full_year(figures[2])
        readings = [(year, figures[0], figures[1]), (year, figures[1], figures[0])]
    days = [day for reading in readings if (day := _day(reading))]
    if not days:
        return (written,)
    return tuple(dict.fromkeys([*(day.isoformat() for day in days), str(days[0].year)]))


def _full_year(year: int) -> int:
    if year >= _CENTURY:
        return year
    return year + (2000 if year < _YOUNGEST_SHORT_YEAR else 1900)


def _day(reading: tuple[int, ...]) -> date | None:
    try:
        return date(*reading)
    except ValueError:
        return None
