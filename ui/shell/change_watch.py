"""Receives committed changes of charts, and reports them in the window's thread."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer, Signal

from core.changes import ChangeFeed, Changes
from ui.bridge import ThreadBridge

GATHER_MS = 100
"""The time after a report in which further changes are gathered: a purge commits once for each client, and
lists are not read again each time.
"""


class ChangeWatch(QObject):
    """Between `watch` and `unwatch` no commit is missed, and after `unwatch` none is reported."""

    changed = Signal(object)
    """The `Changes` of one or more committed transactions."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._waiting: Changes | None = None
        self._bridge: ThreadBridge[Changes] | None = None
        self._unsubscribe: Callable[[], None] | None = None
        self._gathering = QTimer(self)
        self._gathering.setSingleShot(True)
        self._gathering.setInterval(GATHER_MS)
        self._gathering.timeout.connect(self._report)

    def watch(self, feed: ChangeFeed) -> None:
        """Call after an unlock, before anything is read."""
        self.unwatch()
        self._bridge = ThreadBridge(self._on_committed, self)
        self._unsubscribe = feed.subscribe(self._bridge.send)

    def unwatch(self) -> None:
        """Call at a lock. What was not reported yet is dropped: the next unlock reads everything."""
        if self._unsubscribe is not None:
            self._unsubscribe()
        if self._bridge is not None:
            self._bridge.close()
        self._unsubscribe, self._bridge = None, None
        self._gathering.stop()
        self._waiting = None

    def _on_committed(self, changes: Changes) -> None:
        if self._gathering.isActive():
            self._waiting = changes if self._waiting is None else self._waiting | changes
        else:
            self._gathering.start()
            self.changed.emit(changes)

    def _report(self) -> None:
        changes, self._waiting = self._waiting, None
        if changes is not None:
            self._gathering.start()
            self.changed.emit(changes)
