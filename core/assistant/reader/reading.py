"""Asks a trained reader which of the sentences found answers, if any: one evaluation, no generated text.

The result is a probability and one of the signs of abstention; it never delays an answer for long. If there
is no trained reader, or it is not ready or not in time, the answer is as without it. After a time-out or
failure it is not used again until the next unlock: on a computer too slow for it every question would wait in
vain, and ending the process also interrupts search.
"""

from __future__ import annotations

import logging
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from core.assistant.evidence.ranking import Evidence
from core.assistant.finding import RetrievedPassages as Found
from core.assistant.reader.prompt import NONE
from core.assistant.reader.quotes import QuotesToRead, quotes_to_read
from core.assistant.writing.counting import EngineCounter
from core.cancel import CancelToken, Deadline
from core.engine.client import EngineClient
from core.engine.dto import ReadingRequest
from core.errors import Cancelled, EngineProblem, GenerationError, InputRefused, ModelError

_log = logging.getLogger(__name__)

READING_S = 3.0
"""The time limit."""


@dataclass(frozen=True, slots=True)
class QuoteReading:
    """`none` is how likely no quote answers; `sources` by number of the quote in the prompt."""

    none: float
    sources: Mapping[int, float]
    read: QuotesToRead

    def share(self, one: Evidence) -> float:
        """How likely this sentence is the one that answers; 0 if it was not in the prompt."""
        for number, quote in enumerate(self.read.quotes, 1):
            if quote.number == one.number and quote.span.start == one.span.start:
                return self.sources[number]
        return 0.0

    @property
    def best(self) -> Evidence:
        """The sentence that most likely answers."""
        return self.read.quotes[max(self.sources, key=self.sources.__getitem__) - 1]


class QuoteReader:
    """Reads with the engine's generator; does not raise errors of the engine. One instance per unlock."""

    def __init__(self, engine: EngineClient) -> None:
        self._engine = engine
        self._given_up = ""
        """The adapter that timed out or failed. With another adapter it is another reader."""

    def read(
        self,
        found: Found,
        evidence: Sequence[Evidence],
        *,
        cancel: CancelToken | None = None,
        within_s: float = READING_S,
    ) -> QuoteReading | None:
        """None if no trained reader is ready, or it is not done within `within_s` seconds."""
        deadline = Deadline(within_s, cancel)
        try:
            info = self._engine.generator_info(timeout_s=0.0, cancel=deadline)
            if not info.adapter or info.adapter == self._given_up:
                return None
            chosen = quotes_to_read(
                found, evidence, EngineCounter(self._engine, deadline), window=info.limit_tokens
            )
        except (Cancelled, EngineProblem, ModelError, InputRefused):
            return None
        return None if chosen is None else self._in_time(chosen, info.adapter, deadline, cancel)

    def _in_time(
        self, chosen: QuotesToRead, adapter: str, deadline: Deadline, cancel: CancelToken | None
    ) -> QuoteReading | None:
        """The reading; None, and `adapter` is not used again, if it is late or the engine fails."""
        why = "not in time"
        try:
            return self._read(chosen, deadline)
        except Cancelled:
            if cancel is not None and cancel.cancelled:
                return None
        except GenerationError as error:
            why = error.code
        except (EngineProblem, ModelError, InputRefused):
            # The process is idle, was stopped or is being replaced: not a failure of reading.
            return None
        self._given_up = adapter
        _log.info("quotes are not read any more until the next unlock: %s", why)
        return None

    def _read(self, chosen: QuotesToRead, cancel: CancelToken) -> QuoteReading:
        numbers = range(1, len(chosen.quotes) + 1)
        request = ReadingRequest(chosen.messages, (NONE, *map(str, numbers)))
        none, *likely = self._engine.read(request, cancel=cancel).probabilities
        return QuoteReading(none, dict(zip(numbers, likely, strict=True)), chosen)
