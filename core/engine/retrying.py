"""Retries transient failures, does not retry permanent ones, and pauses after repeated failures."""

from __future__ import annotations

import random
import threading
import time
from collections.abc import Callable
from typing import TypeVar

from core.cancel import CancelToken
from core.engine.breaker import Breaker
from core.engine.failures import AttemptFailed
from core.engine.limits import RetryPolicy
from core.engine.waiting import wait_for
from core.errors import EngineProblem

T = TypeVar("T")


class Attempts:
    """Runs requests under a breaker. `stopping` ends every pause; `on_retry` is called for each retry."""

    def __init__(
        self,
        *,
        breaker: Breaker,
        stopping: threading.Event,
        on_outcome: Callable[[], None],
        on_retry: Callable[[], None] = lambda: None,
        monotonic: Callable[[], float] = time.monotonic,
    ) -> None:
        self._breaker = breaker
        self._stopping = stopping
        self._on_outcome = on_outcome
        self._on_retry = on_retry
        self._monotonic = monotonic

    def run(
        self,
        attempt: Callable[[], T],
        *,
        policy: RetryPolicy,
        family: type[EngineProblem],
        cancel: CancelToken | None,
        may_retry: Callable[[], bool] = lambda: True,
    ) -> T:
        """The result of the first try that succeeds.

        Raises:
            EngineProblem: `engine_resting` (with `retry_in_s`), `engine_stopped`, or, as `family`, the code
                of the last failure.
            Cancelled: `cancel` was set in a pause; and whatever else `attempt` raises, untouched.
        """
        started = self._monotonic()
        retry = 0
        while True:
            try:
                return self._once(attempt)
            except AttemptFailed as failure:
                if failure.code == "engine_stopped":
                    raise EngineProblem("engine_stopped") from failure
                if failure.stepped_down and may_retry():
                    # Each level is left once, so this ends.
                    continue
                delay_s = policy.delay_s(retry) * random.uniform(0.5, 1.0)  # noqa: S311 - spreads callers
                late = self._monotonic() - started + delay_s > policy.budget_s
                if retry >= policy.retries or late or not may_retry():
                    raise family(failure.code, **failure.params) from failure
            if wait_for(self._stopping, timeout_s=delay_s, cancel=cancel):
                raise EngineProblem("engine_stopped")
            retry += 1
            self._on_retry()

    def count(self, end: AttemptFailed) -> None:
        """Counts a failure that no try reports (no request was waiting, or its caller left), once."""
        if not end.known and not end.stepped_down and end.code != "engine_stopped":
            self._breaker.failed()
            self._on_outcome()

    def before_start(self, *, after: AttemptFailed) -> None:
        """Counts the end of the previous process.

        Raises:
            EngineProblem: `engine_resting`: the breaker is open.
        """
        self.count(after)
        if rest_s := self._breaker.admit():
            raise EngineProblem("engine_resting", retry_in_s=round(rest_s, 1))
        # Only a request shows whether it works again.
        self._breaker.abandoned()

    def _once(self, attempt: Callable[[], T]) -> T:
        if rest_s := self._breaker.admit():
            raise EngineProblem("engine_resting", retry_in_s=round(rest_s, 1))
        try:
            result = attempt()
        except AttemptFailed as failure:
            if failure.known or failure.stepped_down or failure.code == "engine_stopped":
                self._breaker.abandoned()
            else:
                self._breaker.failed()
                self._on_outcome()
            raise
        except BaseException:
            self._breaker.abandoned()
            raise
        self._breaker.succeeded()
        self._on_outcome()
        return result
