"""Orders the sentences of the passages found by how well they answer: what is quoted when no model writes."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from core.assistant.claims import Claims
from core.assistant.spans import Span, sentence_spans
from core.assistant.words import Word
from core.cancel import CancelToken
from core.errors import EngineProblem, ModelError
from core.retrieval.dto import Hit

PASSAGES_READ_CLOSELY = 6
"""The sentences of so many passages are embedded one by one (about 33, 0.4 s on two idle cores); the others
count as near as their passage, less a little. Reading all closely found one proving sentence in a hundred
more."""

_UNREAD_SHARE = 0.9
_WORDS_WEIGHT = 0.5
_PASSAGE_WEIGHT = 0.3
_DENSE_WEIGHT_OTHER_SCRIPT = 0.3
"""The starter embedder reads English; it still tells Hebrew texts apart a little, letter by letter."""


class Embedder(Protocol):
    """The embedding half of the engine."""

    def embed(
        self, texts: Sequence[str], *, urgent: bool = False, cancel: CancelToken | None = None
    ) -> NDArray[np.float32]: ...


@dataclass(frozen=True, slots=True)
class Evidence:
    """A sentence of the passage with source number `number` and how near it is to the question.

    `matched` are the words of the question that stand in it.
    """

    number: int
    span: Span
    score: float
    matched: tuple[str, ...]


def near_the_best(one: Evidence, evidence: Sequence[Evidence], share: float) -> bool:
    """Whether `one` scores at least `share` of the best of `evidence`; the best itself always does."""
    best = evidence[0].score
    return one.score >= min(best, share * best)


def rank_evidence(
    question: str,
    hits: Sequence[Hit],
    *,
    embedder: Embedder | None,
    cancel: CancelToken | None = None,
) -> tuple[Evidence, ...]:
    """Every sentence of `hits`, best first, by meaning, shared words and passage; numbers count from 1.

    Without an embedder, or when it fails, a sentence is as near as its passage. Raises `Cancelled`.
    """
    spans = [(number, span) for number, hit in enumerate(hits, 1) for span in sentence_spans(hit.passage)]
    if not spans:
        return ()
    asked = Claims(question).terms
    stated = [Claims(span.text) for _, span in spans]
    weights = _rarity(asked, stated)
    near = _nearness(question, hits, spans, embedder, cancel)
    best_hit = max(hit.score for hit in hits) or 1.0
    found = []
    for (number, span), claims, cosine in zip(spans, stated, near, strict=True):
        shared = [term for term in asked if not term.forms.isdisjoint(claims.forms)]
        words = sum(weights[term] for term in shared)
        passage = max(0.0, hits[number - 1].score / best_hit)
        score = float(cosine + _WORDS_WEIGHT * words + _PASSAGE_WEIGHT * passage)
        found.append(Evidence(number, span, score, tuple(term.text for term in shared)))
    return tuple(sorted(found, key=lambda one: (-one.score, one.number, one.span.start)))


def _nearness(
    question: str,
    hits: Sequence[Hit],
    spans: Sequence[tuple[int, Span]],
    embedder: Embedder | None,
    cancel: CancelToken | None,
) -> list[float]:
    """A weighted cosine with the question for each span."""
    weight = _DENSE_WEIGHT_OTHER_SCRIPT if _other_script(question) else 1.0
    near = [_UNREAD_SHARE * weight * (hits[number - 1].dense or 0.0) for number, _ in spans]
    close = [place for place, (number, _) in enumerate(spans) if number <= PASSAGES_READ_CLOSELY]
    if embedder is None:
        return near
    try:
        vectors = embedder.embed(
            [question, *(spans[place][1].text for place in close)], urgent=True, cancel=cancel
        )
    except (EngineProblem, ModelError):
        return near
    for place, cosine in zip(close, vectors[1:] @ vectors[0], strict=True):
        near[place] = weight * float(cosine)
    return near


def _rarity(asked: list[Word], stated: list[Claims]) -> dict[Word, float]:
    """How telling each word of the question is among the sentences; the weights add up to 1."""
    rarity = {
        term: float(np.log1p(len(stated) / (1 + sum(not term.forms.isdisjoint(one.forms) for one in stated))))
        for term in asked
    }
    total = sum(rarity.values()) or 1.0
    return {term: value / total for term, value in rarity.items()}


def _other_script(text: str) -> bool:
    letters = [char for char in text if char.isalpha()]
    return 2 * sum(not unicodedata.name(char, "").startswith("LATIN") for char in letters) > len(letters)
