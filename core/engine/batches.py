"""Cuts a list of texts into batches of like length, small enough for a question to slip in between."""

from __future__ import annotations

from collections.abc import Sequence

from core.errors import InputRefused

MAX_BATCH_TEXTS = 32
MAX_BATCH_CHARS = 1_000_000
MAX_TEXT_CHARS = 1_000_000


def embedding_batches(texts: Sequence[str]) -> list[list[int]]:
    """Places in `texts`, longest first, at most `MAX_BATCH_TEXTS` and `MAX_BATCH_CHARS` together.

    Raises:
        InputRefused: `text_too_long` (`length`, `limit`): no passage and no question comes near it.
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
