"""Vectors as the payload of a frame."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from core.child_processes.frames import FrameError


def pack_vectors(vectors: NDArray[np.float32]) -> bytes:
    """An (n, d) array as little-endian float32, row after row."""
    return np.ascontiguousarray(vectors, dtype="<f4").tobytes()


def unpack_vectors(payload: bytes, *, rows: int) -> NDArray[np.float32]:
    """The inverse of `pack_vectors`, as a writable (rows, d) array.

    Raises:
        FrameError: the payload is not `rows` rows of equal length.
    """
    if rows < 1 or not payload or len(payload) % (4 * rows):
        raise FrameError("vectors")
    return np.frombuffer(payload, dtype="<f4").reshape(rows, -1).astype(np.float32)
