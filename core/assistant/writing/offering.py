"""Selects the words of the passages found that a model reads, best first.

A passage has several sentences and mostly one that answers. The model gets that sentence with its neighbours:
other text misleads a small model, and every token costs waiting time.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from core.assistant.evidence.ranking import Evidence
from core.assistant.finding import RetrievedPassages
from core.assistant.spans import Span, enclosing, sentence_spans
from core.retrieval.dto import Passage

EXCERPT_CHARS = 150
"""The best sentence of a passage is extended by its neighbours up to this. With 150 the evidence of all
development questions fits, with 300 that of 95 in a hundred: fewer passages fit.
"""


@dataclass(frozen=True, slots=True)
class Offer:
    """The words of the passage with source number `number` that a model may read."""

    number: int
    passage: Passage
    span: Span


def offers(found: RetrievedPassages, evidence: Sequence[Evidence]) -> list[Offer]:
    """One offer for each passage, those with the best sentences first."""
    best: dict[int, Evidence] = {}
    for one in evidence:
        best.setdefault(one.number, one)
    return [
        Offer(number, passage, _excerpt(passage, one.span))
        for number, one in best.items()
        for passage in (found.passage(number),)
    ]


def _excerpt(passage: Passage, span: Span) -> Span:
    """`span` with its neighbours, the following one first, while it stays short."""
    every = sentence_spans(passage)
    first = last = next((i for i, one in enumerate(every) if one.start == span.start), 0)
    growing = True
    while growing:
        growing = False
        for begin, end in ((first, last + 1), (first - 1, last)):
            if begin >= 0 and end < len(every) and every[end].end - every[begin].start <= EXCERPT_CHARS:
                first, last, growing = begin, end, True
                break
    return enclosing(passage, every[first : last + 1])
