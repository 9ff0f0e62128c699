"""A looked-up answer, and its question."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

from core.facts.quoting import Quote
from core.ids import ClientId
from core.sources.dto import Coverage

Language = Literal["en", "he"]
ListPart = Literal["now", "earlier", "denied_or_removed", "mentioned"]


@dataclass(frozen=True, slots=True)
class Days:
    """The days named in a question; either end may be open, and both may be the same day."""

    since: date | None
    until: date | None
    yearless: bool = False
    """Whether the year was not named: the last such days were taken."""

    def hold(self, day: date) -> bool:
        return (self.since is None or day >= self.since) and (self.until is None or day <= self.until)


@dataclass(frozen=True, slots=True)
class Lookup:
    """A question that the record's structure can answer: its frame, and everything it names.

    `slots` are values by slot name (`order` → `last`); for a slot with several values, all of them, sorted.
    `drugs`, `measures`, `problems` and `tests` are concepts of facts, `classes` classes of drugs.
    """

    frame: str
    slots: frozenset[str]
    language: Language
    days: Days | None = None
    drugs: tuple[str, ...] = ()
    classes: tuple[str, ...] = ()
    measures: tuple[str, ...] = ()
    problems: tuple[str, ...] = ()
    tests: tuple[str, ...] = ()
    written: tuple[tuple[str, str], ...] = ()
    """The question's spelling of each concept."""
    limit: str = ""
    """The number that a measure is compared with, as written."""
    passed_over: str = ""
    """The question's words that no table has, if it was read without them."""

    @property
    def filled(self) -> frozenset[str]:
        """The slots without their values."""
        return frozenset(one.partition(".")[0] for one in self.slots)

    def spoken(self, concept: str) -> str:
        """A concept in the question's words; its own name if the question does not name it."""
        return dict(self.written).get(concept, concept)

    def values(self, slot: str) -> tuple[str, ...]:
        """The values of a slot, sorted; empty if the question does not fill it."""
        lead = slot + "."
        return tuple(sorted(one.removeprefix(lead) for one in self.slots if one.startswith(lead)))

    def value(self, slot: str) -> str | None:
        """The only value of a slot, or None."""
        values = self.values(slot)
        return values[0] if len(values) == 1 else None


@dataclass(frozen=True, slots=True)
class Line:
    """One sentence of the answer, made from a template, with supporting quotes.

    Data that is only in the structure (the day of an appointment, a date of birth) has no quotes.
    """

    text: str
    quotes: tuple[Quote, ...] = ()
    nothing: bool = False
    """Whether it says that the record contains nothing on the question."""
    about: tuple[ClientId, ...] = ()
    """The clients that it names."""
    part: ListPart | None = None
    """What it lists its clients as, for a list over the practice."""


@dataclass(frozen=True, slots=True)
class LookedUp:
    """An answer from the structure."""

    frame: str
    lines: tuple[Line, ...]
    searched: Coverage
    names: tuple[tuple[ClientId, str], ...] = ()
    """Display names of the clients who are quoted."""

    @property
    def known(self) -> bool:
        """False if the record contains nothing on the question."""
        return not all(line.nothing for line in self.lines)
