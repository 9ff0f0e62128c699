"""Days written with the month's name, in one form: *April 3, 2024* and *3rd of April 2024* are one day.

Days in figures only are left as they stand: which of them is the month nobody knows.
"""

from __future__ import annotations

import re

_MONTHS = (
    "january february march april may june july august september october november december".split(),
    "jan feb mar apr may jun jul aug sep oct nov dec".split(),
)
_NUMBERS = {name: number for names in _MONTHS for number, name in enumerate(names, 1)}
_MONTH = "(?:" + "|".join(sorted(_NUMBERS, key=len, reverse=True)) + ")"
_DAY = r"(?:0?[1-9]|[12]\d|3[01])(?:st|nd|rd|th)?"
_YEAR = r"(?:19|20)\d\d"
_DATED = re.compile(
    rf"(?<![\w./-])(?:the )?(?:(?P<day>{_DAY}) (?:of )?(?P<month>{_MONTH})\.?"
    rf"|(?P<named>{_MONTH})\.? (?:the )?(?P<then>{_DAY}))(?:,? (?P<year>{_YEAR}))(?![\w/-]|\.\d)",
    re.IGNORECASE,
)
_ISO = re.compile(
    rf"(?<![\w./-])(?P<year>{_YEAR})-(?P<month>0[1-9]|1[0-2])-(?P<day>0[1-9]|[12]\d|3[01])(?![\w/-])"
)


def with_dates(text: str) -> str:
    """`text` with whole days, year and all, as `2024 04 03 day`."""
    return _ISO.sub(lambda one: _day(one["year"], int(one["month"]), one["day"]), _DATED.sub(_of_month, text))


def _of_month(one: re.Match[str]) -> str:
    month = _NUMBERS[(one["month"] or one["named"]).casefold()]
    return _day(one["year"], month, one["day"] or one["then"])


def _day(year: str, month: int, day: str) -> str:
    return f"{year} {month:02} {int(re.sub(r'[^0-9]', '', day)):02} day"
