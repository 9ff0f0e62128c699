"""The dense index: exact vectors in a temporary pgvector table, and their signs in this process.

A temporary table is not written to the server's log, and its pages reach a file only when `temp_buffers`
overflows; so the buffers are sized before the first use and checked before every load. The scope is applied
here, row by row, before anything is ranked. Up to `FIRST_STAGE` rows, and all of a client, are scored
exactly; of more, those whose signs are nearest to the question's
(docs/decisions/0020-dense-search-in-two-stages.md).
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Sequence
from operator import itemgetter
from typing import Any

import numpy as np
import psycopg
from numpy.typing import NDArray
from pgvector import HalfVector

from core.database.problems import translated
from core.errors import RetrievalError, VaultLocked
from core.retrieval.embedding import VectorRows
from core.retrieval.memory.binary_copy import (
    ROW_ADDRESS,
    AddressArray,
    AddressArrayDumper,
    copy_stream,
    read_addresses,
)
from core.retrieval.memory.indexes import PassagePlace, PlaceFilter
from core.retrieval.memory.place_columns import PlaceColumns
from core.retrieval.memory.room import available_memory_bytes
from core.retrieval.memory.sign_bits import SignBits

FIRST_STAGE = 2_000
"""So many rows are scored exactly: on clinical text that found the exact top ten and 96 % of 200."""

_ROWS_A_RESULT = 5
"""At least this many rows are scored exactly for each requested result."""

_SORTED_THERE = 4_096
"""More results are sorted here: the server would use a temporary file, which it is not allowed."""

_PAGE_BYTES = 8192
_PAGE_HEADER_BYTES = 24
_LINE_POINTER_BYTES = 4
_ROW_BYTES = 24 + 4 + 8
"""Headers of the row and the vector, the number; then two bytes a component, padded to 8."""

_SPARE_ROWS = 16_384
_SHARE_OF_MEMORY = 0.5
_DEAD_SHARE = 4
_FEWEST_DEAD = 1_000


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
        self._forget_rows()
        with translated():
            self._begin(expected_rows)

    @property
    def dimension(self) -> int:
        return self._dimension

    @property
    def nbytes(self) -> int:
        """Bytes in this process; the vectors are in the server's memory."""
        with self._lock:
            return self._places.nbytes + self._signs.nbytes + self._addresses.nbytes

    @property
    def server_process(self) -> int:
        """The process id of the database session with the vectors."""
        with self._lock:
            return self._open().info.backend_pid

    def add(self, places: Sequence[PassagePlace], vectors: VectorRows) -> None:
        """Adds passages, with numbers above all earlier ones, with their (passages, dimension) vectors.

        Raises `RetrievalError("search_memory_short")`, and `ValueError` for vectors of another shape.
        """
        if vectors.shape != (len(places), self._dimension):
            raise ValueError(f"{vectors.shape} vectors for {len(places)} passages of {self._dimension}")
        if not places:
            return
        numbers = np.fromiter((place.number for place in places), dtype=np.int32, count=len(places))
        with self._lock, translated():
            self._make_room(len(places))
            self._copy_in(self._open(), copy_stream(numbers, vectors))
            self._places.extend(places)
            self._signs.add(vectors)

    def remove(self, source: int) -> None:
        """Removes every passage of a source."""
        with self._lock, translated():
            connection = self._open()
            self._find_addresses()
            gone = np.flatnonzero((self._places.column("source") == source) & self._places.alive)
            if not len(gone):
                return
            connection.execute(
                "DELETE FROM pg_temp.dense WHERE ctid = ANY(%b)", (AddressArray(self._addresses[gone]),)
            )
            self._places.remove(source)
            if self._places.dead > max(_FEWEST_DEAD, self._places.rows // _DEAD_SHARE):
                self._drop_dead()

    def best(
        self, questions: NDArray[np.float32], within: PlaceFilter, limit: int
    ) -> list[tuple[int, float]]:
        """Up to `limit` (passage number, inner product) pairs, best first, each passage once.

        `questions` is (dimension,) or (q, dimension): a passage is scored by the nearest of them.
        """
        questions = np.atleast_2d(questions)
        with self._lock, translated():
            self._open()
            self._find_addresses()
            return self._scored(questions, self._chosen(questions, within, limit), limit)

    def scores(self, questions: NDArray[np.float32], numbers: Sequence[int]) -> dict[int, float]:
        """The exact inner product of each of these passages that has a vector; `questions` as in `best`."""
        with self._lock, translated():
            self._open()
            self._find_addresses()
            rows = self._places.rows_of(np.asarray(numbers, dtype=np.int32))
            return dict(self._scored(np.atleast_2d(questions), rows, len(rows)))

    def close(self) -> None:
        """Ends the session and thereby drops the table; searching afterwards raises `VaultLocked`."""
        with self._lock:
            self._forget_rows()
            if self._connection is not None:
                self._connection.close()
                self._connection = None

    def _chosen(self, questions: NDArray[np.float32], within: PlaceFilter, limit: int) -> NDArray[np.intp]:
        """The rows to score exactly: all in scope, or the most promising of many."""
        allowed = self._places.allowed(within)
        held = self._places.rows if allowed is None else int(np.count_nonzero(allowed))
        most = max(FIRST_STAGE, limit * _ROWS_A_RESULT)
        if held > most and within.client is None:
            return self._signs.nearest(questions, allowed, most)
        return np.arange(held) if allowed is None else np.flatnonzero(allowed)

    def _scored(
        self, questions: NDArray[np.float32], rows: NDArray[np.integer], limit: int
    ) -> list[tuple[int, float]]:
        if not len(rows) or not limit:
            return []
        distances = ", ".join(["vector <#> %b"] * len(questions))
        statement = (
            f"SELECT passage, least({distances}) AS distance FROM pg_temp.dense"  # noqa: S608
            " WHERE ctid = ANY(%b)"
        )
        values = [*map(HalfVector, questions), AddressArray(self._addresses[rows])]
        if limit <= _SORTED_THERE:
            found = self._open().execute(
                f"{statement} ORDER BY distance LIMIT %b", [*values, limit], prepare=True, binary=True
            )
            return [(number, -distance) for number, distance in found.fetchall()]
        every = self._open().execute(statement, values, prepare=True, binary=True).fetchall()
        return [(number, -distance) for number, distance in sorted(every, key=itemgetter(1))[:limit]]

    def _begin(self, expected_rows: int) -> None:
        """Opens a session with buffers for `expected_rows` and some more, and creates the empty table."""
        rows = expected_rows + expected_rows // 4 + self._spare_rows
        capacity = self._size_bytes(rows)
        if capacity > available_memory_bytes() * _SHARE_OF_MEMORY:
            raise RetrievalError("search_memory_short", needed_bytes=capacity)
        connection = self._connect()
        try:
            # Only effective before the session uses its first temporary table.
            blocks = max(100, -(-capacity // _PAGE_BYTES))
            connection.execute("SELECT set_config('temp_buffers', %s, false)", (str(blocks),))
            connection.execute("SET plan_cache_mode = force_generic_plan")
            connection.execute(
                f"CREATE TEMPORARY TABLE dense (passage int4, vector halfvec({self._dimension}))"
            )
            # Statistics would copy sample vectors into a permanent catalogue, and TOAST would put a long
            # row's vector into a second table.
            connection.execute(
                "ALTER TABLE pg_temp.dense ALTER vector SET STATISTICS 0, ALTER vector SET STORAGE PLAIN"
            )
            connection.adapters.register_dumper(AddressArray, AddressArrayDumper)
        except BaseException:
            connection.close()
            raise
        self._connection, self._capacity_bytes = connection, blocks * _PAGE_BYTES

    def _forget_rows(self) -> None:
        self._places = PlaceColumns()
        self._signs = SignBits(self._dimension)
        self._addresses = np.empty(0, dtype=ROW_ADDRESS)

    def _find_addresses(self) -> None:
        """Reads the addresses of the rows added since the last call."""
        known, rows = len(self._addresses), self._places.rows
        if known == rows:
            return
        first = int(self._places.column("number")[known])
        statement = (
            f"COPY (SELECT passage, ctid FROM pg_temp.dense WHERE passage >= {first})"  # noqa: S608
            " TO STDOUT (FORMAT BINARY)"
        )
        with self._open().cursor() as cursor, cursor.copy(statement) as copy:
            numbers, found = read_addresses(b"".join(bytes(block) for block in copy))
        addresses = np.zeros(rows, dtype=ROW_ADDRESS)
        addresses[:known] = self._addresses
        addresses[self._places.rows_of(numbers)] = found
        self._addresses = addresses

    def _drop_dead(self) -> None:
        alive = self._places.alive.copy()
        self._signs.keep(alive)
        self._addresses = self._addresses[alive[: len(self._addresses)]]
        self._places.keep_alive()

    def _size_bytes(self, rows: int) -> int:
        row_bytes = -(-(_ROW_BYTES + 2 * self._dimension) // 8) * 8
        rows_per_page = (_PAGE_BYTES - _PAGE_HEADER_BYTES) // (row_bytes + _LINE_POINTER_BYTES)
        if rows_per_page < 1:
            raise RetrievalError("dimension_too_large", dimension=self._dimension)
        # A running copy extends the table by up to 64 pages at a time.
        return -(-rows // rows_per_page) * _PAGE_BYTES + 128 * _PAGE_BYTES

    def _make_room(self, rows: int) -> None:
        if self._fits(rows):
            return
        # The space of replaced rows is only reused after a vacuum. Never ANALYZE: see `_begin`.
        self._open().execute("VACUUM pg_temp.dense")
        if self._fits(rows):
            return
        old = self._open()
        self._connection = None
        try:
            self._begin(self._places.living + rows)
            # Deleted rows are not copied, and the addresses of the others change.
            self._addresses = self._addresses[:0]
            self._drop_dead()
            self._copy_between(old, self._open())
        finally:
            old.close()

    def _fits(self, rows: int) -> bool:
        used = self._open().execute("SELECT pg_total_relation_size('pg_temp.dense')").fetchone()
        return (used[0] if used else 0) + self._size_bytes(rows) <= self._capacity_bytes

    @staticmethod
    def _copy_in(connection: psycopg.Connection[Any], stream: bytes) -> None:
        with (
            connection.cursor() as cursor,
            cursor.copy("COPY pg_temp.dense (passage, vector) FROM STDIN (FORMAT BINARY)") as copy,
        ):
            copy.write(stream)

    @staticmethod
    def _copy_between(old: psycopg.Connection[Any], new: psycopg.Connection[Any]) -> None:
        with (
            old.cursor() as reader,
            new.cursor() as writer,
            reader.copy("COPY pg_temp.dense (passage, vector) TO STDOUT (FORMAT BINARY)") as source,
            writer.copy("COPY pg_temp.dense (passage, vector) FROM STDIN (FORMAT BINARY)") as target,
        ):
            for block in source:
                target.write(block)

    def _open(self) -> psycopg.Connection[Any]:
        if self._connection is None:
            raise VaultLocked
        return self._connection
