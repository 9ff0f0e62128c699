"""Inverted lists in numpy arrays: for each term the rows that contain it, and how often.

Lists consist of segments that are never changed. New passages are buffered as pairs of term and row, become a
segment at the next search, and small segments are merged into larger ones, so that adding a note is cheap and
a search reads few segments.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Rows = NDArray[np.int32]
Counts = NDArray[np.uint8]

_MOST_WAITING = 400_000
_MERGED_FROM = 4
"""A segment is merged into the previous one unless that is at least this many times larger."""
_ROW_BITS = 32


@dataclass(frozen=True, slots=True)
class Segment:
    """`rows[offsets[t]:offsets[t + 1]]`, ascending, contain term `t`, each `counts` times (255 at most)."""

    offsets: NDArray[np.int32]
    rows: Rows
    counts: Counts

    def list_of(self, term: int) -> tuple[Rows, Counts] | None:
        if not 0 <= term < len(self.offsets) - 1:
            return None
        start, end = self.offsets[term], self.offsets[term + 1]
        return (self.rows[start:end], self.counts[start:end]) if start < end else None

    @property
    def nbytes(self) -> int:
        return self.offsets.nbytes + self.rows.nbytes + self.counts.nbytes


class Postings:
    """Not thread-safe. Rows are added in ascending order and never reused."""

    def __init__(self) -> None:
        self._segments: list[Segment] = []
        self._waiting: list[NDArray[np.int64]] = []

    @property
    def nbytes(self) -> int:
        waiting = sum(pairs.nbytes for pairs in self._waiting)
        return waiting + sum(segment.nbytes for segment in self._segments)

    def add(self, rows: Rows, terms: NDArray[np.int32]) -> None:
        """Adds pairs of a row and a term, repeated as often as it occurs."""
        pairs = terms.astype(np.int64)
        pairs <<= _ROW_BITS
        pairs |= rows
        self._waiting.append(pairs)
        if sum(map(len, self._waiting)) > _MOST_WAITING:
            self._settle()

    def list_of(self, term: int) -> tuple[Rows, Counts]:
        """The rows with `term`, ascending, and how often each has it; both may be empty."""
        if self._waiting:
            self._settle()
        found = [part for segment in self._segments if (part := segment.list_of(term)) is not None]
        if len(found) == 1:
            return found[0]
        if not found:
            return _NO_ROWS, _NO_COUNTS
        return np.concatenate([rows for rows, _ in found]), np.concatenate([counts for _, counts in found])

    def renumber(self, new_rows: Rows) -> None:
        """Renumbers row `r` to `new_rows[r]`, in the same order, and removes those with -1."""
        self._settle()
        self._segments = [_renumbered(segment, new_rows) for segment in self._segments]

    def _settle(self) -> None:
        if self._waiting:
            self._segments.append(_segment(np.concatenate(self._waiting)))
            self._waiting = []
        while len(self._segments) > 1:
            before, last = self._segments[-2:]
            if len(before.rows) >= _MERGED_FROM * len(last.rows):
                break
            self._segments[-2:] = [_merged(before, last)]


_NO_ROWS: Rows = np.empty(0, np.int32)
_NO_COUNTS: Counts = np.empty(0, np.uint8)


def in_both(one: tuple[Rows, Counts], other: tuple[Rows, Counts]) -> tuple[Rows, Counts]:
    """The rows in both ascending lists, with the smaller of their counts."""
    if len(one[0]) > len(other[0]):
        one, other = other, one
    if not len(one[0]):
        return one
    at = other[0].searchsorted(one[0])
    at[at == len(other[0])] = 0
    kept = other[0][at] == one[0]
    return one[0][kept], np.minimum(one[1][kept], other[1][at[kept]])


def _segment(pairs: NDArray[np.int64]) -> Segment:
    pairs.sort()
    starts = np.flatnonzero(np.diff(pairs, prepend=-1))
    times = np.diff(starts, append=len(pairs))
    distinct = pairs[starts]
    terms, rows = (distinct >> _ROW_BITS).astype(np.int32), distinct.astype(np.int32)
    return _of_sorted(terms, rows, np.minimum(times, 255).astype(np.uint8))


def _of_sorted(term_of_each: NDArray[np.int32], rows: Rows, counts: Counts) -> Segment:
    return Segment(_offsets(np.bincount(term_of_each)), rows, counts)


def _offsets(lengths: NDArray[np.integer]) -> NDArray[np.int32]:
    offsets = np.zeros(len(lengths) + 1, np.int32)
    np.cumsum(lengths, out=offsets[1:])
    return offsets


def _merged(first: Segment, second: Segment) -> Segment:
    """Both merged; every row of `second` comes after those of `first`."""
    terms = max(len(first.offsets), len(second.offsets)) - 1
    in_first, in_second = _lengths(first, terms), _lengths(second, terms)
    # Within each term the second's rows follow the first's.
    from_second = np.repeat(np.tile([False, True], terms), np.stack([in_first, in_second], 1).ravel())
    rows = np.empty(len(from_second), np.int32)
    counts = np.empty(len(from_second), np.uint8)
    for segment, places in ((second, from_second), (first, ~from_second)):
        rows[places], counts[places] = segment.rows, segment.counts
    return Segment(_offsets(in_first + in_second), rows, counts)


def _lengths(segment: Segment, terms: int) -> NDArray[np.int32]:
    lengths = np.diff(segment.offsets)
    return np.pad(lengths, (0, terms - len(lengths)))


def _renumbered(segment: Segment, new_rows: Rows) -> Segment:
    rows = new_rows[segment.rows]
    kept = rows >= 0
    lengths = np.diff(segment.offsets)
    term_of_each = np.repeat(np.arange(len(lengths), dtype=np.int32), lengths)[kept]
    return _of_sorted(term_of_each, rows[kept], segment.counts[kept])
