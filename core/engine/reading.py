"""One call of `read`: sends a prompt and receives one frame with probabilities."""

from __future__ import annotations

import math
import time

from core.cancel import CancelToken
from core.child_processes.frames import Frame
from core.engine.dto import ReadingRequest, ReadingResult
from core.engine.failures import AttemptFailed
from core.engine.generation import OnFailure, last_frame
from core.engine.limits import EngineLimits
from core.engine.protocol import reading_to_header
from core.engine.session import EngineSession
from core.errors import Cancelled

_SUM_TOLERANCE = 1e-3


class ReadingRun:
    """State of one call over all its attempts. `on_failure` is called for a failure that a cancel reveals."""

    def __init__(self, request: ReadingRequest, *, limits: EngineLimits, on_failure: OnFailure) -> None:
        self._request = request
        self._limits = limits
        self._on_failure = on_failure
        self._started = time.perf_counter()

    def attempt(self, session: EngineSession, cancel: CancelToken | None) -> ReadingResult:
        """Sends the request and waits for its answer.

        Raises:
            AttemptFailed: crash, time-out (the process is killed) or an answer without valid probabilities.
            Cancelled: and the process has stopped reading, or is killed.
            AnamnesisError: the process refused.
        """
        limits = self._limits
        header = {"op": "read", **reading_to_header(self._request)}
        with session.request(header) as (request_id, mailbox):
            try:
                frame = session.answer(mailbox, timeout_s=limits.first_token_timeout_s, cancel=cancel)
            except Cancelled:
                session.cancel(request_id)
                last_frame(
                    session,
                    mailbox,
                    event="reading",
                    timeout_s=limits.stop_timeout_s,
                    on_failure=self._on_failure,
                )
                raise
        return self._result(session, frame)

    def _result(self, session: EngineSession, frame: Frame) -> ReadingResult:
        told = frame.header
        try:
            result = ReadingResult(
                probabilities=tuple(float(each) for each in told["probabilities"]),
                prompt_tokens=int(told["prompt_tokens"]),
                prompt_tokens_evaluated=int(told["prompt_tokens_evaluated"]),
                total_ms=(time.perf_counter() - self._started) * 1000,
            )
            sound = self._is_sound(result.probabilities)
        except (KeyError, TypeError, ValueError, OverflowError):
            sound = False
        if not sound:
            session.kill("engine_protocol")
            raise AttemptFailed("engine_protocol")
        return result

    def _is_sound(self, probabilities: tuple[float, ...]) -> bool:
        return (
            len(probabilities) == len(self._request.candidates)
            and all(math.isfinite(each) and each >= 0 for each in probabilities)
            and abs(sum(probabilities) - 1.0) <= _SUM_TOLERANCE
        )
