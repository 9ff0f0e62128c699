"""What the steps of asking hand to each other: one question's circumstances, and what it was taken for."""

from __future__ import annotations

import time
from dataclasses import dataclass

from core.assistant.conversations.followups import Resolved
from core.assistant.dto import AskListener, Timings
from core.cancel import CancelToken
from core.ids import ConversationId
from core.retrieval.dto import SearchScope


class Stopwatch:
    """Started when it is made."""

    def __init__(self) -> None:
        self._started = time.perf_counter()
        self._found_ms = 0.0

    def found(self) -> None:
        """Told when the evidence is there."""
        self._found_ms = self._ms()

    def timings(self, first_token_at: float | None) -> Timings:
        """Until now; `first_token_at` is a moment of `time.perf_counter`."""
        first = None if first_token_at is None else (first_token_at - self._started) * 1000
        return Timings(self._found_ms, first, self._ms())

    def _ms(self) -> float:
        return (time.perf_counter() - self._started) * 1000


@dataclass(frozen=True, slots=True)
class Call:
    """One question's circumstances."""

    scope: SearchScope
    conversation_id: ConversationId | None
    listener: AskListener | None
    cancel: CancelToken | None
    use_model: bool | None
    watch: Stopwatch
    sentences: bool = True
    """False: the answer is to be quotes, whatever a model has earned."""


@dataclass(frozen=True, slots=True)
class Understood:
    """A question as it was typed (but for what nobody sees) and as it is searched; `doubtful`: it may be an
    order to the assistant as well.
    """

    text: str
    resolved: Resolved
    doubtful: bool
