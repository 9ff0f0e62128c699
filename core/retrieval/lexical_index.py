"""The lexical index: SQLite's full-text engine in memory, gone with its connection.

Contentless: it holds the inverted lists only. Taking a passage out therefore needs its lexemes again, which
the caller keeps; the SQLite that systems ship is too old for contentless deletion by row alone.
"""

from __future__ import annotations

import sqlite3
import threading
from collections.abc import Callable, Sequence

from core.errors import VaultLocked
from core.retrieval.indexes import Place, PlaceFilter

_SCHEMA = """
PRAGMA temp_store = MEMORY;
PRAGMA journal_mode = MEMORY;
CREATE VIRTUAL TABLE words USING fts5(
    text, scope, content = '', tokenize = "porter unicode61 remove_diacritics 0 tokenchars './%'"
);
CREATE TABLE place (
    number INTEGER PRIMARY KEY, source INTEGER, client INTEGER, day INTEGER, field INTEGER
);
CREATE INDEX place_source ON place (source);
"""

_RANKED = "-bm25(words, 1.0, 0.0)"
"""`scope` weighs nothing: it narrows the lists to a client before anything is scored."""


_PLACED = " CROSS JOIN place ON place.number = words.rowid"


class FtsIndex:
    """Thread-safe. `lexemes_of` gives the lexemes of a passage number as they were added."""

    def __init__(self, lexemes_of: Callable[[int], Sequence[str]]) -> None:
        self._lexemes_of = lexemes_of
        self._lock = threading.Lock()
        self._connection: sqlite3.Connection | None = sqlite3.connect(
            ":memory:", check_same_thread=False, isolation_level=None
        )
        self._connection.executescript(_SCHEMA)

    def add(self, rows: Sequence[tuple[Place, Sequence[str]]]) -> None:
        """Adds passages with their lexemes."""
        with self._lock, self._open() as connection:
            connection.execute("BEGIN")
            connection.executemany(
                "INSERT INTO words (rowid, text, scope) VALUES (?, ?, ?)",
                ((place.number, " ".join(lexemes), _client_token(place.client)) for place, lexemes in rows),
            )
            connection.executemany(
                "INSERT INTO place VALUES (?, ?, ?, ?, ?)",
                ((place.number, place.source, place.client, place.day, place.field) for place, _ in rows),
            )

    def remove(self, source: int) -> None:
        """Removes every passage of a source."""
        with self._lock, self._open() as connection:
            held = connection.execute(
                "SELECT number, client FROM place WHERE source = ?", (source,)
            ).fetchall()
            connection.execute("BEGIN")
            connection.executemany(
                "INSERT INTO words (words, rowid, text, scope) VALUES ('delete', ?, ?, ?)",
                (
                    (number, " ".join(self._lexemes_of(number)), _client_token(client))
                    for number, client in held
                ),
            )
            connection.execute("DELETE FROM place WHERE source = ?", (source,))

    def scores(
        self, lexemes: Sequence[str], within: PlaceFilter, limit: int, also: Sequence[int] = ()
    ) -> dict[int, float]:
        """Scores of the best `limit` passages that hold any of the lexemes, and of those among `also`."""
        if not lexemes:
            return {}
        conditions, values = _conditions(within)
        # Materialised, so that every passage is scored once though it is asked for twice.
        statement = (
            f"WITH found (number, score) AS MATERIALIZED (SELECT words.rowid, {_RANKED}"  # noqa: S608
            f" FROM words{_PLACED if conditions else ''} WHERE words MATCH ?{conditions})"
            " SELECT * FROM (SELECT number, score FROM found ORDER BY score DESC, number LIMIT ?)"
            f" UNION SELECT number, score FROM found WHERE number IN ({_marks(also)})"
        )
        with self._lock:
            rows = self._open().execute(
                statement, [_expression(lexemes, within.client), *values, limit, *also]
            )
            return dict(rows.fetchall())

    def close(self) -> None:
        """Drops the index; searching it afterwards raises `VaultLocked`."""
        with self._lock:
            if self._connection is not None:
                self._connection.close()
                self._connection = None

    def _open(self) -> sqlite3.Connection:
        if self._connection is None:
            raise VaultLocked
        return self._connection


def _expression(lexemes: Sequence[str], client: int | None) -> str:
    """The full-text query; lexemes hold no quotation mark, so quoting them is enough."""
    any_of = " OR ".join(f'"{lexeme}"' for lexeme in lexemes)
    narrowed = "" if client is None else f" AND scope : {_client_token(client)}"
    return f"text : ({any_of}){narrowed}"


def _conditions(within: PlaceFilter) -> tuple[str, list[int]]:
    parts: list[str] = []
    values: list[int] = []
    if within.since is not None:
        parts.append("place.day >= ?")
        values.append(within.since)
    if within.until is not None:
        parts.append("place.day BETWEEN 1 AND ?")
        values.append(within.until)
    if within.fields is not None:
        parts.append(f"place.field IN ({_marks(within.fields)})")
        values.extend(within.fields)
    if within.without:
        parts.append(f"place.source NOT IN ({_marks(within.without)})")
        values.extend(within.without)
    return "".join(f" AND {part}" for part in parts), values


def _marks(values: Sequence[int]) -> str:
    return ", ".join("?" * len(values))


def _client_token(client: int) -> str:
    return f"c{client}"
