"""BM25 over the rows of one scope: selects the rows and sums their scores."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

from core.retrieval.memory.postings import Counts, Rows

_NARROW = 16
"""A scope of less than one row in this many is looked up in the lists instead of filtering them."""
_SATURATION = 1.2
_LENGTH_SHARE = 0.75
"""BM25's k1 and b."""
_BLOCK = 64

Floats = NDArray[np.float32]
_NOTHING: Rows = np.empty(0, np.int32)
_NO_FLOATS: Floats = np.empty(0, np.float32)
Number = TypeVar("Number", np.int32, np.float32)


@dataclass(frozen=True, slots=True)
class WeightedList:
    """The rows that contain one alternative, how often each does, and the alternative's weight."""

    rows: Rows
    counts: Counts
    weight: float
    rarity: float


@dataclass(frozen=True, slots=True)
class Matches:
    """The matches of a group in a scope: the row (as position in the scope), its BM25 and the weight."""

    rows: NDArray[np.intp] | Rows
    impact: Floats
    weight: Floats


class Scope:
    """The rows that may be found, numbered from 0; all of them if `allowed` is None."""

    def __init__(self, allowed: NDArray[np.bool_] | None, rows: int) -> None:
        self._allowed = allowed
        chosen = None if allowed is None else np.flatnonzero(allowed).astype(np.int32)
        self._narrow = chosen if chosen is not None and len(chosen) * _NARROW < rows else None
        self.size = rows if self._narrow is None else len(self._narrow)

    def matches(self, lists: Sequence[WeightedList], norms: Floats) -> Matches:
        """The rows of the lists that are in the scope. `norms` are those of the scope's rows."""
        found = [self._within(each) for each in lists]
        sizes = [len(rows) for rows, _ in found]
        rows = np.concatenate([rows for rows, _ in found]) if found else _NOTHING
        times = np.concatenate([counts for _, counts in found], dtype=np.float32) if found else _NO_FLOATS
        weight = np.repeat(np.array([each.weight for each in lists], np.float32), sizes)
        worth = [each.weight * each.rarity * (_SATURATION + 1) for each in lists]
        impact = times / (times + norms[rows])
        impact *= np.repeat(np.array(worth, np.float32), sizes)
        return Matches(rows, impact, weight)

    def _within(self, one: WeightedList) -> tuple[NDArray[np.intp] | Rows, Counts]:
        rows, counts = one.rows, one.counts
        if self._narrow is not None:
            at = rows.searchsorted(self._narrow)
            at[at == len(rows)] = 0
            found = (rows[at] == self._narrow).nonzero()[0]
            return found, counts[at[found]]
        if self._allowed is not None:
            kept = self._allowed[rows]
            return rows[kept], counts[kept]
        return rows, counts

    def of_rows(self, values: NDArray[Number]) -> NDArray[Number]:
        """The values of the scope's rows, in its order."""
        return values if self._narrow is None else values[self._narrow]

    def positions(self, rows: Rows) -> list[int]:
        """The positions in the scope of those of `rows` that are in it."""
        if self._narrow is None:
            kept = rows if self._allowed is None else rows[self._allowed[rows]]
            return [int(row) for row in kept]
        return [int(at) for at in np.flatnonzero(np.isin(self._narrow, rows))]


class Sums:
    """Sums up groups: the best alternative of each group in every row."""

    def __init__(self, size: int) -> None:
        self.bm25 = np.zeros(size, np.float32)
        self._covered = np.zeros(size, np.float32)
        self._asked = 0.0

    def add(self, matches: Matches, rarity: float, *, once: bool) -> None:
        """Adds a group. `rarity` is its weight in the coverage; `once`: no row occurs twice."""
        self._asked += rarity
        for sums, values in (
            (self.bm25, matches.impact),
            (self._covered, matches.weight * np.float32(rarity)),
        ):
            if once:
                sums[matches.rows] += values
            elif len(values):
                best = np.zeros(len(sums), np.float32)
                np.maximum.at(best, matches.rows, values)
                sums += best

    def coverage(self) -> Floats:
        """(size,) the share of the question that each row contains, 0 to 1."""
        return self._covered / np.float32(self._asked) if self._asked else self._covered

    def best(self, limit: int) -> list[int]:
        """The positions of the largest sums above 0, best first."""
        found = np.flatnonzero(self.bm25 >= self._bound(limit))
        return [int(at) for at in found[np.argsort(-self.bm25[found], kind="stable")[:limit]]]

    def _bound(self, limit: int) -> np.float32:
        """A value above 0 that at least `limit` sums reach, or that only zeros do not.

        The greatest of `limit` different blocks are `limit` sums: cheaper than partitioning all of them.
        """
        whole = len(self.bm25) // _BLOCK * _BLOCK
        if whole >= limit * _BLOCK:
            greatest = self.bm25[:whole].reshape(-1, _BLOCK).max(axis=1)
            greatest.sort()
            if greatest[-limit] > 0:
                return np.float32(greatest[-limit])
        return np.float32(np.finfo(np.float32).tiny)


def length_norms(lengths: NDArray[np.int32], mean_length: float) -> Floats:
    """The length term in BM25's denominator for each row."""
    norms = lengths.astype(np.float32)
    norms *= np.float32(_SATURATION * _LENGTH_SHARE / mean_length)
    norms += np.float32(_SATURATION * (1 - _LENGTH_SHARE))
    return norms


def rarity_of(held: int, rows: int) -> float:
    """The inverse document frequency of a term in `held` of `rows` passages; never negative."""
    return float(np.log1p((rows - held + 0.5) / (held + 0.5)))
