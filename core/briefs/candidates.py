"""Candidates for a brief's lines: quotes of one kind, with their weight."""

from __future__ import annotations

from dataclasses import dataclass

from core.briefs.dto import Joined, LineKind
from core.briefs.sentences import Quote

TOO_LONG_CHARS = 260
FAR_TOO_LONG_CHARS = 420
"""A line must be readable at a glance."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """`quotes` belong together; `weight` compares candidates of one chart. `order`: position in the chart.

    `about`: the source sentences, so that none is used twice.
    """

    kind: LineKind
    weight: float
    quotes: tuple[Quote, ...]
    order: int = 0
    joined: Joined = "beside"
    about: tuple[Quote, ...] = ()

    @property
    def chars(self) -> int:
        return sum(len(quote.words) for quote in self.quotes)

    @property
    def drafted(self) -> bool:
        return any(quote.of.drafted for quote in self.quotes)

    @property
    def told(self) -> frozenset[tuple[object, int, int]]:
        """The ranges covered: whole sentences, however little of them is quoted."""
        every = (*self.quotes, *self.about)
        return frozenset((one.of, one.start, one.end) for one in every)


def single(
    kind: LineKind, weight: float, one: Quote, order: int, *, about: tuple[Quote, ...] = ()
) -> Candidate:
    """One complete sentence; its value decreases with length."""
    if len(one.words) > FAR_TOO_LONG_CHARS:
        weight -= 2.5
    elif len(one.words) > TOO_LONG_CHARS:
        weight -= 1.0
    return Candidate(kind, weight, (one,), order, about=about)
