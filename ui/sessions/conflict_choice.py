"""Carries out what the person chose when somebody else wrote the same draft."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QObject, Signal

from core.errors import AnamnesisError
from core.sessions.dto import Session
from ui.jobs import Jobs
from ui.operations.sessions import start_draft_with
from ui.sessions.draft_saver import DraftSaver
from ui.sessions.unsaved_drafts import UnsavedDrafts


class ConflictChoice(QObject):
    """Neither text is given up before the other is stored."""

    given_up = Signal(object)
    """A `DraftSaver` whose words stand elsewhere now, or nowhere; its `theirs` is the session."""
    started = Signal(object)
    """A `Session` that was made of a text which could not go into its own."""
    failed = Signal(object)
    """An `AnamnesisError`."""

    def __init__(self, jobs: Jobs, unsaved_drafts: UnsavedDrafts, parent: QObject) -> None:
        super().__init__(parent)
        self._jobs = jobs
        self._unsaved_drafts = unsaved_drafts

    def keep_mine(self, saver: DraftSaver) -> bool:
        """As the next version; what was signed meanwhile stays, and mine becomes a session of its own.

        True when the words stay in the draft on screen.
        """
        theirs = saver.theirs
        if theirs is None:
            return False
        if theirs.state == "draft":
            saver.keep_mine()
            return True
        self._jobs.run(
            self,
            start_draft_with(client_id=saver.session.client_id, day=saver.day, text=saver.text),
            # Bound to this draft: another may be on screen when the answer comes.
            on_done=partial(self._on_started, saver),
            on_error=self._on_error,
        )
        return False

    def take_theirs(self, saver: DraftSaver) -> None:
        """Gives up mine; only while theirs is in sight."""
        if saver.theirs is not None:
            self._unsaved_drafts.discard(saver)
            self.given_up.emit(saver)

    def _on_started(self, saver: DraftSaver, session: Session) -> None:
        self.take_theirs(saver)
        self.started.emit(session)

    def _on_error(self, error: AnamnesisError) -> None:
        self.failed.emit(error)
