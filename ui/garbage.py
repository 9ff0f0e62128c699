"""Collects cyclic garbage in the window's thread only, and only between two events.

Python collects whenever enough was allocated: in a lane, or in a method of ours that Qt calls while it goes
through its list of all widgets (a new stylesheet, palette or language). A widget or dialog that was part of a
cycle is then deleted in the wrong thread, or while Qt still holds its address, and the process crashes.
"""

from __future__ import annotations

import gc
import threading
from dataclasses import dataclass, field

from PySide6.QtCore import QObject, QTimer

from core.security import freed_memory
from ui.bridge import ThreadBridge

_LOOK_EVERY_MS = 1000
_WAIT_S = 2.0
"""For a lane that needs a complete collection while the window's thread is busy."""


@dataclass(slots=True)
class _Asked:
    done: threading.Event = field(default_factory=threading.Event)
    too_late: bool = False
    """Whoever asked has gone on."""


class GarbageCollection(QObject):
    """From its creation to `close` Python's own collection is off. Create it in the window's thread."""

    def __init__(
        self,
        parent: QObject | None = None,
        *,
        look_every_ms: int = _LOOK_EVERY_MS,
        wait_s: float = _WAIT_S,
    ) -> None:
        super().__init__(parent)
        self._wait_s = wait_s
        self._windows_thread = threading.get_ident()
        gc.disable()
        self._asked: ThreadBridge[_Asked] = ThreadBridge(self._on_asked, self)
        self._timer = QTimer(self)
        self._timer.setInterval(look_every_ms)
        self._timer.timeout.connect(collect_what_is_due)
        self._timer.start()
        freed_memory.collect_by(self.collect_all)

    def collect_all(self) -> None:
        """A complete collection, before this returns if the window's thread gets to it within two seconds.

        From any thread. Later than that, it is made when the window's thread has time; what it frees is
        overwritten then, since whoever asked has done that already.
        """
        if threading.get_ident() == self._windows_thread:
            freed_memory.collect_here()
            return
        asked = _Asked()
        self._asked.send(asked)
        if not asked.done.wait(self._wait_s):
            asked.too_late = True

    def close(self) -> None:
        """Python collects by itself again. Call it when no more events are processed."""
        freed_memory.collect_by(None)
        self._timer.stop()
        self._asked.close()
        gc.enable()

    def _on_asked(self, asked: _Asked) -> None:
        if not asked.too_late:
            freed_memory.collect_here()
            # What this thread frees stays in its caches, out of reach of whoever asked.
            freed_memory.overwrite_thread_caches()
            asked.done.set()
        # Whoever asked may have gone on meanwhile, and overwritten before this had freed everything.
        if asked.too_late:
            freed_memory.overwrite_freed()


def collect_what_is_due() -> None:
    """Collects the youngest generation, and an older one after as many collections as Python waits for.

    Python collects the youngest when 700 more objects were made than freed. Between two events a window that
    is in use has freed as many as it made, so that this would never be seen here.
    """
    _, *counts = gc.get_count()
    _, *limits = gc.get_threshold()
    older = zip(counts, limits, strict=True)
    gc.collect(max((number for number, (count, limit) in enumerate(older, 1) if count > limit), default=0))
