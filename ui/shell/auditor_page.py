"""The page of an auditor: no client, no chart, one way on, to the audit log."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ui.widgets.empty_state import EmptyState
from ui.widgets.text_direction import isolate


class AuditorPage(QWidget):
    """Shows the name of the practice while it is unlocked for an auditor."""

    audit_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.state = EmptyState("")
        self.state.action_requested.connect(self.audit_requested)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.state)

    def show_practice(self, practice_name: str, user_name: str) -> None:
        self.state.set_content(
            isolate(practice_name),
            self.tr(
                "Signed in as {name}, auditor: you see who did what and when, but no clinical text."
            ).format(name=isolate(user_name)),
            self.tr("Open the audit log"),
        )

    def clear(self) -> None:
        """Forgets whose practice it is."""
        self.state.set_content("")
