"""PostgreSQL's binary formats for the dense index, encoded by numpy in one block.

Binary, because the text form of a vector could end up in an error message. Formats:
https://www.postgresql.org/docs/18/sql-copy.html, "Binary Format", and `array_recv`, `tidrecv`.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from psycopg.adapt import Buffer, Dumper
from psycopg.pq import Format

from core.retrieval.embedding import VectorRows

_HEADER = b"PGCOPY\n\xff\r\n\x00" + bytes(8)
_END = b"\xff\xff"
_TID_OID = 27
_TID_ARRAY_OID = 1010

ROW_ADDRESS = np.dtype([("block", "<u4"), ("offset", "<u2")])
"""The address of a row in its table, which PostgreSQL calls its ctid."""

_PLACED = np.dtype(
    [
        ("columns", ">i2"),
        ("passage_size", ">i4"),
        ("passage", ">i4"),
        ("address_size", ">i4"),
        ("block", ">u4"),
        ("offset", ">u2"),
    ]
)
_ARRAY_ITEM = np.dtype([("size", ">i4"), ("block", ">u4"), ("offset", ">u2")])


def copy_stream(numbers: NDArray[np.int32], vectors: VectorRows) -> bytes:
    """One COPY stream of rows (passage, vector): (n,) numbers and (n, dimension) vectors."""
    count, dimension = vectors.shape
    table = np.zeros(count, dtype=_vector_row(dimension))
    table["columns"] = 2
    table["passage_size"] = 4
    table["passage"] = numbers
    table["vector_size"] = 4 + 2 * dimension
    table["dimension"] = dimension
    table["vector"] = vectors
    return _HEADER + table.tobytes() + _END


def read_addresses(stream: bytes) -> tuple[NDArray[np.int32], NDArray[np.void]]:
    """Passage numbers and `ROW_ADDRESS`es from a COPY stream of rows (passage, ctid)."""
    table = np.frombuffer(stream[len(_HEADER) : -len(_END)], dtype=_PLACED)
    addresses = np.empty(len(table), dtype=ROW_ADDRESS)
    addresses["block"], addresses["offset"] = table["block"], table["offset"]
    return table["passage"].astype(np.int32), addresses


class AddressArray:
    """A parameter of type tid[] made of `ROW_ADDRESS`es."""

    def __init__(self, addresses: NDArray[np.void]) -> None:
        items = np.empty(len(addresses), dtype=_ARRAY_ITEM)
        items["size"] = 6
        items["block"], items["offset"] = addresses["block"], addresses["offset"]
        dimensions, nulls, lower_bound = 1, 0, 1
        head = np.array([dimensions, nulls, _TID_OID, len(items), lower_bound], dtype=">i4")
        self.data = head.tobytes() + items.tobytes()


class AddressArrayDumper(Dumper):
    """Sends `AddressArray` unchanged."""

    format = Format.BINARY
    oid = _TID_ARRAY_OID

    def dump(self, obj: AddressArray) -> Buffer:
        return obj.data


def _vector_row(dimension: int) -> np.dtype[np.void]:
    """One row on the wire, big-endian and unpadded."""
    return np.dtype(
        [
            ("columns", ">i2"),
            ("passage_size", ">i4"),
            ("passage", ">i4"),
            ("vector_size", ">i4"),
            ("dimension", ">i2"),
            ("unused", ">i2"),
            ("vector", ">f2", (dimension,)),
        ]
    )
