"""The first value of each column of a CSV file, to show the user what the column contains."""

from __future__ import annotations

import dataclasses
from collections.abc import Sequence

from core.interchange.dto import Column

SAMPLE_CHARS = 60
_ROWS = 200
"""Only this many rows are searched for a sample."""


class ColumnSamples:
    """The first value of each of `count` columns."""

    def __init__(self, count: int) -> None:
        self._found = [""] * count
        self._rows = 0

    @property
    def complete(self) -> bool:
        """Whether every column has a sample."""
        return self._rows >= _ROWS or all(self._found)

    def look_at(self, row: Sequence[str]) -> None:
        """Takes first values from a row."""
        if self.complete:
            return
        self._rows += 1
        for place, cell in enumerate(row[: len(self._found)]):
            if not self._found[place]:
                self._found[place] = " ".join(cell[: 4 * SAMPLE_CHARS].split())[:SAMPLE_CHARS]

    def put_into(self, columns: Sequence[Column]) -> tuple[Column, ...]:
        """The columns with their samples."""
        return tuple(
            dataclasses.replace(column, sample=sample)
            for column, sample in zip(columns, self._found, strict=True)
        )
