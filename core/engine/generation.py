"""One call of `generate`: its text so far, its time limits, and the handling of its frames."""

from __future__ import annotations

import math
import time
from collections.abc import Callable
from typing import Any, Literal

from core.cancel import CancelToken
from core.child_processes.frames import Frame
from core.engine.dto import GenerationRequest, GenerationResult
from core.engine.failures import AttemptFailed
from core.engine.limits import EngineLimits
from core.engine.protocol import request_to_header
from core.engine.session import EngineSession
from core.engine.waiting import Mailbox
from core.errors import AnamnesisError, Cancelled, InputRefused

_MAX_TOKENS = 8192

OnFailure = Callable[[AttemptFailed], None]


class GenerationRun:
    """State of one call over all its attempts. `on_failure` is called for a failure that a cancel reveals.

    Raises:
        InputRefused: `generation_limits_refused` for a token limit or temperature out of range.
    """

    def __init__(
        self,
        request: GenerationRequest,
        on_text: Callable[[str], None],
        *,
        limits: EngineLimits,
        on_failure: OnFailure,
    ) -> None:
        sensible = math.isfinite(request.temperature) and 0 <= request.temperature <= 10
        if not (1 <= request.max_tokens <= _MAX_TOKENS and sensible and request.seed >= 0):
            raise InputRefused("generation_limits_refused", max_tokens=request.max_tokens)
        self._request = request
        self._on_text = on_text
        self._limits = limits
        self._on_failure = on_failure
        self._started = time.perf_counter()
        self._first_token_ms = 0.0
        self._pieces: list[str] = []
        self._outcome: dict[str, Any] = {}

    @property
    def delivered(self) -> bool:
        """Whether the caller has received any text."""
        return bool(self._pieces)

    def attempt(self, session: EngineSession, cancel: CancelToken | None) -> None:
        """Sends the request and takes its text until it is finished.

        Raises:
            AttemptFailed: crash or time-out; the process is killed on a time-out.
            Cancelled: and the process has stopped writing, or is killed.
        """
        header = {"op": "generate", **request_to_header(self._request)}
        with session.request(header) as (request_id, mailbox):
            try:
                self._receive(session, mailbox, cancel)
            except Cancelled:
                session.cancel(request_id)
                end = last_frame(
                    session,
                    mailbox,
                    event="written",
                    timeout_s=self._limits.stop_timeout_s,
                    on_failure=self._on_failure,
                )
                self._outcome = self._outcome if end is None else dict(end.header)
                raise
            except BaseException:
                # The caller's own `on_text` may have raised: then the rest of the text is not wanted.
                session.cancel(request_id)
                raise

    def result(self) -> GenerationResult:
        return self._result(self._outcome["finish"])

    def cancelled(self) -> GenerationResult:
        """The text so far when the user stopped it, possibly before it began."""
        return self._result("cancelled")

    def _receive(self, session: EngineSession, mailbox: Mailbox, cancel: CancelToken | None) -> None:
        timeout_s = self._limits.first_token_timeout_s
        while True:
            frame = session.answer(mailbox, timeout_s=timeout_s, cancel=cancel)
            if frame.header["event"] == "written":
                self._outcome = dict(frame.header)
                return
            if not self._pieces:
                self._first_token_ms = (time.perf_counter() - self._started) * 1000
                timeout_s = self._limits.stall_timeout_s
            text = str(frame.header["text"])
            self._pieces.append(text)
            self._on_text(text)

    def _result(self, finish: Literal["stop", "length", "cancelled"]) -> GenerationResult:
        return GenerationResult(
            text="".join(self._pieces),
            finish=finish,
            prompt_tokens=int(self._outcome.get("prompt_tokens", 0)),
            output_tokens=int(self._outcome.get("output_tokens", 0)),
            first_token_ms=self._first_token_ms,
            total_ms=(time.perf_counter() - self._started) * 1000,
            prompt_tokens_evaluated=int(self._outcome.get("prompt_tokens_evaluated", 0)),
        )


def last_frame(
    session: EngineSession, mailbox: Mailbox, *, event: str, timeout_s: float, on_failure: OnFailure
) -> Frame | None:
    """After a cancel the process must confirm with `event` that it stopped; if not, it is replaced."""
    deadline = time.monotonic() + timeout_s
    try:
        while True:
            remaining_s = max(0.0, deadline - time.monotonic())
            frame = session.answer(mailbox, timeout_s=remaining_s, cancel=None)
            if frame.header["event"] == event:
                return frame
    except AttemptFailed as failure:
        # The caller gets the text so far; the hang or crash must still be reported.
        on_failure(failure)
    except AnamnesisError:
        pass
    return None
