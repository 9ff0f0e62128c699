"""Which words of the passages found a model is given to read, best first.

A passage holds several sentences and mostly one that answers. A model is given that sentence with what stands
beside it: a small one is led astray by the rest, and every token it reads is time that a person waits.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from core.assistant.evidence.ranking import Evidence
from core.assistant.finding import RetrievedPassages
from core.assistant.spans import Span, enclosing, sentence_spans
from core.retrieval.dto import Passage

EXCERPT_CHARS = 150
"""The best sentence of a passage grows by its neighbours up to this. With 150 the proofs of all development
questions are among what fits, with 300 those of 95 in a hundred: fewer passages then find room."""


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
    """`span` with its neighbours, the one after it first, as long as all of it stays short."""
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
