"""Waits for a loaded model, also through the end of a process that had it and was found dead or hanging."""

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
    """The model whose weights have the SHA-256 that `session_with` names beside the session of the moment.

    A process is often found hanging by whoever first needs its model: it is on the clock for an answer that
    nobody waited for. As nothing was asked of it yet, that is no reason to give up, only to wait for the one
    that takes its place. One that never had the model is not waited for again, as it may never get it, unless
    the next process is given safer instructions.

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
