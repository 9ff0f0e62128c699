"""The rate of indexing and the estimated remaining time."""

from __future__ import annotations

import threading
import time
from collections import deque
from collections.abc import Callable

WINDOW_S = 30.0
_SHORTEST_S = 1.0
"""Shorter periods give no meaningful rate."""


class Rate:
    """Sources a second over the last half minute. Thread-safe."""

    def __init__(self, monotonic: Callable[[], float] = time.monotonic) -> None:
        self._monotonic = monotonic
        self._lock = threading.Lock()
        self._done = 0
        self._seen: deque[tuple[float, int]] = deque()

    def begin(self) -> None:
        """Restarts the measurement: the time before a pause does not count."""
        with self._lock:
            self._done = 0
            self._seen = deque([(self._monotonic(), 0)])

    def add(self, sources: int) -> None:
        """Records that so many more are done."""
        with self._lock:
            now = self._monotonic()
            self._done += sources
            self._seen.append((now, self._done))
            while len(self._seen) > 2 and self._seen[1][0] < now - WINDOW_S:
                self._seen.popleft()

    @property
    def per_s(self) -> float | None:
        """None until there is a measurement."""
        with self._lock:
            if not self._seen:
                return None
            (since, before), now = self._seen[0], self._monotonic()
            if now - since < _SHORTEST_S or self._done == before:
                return None
            return (self._done - before) / (now - since)
