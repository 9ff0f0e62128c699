"""A backup that is due when the window closes: a small dialog with its progress, which can be skipped."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, QTimer
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QDialog, QHBoxLayout, QProgressBar, QPushButton, QVBoxLayout, QWidget

from ui.operations.backups import due_here, make_due
from ui.theme import SPACE_3, SPACE_4
from ui.widgets.paragraph import Paragraph

if TYPE_CHECKING:
    from ui.jobs import Job, Jobs

_WIDTH_PX = 420
_ANSWER_MS = 2000
"""A network folder may hang: closing does not wait for it."""


class ClosingBackup(QObject):
    """`run` checks whether a backup is due to a reachable folder, makes it, and continues in any case."""

    def __init__(self, jobs: Jobs, window: QWidget) -> None:
        super().__init__(window)
        self._jobs = jobs
        self._window = window
        self._follow: Callable[[], None] | None = None
        self._job: Job | None = None
        self.dialog: ClosingBackupDialog | None = None
        self.wanted = True
        """False when the system ends the program, which does not wait for minutes."""
        self._answer = QTimer(self)
        self._answer.setSingleShot(True)
        self._answer.setInterval(_ANSWER_MS)
        self._answer.timeout.connect(self._go_on)

    def run(self, follow: Callable[[], None]) -> None:
        """`follow` is called exactly once: after the backup, or at once when none is due."""
        application = QGuiApplication.instance()
        ending = isinstance(application, QGuiApplication) and application.isSavingSession()
        if not self.wanted or ending:
            follow()
            return
        self._follow = follow
        self._answer.start()
        self._job = self._jobs.run(self, due_here(), on_done=self._on_due, on_error=lambda _: self._go_on())

    def _on_due(self, count: int) -> None:
        if self._follow is None:
            return
        self._answer.stop()
        if not count:
            self._go_on()
            return
        self.dialog = dialog = ClosingBackupDialog(self._window)
        dialog.skip_button.clicked.connect(self._skip)
        dialog.rejected.connect(self._skip)
        # A lock closes dialogs without notice.
        dialog.destroyed.connect(self._skip)
        dialog.open()
        self._job = self._jobs.run(
            self,
            make_due(),
            on_done=lambda _: self._go_on(),
            on_error=lambda _: self._go_on(),
            on_progress=dialog.show_progress,
            on_cancelled=self._go_on,
        )

    def _skip(self) -> None:
        if self._follow is not None and self._job is not None:
            # Written data stays; the next backup continues from there.
            self._job.cancel()
            self._go_on()

    def _go_on(self) -> None:
        self._answer.stop()
        follow, self._follow = self._follow, None
        dialog, self.dialog = self.dialog, None
        if dialog is not None:
            dialog.hide()
            dialog.deleteLater()
        if follow is not None:
            follow()


class ClosingBackupDialog(QDialog):
    """Shows the progress; Escape skips too."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowModality(Qt.WindowModality.WindowModal)
        self.setWindowTitle(self.tr("Backing up before closing"))
        self.setMinimumWidth(_WIDTH_PX)
        self._text = Paragraph(
            self.tr("Today’s backup is being made. If you skip it, it is made the next time.")
        )
        self.bar = QProgressBar()
        self.bar.setRange(0, 0)
        self.bar.setTextVisible(False)
        self.bar.setAccessibleName(self.tr("Working"))
        self.skip_button = QPushButton(self.tr("&Skip"))
        buttons = QHBoxLayout()
        buttons.addStretch(1)
        buttons.addWidget(self.skip_button)
        column = QVBoxLayout(self)
        column.setContentsMargins(SPACE_4, SPACE_4, SPACE_4, SPACE_4)
        column.setSpacing(SPACE_3)
        column.addWidget(self._text)
        column.addWidget(self.bar)
        column.addLayout(buttons)

    def show_progress(self, done: int, total: int) -> None:
        self.bar.setRange(0, max(total, 0))
        self.bar.setValue(done)
