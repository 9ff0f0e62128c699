"""Scores the best sentences with the engine's cross-encoder: how likely each answers.

The result is a probability and one of the signs of abstention, like that of a trained reader; it never delays
an answer for long. If there is no cross-encoder for the embedder in use, or it is not ready or not in time,
the answer is as without it. After three time-outs or failures in a row it is not used again until the next
unlock.
"""

from __future__ import annotations

import logging
import math
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from core.assistant.evidence.ranking import Evidence
from core.assistant.finding import RetrievedPassages
from core.assistant.reader.pairs import are_known, as_scored, question_as_scored
from core.assistant.reader.quotes import apart
from core.cancel import CancelToken, Deadline
from core.engine.client import EngineClient
from core.errors import Cancelled, EmbeddingError, EngineProblem, InputRefused, ModelError

_log = logging.getLogger(__name__)

SCORED = 16
"""Sentences per question, the best in the ranking without scores."""
SCORING_S = 2.0
"""The time limit: sixteen pairs take a sixth of a second on two cores."""
MISSES = 3
"""In a row. Notes being embedded may delay one; a computer that is too slow delays each."""
SLOPE, OFFSET = 1.2, 0.2
"""Convert the log-odds of the best sentence to the scale of `reader_none`: chosen over 592 questions of
four sets in both languages, which are no test of it (decision 0070)."""


class _Place(NamedTuple):
    number: int
    start: int


@dataclass(frozen=True, slots=True)
class ScoredSentences:
    """How likely each sentence answers, by source number and start offset."""

    likely: dict[_Place, float]
    none: float
    """How likely none of them answers."""

    def share(self, one: Evidence) -> float:
        """How likely this sentence answers; 0 for one that was not scored."""
        return self.likely.get(_Place(one.number, one.span.start), 0.0)


class SentenceScorer:
    """Does not raise errors of the engine. One instance per unlock."""

    def __init__(self, engine: EngineClient) -> None:
        self._engine = engine
        self._missed = Counter[str]()
        """Time-outs and failures in a row, per adapter: with another it is another cross-encoder."""

    def score(
        self,
        found: RetrievedPassages,
        evidence: Sequence[Evidence],
        *,
        cancel: CancelToken | None = None,
        within_s: float = SCORING_S,
    ) -> ScoredSentences | None:
        """None if no cross-encoder is ready, it does not know the languages of question and sentences, or it
        is not in time.
        """
        chosen = apart(evidence, found)[:SCORED]
        if not chosen or not are_known(found.question, (one.span.text for one in chosen)):
            return None
        deadline = Deadline(within_s, cancel)
        try:
            info = self._engine.embedder_info(timeout_s=0.0, cancel=deadline)
            if not info.adapter or self._missed[info.adapter] >= MISSES:
                return None
        except (Cancelled, EngineProblem, ModelError):
            return None
        why = "not in time"
        try:
            scored = self._scored(found, chosen, deadline)
            self._missed[info.adapter] = 0
            return scored
        except Cancelled:
            if cancel is not None and cancel.cancelled:
                return None
        except EmbeddingError as error:
            why = error.code
        except (EngineProblem, ModelError, InputRefused):
            # The process is idle, was stopped or is being replaced: not a failure of the cross-encoder.
            return None
        self._missed[info.adapter] += 1
        _log.info(
            "sentences were not scored (%d of %d in a row): %s", self._missed[info.adapter], MISSES, why
        )
        return None

    def _scored(
        self, found: RetrievedPassages, chosen: Sequence[Evidence], cancel: CancelToken
    ) -> ScoredSentences:
        sentences = [as_scored(found.passage(one.number).field, one.span.text) for one in chosen]
        odds = self._engine.answer_odds(question_as_scored(found.question), sentences, cancel=cancel)
        likely = {
            _Place(one.number, one.span.start): _likely(float(each))
            for one, each in zip(chosen, odds, strict=True)
        }
        return ScoredSentences(likely, _likely(-(SLOPE * float(max(odds)) + OFFSET)))


def _likely(odds: float) -> float:
    """The probability of log-odds."""
    return 1 / (1 + math.exp(-max(min(odds, 30.0), -30.0)))
