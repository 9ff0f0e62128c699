"""The places of passages as columns, which scope filters read without loading a passage."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from core.retrieval.memory.indexes import PassagePlace, PlaceFilter

_COLUMNS = (*PassagePlace._fields, "length")
_FIRST_ROOM = 1_024


class PlaceColumns:
    """Rows are appended and marked as deleted; `keep_alive` removes the marked ones."""

    def __init__(self) -> None:
        self.rows = 0
        self.dead = 0
        self._total_length = 0
        self._table = np.zeros((len(_COLUMNS), _FIRST_ROOM), np.int32)
        self._alive = np.zeros(_FIRST_ROOM, np.bool_)
        self._row_of = np.full(_FIRST_ROOM, -1, np.int32)

    @property
    def nbytes(self) -> int:
        return self._table.nbytes + self._alive.nbytes + self._row_of.nbytes

    @property
    def alive(self) -> NDArray[np.bool_]:
        return self._alive[: self.rows]

    @property
    def living(self) -> int:
        return self.rows - self.dead

    @property
    def mean_length(self) -> float:
        return self._total_length / self.living if self._total_length else 1.0

    def column(self, name: str) -> NDArray[np.int32]:
        return self._table[_COLUMNS.index(name), : self.rows]

    def extend(self, places: Sequence[PassagePlace], lengths: Sequence[int] | None = None) -> int:
        """Adds a row for each place, in order, and returns the first. `lengths` are in lexemes, else 0."""
        first, end = self.rows, self.rows + len(places)
        if not places:
            return first
        columns = np.array(places, np.int32).T
        numbers = columns[0]
        self._make_room(end, int(numbers.max()))
        self._table[:-1, first:end] = columns
        self._table[-1, first:end] = 0 if lengths is None else lengths
        self._alive[first:end] = True
        self._row_of[numbers] = np.arange(first, end, dtype=np.int32)
        self.rows = end
        self._total_length += int(self._table[-1, first:end].sum())
        return first

    def _make_room(self, rows: int, highest_number: int) -> None:
        if rows > len(self._alive):
            more = max(rows, len(self._alive) * 3 // 2) - len(self._alive)
            self._table = np.concatenate([self._table, np.zeros((len(_COLUMNS), more), np.int32)], axis=1)
            self._alive = np.concatenate([self._alive, np.zeros(more, np.bool_)])
        if highest_number >= len(self._row_of):
            more = max(highest_number + 1, len(self._row_of) * 3 // 2) - len(self._row_of)
            self._row_of = np.concatenate([self._row_of, np.full(more, -1, np.int32)])

    def remove(self, source: int) -> None:
        gone = np.flatnonzero((self.column("source") == source) & self.alive)
        self._alive[gone] = False
        self._row_of[self.column("number")[gone]] = -1
        self.dead += len(gone)
        self._total_length -= int(self.column("length")[gone].sum())

    def keep_alive(self) -> NDArray[np.int32]:
        """Removes the deleted rows; maps each old row to its new one, -1 for the deleted."""
        alive = self.alive
        new_rows = np.where(alive, np.cumsum(alive, dtype=np.int32) - 1, -1).astype(np.int32)
        kept = self._table[:, : self.rows][:, alive]
        self.rows, self.dead = kept.shape[1], 0
        room = max(_FIRST_ROOM, self.rows)
        self._table = np.zeros((len(_COLUMNS), room), np.int32)
        self._table[:, : self.rows] = kept
        self._alive = np.arange(room) < self.rows
        self._row_of[kept[0]] = np.arange(self.rows, dtype=np.int32)
        return new_rows

    def rows_of(self, numbers: NDArray[np.int32]) -> NDArray[np.int32]:
        """The rows of those passage numbers that exist."""
        known = numbers[(numbers >= 0) & (numbers < len(self._row_of))]
        rows: NDArray[np.int32] = self._row_of[known]
        return rows[rows >= 0]

    def allowed(self, within: PlaceFilter) -> NDArray[np.bool_] | None:
        """Which rows may be found; None if all may."""
        mask: NDArray[np.bool_] | None = self.alive if self.dead else None
        for condition in self._conditions(within):
            mask = condition if mask is None else mask & condition
        return mask

    def _conditions(self, within: PlaceFilter) -> list[NDArray[np.bool_]]:
        found: list[NDArray[np.bool_]] = []
        if within.client is not None:
            found.append(self.column("client") == within.client)
        day = self.column("day")
        if within.since is not None:
            found.append(day >= max(within.since, 1))
        if within.until is not None:
            found.append((day >= 1) & (day <= within.until))
        for name, wanted in (("field", within.fields), ("author", within.authors)):
            if wanted is not None:
                found.append(np.isin(self.column(name), wanted))
        if within.without:
            found.append(~np.isin(self.column("source"), within.without))
        return found
