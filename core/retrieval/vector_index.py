"""The dense index: a temporary pgvector table that lives in one database session's own memory.

A temporary table is not written to the server's log, and its pages reach a file only when `temp_buffers`
overflows; so the buffers are sized before the first use and the room in them is checked before every load.
Search is exact at every size: 100,000 vectors are read in some 40 ms.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Sequence
from typing import Any

import numpy as np
import psycopg
from numpy.typing import NDArray
from pgvector import HalfVector

from core.database.problems import translated
from core.errors import RetrievalError, VaultLocked
from core.retrieval.binary_copy import copy_stream
from core.retrieval.embedding import VectorRows
from core.retrieval.indexes import Place, PlaceFilter
from core.retrieval.memory_room import available_memory_bytes

_PAGE_BYTES = 8192
_PAGE_HEADER_BYTES = 24
_ROW_BYTES = 24 + 18 + 6 + 4
"""Tuple header, number columns, padding and line pointer; the vector comes on top."""

_INDEX_BYTES_PER_ROW = 3 * 28
_SPARE_ROWS = 16_384
_SHARE_OF_MEMORY = 0.5
_ROWS_PER_PASSAGE = 3

_COLUMNS = "passage, source, client, day, field, vector"


class PgVectorIndex:
    """Thread-safe. `connect` gives a dedicated connection of the application role, in autocommit."""

    def __init__(
        self,
        connect: Callable[[], psycopg.Connection[Any]],
        *,
        dimension: int,
        expected_rows: int = 0,
        spare_rows: int = _SPARE_ROWS,
    ) -> None:
        self._connect = connect
        self._dimension = dimension
        self._spare_rows = spare_rows
        self._lock = threading.Lock()
        self._connection: psycopg.Connection[Any] | None = None
        self._capacity_bytes = 0
        with translated():
            self._begin(expected_rows)

    @property
    def dimension(self) -> int:
        return self._dimension

    def add(self, rows: Sequence[tuple[Place, VectorRows]]) -> None:
        """Adds passages with their vectors. Raises `RetrievalError("search_memory_short")`."""
        count = sum(len(vectors) for _, vectors in rows)
        if not count:
            return
        with self._lock, translated():
            self._make_room(count)
            self._copy_in(self._open(), copy_stream(rows, self._dimension))

    def remove(self, source: int) -> None:
        """Removes every passage of a source."""
        with self._lock, translated():
            self._open().execute("DELETE FROM pg_temp.dense WHERE source = %s", (source,))

    def best(self, question: NDArray[np.float32], within: PlaceFilter, limit: int) -> list[tuple[int, float]]:
        """Up to `limit` (passage number, inner product) pairs, best first, each passage once."""
        conditions, values = _conditions(within)
        statement = (
            f"SELECT passage, vector <#> %(question)b AS distance FROM pg_temp.dense{conditions}"  # noqa: S608
            " ORDER BY distance LIMIT %(limit)s"
        )
        values |= {"question": HalfVector(question), "limit": limit * _ROWS_PER_PASSAGE}
        with self._lock, translated():
            found = self._open().execute(statement, values).fetchall()
        best: dict[int, float] = {}
        for number, distance in found:
            best.setdefault(number, -distance)
        return list(best.items())[:limit]

    def scores(self, question: NDArray[np.float32], numbers: Sequence[int]) -> dict[int, float]:
        """The exact inner product of each of these passages that has vectors."""
        statement = (
            "SELECT passage, max(-(vector <#> %(question)b)) FROM pg_temp.dense"
            " WHERE passage = ANY(%(numbers)s) GROUP BY passage"
        )
        values = {"question": HalfVector(question), "numbers": list(numbers)}
        with self._lock, translated():
            return dict(self._open().execute(statement, values).fetchall())

    def close(self) -> None:
        """Ends the session and with it the table; searching afterwards raises `VaultLocked`."""
        with self._lock:
            if self._connection is not None:
                self._connection.close()
                self._connection = None

    def _begin(self, expected_rows: int) -> None:
        """Opens a session whose buffers hold `expected_rows` and some more, and makes the empty table."""
        rows = expected_rows + expected_rows // 4 + self._spare_rows
        capacity = self._size_bytes(rows)
        if capacity > available_memory_bytes() * _SHARE_OF_MEMORY:
            raise RetrievalError("search_memory_short", needed_bytes=capacity)
        connection = self._connect()
        try:
            # Only before the session touches its first temporary table does this have an effect.
            blocks = max(100, -(-capacity // _PAGE_BYTES))
            connection.execute("SELECT set_config('temp_buffers', %s, false)", (str(blocks),))
            connection.execute(
                "CREATE TEMPORARY TABLE dense (passage int4, source int4, client int4, day int4, field int2,"
                f" vector halfvec({self._dimension}))"
            )
            # Statistics would put sample vectors into a permanent catalogue, and a long row's vector would
            # go to a second table.
            connection.execute(
                "ALTER TABLE pg_temp.dense ALTER vector SET STATISTICS 0, ALTER vector SET STORAGE PLAIN"
            )
            for column in ("passage", "source", "client"):
                connection.execute(f"CREATE INDEX ON pg_temp.dense ({column})")
        except BaseException:
            connection.close()
            raise
        self._connection, self._capacity_bytes = connection, blocks * _PAGE_BYTES

    def _size_bytes(self, rows: int) -> int:
        row_bytes = _ROW_BYTES + 8 + 2 * self._dimension
        rows_per_page = (_PAGE_BYTES - _PAGE_HEADER_BYTES) // row_bytes
        if rows_per_page < 1:
            raise RetrievalError("dimension_too_large", dimension=self._dimension)
        # A copy in progress extends the table by up to 64 pages at a time.
        return -(-rows // rows_per_page) * _PAGE_BYTES + rows * _INDEX_BYTES_PER_ROW + 128 * _PAGE_BYTES

    def _make_room(self, rows: int) -> None:
        if self._fits(rows):
            return
        # Room left by replaced rows is used again only once it was swept. Never ANALYZE: see `_begin`.
        self._open().execute("VACUUM pg_temp.dense")
        if self._fits(rows):
            return
        old = self._open()
        held = old.execute("SELECT count(*) FROM pg_temp.dense").fetchone()
        self._connection = None
        try:
            self._begin((held[0] if held else 0) + rows)
            self._copy_between(old, self._open())
        finally:
            old.close()

    def _fits(self, rows: int) -> bool:
        used = self._open().execute("SELECT pg_total_relation_size('pg_temp.dense')").fetchone()
        return (used[0] if used else 0) + self._size_bytes(rows) <= self._capacity_bytes

    @staticmethod
    def _copy_in(connection: psycopg.Connection[Any], stream: bytes | bytearray | memoryview) -> None:
        statement = f"COPY pg_temp.dense ({_COLUMNS}) FROM STDIN (FORMAT BINARY)"
        with connection.cursor() as cursor, cursor.copy(statement) as copy:
            copy.write(stream)

    @staticmethod
    def _copy_between(old: psycopg.Connection[Any], new: psycopg.Connection[Any]) -> None:
        with (
            old.cursor() as reader,
            new.cursor() as writer,
            reader.copy(f"COPY pg_temp.dense ({_COLUMNS}) TO STDOUT (FORMAT BINARY)") as source,
            writer.copy(f"COPY pg_temp.dense ({_COLUMNS}) FROM STDIN (FORMAT BINARY)") as target,
        ):
            for block in source:
                target.write(block)

    def _open(self) -> psycopg.Connection[Any]:
        if self._connection is None:
            raise VaultLocked
        return self._connection


def _conditions(within: PlaceFilter) -> tuple[str, dict[str, Any]]:
    parts: list[str] = []
    values: dict[str, Any] = {}
    if within.client is not None:
        parts.append("client = %(client)s")
        values["client"] = within.client
    if within.since is not None:
        parts.append("day >= %(since)s")
        values["since"] = within.since
    if within.until is not None:
        parts.append("day BETWEEN 1 AND %(until)s")
        values["until"] = within.until
    if within.fields is not None:
        parts.append("field = ANY(%(fields)s)")
        values["fields"] = list(within.fields)
    if within.without:
        parts.append("source <> ALL(%(without)s)")
        values["without"] = list(within.without)
    return (" WHERE " + " AND ".join(parts) if parts else ""), values
