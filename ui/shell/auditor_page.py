"""The auditor's page: no clients or charts, only the audit log."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ui.operations.unlocking import found_at_unlock
from ui.shell.findings_bar import FindingsBar
from ui.shell.hand_over import HandOverBar
from ui.text.text_direction import isolate
from ui.widgets.empty_state import EmptyState

if TYPE_CHECKING:
    from ui.jobs import Jobs


class AuditorPage(QWidget):
    """Shows the name of the practice while it is unlocked for an auditor."""

    audit_requested = Signal()

    def __init__(self, jobs: Jobs, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._jobs = jobs
        self.integrity = FindingsBar()
        self.hand_over = HandOverBar()
        self.state = EmptyState("")
        self.state.action_requested.connect(self.audit_requested)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.integrity)
        layout.addWidget(self.hand_over)
        layout.addWidget(self.state, 1)

    def begin(self, practice_name: str, user_name: str) -> None:
        """Fills the page after an unlock."""
        self._jobs.run(self, found_at_unlock(), on_done=self.integrity.show_findings)
        self.state.set_content(
            isolate(practice_name),
            self.tr(
                "Signed in as {name}, auditor: you see who did what and when, but no clinical text."
            ).format(name=isolate(user_name)),
            self.tr("Open the audit log"),
        )

    def clear(self) -> None:
        """Removes the practice's name."""
        self.integrity.clear()
        self.state.set_content("")
