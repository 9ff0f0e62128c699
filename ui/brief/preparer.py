"""Prepares the briefs of today's clients while the lanes are idle, one at a time."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from core.errors import AnamnesisError
from ui.operations.briefs import prepare_next

if TYPE_CHECKING:
    from ui.jobs import Jobs

IDLE_MS = 4_000
"""The idle time before one is made, and between two of them."""
REST_MS = 60_000
"""When all are made: the time until it checks whether one expired."""


class BriefPreparer(QObject):
    """Checks every few seconds whether the lanes are idle: no question and no save waits for it."""

    prepared = Signal()
    """One more brief is made."""

    def __init__(self, jobs: Jobs, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._jobs = jobs
        self._under_way = False
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self.look)

    @property
    def waiting_ms(self) -> int | None:
        """The time until the next check; None while stopped."""
        return self._timer.interval() if self._timer.isActive() else None

    def start(self) -> None:
        """Call after an unlock, and whenever a chart or the day's list was changed."""
        if not self._under_way:
            self._timer.start(IDLE_MS)

    def stop(self) -> None:
        """Call at a lock."""
        self._timer.stop()
        self._under_way = False

    def look(self) -> None:
        """Makes one if the lanes are idle, and schedules the next check."""
        if self._jobs.busy:
            self._timer.start(IDLE_MS)
            return
        self._under_way = True
        self._jobs.run(self, prepare_next(), on_done=self._on_made, on_error=self._on_error)

    def _on_made(self, made: int) -> None:
        self._under_way = False
        self._timer.start(IDLE_MS if made else REST_MS)
        if made:
            self.prepared.emit()

    def _on_error(self, _error: AnamnesisError) -> None:
        # Nobody requested it: errors are shown when a brief is opened.
        self._under_way = False
        self._timer.start(REST_MS)
