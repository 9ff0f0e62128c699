"""Puts what the two indexes found into one order and shows no words twice.

The score is the inner product with the question (a cosine) plus a small multiple of BM25: the dense side
orders, and words that the question shares with a passage lift it. Both sides' scores of every candidate are
exact, so a passage found by one side only is not punished for it.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass

from core.retrieval.dto import Hit
from core.retrieval.memory_index import Scored

LEXICAL_WEIGHT = 0.02
LEXICAL_WEIGHT_OTHER_SCRIPT = 0.06
"""For a question mostly in another script than Latin, which an English embedder reads letter by letter."""


@dataclass(frozen=True, slots=True)
class Ranked:
    """A candidate with its final score."""

    score: float
    scored: Scored


def ranked(candidates: Iterable[Scored], *, question: str, by_meaning: bool) -> list[Ranked]:
    """Best first; ties broken by what the passages are, so that one question has one answer.

    Without `by_meaning` (the question was not embedded) BM25 alone orders.
    """
    weight = lexical_weight(question) if by_meaning else 1.0
    scores = [Ranked((one.dense or 0.0) + weight * (one.lexical or 0.0), one) for one in candidates]
    return sorted(scores, key=_order)


def without_overlaps(ordered: Iterable[Ranked], limit: int) -> tuple[Hit, ...]:
    """The first `limit` of which none overlaps a better one of the same field."""
    shown: dict[tuple[object, str], list[tuple[int, int]]] = {}
    hits: list[Hit] = []
    for one in ordered:
        if len(hits) == limit:
            break
        passage = one.scored.passage
        spans = shown.setdefault((passage.source_id, passage.field), [])
        if any(start < passage.end and passage.start < end for start, end in spans):
            continue
        spans.append((passage.start, passage.end))
        hits.append(Hit(len(hits) + 1, one.score, one.scored.dense, one.scored.lexical, passage))
    return tuple(hits)


def lexical_weight(question: str) -> float:
    """How much a point of BM25 counts against a cosine, by the script of the question."""
    letters = [char for char in question if char.isalpha()]
    other = sum(not unicodedata.name(char, "").startswith("LATIN") for char in letters)
    return LEXICAL_WEIGHT_OTHER_SCRIPT if 2 * other > len(letters) else LEXICAL_WEIGHT


def _order(one: Ranked) -> tuple[float, int, str, str, int]:
    passage = one.scored.passage
    newest_first = -(passage.day.toordinal() if passage.day else 0)
    return -one.score, newest_first, str(passage.source_id), passage.field, passage.start
