"""Which sentences are about the days that a question names: by the day of their note, or by their words.

`What did the echo in May show?` is not answered by an echo of November. A sentence is about the days that it
names itself (`PHQ 8 in May`), and otherwise about those of its note.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from core.assistant.evidence.reported import is_coming
from core.clinical_language.days import Named, moved, named_days
from core.clinical_language.lexicon import Mention
from core.clinical_language.months import month_numbers
from core.clinical_language.statements import statement_of
from core.clinical_language.words import Word

REPORTED_WITHIN_DAYS = 60
"""How long after the days asked about a note may report what happened then without naming them."""
_YEARS_BACK = 10
_UNTIL_NOW = frozenset({"since", "מאז"})
_AHEAD = frozenset({"until", "till", "til", "by", "עד"})
"""Before a month without a year: the next one."""
_YEAR_ALONE = re.compile(r"(?:19|20)\d\d")
_ABOUT = {"year": 182, "month": 15, "week": 4}
"""How many days `3 months ago` may be off."""
_OF_A_DAY = 3
_PREFIXES = "ובלמהש"
_VALUED = frozenset({"measure", "drug", "test"})
_BEFORE_A_VALUE = frozenset({":", "=", "was", "is", "to", "at", "today", "now"})
_COMPARING = frozenset("(→>")
_AFTER_A_YEAR = frozenset({".", ",", ";", ")", ":"})
_BEFORE_A_YEAR = frozenset({"in", "since", "from", "of", "until", "(", "ב", "מ", "מאז", "בשנת", "משנת"})


@dataclass(frozen=True, slots=True)
class DaysAsked:
    """The days that a question names; either end may be open.

    `yearless`: without a year, so that those of any year may be meant; these are the last ones.
    """

    since: date | None
    until: date | None
    yearless: bool = False
    clause: tuple[int, int] | None = None
    """The characters of the question that only give its time by an event."""

    def meet(self, first: date, last: date) -> bool:
        """Whether any of the days `first` to `last` is one of them."""
        return any(
            (self.since is None or last >= moved(self.since, -back, "year"))
            and (self.until is None or first <= moved(self.until, -back, "year"))
            for back in (range(_YEARS_BACK) if self.yearless and self.since and self.until else (0,))
        )


def is_time(name: str) -> bool:
    """Whether a group of a question is part of a date: a month or a year."""
    return name.casefold() in month_numbers() or _YEAR_ALONE.fullmatch(name) is not None


def is_of_days(text: str, noted: date | None, asked: DaysAsked) -> bool:
    """Whether a sentence of a note of the day `noted` is about the days `asked`.

    `HbA1c 7.9, down from 8.8 in January` has a value of each of its times, that of its note included.
    """
    named = _times_named(text, noted)
    if any(asked.meet(first, last) for first, last in named.spans):
        return True
    return noted is not None and named.of_the_note and asked.meet(noted, noted)


def may_be_of_days(text: str, noted: date | None, asked: DaysAsked) -> bool:
    """As `is_of_days`, or of a note of these days whatever time it names, or a report from one soon after
    them that names no other.
    """
    if is_of_days(text, noted, asked):
        return True
    if noted is None:
        return False
    if asked.meet(noted, noted):
        return True
    if asked.since is None or asked.until is None or _times_named(text, noted).spans:
        return False
    return asked.meet(moved(noted, -REPORTED_WITHIN_DAYS, "day"), noted)


class _Times(NamedTuple):
    """The first and the last day of each time that a sentence names, up to the day of its note.

    A later one is of a plan, which was made on that day. `of_the_note`: whether it tells of that day too.
    """

    spans: tuple[tuple[date, date], ...]
    of_the_note: bool


def spans_named(text: str, noted: date | None) -> tuple[tuple[date, date], ...]:
    """The first and the last day of each time that a sentence names, up to the day of its note."""
    return _times_named(text, noted).spans


def _times_named(text: str, noted: date | None) -> _Times:
    said = statement_of(text)
    text_words, mentions, found_amounts = said.words, said.mentions, said.amounts
    # Without a day of its own (a client's record) only times with a year can be resolved.
    found = named_days(text_words, mentions, found_amounts, noted or date.max)
    taken = {at for one in found for at in range(one.first, one.last)}
    coming = is_coming(said, field="")
    spans: list[tuple[date, date]] = []
    for one in found:
        if noted is None and (one.yearless or one.unit):
            continue
        before = text_words[one.first - 1].text if one.first else ""
        first, last = _span(one, text_words)
        if (noted is not None and first > noted) or (one.yearless and (before in _AHEAD or coming)):
            continue
        spans.append((first, noted if noted is not None and before in _UNTIL_NOW else last))
    measured = {
        at for one in found_amounts if one.unit and one.kind != "time" for at in range(one.first, one.last)
    }
    for at, year in _years_alone(text_words, mentions):
        if at not in taken | measured and (noted is None or year <= noted.year):
            taken.add(at)
            spans.append((date(year, 1, 1), date(year, 12, 31)))
    values = [one for one in found_amounts if one.kind != "time" and one.first not in taken]
    last_named = max(taken, default=0)
    apart = any(
        one.first > last_named and any(text_words[at].is_mark for at in range(last_named + 1, one.first))
        for one in values
    )
    compares = "compares" in said.says or any(word.text in _COMPARING for word in text_words)
    compared = len(values) > len(spans) and compares
    return _Times(tuple(spans), not spans or compared or apart)


def _years_alone(text_words: Sequence[Word], mentions: Sequence[Mention]) -> Iterator[tuple[int, int]]:
    """The places of bare years: `fracture 2019,` but no `2000 mg` and no `CK 1950`."""
    valued = {at for one in mentions if one.entry.kind in _VALUED for at in range(one.first, one.last)}
    for at, word in enumerate(text_words):
        behind = text_words[at + 1] if at + 1 < len(text_words) else None
        before = text_words[at - 1].text if at else ""
        ends = behind is None or behind.text in _AFTER_A_YEAR
        alone = ends and before not in _BEFORE_A_VALUE and at - 1 not in valued
        if _YEAR_ALONE.fullmatch(word.number) and (before in _BEFORE_A_YEAR or alone):
            yield at, int(word.number)


def _span(one: Named, text_words: Sequence[Word]) -> tuple[date, date]:
    """The days of one expression: a day, a month, a year, or about so long ago."""
    if one.unit in _ABOUT:
        return moved(one.day, -_ABOUT[one.unit], "day"), moved(one.day, _ABOUT[one.unit], "day")
    inside = text_words[one.first : one.last]
    numbers = sum(bool(word.number) for word in inside)
    if any(word.text.lstrip(_PREFIXES) in month_numbers() or word.text in month_numbers() for word in inside):
        length = "" if one.whole else "month"
    else:
        # Of 4/5/2024, in April or in May, the year alone is certain: it is stored as its first day.
        whole = numbers == _OF_A_DAY and (one.day.day, one.day.month) != (1, 1)
        length = "" if whole or one.unit == "day" else {1: "year", 2: "month"}.get(numbers, "year")
    return one.day, moved(moved(one.day, 1, length), -1, "day") if length else one.day
