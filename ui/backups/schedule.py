"""Due backups and restore tests, run while the user is idle."""

from __future__ import annotations

import logging
import time
from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from ui.operations.backups import do_what_is_due

if TYPE_CHECKING:
    from core.errors import AnamnesisError
    from core.services import Services
    from ui.jobs import Job, Jobs
    from ui.lock.idle_watch import IdleWatch
    from ui.operations.backups import DueWork

_log = logging.getLogger(__name__)
IDLE_S = 180.0
"""How long there must be no input before anything starts."""
_LOOK_MS = 15_000
_AGAIN_S = 3600.0
"""The pause after finished work, done or failed: a folder may be unreachable all day."""


class BackupSchedule(QObject):
    """Works between `start` and `stop`. Input interrupts running work; it continues later.

    If the practice locks before three minutes, it starts after half of that time. It shows no messages: the
    status bar shows the state.
    """

    changed = Signal()
    """A backup was made, a restore was tested, or one of them failed."""

    def __init__(
        self,
        jobs: Jobs,
        idle_watch: IdleWatch,
        parent: QObject | None = None,
        *,
        monotonic: Callable[[], float] = time.monotonic,
    ) -> None:
        super().__init__(parent)
        self._jobs = jobs
        self._idle_watch = idle_watch
        self._monotonic = monotonic
        self._ended_at: float | None = None
        self._job: Job | None = None
        self._timer = QTimer(self)
        self._timer.setInterval(_LOOK_MS)
        self._timer.timeout.connect(self.look)
        idle_watch.used.connect(self._on_used)

    @property
    def working(self) -> bool:
        return self._job is not None

    @property
    def idle_s(self) -> float:
        """The idle time before it starts."""
        return min(IDLE_S, self._idle_watch.limit_s / 2)

    def start(self, services: Services) -> None:
        """The practice is unlocked."""
        self.stop()
        self._ended_at = None
        if services.access.allows("chart"):
            self._timer.start()

    def stop(self) -> None:
        """The practice is locked: all work stops."""
        self._timer.stop()
        self._cancel()

    def look(self) -> None:
        """Starts if the user is idle and nothing else is running."""
        resting = self._ended_at is not None and self._monotonic() - self._ended_at < _AGAIN_S
        if self.working or resting or self._idle_watch.idle_s < self.idle_s or self._jobs.busy:
            return
        self._job = self._jobs.run(
            self,
            do_what_is_due(),
            on_done=self._on_done,
            on_error=self._on_error,
            on_cancelled=self._on_cancelled,
        )

    def _on_used(self) -> None:
        if self._job is not None:
            self._job.cancel()

    def _cancel(self) -> None:
        if self._job is not None:
            self._job.cancel()
            self._job = None

    def _on_done(self, done: DueWork) -> None:
        self._end()
        if done.made or done.drilled is not None:
            self.changed.emit()

    def _on_error(self, error: AnamnesisError) -> None:
        _log.warning("a backup or the test of a restore ended early: %s", error.code)
        self._end()
        self.changed.emit()

    def _on_cancelled(self) -> None:
        """The user is active again: the remaining work continues in the next pause."""
        self._job = None
        self.changed.emit()

    def _end(self) -> None:
        self._job = None
        self._ended_at = self._monotonic()
