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

    `matched` are the words of the question that stand in it, or in its passage's heading line.
    """

    number: int
    span: Span
    score: float
    matched: tuple[str, ...]


class EvidenceRanker:
    """Scores sentences by meaning, by shared words, and by the passage they were found in."""

    def __init__(self, embedder: Embedder | None) -> None:
        self._embedder = embedder

    def rank(
        self, question: str, hits: Sequence[Hit], *, cancel: CancelToken | None = None
    ) -> tuple[Evidence, ...]:
        """Every sentence of `hits`, best first; source numbers count the hits from 1.

        Without an embedder, or when it fails, shared words and the passages' order decide.
        """
        spans = [
            (number, span) for number, hit in enumerate(hits, start=1) for span in sentence_spans(hit.passage)
        ]
        if not spans:
            return ()
        asked = Claims(question).terms
        stated = [Claims(span.text) for _, span in spans]
        weights = _rarity(asked, stated)
        near = self._nearness(question, [span.text for _, span in spans], cancel)
        best_hit = max(hit.score for hit in hits) or 1.0
        found = []
        for (number, span), claims, dense in zip(spans, stated, near, strict=True):
            shared = [term for term in asked if not term.forms.isdisjoint(claims.forms)]
            words = sum(weights[term] for term in shared)
            passage = max(0.0, hits[number - 1].score / best_hit)
            score = dense + _WORDS_WEIGHT * words + _PASSAGE_WEIGHT * passage
            found.append(Evidence(number, span, score, tuple(term.text for term in shared)))
        return tuple(sorted(found, key=lambda one: (-one.score, one.number, one.span.start)))

    def _nearness(self, question: str, texts: list[str], cancel: CancelToken | None) -> list[float]:
        """Weighted cosines with the question; zeros when nothing can embed."""
        if self._embedder is None:
            return [0.0] * len(texts)
        try:
            vectors = self._embedder.embed([question, *texts], urgent=True, cancel=cancel)
        except (EngineProblem, ModelError):
            return [0.0] * len(texts)
        weight = _DENSE_WEIGHT_OTHER_SCRIPT if _other_script(question) else 1.0
        return [weight * float(cosine) for cosine in vectors[1:] @ vectors[0]]


def _rarity(asked: list[Word], stated: list[Claims]) -> dict[Word, float]:
    """How telling each word of the question is among the sentences; the weights of all words add up to 1."""
    rarity = {
        term: float(np.log1p(len(stated) / (1 + sum(not term.forms.isdisjoint(one.forms) for one in stated))))
        for term in asked
    }
    total = sum(rarity.values()) or 1.0
    return {term: value / total for term, value in rarity.items()}


def _other_script(text: str) -> bool:
    letters = [char for char in text if char.isalpha()]
    return 2 * sum(not unicodedata.name(char, "").startswith("LATIN") for char in letters) > len(letters)
