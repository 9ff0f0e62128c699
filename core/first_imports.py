"""Imports a process's first modules without Python's collector of cyclic garbage.

Modules stay until the end, but while they are imported the collector scans all of them again and again, and
at the end it searches them once more: a third of the processor time of a short command, a sixth of an
engine's start. What was imported is exempted from collection; what is created later is collected as usual.
What is garbage when objects are exempted would never be freed, nor what it refers to: it is collected first.
"""

from __future__ import annotations

import gc
import sys
from collections.abc import Iterator
from contextlib import contextmanager


def pause_collector() -> None:
    """Until `resume_collector`."""
    gc.collect()
    gc.disable()


def resume_collector() -> None:
    """Everything that exists now is exempted from collection."""
    gc.freeze()
    gc.enable()


@contextmanager
def collector_paused() -> Iterator[None]:
    """For the import statements within it; exempts nothing if they import nothing new.

    Where collection was off before, it stays off.
    """
    known, collects = len(sys.modules), gc.isenabled()
    pause_collector()
    try:
        yield
    finally:
        if len(sys.modules) > known:
            gc.freeze()
        if collects:
            gc.enable()
