"""Exports and imports the rows of every table in PostgreSQL's binary copy format.

https://www.postgresql.org/docs/18/sql-copy.html#SQL-COPY-FILE-FORMATS: a row is a count of fields (2 bytes),
then of each field its size (4 bytes, -1 for NULL) and its bytes. Rows come in the order of their keys and are
cut into pieces where a row's key says so, so that a row that is new or changed alters one piece and not all
that follow.
"""

from __future__ import annotations

import struct
import zlib
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from graphlib import TopologicalSorter
from typing import Any

import psycopg
from psycopg import sql

from core.errors import DatabaseProblem

PIECE_BYTES = 64 * 1024
"""The average size of pieces; measured in decision 0048."""
_LARGEST_PIECE_BYTES = 8 * 1024 * 1024
_HEADER = b"PGCOPY\n\xff\r\n\0" + bytes(8)
_TRAILER = b"\xff\xff"
_FIELDS = struct.Struct(">h")
_SIZE = struct.Struct(">i")
_SPREAD = 1 << 32
_OF_THE_SCHEMA = "alembic_version"


@dataclass(frozen=True, slots=True)
class Table:
    """A table of the database; the key's columns come first."""

    name: str
    columns: tuple[str, ...]
    key_columns: int


@dataclass(frozen=True, slots=True)
class RowRun:
    """Consecutive rows in copy format: `content` without the format's header and trailer."""

    content: bytes
    rows: int


Connection = psycopg.Connection[Any]


def tables_of(connection: Connection) -> list[Table]:
    """Every table of the practice, after those it refers to."""
    found = connection.execute(
        """
        SELECT c.relname, a.attname, COALESCE(array_position(k.conkey::int2[], a.attnum), 0)
        FROM pg_catalog.pg_class c
        JOIN pg_catalog.pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
        LEFT JOIN pg_catalog.pg_constraint k ON k.conrelid = c.oid AND k.contype = 'p'
        WHERE c.relkind = 'r' AND c.relnamespace = 'public'::pg_catalog.regnamespace AND c.relname <> %s
        ORDER BY c.relname, a.attnum
        """,
        (_OF_THE_SCHEMA,),
    ).fetchall()
    columns: dict[str, list[tuple[str, int]]] = {}
    for name, column, place in found:
        columns.setdefault(name, []).append((column, place))
    tables = {}
    for name, named in columns.items():
        key = [column for column, place in sorted(named, key=lambda each: each[1]) if place]
        others = [column for column, place in named if not place]
        tables[name] = Table(name, (*key, *others), len(key))
    return [tables[name] for name in TopologicalSorter(_references(connection, tables)).static_order()]


def sizes_of(connection: Connection, tables: Iterable[Table]) -> int:
    """Approximate size of these tables in bytes."""
    total = 0
    for table in tables:
        row = connection.execute("SELECT pg_catalog.pg_table_size(%s::regclass)", (table.name,)).fetchone()
        total += int(row[0]) if row else 0
    return total


def row_runs(connection: Connection, table: Table, *, piece_bytes: int = PIECE_BYTES) -> Iterator[RowRun]:
    """The rows of a table within the caller's transaction, cut into runs of `piece_bytes` on average."""
    rows: list[bytes] = []
    size = 0
    for row in _rows(connection, table):
        rows.append(row)
        size += len(row)
        if _ends_run(row, table.key_columns, piece_bytes) or size >= _LARGEST_PIECE_BYTES:
            yield RowRun(b"".join(rows), len(rows))
            rows, size = [], 0
    if rows:
        yield RowRun(b"".join(rows), len(rows))


def rows_in(content: bytes) -> int:
    """The number of rows in a run. Raises `ValueError` for malformed data."""
    position = count = 0
    while position < len(content):
        position = _row_end(content, position)
        if position > len(content):
            raise ValueError("rows")
        count += 1
    return count


def load_rows(
    connection: Connection,
    *,
    table: str,
    columns: Iterable[str],
    runs: Iterable[bytes],
    check: Callable[[], None] = lambda: None,
) -> None:
    """Loads runs of rows into an empty table; `check` is called between them."""
    statement = sql.SQL("COPY {} ({}) FROM STDIN (FORMAT binary)").format(
        sql.Identifier(table), sql.SQL(", ").join(map(sql.Identifier, columns))
    )
    with connection.cursor() as cursor, cursor.copy(statement) as copy:
        copy.write(_HEADER)
        for run in runs:
            check()
            copy.write(run)
        copy.write(_TRAILER)


def continue_counters(connection: Connection) -> None:
    """Sets every sequence to continue after the highest number in its column."""
    counted = connection.execute(
        """
        SELECT table_name, column_name FROM information_schema.columns
        WHERE table_schema = 'public' AND is_identity = 'YES'
        """
    ).fetchall()
    for table, column in counted:
        connection.execute(
            sql.SQL(
                "SELECT pg_catalog.setval(pg_catalog.pg_get_serial_sequence({}, {}),"
                " COALESCE((SELECT max({}) FROM {}), 0) + 1, false)"
            ).format(sql.Literal(table), sql.Literal(column), sql.Identifier(column), sql.Identifier(table))
        )


def _references(connection: Connection, tables: Iterable[str]) -> dict[str, set[str]]:
    found = connection.execute(
        """
        SELECT c.conrelid::regclass::text, c.confrelid::regclass::text FROM pg_catalog.pg_constraint c
        WHERE c.contype = 'f' AND c.connamespace = 'public'::pg_catalog.regnamespace
        """
    ).fetchall()
    references: dict[str, set[str]] = {name: set() for name in sorted(tables)}
    for table, referred in found:
        if table != referred:
            references[table].add(referred)
    return references


def _rows(connection: Connection, table: Table) -> Iterator[bytes]:
    columns = sql.SQL(", ").join(map(sql.Identifier, table.columns))
    key = sql.SQL(", ").join(map(sql.Identifier, table.columns[: table.key_columns]))
    statement = sql.SQL("COPY (SELECT {} FROM {} ORDER BY {}) TO STDOUT (FORMAT binary)").format(
        columns, sql.Identifier(table.name), key
    )
    buffer = bytearray()
    begun = False
    with connection.cursor() as cursor, cursor.copy(statement) as copy:
        for block in copy:
            buffer += block
            if not begun:
                if len(buffer) < len(_HEADER):
                    continue
                del buffer[: len(_HEADER)]
                begun = True
            position = 0
            while (end := _row_end(buffer, position)) <= len(buffer):
                if buffer[position : position + 2] == _TRAILER:
                    break
                yield bytes(buffer[position:end])
                position = end
            del buffer[:position]
    if buffer != _TRAILER:
        raise DatabaseProblem("database_problem")


def _row_end(content: bytes | bytearray, position: int) -> int:
    """The end of the row that begins at `position`; beyond the content if it is incomplete."""
    if position + _FIELDS.size > len(content):
        return len(content) + 1
    (fields,) = _FIELDS.unpack_from(content, position)
    position += _FIELDS.size
    for _ in range(fields):
        if position + _SIZE.size > len(content):
            return len(content) + 1
        (size,) = _SIZE.unpack_from(content, position)
        position += _SIZE.size + max(size, 0)
    return position


def _ends_run(row: bytes, key_columns: int, piece_bytes: int) -> bool:
    """Depends on this row's key and size alone: the larger a row, the likelier a run ends with it."""
    end = _FIELDS.size
    for _ in range(key_columns):
        (size,) = _SIZE.unpack_from(row, end)
        end += _SIZE.size + max(size, 0)
    return zlib.crc32(row[_FIELDS.size : end]) < len(row) * _SPREAD // piece_bytes
