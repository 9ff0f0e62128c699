"""The facts of one client as lookups read them, with the words that say them."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache

from core.clinical_language.lexicon import Lexicon
from core.clinical_language.tables import rows, spellings
from core.clinical_language.words import words
from core.facts.dto import ANYTHING, Fact, FactKind, FactsOfVersion, FactStatus
from core.lookup.dto import Language, Lookup, Quote
from core.lookup.wording import day_in_words, month_in_words, say

_FIRST = re.compile(r"\b0?1(?:st)?\b")
_NOT_OF_NOW: frozenset[FactStatus] = frozenset({"considered", "family", "planned"})
"""Statuses that say nothing of whether the client takes it."""


class Unquotable(Exception):
    """The words of a fact cannot be read: its note was changed, taken back or damaged meanwhile."""


@dataclass(frozen=True, slots=True)
class Stated:
    """A fact and the version of a source whose words say it."""

    fact: Fact
    source: FactsOfVersion

    @property
    def day(self) -> date:
        """The day that it holds for; the first of all for the client's record, which has none."""
        return self.fact.day or date.min


QuoteOf = Callable[[Stated], Quote | None]
"""Reads the words of a fact; None where the source is not as it was any more."""


@dataclass(frozen=True, slots=True)
class ClientFacts:
    """All facts of a client, the newest last, and how their words are read."""

    facts: tuple[Stated, ...]
    quote_of: QuoteOf

    def of(self, kind: FactKind, concepts: Iterable[str] = ()) -> list[Stated]:
        """Those of a kind, of `concepts` if any are named; the newest last."""
        wanted = frozenset(concepts)
        found = [
            one for one in self.facts if one.fact.kind == kind and (not wanted or one.fact.concept in wanted)
        ]
        return sorted(found, key=lambda one: one.day)

    def quotes(self, *stated: Stated | None) -> tuple[Quote, ...]:
        """The words of these, each once. Raises `Unquotable`: nothing is said without its words."""
        read: dict[Quote, None] = {}
        for one in stated:
            if one is not None:
                quote = self.quote_of(one)
                if quote is None:
                    raise Unquotable
                read[quote] = None
        return tuple(read)


def gathered(sources: Sequence[FactsOfVersion], quote_of: QuoteOf) -> ClientFacts:
    """The facts of a client's sources, which come with the newest day last."""
    return ClientFacts(tuple(Stated(fact, one) for one in sources for fact in one.facts), quote_of)


def latest(stated: Sequence[Stated]) -> Stated | None:
    """The last that says how it is with the client; what is considered or of relatives does not."""
    telling = [one for one in stated if one.fact.status not in _NOT_OF_NOW]
    return telling[-1] if telling else None


def none_taken(told: ClientFacts) -> Stated | None:
    """The last note that says that no medicine at all is taken."""
    none = latest([one for one in told.of("medication", (ANYTHING,))])
    return none if none is not None and none.fact.status in ("denied", "stopped") else None


def is_overruled(taken: Stated, denied: Stated | None) -> bool:
    """Whether no medicine at all is taken since: not where the same note begins or goes on with it."""
    if denied is None or denied.day < taken.day:
        return False
    return denied.day > taken.day or taken.fact.status == "active"


def of_problem(told: ClientFacts, names: Iterable[str]) -> list[Stated]:
    """What is said of illnesses, the newest last: of a kind of one only where it says that the client has it.

    A kind that the client has is not denied by what is said of the general illness: `no other malignancy`.
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
    """The illnesses that are kinds of one, by name."""
    for (line,) in rows("kinds_of_problems"):
        general, *kinds = spellings(line, "=")
        if general == name:
            return tuple(kinds)
    return ()


def current(stated: Sequence[Stated]) -> Stated:
    """The last; of one day what is present, not what its history lists as well."""
    last = stated[-1]
    if last.fact.status != "historical":
        return last
    present = [one for one in stated if one.day == last.day and one.fact.status == "active"]
    return present[-1] if present else last


def because(fact: Fact, language: Language) -> str:
    """The reason that a fact gives, as it goes on behind a sentence; "" for none."""
    return say("because", language, reason=fact.reason) if fact.reason else ""


def told_day(one: Stated, told: ClientFacts, language: Language) -> str:
    """The day of a fact in words, or only its month or year where its words name no more: `ALT 49 (Jan)`."""
    (quote,) = told.quotes(one)
    if names_whole_day(one, quote):
        return day_in_words(one.day, language)
    months = [each for each in Lexicon.built_in().mentions(words(quote.text)) if each.entry.kind == "month"]
    return month_in_words(one.day, language) if months else str(one.day.year)


def names_whole_day(one: Stated, quote: Quote) -> bool:
    """Whether it holds for the day of its note or one that its words name: a month is kept as its first."""
    return one.fact.day in (None, quote.day) or one.day.day != 1 or _FIRST.search(quote.text) is not None


def when(one: Stated, asked: Lookup) -> str:
    """The day of a fact in words, or that it stands in the client's record."""
    if one.fact.day is None:
        return say("when.record", asked.language)
    return day_in_words(one.day, asked.language)
