"""Starts a session's draft, one at a time."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QPushButton

from core.errors import AnamnesisError
from core.ids import ClientId
from core.sessions.dto import Session
from ui.jobs import Jobs
from ui.operations.sessions import start_draft
from ui.text.days import today


class SessionStarter(QObject):
    """Shows progress on `button`."""

    started = Signal(object)
    """The new, empty `Session`."""
    failed = Signal(object)
    """An `AnamnesisError`."""

    def __init__(self, jobs: Jobs, button: QPushButton, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._jobs = jobs
        self._button = button

    def start(self, client_id: ClientId, *, kind: str = "visit") -> None:
        """Starts a draft of today, unless one is being started."""
        if not self._button.isEnabled():
            return
        self._set_starting(True)
        operation = start_draft(client_id=client_id, day=today(), kind=kind)
        self._jobs.run(self, operation, on_done=self._on_started, on_error=self._on_error)

    def forget(self) -> None:
        """After a lock no operation is pending any more."""
        self._set_starting(False)

    def _on_started(self, session: Session) -> None:
        self._set_starting(False)
        self.started.emit(session)

    def _on_error(self, error: AnamnesisError) -> None:
        self._set_starting(False)
        self.failed.emit(error)

    def _set_starting(self, starting: bool) -> None:
        self._button.setEnabled(not starting)
        self._button.setText(self.tr("Opening…") if starting else self.tr("New session"))
