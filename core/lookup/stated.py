"""The facts of one client for lookups, with the words that state them."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import cache

from core.clinical_language.statements import statement_of
from core.clinical_language.tables import rows, spellings
from core.facts.dto import ANYTHING, TAKEN, Fact, FactKind, FactsOfVersion, FactStatus
from core.facts.quoting import Quote, Stated
from core.lookup.dto import Language, Lookup
from core.lookup.wording import day_in_words, month_in_words, say

_FIRST = re.compile(r"\b0?1(?:st)?\b")
_NOT_OF_NOW: frozenset[FactStatus] = frozenset({"considered", "family", "planned"})
"""Statuses that do not show whether the client takes it."""


class Unquotable(Exception):
    """The words of a fact cannot be read: its note was changed, retracted or damaged meanwhile."""


QuoteOf = Callable[[Stated], Quote | None]
"""Reads the words of a fact; None if the source has changed."""


@dataclass(frozen=True, slots=True)
class ClientFacts:
    """All facts of a client, the newest last, and how to read their words."""

    facts: tuple[Stated, ...]
    quote_of: QuoteOf

    def of(self, kind: FactKind, concepts: Iterable[str] = ()) -> list[Stated]:
        """Those of a kind, only of `concepts` if given; the newest last."""
        wanted = frozenset(concepts)
        found = [
            one for one in self.facts if one.fact.kind == kind and (not wanted or one.fact.concept in wanted)
        ]
        return sorted(found, key=lambda one: one.day)

    def quotes(self, *stated: Stated | None) -> tuple[Quote, ...]:
        """The words of these, each once. Raises `Unquotable`: nothing is stated without its words."""
        read: dict[Quote, None] = {}
        for one in stated:
            if one is not None:
                quote = self.quote_of(one)
                if quote is None:
                    raise Unquotable
                read[quote] = None
        return tuple(read)


def gathered(sources: Sequence[FactsOfVersion], quote_of: QuoteOf) -> ClientFacts:
    """The facts of a client's sources, given with the newest day last.

    A medicine prescribed for some days was taken once, if a later day of the chart is after them.
    """
    stated = [Stated(fact, one) for one in sources for fact in one.facts]
    last = max((one.day for one in stated), default=date.min)
    return ClientFacts(tuple(_as_of(one, last) for one in stated), quote_of)


def _as_of(stated: Stated, day: date) -> Stated:
    fact = stated.fact
    if not fact.course_days or fact.day is None or fact.status not in TAKEN:
        return stated
    over = fact.day + timedelta(days=fact.course_days) < day
    return replace(stated, fact=replace(fact, status="historical")) if over else stated


def latest(stated: Sequence[Stated]) -> Stated | None:
    """The last one about the client's actual state, not considered or a relative's."""
    telling = [one for one in stated if one.fact.status not in _NOT_OF_NOW]
    return telling[-1] if telling else None


def none_taken(told: ClientFacts) -> Stated | None:
    """The last note that no medicine at all is taken."""
    none = latest([one for one in told.of("medication", (ANYTHING,))])
    return none if none is not None and none.fact.status in ("denied", "stopped") else None


def is_overruled(taken: Stated, denied: Stated | None) -> bool:
    """Whether no medicine at all is taken since, unless the same note begins or continues it."""
    if denied is None or denied.day < taken.day:
        return False
    return denied.day > taken.day or taken.fact.status == "active"


def of_problem(told: ClientFacts, names: Iterable[str]) -> list[Stated]:
    """The facts on illnesses, the newest last; on a narrower one only if the client has it.

    A narrower illness of the client is not denied by the general one: `no other malignancy`.
    """
    found: list[Stated] = []
    for name in names:
        own = told.of("problem", (name,))
        lasts = [of_kind[-1] for kind in kinds_of(name) if (of_kind := _own(told.of("problem", (kind,))))]
        held = [one for one in lasts if one.fact.status == "active"]
        if held:
            own = [one for one in own if one.fact.status not in ("denied", "ruled_out")]
        found += own + held
    return sorted(found, key=lambda one: one.day)


def _own(stated: Sequence[Stated]) -> list[Stated]:
    return [one for one in stated if one.fact.status != "family"]


@cache
def kinds_of(name: str) -> tuple[str, ...]:
    """The names of narrower illnesses."""
    for (line,) in rows("kinds_of_problems"):
        general, *kinds = spellings(line, "=")
        if general == name:
            return tuple(kinds)
    return ()


def current(stated: Sequence[Stated]) -> Stated:
    """The last one; on the same day the present state takes precedence over history."""
    last = stated[-1]
    if last.fact.status != "historical":
        return last
    present = [one for one in stated if one.day == last.day and one.fact.status == "active"]
    return present[-1] if present else last


def because(fact: Fact, language: Language) -> str:
    """The reason of a fact, formatted to follow a sentence; "" if none."""
    return say("because", language, reason=fact.reason) if fact.reason else ""


def told_day(one: Stated, told: ClientFacts, language: Language) -> str:
    """The day of a fact in words, or only its month or year if its words give no more: `ALT 49 (Jan)`."""
    (quote,) = told.quotes(one)
    if names_whole_day(one, quote):
        return day_in_words(one.day, language)
    months = statement_of(quote.text).of_kind("month")
    return month_in_words(one.day, language) if months else str(one.day.year)


def names_whole_day(one: Stated, quote: Quote) -> bool:
    """Whether the fact has an exact day, the note's or one in its words: a month is stored as its first
    day.
    """
    return one.fact.day in (None, quote.day) or one.day.day != 1 or _FIRST.search(quote.text) is not None


def when(one: Stated, asked: Lookup) -> str:
    """The day of a fact in words, or that it is in the client's record."""
    if one.fact.day is None:
        return say("when.record", asked.language)
    return day_in_words(one.day, asked.language)
