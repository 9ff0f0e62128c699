"""Cooperative cancellation for every call that may take longer than a moment."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable

from core.errors import Cancelled

OnProgress = Callable[[int, int], None]
"""Called with (done, total); total may grow while work is discovered."""


class CancelToken:
    """Set once by the waiting caller, read by the worker; safe across threads."""

    def __init__(self) -> None:
        self._event = threading.Event()

    def cancel(self) -> None:
        self._event.set()

    @property
    def cancelled(self) -> bool:
        return self._event.is_set()

    def raise_if_cancelled(self) -> None:
        """Raises `Cancelled` once `cancel` was called."""
        if self._event.is_set():
            raise Cancelled

    def wait(self, timeout_s: float) -> bool:
        """Sleeps up to `timeout_s` seconds; true as soon as the token is cancelled."""
        return self._event.wait(timeout_s)


class Linked(CancelToken):
    """Cancelled directly, or with the caller's token."""

    def __init__(self, caller: CancelToken | None) -> None:
        super().__init__()
        self._caller = caller

    @property
    def cancelled(self) -> bool:
        return super().cancelled or (self._caller is not None and self._caller.cancelled)

    def raise_if_cancelled(self) -> None:
        if self.cancelled:
            raise Cancelled


class Deadline(CancelToken):
    """Cancelled with the caller's token, or after `timeout_s` seconds."""

    def __init__(self, timeout_s: float, caller: CancelToken | None) -> None:
        super().__init__()
        self._ends = time.monotonic() + timeout_s
        self._caller = caller

    @property
    def cancelled(self) -> bool:
        over = time.monotonic() >= self._ends
        return over or super().cancelled or (self._caller is not None and self._caller.cancelled)

    def raise_if_cancelled(self) -> None:
        if self.cancelled:
            raise Cancelled


def ignore_progress(done: int, total: int) -> None:
    """The progress listener of a caller that shows none."""
