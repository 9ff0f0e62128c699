"""Types of a brief: a few lines quoting the record, each with its sources."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal

from core.assistant.dto import Source
from core.ids import ClientId
from core.sources.dto import Coverage

LineKind = Literal["planned", "medication", "finding", "awaited", "alert", "new"]
LINE_KINDS: tuple[LineKind, ...] = ("medication", "planned", "awaited", "finding", "new", "alert")
"""In display order."""
Joined = Literal["beside", "became"]
BESIDE = " · "
BECAME = " → "
MOST_LINES = 5
ALLERGIES_FIELD = "allergies"
ALERTS_FIELD = "alerts"
NAME_FIELD = "name"
REASON_FIELD = "reason"
"""Fields that a brief quotes and a search does not: the entries of two lists of the client record, one a
line; the name of a file; the reason of a retraction.
"""


def one_line(quote: str) -> str:
    """A quote as one line: its blanks single, its line breaks shown as `·`."""
    return BESIDE.join(plain for line in quote.splitlines() if (plain := " ".join(line.split())))


@dataclass(frozen=True, slots=True)
class BriefLine:
    """One line. `text` consists of the quotes of `sources`, in order, with a mark between each two.

    `joins` are those marks, one fewer than the sources: `became` says that the quote after it replaces the
    older one before it. `drafted`: some of it is from an unsigned draft.
    """

    text: str
    kind: LineKind
    sources: tuple[Source, ...]
    joins: tuple[Joined, ...] = ()
    drafted: bool = False

    @property
    def moved(self) -> bool:
        """Whether something in it replaces something older."""
        return "became" in self.joins


@dataclass(frozen=True, slots=True)
class Brief:
    """The important points of a chart before a visit, as of a moment.

    `since` is the day of the last session before today, None for a first visit, whose lines are from the
    client record. Without lines there is nothing to report. `stale`: the chart was changed after `as_of`.
    """

    client_id: ClientId
    client_name: str
    since: date | None
    as_of: datetime
    lines: tuple[BriefLine, ...]
    searched: Coverage
    stale: bool = False
