"""The interface of an in-memory index, so that a clinic server can use another back end.

Indexes know passages, sources, clients and fields by small numbers only; `core.retrieval.memory.memory_index`
maps them to ids.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple, Protocol

import numpy as np
from numpy.typing import NDArray

from core.language.query import Query
from core.retrieval.embedding import VectorRows


class PassagePlace(NamedTuple):
    """The source and scope of a passage, in numbers.

    `day` is a proleptic ordinal, 0 for a source without a day; `author` is 0 if there is none.
    """

    number: int
    source: int
    client: int
    day: int
    field: int
    author: int = 0


@dataclass(frozen=True, slots=True)
class PlaceFilter:
    """Which places are searched; None does not filter. `without` lists sources to leave out."""

    client: int | None = None
    since: int | None = None
    until: int | None = None
    fields: tuple[int, ...] | None = None
    authors: tuple[int, ...] | None = None
    without: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class LexicalScore:
    """`coverage`: the share of the question's groups in the passage, weighted by rarity (0 to 1)."""

    bm25: float
    coverage: float


class VectorIndex(Protocol):
    """Searches by inner product, exactly or approximately."""

    @property
    def dimension(self) -> int: ...

    def add(self, places: Sequence[PassagePlace], vectors: VectorRows) -> None:
        """Adds passages, with numbers above all earlier ones, with their (passages, dimension) vectors.

        Raises `RetrievalError("search_memory_short")`.
        """

    def remove(self, source: int) -> None:
        """Removes every passage of a source."""

    def best(
        self, questions: NDArray[np.float32], within: PlaceFilter, limit: int
    ) -> list[tuple[int, float]]:
        """Up to `limit` (passage number, inner product) pairs, best first, each passage once.

        `questions` is (dimension,) or (q, dimension): a passage is scored by the nearest of them.
        """

    def scores(self, questions: NDArray[np.float32], numbers: Sequence[int]) -> dict[int, float]:
        """The exact inner product of each of these passages that has a vector; `questions` as in `best`."""

    def close(self) -> None:
        """Drops everything. Safe to call twice."""


class LexicalIndex(Protocol):
    """Searches by BM25; higher is better."""

    def add(self, rows: Sequence[tuple[PassagePlace, Sequence[str]]]) -> None:
        """Adds passages with their lexemes."""

    def remove(self, source: int) -> None:
        """Removes every passage of a source."""

    def scores(
        self, query: Query, within: PlaceFilter, limit: int, also: Sequence[int] = ()
    ) -> dict[int, LexicalScore]:
        """Scores of the best `limit` passages with any match, and of those among `also` with one."""

    def held(self, query: Query, within: PlaceFilter) -> tuple[float, ...]:
        """How certainly each group of `query` occurs in any passage within (0 to 1)."""

    def count(self, within: PlaceFilter) -> int:
        """The number of passages within."""

    def close(self) -> None:
        """Drops everything. Safe to call twice."""
