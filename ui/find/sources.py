"""Converts a search result to the source at which a chart opens."""

from __future__ import annotations

from collections.abc import Sequence

from core.assistant.dto import Source
from core.clients.dto import Client
from core.retrieval.dto import Hit

_GAP_CHARS = 12
"""Marks closer than this are treated as one: a drug and its dose."""


def source_of(hit: Hit, client: Client) -> Source:
    """The densest group of the question's words; the whole passage if it was found by meaning."""
    passage = hit.passage
    start, end = _thickest(passage.text, hit.marks)
    return Source(
        number=hit.rank,
        used=False,
        usage_reason="",
        quote=passage.text[start:end],
        quote_start=passage.start + start,
        quote_end=passage.start + end,
        verified=True,
        passage=passage,
        client_name=client.details.display_name,
        score=hit.score,
        dense=hit.dense,
        lexical=hit.lexical,
    )


def _thickest(text: str, marks: Sequence[tuple[int, int]]) -> tuple[int, int]:
    """The adjacent marks with most marked characters; the first of equals.

    All of `text` without marks. Never across sentences or lines.
    """
    together: list[list[tuple[int, int]]] = []
    for start, end in sorted(span for span in marks if 0 <= span[0] < span[1] <= len(text)):
        if together and _is_gap(text[together[-1][-1][1] : start]):
            together[-1].append((start, end))
        else:
            together.append([(start, end)])
    if not together:
        return 0, len(text)
    best = max(together, key=lambda spans: sum(end - start for start, end in spans))
    return best[0][0], max(end for _, end in best)


def _is_gap(between: str) -> bool:
    ended = any(sign in between for sign in "\n\r\u2028\u2029;•") or ". " in between
    return len(between) <= _GAP_CHARS and not ended
