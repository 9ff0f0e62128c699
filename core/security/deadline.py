"""Drops keys in time, whatever the work that still needs them waits for: a disk or a database can hang."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager


@contextmanager
def dropped_within(limit_s: float, drop: Callable[[], None]) -> Iterator[None]:
    """Calls `drop` at the end of the block, however it ends, and after `limit_s` seconds if it has not ended.

    `drop` may be called twice, and from another thread.
    """
    timer = threading.Timer(limit_s, drop)
    timer.daemon = True
    try:
        timer.start()
        yield
    finally:
        timer.cancel()
        drop()
        if timer.ident is not None:
            timer.join()
