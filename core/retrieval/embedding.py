"""What the embedder reads for a passage, and how its vectors become the ones that are searched.

What is embedded carries the field and the headings; what is shown does not.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from core.retrieval.passages import Cut

PART_WEIGHT = 0.6
"""How much the best part counts against the whole passage; 0.5 to 0.8 were alike on development charts."""

VectorRows = NDArray[np.float16]
"""(parts, dimension) float16, the vectors of one passage as they are sealed and searched."""


def embedding_texts(cut: Cut, *, field: str) -> list[str]:
    """The passage as a whole and, if it has several, each of its parts."""
    whole = _led(cut.text, field, cut.parts[0].heading)
    if len(cut.parts) == 1:
        return [whole]
    parts = [
        _led(cut.text[part.start - cut.start : part.end - cut.start], field, part.heading)
        for part in cut.parts
    ]
    return [whole, *parts]


def searched_vectors(embedded: NDArray[np.float32]) -> VectorRows:
    """The rows to search for the embedded texts of one passage.

    `embedded` is (texts, dimension), unit length, in the order of `embedding_texts`. The inner product is
    linear: the greatest one with these rows is (1 - PART_WEIGHT) times the whole's cosine plus PART_WEIGHT
    times the best part's, so one search finds both.
    """
    whole, parts = embedded[:1], embedded[1:]
    if not len(parts):
        return whole.astype(np.float16)
    return ((1.0 - PART_WEIGHT) * whole + PART_WEIGHT * parts).astype(np.float16)


def vectors_to_bytes(rows: VectorRows) -> bytes:
    """Little-endian float16, row after row."""
    return np.ascontiguousarray(rows, dtype="<f2").tobytes()


def vectors_from_bytes(data: bytes, dimension: int) -> VectorRows:
    """What `vectors_to_bytes` packed; raises `ValueError` if it is not whole rows of that dimension."""
    return np.frombuffer(data, dtype="<f2").reshape(-1, dimension)


def _led(text: str, field: str, heading: str) -> str:
    lead = field.replace("_", " ")
    if heading and not text.startswith(heading.split(", ")[0]):
        lead = f"{lead}, {heading}"
    return f"{lead}: {text}"
