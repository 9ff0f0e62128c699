"""Looks for urgent findings every few minutes; never while a person waits for an unlock."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from core.errors import AnamnesisError
from core.health.finding import Check, Finding
from ui.operations.health import pressing_findings

if TYPE_CHECKING:
    from ui.jobs import Job, Jobs

FIRST_LOOK_MS = 20_000
LOOK_EVERY_MS = 5 * 60_000
_TWICE: frozenset[Check] = frozenset({"index"})
"""Checks that fail briefly after every save are reported only when they fail twice in a row."""
_log = logging.getLogger(__name__)


class AlertWatch(QObject):
    """Runs from `start` to `stop`; a check running at the stop is discarded."""

    told = Signal(object)
    """The urgent findings, the most urgent first; empty for none."""

    def __init__(self, jobs: Jobs, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._jobs = jobs
        self._job: Job | None = None
        self._seen: frozenset[Check] = frozenset()
        self._timer = QTimer(self)
        self._timer.timeout.connect(self.look)

    def start(self) -> None:
        self._seen = frozenset()
        self._timer.start(FIRST_LOOK_MS)

    def stop(self) -> None:
        self._timer.stop()
        if self._job is not None:
            self._job.cancel()
            self._job = None

    def look(self) -> None:
        """Checks now, and again after `LOOK_EVERY_MS`."""
        self._timer.start(LOOK_EVERY_MS)
        if self._job is None or self._job.finished:
            self._job = self._jobs.run_workspace(
                self, "io", pressing_findings, on_done=self._on_found, on_error=self._on_not_found
            )

    def _on_found(self, found: tuple[Finding, ...]) -> None:
        self._job = None
        if not self._timer.isActive():
            return
        shown = tuple(each for each in found if each.check not in _TWICE or each.check in self._seen)
        self._seen = frozenset(each.check for each in found)
        self.told.emit(shown)

    def _on_not_found(self, error: AnamnesisError) -> None:
        # The next check may succeed; lasting faults show in the person's own actions.
        self._job = None
        _log.info("alerts not read: %s", error.code)
