"""Finds embeddings in files: they are clinical text in another form, and any float format may carry them.

Compared are the leading bytes (sign, exponent, first bits) of a run of neighbouring values: these are
the same in either byte order, and survive the last digit in which two batches differ.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from hashlib import sha256
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

WIDTHS = {2: "f2", 4: "f4", 8: "f8"}
RUN = 64
"""Values in a run; even of the exponents alone, that many agree by chance in no file we could read."""


def holds_vector(data: bytes, vector: NDArray[np.float32]) -> str | None:
    """The format in which `data` holds a run of `vector`, at any byte offset; None when it does not."""
    for width, name in WIDTHS.items():
        runs = list(_leading_bytes(vector, width))
        for offset in range(width):
            every = data[offset::width]
            if any(run in every for run in runs):
                return name
    return None


def _leading_bytes(vector: NDArray[np.float32], width: int) -> Iterator[bytes]:
    # Three runs, since a page boundary may cut a vector in two, through one of them.
    stored = vector.astype(f">f{width}").tobytes()[::width]
    last = max(0, len(stored) - RUN)
    for start in sorted({0, last // 2, last}):
        yield stored[start : start + RUN]


def scan_for_vectors(
    roots: Iterable[Path], vectors: Sequence[NDArray[np.float32]], *, clean: set[bytes] | None = None
) -> dict[Path, str]:
    """Every regular file under `roots` that holds one of `vectors`, with the format found.

    `clean`: digests of files in which a scan for the same vectors, this one or one before, found none.
    """
    found: dict[Path, str] = {}
    clean = set() if clean is None else clean
    for root in roots:
        for path in sorted(root.rglob("*")):
            if not path.is_file() or path.is_symlink():
                continue
            try:
                data = path.read_bytes()
            except FileNotFoundError:
                continue
            # A cluster holds every file of its templates several times over.
            digest = sha256(data).digest()
            if digest in clean:
                continue
            formats = (holds_vector(data, vector) for vector in vectors)
            if name := next((each for each in formats if each), None):
                found[path] = name
            else:
                clean.add(digest)
    return found
