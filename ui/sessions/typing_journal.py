"""Keeps one draft in the crash journal while it is being typed, at most four times a second."""

from __future__ import annotations

import weakref
from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import QObject, QTimer, Signal

from core.journal.dto import JournalDraft
from ui.jobs import Job, Jobs
from ui.operations.journal import keep_typed

JOURNAL_MS = 250
"""From a key to the file with it; keys until then go into the same file."""


class TypingJournal(QObject):
    """Writes what `snapshot`, a method, gives; nothing where it gives None. One write is under way at a time.

    A write that fails is silent: the words are in memory, the save will fail for the same reason and tell,
    and the next key tries again.
    """

    writing = Signal()
    """The journal holds words of this draft from here on, or may do so."""

    def __init__(
        self, jobs: Jobs, snapshot: Callable[[], JournalDraft | None], parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._jobs = jobs
        # Weak: in a ring of references the timers would be freed in whichever thread collects it.
        self._snapshot = weakref.WeakMethod(snapshot)
        self._job: Job | None = None
        self._kept: JournalDraft | None = None
        self.reserved = False
        """Other words of the same person on the same session lie in the journal, not to be replaced."""
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(JOURNAL_MS)
        self._timer.timeout.connect(self._write)

    def typed(self) -> None:
        """There are words that the journal does not have; not put off by further keys."""
        if not self._timer.isActive():
            self._timer.start()

    def holds(self, draft: JournalDraft) -> bool:
        """Whether the very words were written already, on the same version, or may not be."""
        kept = self._kept
        if kept is None or self.reserved:
            return self.reserved
        return replace(kept, at=draft.at, under_way=draft.under_way) == draft

    def take_over(self, draft: JournalDraft | None) -> None:
        """These words came out of the journal: they need not be written there again."""
        self._kept = draft

    def stop(self) -> None:
        """Nothing more is written until the next key."""
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
