"""Values passed between the steps of asking: the circumstances of a question, and how it was understood."""

from __future__ import annotations

import time
from dataclasses import dataclass

from core.assistant.conversations.followups import Resolved
from core.assistant.dto import AskListener, Timings
from core.cancel import CancelToken
from core.ids import ConversationId
from core.sources.dto import SearchScope


class Stopwatch:
    """Starts when it is created."""

    def __init__(self) -> None:
        self._started = time.perf_counter()
        self._found_ms = 0.0

    def found(self) -> None:
        """Called when the evidence has been found."""
        self._found_ms = self._ms()

    def timings(self, first_token_at: float | None) -> Timings:
        """The timings until now; `first_token_at` is a moment of `time.perf_counter`."""
        first = None if first_token_at is None else (first_token_at - self._started) * 1000
        return Timings(self._found_ms, first, self._ms())

    def _ms(self) -> float:
        return (time.perf_counter() - self._started) * 1000


@dataclass(frozen=True, slots=True)
class Call:
    """The circumstances of one question."""

    scope: SearchScope
    conversation_id: ConversationId | None
    listener: AskListener | None
    cancel: CancelToken | None
    use_model: bool | None
    watch: Stopwatch
    sentences: bool = True
    """False: the answer must consist of quotes, whatever mode the model has."""


@dataclass(frozen=True, slots=True)
class Understood:
    """A question as typed (without invisible characters) and as it is searched; `doubtful`: it may also be an
    order to the assistant.
    """

    text: str
    resolved: Resolved
    doubtful: bool
