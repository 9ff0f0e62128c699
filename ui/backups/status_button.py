"""The backup state in the status bar: the age of the last backup and of the last successful restore test."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QPushButton, QWidget

from ui.backups.words import BackupWords
from ui.operations.operation import in_db
from ui.theme import set_role

if TYPE_CHECKING:
    from core.backup.status import BackupStatus
    from core.services import Services
    from ui.jobs import Jobs

_REFRESH_MS = 10 * 60_000
"""Today becomes yesterday while the window is open."""


class BackupStatusButton(QPushButton):
    """Hidden while locked, and for a person who may not read charts. `clicked` requests the page."""

    def __init__(self, jobs: Jobs, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._jobs = jobs
        self._watching = False
        self._words = BackupWords(self)
        set_role(self, kind="quiet", type="caption", tone="muted")
        self._timer = QTimer(self)
        self._timer.setInterval(_REFRESH_MS)
        self._timer.timeout.connect(self.refresh)
        self.hide()

    def watch(self, services: Services) -> None:
        """Follows the backups of an unlocked practice."""
        self._watching = services.access.allows("chart")
        if self._watching:
            self._timer.start()
            self.refresh()
        else:
            self.unwatch()

    def unwatch(self) -> None:
        """Stops showing anything."""
        self._watching = False
        self._timer.stop()
        self.hide()
        self.setText("")
        self.setToolTip("")

    def refresh(self) -> None:
        """Reads the state again."""
        if self._watching:
            self._jobs.run(
                self,
                in_db(lambda services: services.backups.status),
                on_done=self.show_status,
                on_error=lambda _: None,
            )

    def show_status(self, status: BackupStatus) -> None:
        if not self._watching:
            return
        status_words = self._words.status_words(status)
        self.setText(status_words.text)
        self.setToolTip(status_words.tip)
        self.setAccessibleName(status_words.text)
        self.setAccessibleDescription(status_words.tip)
        set_role(self, tone=status_words.tone)
        self.show()
