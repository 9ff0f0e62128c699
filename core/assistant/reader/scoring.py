"""Scores the best sentences with the engine's cross-encoder: how likely each answers.

The result is a probability and one of the signs of abstention, like that of a trained reader; it never delays
an answer for long. If there is no cross-encoder for the embedder in use, or it is not ready or not in time,
the answer is as without it. After three time-outs or failures in a row it is not used for a minute; then one
question tries it again, and each try that fails doubles the pause, up to a quarter of an hour.
"""

from __future__ import annotations

import logging
import math
import time
from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from typing import NamedTuple

from core.assistant.evidence.ranking import Evidence
from core.assistant.finding import RetrievedPassages
from core.assistant.reader.pairs import are_known, as_scored, question_as_scored
from core.assistant.reader.quotes import apart
from core.cancel import CancelToken, Deadline
from core.engine.breaker import Breaker
from core.engine.client import EngineClient
from core.errors import Cancelled, EmbeddingError, EngineProblem, InputRefused, ModelError

_log = logging.getLogger(__name__)

SCORED = 16
"""Sentences per question, the best in the ranking without scores."""
SCORING_S = 2.0
"""The time limit: sixteen pairs take a sixth of a second on two cores."""
MISSES = 3
"""In a row. Notes being embedded may delay one; a computer that is too slow delays each."""
PAUSE_S, LONGEST_PAUSE_S = 60.0, 900.0
"""Without the cross-encoder, the first and the longest: where it is always late, one question in a quarter of
an hour waits for it."""
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


@dataclass(frozen=True, slots=True)
class Scoring:
    """`scored` is None if nothing was scored; `missed`: a cross-encoder is there for it, but was late or
    failed, or pauses after that.
    """

    scored: ScoredSentences | None = None
    missed: bool = False


class SentenceScorer:
    """Does not raise errors of the engine. One instance per unlock; `monotonic` is the clock, in seconds."""

    def __init__(self, engine: EngineClient, *, monotonic: Callable[[], float] = time.monotonic) -> None:
        self._engine = engine
        self._breakers = defaultdict[str, Breaker](
            lambda: Breaker(
                failures=MISSES,
                rest_s=PAUSE_S,
                longest_rest_s=LONGEST_PAUSE_S,
                monotonic=monotonic,
                on_open=partial(_log.info, "sentences are not scored for a while"),
            )
        )
        """One per adapter: with another it is another cross-encoder."""

    def score(
        self,
        found: RetrievedPassages,
        evidence: Sequence[Evidence],
        *,
        cancel: CancelToken | None = None,
        within_s: float = SCORING_S,
    ) -> Scoring:
        """Nothing is scored, nor missed, if no cross-encoder is ready, if it does not know the languages of
        question and sentences, or if `cancel` was set.
        """
        chosen = apart(evidence, found)[:SCORED]
        if not chosen or not are_known(found.question, (one.span.text for one in chosen)):
            return Scoring()
        deadline = Deadline(within_s, cancel)
        try:
            info = self._engine.embedder_info(timeout_s=0.0, cancel=deadline)
        except (Cancelled, EngineProblem, ModelError):
            return Scoring()
        if not info.adapter:
            return Scoring()
        breaker = self._breakers[info.adapter]
        if breaker.admit() > 0:
            return Scoring(missed=True)
        report = breaker.abandoned
        try:
            scored = self._scored(found, chosen, deadline)
            report = breaker.succeeded
            return Scoring(scored)
        except (Cancelled, EmbeddingError) as error:
            if cancel is not None and cancel.cancelled:
                return Scoring()
            report = breaker.failed
            why = "not in time" if isinstance(error, Cancelled) else error.code
            _log.info("sentences were not scored: %s", why)
            return Scoring(missed=True)
        except (EngineProblem, ModelError, InputRefused):
            # The process is idle, was stopped or is being replaced: not a failure of the cross-encoder.
            return Scoring()
        finally:
            report()

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
