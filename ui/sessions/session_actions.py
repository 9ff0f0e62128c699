"""Actions on the displayed session besides writing: addendum, retraction, deletion."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from core.clients.dto import Client
from core.errors import AnamnesisError
from core.sessions.dto import Session
from ui.jobs import Jobs
from ui.operations.operation import in_db
from ui.sessions.addendum_dialog import AddendumDialog
from ui.sessions.retract_dialog import RetractDialog


class SessionActions(QObject):
    """Dialogs open over `window`; every result is a new version of the session."""

    stored = Signal(object)
    """The `Session` in its new version."""
    deleted = Signal(object)
    """The deleted `Session`."""
    restored = Signal(object)
    """The restored `Session`."""
    failed = Signal(object)
    """An `AnamnesisError`."""

    def __init__(self, jobs: Jobs, window: QWidget) -> None:
        super().__init__(window)
        self._jobs = jobs
        self._window = window

    def add_to(self, session: Session, client: Client) -> None:
        """Opens the dialog for an addendum."""
        dialog = AddendumDialog(self._jobs, session, client, self._window)
        dialog.stored.connect(self.stored)
        dialog.open()

    def retract(self, session: Session, client: Client) -> None:
        """Opens the dialog for a retraction."""
        dialog = RetractDialog(self._jobs, session, client, self._window)
        dialog.stored.connect(self.stored)
        dialog.open()

    def delete(self, draft: Session) -> None:
        """Deletes a draft without a question, because it can be restored."""
        operation = in_db(
            lambda services: services.sessions.delete_draft, draft.session_id, expected_version=draft.version
        )
        self._jobs.run(self, operation, on_done=self._on_deleted, on_error=self._on_error)

    def restore(self, session: Session) -> None:
        """Restores a deleted draft."""
        operation = in_db(
            lambda services: services.sessions.restore_draft,
            session.session_id,
            expected_version=session.version,
        )
        self._jobs.run(self, operation, on_done=self._on_restored, on_error=self._on_error)

    def _on_deleted(self, session: Session) -> None:
        self.deleted.emit(session)

    def _on_restored(self, session: Session) -> None:
        self.restored.emit(session)

    def _on_error(self, error: AnamnesisError) -> None:
        self.failed.emit(error)
