"""Cuts a list of texts into batches of similar length that each finish well within the time limit."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from core.errors import InputRefused

MAX_BATCH_TEXTS = 32
MAX_BATCH_CHARS = 16_000
"""Small enough for a slow processor with a large model."""
MAX_TEXT_CHARS = 1_000_000


def embedding_batches(texts: Sequence[str]) -> list[list[int]]:
    """Indices into `texts`, longest first, at most `MAX_BATCH_TEXTS` and `MAX_BATCH_CHARS` together.

    Raises:
        InputRefused: `text_too_long` (`length`, `limit`): far longer than any passage or question.
    """
    order = sorted(range(len(texts)), key=lambda place: -len(texts[place]))
    if order and len(texts[order[0]]) > MAX_TEXT_CHARS:
        raise InputRefused("text_too_long", length=len(texts[order[0]]), limit=MAX_TEXT_CHARS)
    batches: list[list[int]] = []
    chars = 0
    for place in order:
        full = batches and (
            len(batches[-1]) == MAX_BATCH_TEXTS or chars + len(texts[place]) > MAX_BATCH_CHARS
        )
        if not batches or full:
            batches.append([])
            chars = 0
        batches[-1].append(place)
        chars += len(texts[place])
    return batches


def in_order(parts: Sequence[NDArray[np.float32]], places: Sequence[Sequence[int]]) -> NDArray[np.float32]:
    """Puts the rows of `parts`, one array for each list of `places`, at those indices: (n, d)."""
    rows = np.empty((sum(map(len, places)), parts[0].shape[1]), dtype=np.float32)
    for part, at in zip(parts, places, strict=True):
        rows[list(at)] = part
    return rows
