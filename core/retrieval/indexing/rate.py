"""How fast indexing goes, and how long it will still take."""

from __future__ import annotations

import threading
import time
from collections import deque
from collections.abc import Callable

WINDOW_S = 30.0
_SHORTEST_S = 1.0
"""Less time says nothing about a rate."""


class Rate:
    """Sources a second over the last half minute. Thread-safe."""

    def __init__(self, monotonic: Callable[[], float] = time.monotonic) -> None:
        self._monotonic = monotonic
        self._lock = threading.Lock()
        self._done = 0
        self._seen: deque[tuple[float, int]] = deque()

    def begin(self) -> None:
        """Counts from now on: what was before a pause says nothing."""
        with self._lock:
            self._done = 0
            self._seen = deque([(self._monotonic(), 0)])

    def add(self, sources: int) -> None:
        """Notes that so many more are done."""
        with self._lock:
            now = self._monotonic()
            self._done += sources
            self._seen.append((now, self._done))
            while len(self._seen) > 2 and self._seen[1][0] < now - WINDOW_S:
                self._seen.popleft()

    @property
    def per_s(self) -> float | None:
        """None until something is known."""
        with self._lock:
            if not self._seen:
                return None
            (since, before), now = self._seen[0], self._monotonic()
            if now - since < _SHORTEST_S or self._done == before:
                return None
            return (self._done - before) / (now - since)
