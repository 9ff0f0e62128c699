"""What a brief before a visit gives back: a few lines of the record's own words, each with its sources."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal

from core.assistant.dto import Source
from core.ids import ClientId
from core.retrieval.dto import Coverage

LineKind = Literal["planned", "medication", "finding", "awaited", "alert", "new"]
LINE_KINDS: tuple[LineKind, ...] = ("medication", "planned", "awaited", "finding", "new", "alert")
"""In the order in which a brief tells them."""
Joined = Literal["beside", "became"]
BESIDE = " · "
BECAME = " → "
MOST_LINES = 5
ALLERGIES_FIELD = "allergies"
ALERTS_FIELD = "alerts"
NAME_FIELD = "name"
REASON_FIELD = "reason"
"""Fields that a brief quotes and a search does not: the entries of two lists of the client record, one a
line; the name of a file; why a session was retracted."""


def one_line(quote: str) -> str:
    """A quote as one line: its blanks single, its line breaks shown as `·`."""
    return BESIDE.join(plain for line in quote.splitlines() if (plain := " ".join(line.split())))


@dataclass(frozen=True, slots=True)
class BriefLine:
    """One line. `text` is nothing but the quotes of `sources`, in their order, with a mark between each two.

    `joins` are those marks, one fewer than the sources: `became` says that the quote before it is older, and
    that the one after it took its place. `drafted`: some of it stands in a draft that nobody has signed.
    """

    text: str
    kind: LineKind
    sources: tuple[Source, ...]
    joins: tuple[Joined, ...] = ()
    drafted: bool = False

    @property
    def moved(self) -> bool:
        """Whether something in it took the place of something older."""
        return "became" in self.joins


@dataclass(frozen=True, slots=True)
class Brief:
    """What matters of a chart before a visit, as of a moment.

    `since` is the day of the last session before today, None for a first visit: then the lines are of the
    client record. Without lines there is nothing to tell. `stale`: the chart was changed after `as_of`.
    """

    client_id: ClientId
    client_name: str
    since: date | None
    as_of: datetime
    lines: tuple[BriefLine, ...]
    searched: Coverage
    stale: bool = False
