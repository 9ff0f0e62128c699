"""Handles an edit conflict in a dialog about a signed session."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from core.errors import AnamnesisError, EditConflict, InputRefused
from core.ids import SessionId
from core.sessions.dto import Session
from ui.operations.operation import in_db
from ui.widgets.work_dialog import WorkDialog

if TYPE_CHECKING:
    from ui.widgets.work_line import WorkLine


class Meanwhile(QObject):
    """Reads the newer version and explains it; the typed text stays in the dialog."""

    read = Signal(object)
    """The current `Session`: the next attempt is based on this version."""

    def __init__(self, dialog: WorkDialog) -> None:
        super().__init__(dialog)
        self._dialog = dialog

    def meet(self, session_id: SessionId, error: AnamnesisError) -> None:
        """Any other error than a conflict is only shown."""
        if not isinstance(error, EditConflict):
            self._dialog.show_error(error)
            return
        work: WorkLine = self._dialog.work
        work.run(
            self.tr("Reading what was stored meanwhile…"),
            in_db(lambda services: services.sessions.get, session_id),
            on_done=self._on_read,
            on_error=self._dialog.show_error,
            on_stopped=lambda: None,
            stoppable=False,
        )

    def _on_read(self, newer: Session) -> None:
        if newer.state == "signed":
            self._dialog.show_message(
                self.tr("An addendum was added meanwhile"),
                self.tr(
                    "It is on the page behind this one. What you typed is still here, and not stored yet."
                ),
                self.tr("Check whether it still applies, then save it again."),
                tone="caution",
            )
        else:
            self._dialog.show_error(InputRefused("session_is_retracted", session_id=newer.session_id))
        self.read.emit(newer)
