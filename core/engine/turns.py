"""Schedules the callers of an engine lane: questions before the indexer.

The engine processes one batch at a time; scheduling here, where the callers are, lets a question overtake
everything that waits and lets a waiting caller leave at once.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager

from core.cancel import CancelToken
from core.errors import EngineProblem

_LOOK_S = 0.05
_POLITE_S = 3.0
"""Background work waits this long for a running generation, then takes one turn anyway."""


class Turns:
    """A lock with two classes of waiters. `close` makes every waiter fail with an error."""

    def __init__(self) -> None:
        self._changed = threading.Condition()
        self._busy = False
        self._urgent = 0
        self._holds = 0
        self._closed = False

    @contextmanager
    def take(self, *, urgent: bool, cancel: CancelToken | None) -> Iterator[None]:
        """Waits for a turn and releases it at the end.

        Raises:
            Cancelled: `cancel` was set while waiting.
            EngineProblem: `engine_stopped`.
        """
        self._enter(urgent, cancel)
        try:
            yield
        finally:
            with self._changed:
                self._busy = False
                self._changed.notify_all()

    @contextmanager
    def background_held(self) -> Iterator[None]:
        """While inside, background work waits (for a limited time, so that it cannot starve)."""
        with self._changed:
            self._holds += 1
        try:
            yield
        finally:
            with self._changed:
                self._holds -= 1
                self._changed.notify_all()

    def close(self) -> None:
        with self._changed:
            self._closed = True
            self._changed.notify_all()

    def reopen(self) -> None:
        with self._changed:
            self._closed = False

    def _enter(self, urgent: bool, cancel: CancelToken | None) -> None:
        polite_until = time.monotonic() + _POLITE_S
        with self._changed:
            self._urgent += urgent
            try:
                while True:
                    if self._closed:
                        raise EngineProblem("engine_stopped")
                    if cancel is not None:
                        cancel.raise_if_cancelled()
                    now = time.monotonic()
                    held = self._holds > 0 and now < polite_until
                    if not self._busy and (urgent or not (self._urgent or held)):
                        self._busy = True
                        return
                    self._changed.wait(self._wait_s(cancel, polite_until - now if held else None))
            finally:
                self._urgent -= urgent
                self._changed.notify_all()

    @staticmethod
    def _wait_s(cancel: CancelToken | None, held_s: float | None) -> float | None:
        if cancel is None:
            return held_s
        return _LOOK_S if held_s is None else min(_LOOK_S, held_s)
