"""Waits for a loaded model, also when the process that loads it fails and is replaced."""

from __future__ import annotations

import time
from collections.abc import Callable

from core.cancel import CancelToken
from core.engine.dto import ModelInfo
from core.engine.failures import AttemptFailed
from core.engine.session import EngineSession
from core.errors import EngineProblem


def await_model(
    session_with: Callable[[], tuple[EngineSession, str]],
    *,
    on_failure: Callable[[AttemptFailed], None],
    timeout_s: float,
    cancel: CancelToken | None,
) -> ModelInfo:
    """The model whose weights have the SHA-256 that `session_with` returns beside the current session.

    A hanging process is often discovered by the first caller that needs its model. Nothing was asked of it
    yet, so the caller waits for the process that replaces it instead of failing. After the end of a process
    that had not loaded the model it does not wait again, as the model may never load, unless the next process
    uses safer instructions.

    Raises:
        EngineProblem: `engine_starting` after `timeout_s`, or why the process ended.
        ModelMissing, ModelRejected: it cannot be had.
        Cancelled: `cancel` was set.
    """
    deadline = time.monotonic() + timeout_s
    while True:
        session, wanted = session_with()
        try:
            return session.wait_loaded(wanted, timeout_s=_left_s(deadline), cancel=cancel)
        except TimeoutError:
            raise EngineProblem("engine_starting") from None
        except AttemptFailed as failure:
            on_failure(failure)
            if failure.stepped_down:
                continue
            if failure.code == "engine_stopped" or not session.has_loaded(wanted):
                raise EngineProblem(failure.code, **failure.params) from failure
        if not session.wait_ended(timeout_s=_left_s(deadline), cancel=cancel):
            raise EngineProblem("engine_starting")


def _left_s(deadline: float) -> float:
    return max(0.0, deadline - time.monotonic())
