"""Carries out the user's choice in an edit conflict."""

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
    """Neither text is dropped before the other is stored."""

    given_up = Signal(object)
    """A `DraftSaver` whose text was stored elsewhere or dropped; its `theirs` is the session."""
    started = Signal(object)
    """A new `Session` for text that could not go into its own."""
    failed = Signal(object)
    """An `AnamnesisError`."""

    def __init__(self, jobs: Jobs, unsaved_drafts: UnsavedDrafts, parent: QObject) -> None:
        super().__init__(parent)
        self._jobs = jobs
        self._unsaved_drafts = unsaved_drafts

    def keep_mine(self, saver: DraftSaver) -> bool:
        """Stores it as the next version; if the session was signed meanwhile, as a new session.

        True if the text stays in the displayed draft.
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
            # Bound to this draft, because another one may be displayed by then.
            on_done=partial(self._on_started, saver),
            on_error=self._on_error,
        )
        return False

    def take_theirs(self, saver: DraftSaver) -> None:
        """Drops the user's text; only while the other one is displayed."""
        if saver.theirs is not None:
            self._unsaved_drafts.discard(saver)
            self.given_up.emit(saver)

    def _on_started(self, saver: DraftSaver, session: Session) -> None:
        self.take_theirs(saver)
        self.started.emit(session)

    def _on_error(self, error: AnamnesisError) -> None:
        self.failed.emit(error)
