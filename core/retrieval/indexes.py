"""What an index in memory must do, so that a clinic server can put another back end in its place.

Indexes know passages, sources, clients and fields by small numbers only; who they are stays with
`core.retrieval.memory_index`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from core.retrieval.embedding import VectorRows


@dataclass(frozen=True, slots=True)
class Place:
    """Where a passage belongs, in numbers. `day` is a proleptic ordinal, 0 for a source without a day."""

    number: int
    source: int
    client: int
    day: int
    field: int


@dataclass(frozen=True, slots=True)
class PlaceFilter:
    """Which places are searched; None does not filter. `without` lists sources to leave out."""

    client: int | None = None
    since: int | None = None
    until: int | None = None
    fields: tuple[int, ...] | None = None
    without: tuple[int, ...] = ()


class VectorIndex(Protocol):
    """Searches by inner product, exactly or nearly so."""

    @property
    def dimension(self) -> int: ...

    def add(self, rows: Sequence[tuple[Place, VectorRows]]) -> None:
        """Adds passages with their vectors. Raises `RetrievalError("search_memory_short")`."""

    def remove(self, source: int) -> None:
        """Removes every passage of a source."""

    def best(self, question: NDArray[np.float32], within: PlaceFilter, limit: int) -> list[tuple[int, float]]:
        """Up to `limit` (passage number, inner product) pairs, best first, each passage once."""

    def scores(self, question: NDArray[np.float32], numbers: Sequence[int]) -> dict[int, float]:
        """The exact inner product of each of these passages that has vectors."""

    def close(self) -> None:
        """Drops everything. Safe to call twice."""


class LexicalIndex(Protocol):
    """Searches by BM25; higher is better."""

    def add(self, rows: Sequence[tuple[Place, Sequence[str]]]) -> None:
        """Adds passages with their lexemes."""

    def remove(self, source: int) -> None:
        """Removes every passage of a source."""

    def scores(
        self, lexemes: Sequence[str], within: PlaceFilter, limit: int, also: Sequence[int] = ()
    ) -> dict[int, float]:
        """Scores of the best `limit` passages that hold any of the lexemes, and of those among `also`."""

    def close(self) -> None:
        """Drops everything. Safe to call twice."""
