"""The facts of one client as lookups read them, with the words that say them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from core.facts.dto import Fact, FactKind, FactsOfVersion, FactStatus
from core.lookup.dto import Language, Lookup, Quote
from core.lookup.wording import day_in_words, say

_NOT_OF_NOW: frozenset[FactStatus] = frozenset({"considered", "family", "planned"})
"""Statuses that say nothing of whether the client takes it."""


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
class Told:
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
        """The words of these, each once."""
        read = (self.quote_of(one) for one in stated if one is not None)
        return tuple(dict.fromkeys(quote for quote in read if quote is not None))


def gathered(sources: Sequence[FactsOfVersion], quote_of: QuoteOf) -> Told:
    """The facts of a client's sources, which come with the newest day last."""
    return Told(tuple(Stated(fact, one) for one in sources for fact in one.facts), quote_of)


def latest(stated: Sequence[Stated]) -> Stated | None:
    """The last that says how it is with the client; what is considered or of relatives does not."""
    telling = [one for one in stated if one.fact.status not in _NOT_OF_NOW]
    return telling[-1] if telling else None


def because(fact: Fact, language: Language) -> str:
    """The reason that a fact gives, as it goes on behind a sentence; "" for none."""
    return say("because", language, reason=fact.reason) if fact.reason else ""


def when(one: Stated, asked: Lookup) -> str:
    """The day of a fact in words, or that it stands in the client's record."""
    if one.fact.day is None:
        return say("when.record", asked.language)
    return day_in_words(one.day, asked.language)
