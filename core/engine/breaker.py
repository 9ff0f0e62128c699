"""The circuit breaker: after repeated failures the engine, or a part of it, is not used for a while."""

from __future__ import annotations

import threading
from collections.abc import Callable


class Breaker:
    """Closed, open, half-open. Thread-safe; `monotonic` is the clock, in seconds.

    Opens after `failures` failures in a row. After `rest_s` one try is let through: its success closes the
    breaker, its failure opens it for another rest, twice as long up to `longest_rest_s` if that is given.
    `on_open` is called each time it opens.
    """

    def __init__(
        self,
        *,
        failures: int,
        rest_s: float,
        monotonic: Callable[[], float],
        longest_rest_s: float | None = None,
        on_open: Callable[[], None] = lambda: None,
    ) -> None:
        self._limit = failures
        self._shortest_rest_s = self._rest_s = rest_s
        self._longest_rest_s = rest_s if longest_rest_s is None else longest_rest_s
        self._monotonic = monotonic
        self._on_open = on_open
        self._lock = threading.Lock()
        self._failures = 0
        self._opened_at: float | None = None
        self._trying = False

    @property
    def open(self) -> bool:
        """Whether requests are refused; also true while the one try is in progress."""
        with self._lock:
            return self._opened_at is not None

    def admit(self) -> float:
        """Asks for permission to try: 0.0 grants it (then report the outcome), else the seconds to wait."""
        with self._lock:
            if self._opened_at is None:
                return 0.0
            remaining = self._opened_at + self._rest_s - self._monotonic()
            if remaining > 0:
                return remaining
            if self._trying:
                return self._rest_s
            self._trying = True
            return 0.0

    def succeeded(self) -> None:
        with self._lock:
            self._failures = 0
            self._opened_at = None
            self._trying = False
            self._rest_s = self._shortest_rest_s

    def failed(self) -> None:
        with self._lock:
            self._failures += 1
            if self._trying:
                self._rest_s = min(2 * self._rest_s, self._longest_rest_s)
            if self._trying or self._failures >= self._limit:
                if self._opened_at is None or self._trying:
                    self._on_open()
                self._opened_at = self._monotonic()
            self._trying = False

    def abandoned(self) -> None:
        """The try ended without a verdict on the engine: cancelled, or refused for its input."""
        with self._lock:
            self._trying = False

    def reset(self) -> None:
        """Resets all counts, for a fresh start."""
        self.succeeded()
