"""Keeps one draft in the crash journal during typing, at most four times a second."""

from __future__ import annotations

import weakref
from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import QObject, QTimer, Signal

from core.journal.dto import JournalDraft
from ui.jobs import Job, Jobs
from ui.operations.journal import keep_typed

JOURNAL_MS = 250
"""Delay from a key press to writing; further keys go into the same write."""


class TypingJournal(QObject):
    """Writes what the method `snapshot` returns, unless that is None. One write runs at a time.

    A failing write is silent: the text is in memory, the save will fail for the same reason and report it,
    and the next key press retries.
    """

    writing = Signal()
    """The journal now contains text of this draft, or may."""

    def __init__(
        self, jobs: Jobs, snapshot: Callable[[], JournalDraft | None], parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._jobs = jobs
        # Weak, because in a reference cycle the timers would be freed in the thread that collects it.
        self._snapshot = weakref.WeakMethod(snapshot)
        self._job: Job | None = None
        self._kept: JournalDraft | None = None
        self.reserved = False
        """Other text of the same person on the same session is in the journal and must not be replaced."""
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(JOURNAL_MS)
        self._timer.timeout.connect(self._write)

    def typed(self) -> None:
        """Schedules a write of text the journal lacks; further keys do not delay it."""
        if not self._timer.isActive():
            self._timer.start()

    def holds(self, draft: JournalDraft) -> bool:
        """Whether exactly this text was written already, on the same version, or must not be."""
        kept = self._kept
        if kept is None or self.reserved:
            return self.reserved
        return replace(kept, at=draft.at, under_way=draft.under_way) == draft

    def take_over(self, draft: JournalDraft | None) -> None:
        """This text came from the journal and need not be written again."""
        self._kept = draft

    def stop(self) -> None:
        """Stops writing until the next key press."""
        self._timer.stop()
        self._kept = None

    def _write(self) -> None:
        if self._job is not None and not self._job.finished:
            self._timer.start()
            return
        snapshot = self._snapshot()
        draft = None if snapshot is None else snapshot()
        if draft is None or draft == self._kept or self.reserved:
            return
        self.writing.emit()
        self._job = self._jobs.run(
            self, keep_typed(draft), on_done=lambda _: self._on_kept(draft), on_error=lambda _: None
        )

    def _on_kept(self, draft: JournalDraft) -> None:
        self._kept = draft
