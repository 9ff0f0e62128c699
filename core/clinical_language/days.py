"""The days that a statement names: `in March`, `3 weeks ago`, `בעוד 6 שבועות`, `12/05/2024`."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Sequence
from datetime import date, timedelta
from typing import NamedTuple

from core.clinical_language.lexicon import Mention
from core.clinical_language.numbers import Amount, largest
from core.clinical_language.words import Word

_AGO = frozenset({"ago", "earlier", "back", "prior"})
_BEFORE_HE = "לפני"
_IN = frozenset({"in", "within", "after", "בעוד", "תוכ", "לאחר", "כעבור"})
_IN_MONTH = frozenset(
    {"in", "since", "of", "from", "on", "last", "until", "by", "this", "mid", "early", "late"}
)
_BEFORE_ONE = frozenset({"בעוד", "לפני", "תוכ", "כעבור"})
YEAR = re.compile(r"(?:19|20)\d\d")
"""A year in digits."""
WHOLE_UNITS = frozenset({"day", "week", "month", "year"})
"""Units of time that are counted in days."""
_DAYS_OF = {"day": 1, "week": 7}


class Named(NamedTuple):
    """The day or first day named by the words `[first, last)`; `length` and `unit` of a duration."""

    day: date
    first: int
    last: int
    length: str = ""
    unit: str = ""
    whole: bool = True
    """Whether it is a day and not the first day of a month or year."""
    yearless: bool = False
    """Whether the year was not named: the last such day was taken."""


def moved(day: date, count: float, unit: str) -> date:
    """The day `count` units after (or before) `day`; a month later is the same day of the month.

    Clamped to the range of dates.
    """
    try:
        return _moved(day, count, unit)
    except (ValueError, OverflowError):
        return date.max if count > 0 else date.min


def _moved(day: date, count: float, unit: str) -> date:
    if unit in _DAYS_OF:
        return day + timedelta(days=round(count * _DAYS_OF[unit]))
    months = round(count * 12) if unit == "year" else int(count)
    at = day.year * 12 + day.month - 1 + months
    year, month = divmod(at, 12)
    moved_day = date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))
    rest = count - int(count) if unit == "month" else 0
    return moved_day + timedelta(days=round(rest * 30))


def named_days(
    text_words: Sequence[Word], mentions: Sequence[Mention], found_amounts: Sequence[Amount], today: date
) -> list[Named]:
    """Every named day, in order. Dates without a year are before `today`; `in 6 weeks` is after it."""
    found: list[Named] = []
    measured = {
        at for one in found_amounts if one.unit and one.kind != "time" for at in range(one.first, one.last)
    }
    found.extend(one for one in _in_figures(text_words, today) if one.first not in measured)
    found.extend(_counted(text_words, found_amounts, today))
    for one in mentions:
        kind, name = one.entry.kind, one.name
        if kind == "month" and _is_month(text_words, one):
            found.append(_month(text_words, one, int(name), today))
        elif kind == "span":
            unit, count = name.split()
            found.append(Named(moved(today, int(count), unit), one.first, one.last, "", unit, unit == "day"))
        elif kind == "unit" and name in WHOLE_UNITS and _is_one(text_words, one):
            made = _directed(text_words, one.first, one.last, 1, name, today)
            if made is not None:
                found.append(made)
        elif kind == "pair":
            made = _directed(text_words, one.first, one.last, 2, name, today)
            if made is not None:
                found.append(made)
    return sorted(_apart(found), key=lambda one: one.first)


def _is_one(text_words: Sequence[Word], one: Mention) -> bool:
    """Whether it means one unit: a Hebrew unit directly after the word for *in* or *before*."""
    before = text_words[one.first - 1].text if one.first else ""
    return before.lstrip("ו") in _BEFORE_ONE


def _apart(found: list[Named]) -> list[Named]:
    kept: list[Named] = []
    for one in found:
        if all(one.last <= other.first or other.last <= one.first for other in kept):
            kept.append(one)
    return kept


def _counted(text_words: Sequence[Word], found_amounts: Sequence[Amount], today: date) -> list[Named]:
    made = []
    for one in found_amounts:
        if one.kind == "time" and one.unit in WHOLE_UNITS:
            count = largest(one.value)
            if count is None:
                continue
            named = _directed(text_words, one.first, one.last, count, one.unit, today)
            if named is not None:
                made.append(named._replace(length=one.value))
    return made


def _directed(
    text_words: Sequence[Word], first: int, last: int, count: float, unit: str, today: date
) -> Named | None:
    """The day a duration leads to, forwards or back; None for a mere duration."""
    before = [text_words[at].text for at in range(max(0, first - 3), first)]
    after = text_words[last].text if last < len(text_words) else ""
    try:
        behind = text_words[last + 1].text if last + 1 < len(text_words) else ""
        if after in _AGO and (after, behind) != ("prior", "to"):
            return Named(moved(today, -count, unit), first, last + 1, f"{count:g}", unit)
        if any(word.endswith(_BEFORE_HE) for word in before[-2:]):
            return Named(moved(today, -count, unit), first - 1, last, f"{count:g}", unit)
        if any(word in _IN or word.lstrip("ו") in _IN for word in before[-2:]):
            return Named(moved(today, count, unit), first - 1, last, f"{count:g}", unit)
    except (ValueError, OverflowError):
        return None
    return None


def _is_month(text_words: Sequence[Word], one: Mention) -> bool:
    word = text_words[one.first]
    before = text_words[one.first - 1].text if one.first else ""
    after = text_words[one.last] if one.last < len(text_words) else None
    if not word.text.isascii():
        return True
    if not word.written[:1].isupper():
        return False
    figures = after is not None and bool(after.number) and "." not in after.number
    alone = before == "(" and after is not None and after.text == ")"
    return (
        len(word.text) > 3
        or figures
        or alone
        or before in _IN_MONTH
        or text_words[one.first - 1].number != ""
    )


def _month(text_words: Sequence[Word], one: Mention, month: int, today: date) -> Named:
    first, last = one.first, one.last
    day, year = 0, 0
    if first and (number := text_words[first - 1].number).isdigit() and 1 <= int(number) <= 31:
        first, day = first - 1, int(number)
    rest = text_words[last : last + 4]
    numbers = [word for word in rest if word.number]
    if not day and rest and rest[0].number.isdigit() and 1 <= int(rest[0].number) <= 31:
        day, last = int(rest[0].number), last + 1
    for at, word in enumerate(rest):
        if YEAR.fullmatch(word.number) and word in numbers and all(w.is_mark or w.number for w in rest[:at]):
            year, last = int(word.number), one.last + at + 1
            break
    named = bool(year)
    if not year:
        year = today.year if (month, day or 1) <= (today.month, today.day) else today.year - 1
    return Named(_safe(year, month, day or 1), first, last, whole=bool(day), yearless=not named)


def _in_figures(text_words: Sequence[Word], today: date) -> list[Named]:
    """`2024-03-05`, `5/3/2024`, `5.3.2024`, `10/3`, and years alone after `in`."""
    found = []
    behind = 0
    for at, word in enumerate(text_words):
        if not word.number or at < behind:
            continue
        parts, last = _figures(text_words, at)
        # Of a date that cannot be resolved no part is one.
        behind = last if len(parts) == 3 else 0
        day = _day_of(parts, today, dotted="." in word.written)
        if day is not None:
            found.append(Named(day, at, last))
        elif (
            at
            and YEAR.fullmatch(word.number)
            and text_words[at - 1].text in ("in", "since", "from", "ב", "מ")
        ):
            found.append(Named(date(int(word.number), 1, 1), at, at + 1, whole=False))
    return found


def _figures(text_words: Sequence[Word], at: int) -> tuple[list[str], int]:
    written = text_words[at].written
    if written.count(".") == 2:
        return written.split("."), at + 1
    parts, last = [text_words[at].number], at + 1
    mark = text_words[last].text if last < len(text_words) else ""
    while mark and mark in "/-" and last + 1 < len(text_words) and text_words[last].text == mark:
        if not text_words[last + 1].number:
            break
        parts.append(text_words[last + 1].number)
        last += 2
    return parts, last


def _day_of(parts: Sequence[str], today: date, *, dotted: bool) -> date | None:
    if not all(part.isdigit() for part in parts):
        return None
    if len(parts) == 2 and len(parts[1]) == 4 and YEAR.fullmatch(parts[1]):
        return _maybe(int(parts[1]), int(parts[0]), 1)
    if len(parts) != 3:
        return None
    one, two, three = (int(part) for part in parts)
    if len(parts[0]) == 4:
        return _maybe(one, two, three)
    year = three if three > 99 else 2000 + three
    if one > 12:
        return _maybe(year, two, one)
    if two > 12:
        return _maybe(year, one, two)
    if one == two or dotted:
        return _maybe(year, two, one)
    # 4/10 may be in April or October; of another year at least the year is certain.
    return _maybe(year, 1, 1) if year != today.year else None


def _maybe(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _safe(year: int, month: int, day: int) -> date:
    year = max(year, date.min.year)
    return date(year, month, min(day, monthrange(year, month)[1]))
