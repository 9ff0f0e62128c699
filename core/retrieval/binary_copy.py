"""The rows of the dense index in PostgreSQL's binary COPY format, laid out by numpy in one block.

Binary on purpose: the text form of a vector could end up in an error message.
Format: https://www.postgresql.org/docs/18/sql-copy.html, "Binary Format".
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from core.retrieval.embedding import VectorRows
from core.retrieval.indexes import Place

_HEADER = b"PGCOPY\n\xff\r\n\x00" + bytes(8)
_END = b"\xff\xff"
_COLUMNS = 6


def copy_stream(rows: Sequence[tuple[Place, VectorRows]], dimension: int) -> bytes:
    """One COPY stream with a row (passage, source, client, day, field, vector) for each vector of each place.

    Raises `ValueError` when a vector has another dimension.
    """
    counts = [len(vectors) for _, vectors in rows]
    table = np.zeros(sum(counts), dtype=_record(dimension))
    table["columns"] = _COLUMNS
    for name in ("passage", "source", "client", "day"):
        table[f"{name}_size"] = 4
    table["field_size"] = 2
    table["vector_size"] = 4 + 2 * dimension
    table["dimension"] = dimension
    places = [place for place, _ in rows]
    table["passage"] = np.repeat([place.number for place in places], counts)
    table["source"] = np.repeat([place.source for place in places], counts)
    table["client"] = np.repeat([place.client for place in places], counts)
    table["day"] = np.repeat([place.day for place in places], counts)
    table["field"] = np.repeat([place.field for place in places], counts)
    if rows:
        table["vector"] = np.concatenate([vectors for _, vectors in rows])
    return _HEADER + table.tobytes() + _END


def _record(dimension: int) -> np.dtype[np.void]:
    """One row on the wire, big-endian and unpadded."""
    fields: list[tuple[str, str] | tuple[str, str, tuple[int, ...]]] = [("columns", ">i2")]
    for name in ("passage", "source", "client", "day"):
        fields += [(f"{name}_size", ">i4"), (name, ">i4")]
    fields += [("field_size", ">i4"), ("field", ">i2")]
    fields += [
        ("vector_size", ">i4"),
        ("dimension", ">i2"),
        ("unused", ">i2"),
        ("vector", ">f2", (dimension,)),
    ]
    return np.dtype(fields)
