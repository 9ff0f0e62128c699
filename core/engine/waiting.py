"""Waits for an event of another thread, unless the user cancels first.

A `CancelToken` has no callbacks, so a wait polls it twenty times a second; without a token the wait is a
plain one.
"""

from __future__ import annotations

import queue
import threading
import time

from core.cancel import CancelToken
from core.child_processes.frames import Frame

_LOOK_S = 0.05


def wait_for(condition: threading.Event, *, timeout_s: float | None, cancel: CancelToken | None) -> bool:
    """Waits for an event; false when the time is over.

    Raises:
        Cancelled: `cancel` was set first.
    """
    deadline = None if timeout_s is None else time.monotonic() + timeout_s
    while True:
        if cancel is not None:
            cancel.raise_if_cancelled()
        slice_s = _slice(deadline, cancel)
        if condition.wait(slice_s):
            return True
        if deadline is not None and time.monotonic() >= deadline:
            return False


class Mailbox:
    """The frames that answer one request, in order; closed by None when the process has ended."""

    def __init__(self) -> None:
        self._frames: queue.SimpleQueue[Frame | None] = queue.SimpleQueue()
        self.answered = False

    def put(self, frame: Frame | None) -> None:
        self.answered = True
        self._frames.put(frame)

    def take(self, *, timeout_s: float, cancel: CancelToken | None) -> Frame | None:
        """The next frame, or None if there will be no more.

        Raises:
            TimeoutError: none came in time.
            Cancelled: `cancel` was set first.
        """
        deadline = time.monotonic() + timeout_s
        while True:
            if cancel is not None:
                cancel.raise_if_cancelled()
            try:
                return self._frames.get(timeout=_slice(deadline, cancel))
            except queue.Empty:
                if time.monotonic() >= deadline:
                    raise TimeoutError from None


def _slice(deadline: float | None, cancel: CancelToken | None) -> float | None:
    remaining = None if deadline is None else max(0.0, deadline - time.monotonic())
    if cancel is None:
        return remaining
    return _LOOK_S if remaining is None else min(_LOOK_S, remaining)
