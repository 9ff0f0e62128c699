"""Query rows in PostgreSQL's binary format: sealed values as bytes, not as text of twice the length.

For reading the whole index, where conversion and row mapping take a third of the time.
"""

from __future__ import annotations

from collections.abc import Generator
from typing import Any, cast

import psycopg
from psycopg.rows import namedtuple_row
from sqlalchemy import Select
from sqlalchemy.orm import Session as DatabaseSession


def binary_rows(
    session: DatabaseSession, query: Select[*tuple[Any, ...]], *, at_once: int
) -> Generator[Any, None, None]:
    """Streams the rows of `query`, their columns by name, with `at_once` of them in memory at a time.

    Within the caller's transaction; close it to stop early. Raises what the driver raises.
    """
    compiled = query.compile(dialect=session.get_bind().dialect)
    connection = cast("psycopg.Connection[Any]", session.connection().connection.driver_connection)
    with connection.cursor("binary_rows", binary=True, row_factory=namedtuple_row) as cursor:
        cursor.itersize = at_once
        cursor.execute(str(compiled).encode(), compiled.params)
        yield from cursor
