"""Restores the backup in the background, shows each step of it, and reports the result."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QPushButton, QWidget

from core.backup.older import is_older
from core.errors import AnamnesisError
from ui.backups.result_words import ResultWords
from ui.bridge import ThreadBridge
from ui.errors import describe
from ui.onboarding.step import WizardStep
from ui.operations.operation import in_db
from ui.operations.restoring import RestoreRequest, restore_backup
from ui.theme import set_role
from ui.widgets.message_bar import MessageBar
from ui.widgets.paragraph import Paragraph
from ui.widgets.step_list import StepList
from ui.words.steps import step_text

if TYPE_CHECKING:
    from core.backup.restoring import Restored
    from ui.jobs import Job, Jobs

_SALVAGEABLE = frozenset({"backup_damaged", "backup_piece_missing"})


class RestoringStep(WizardStep):
    """`restored` follows when the practice is restored and unlocked; `failed` when nothing was changed.

    Ready after either: to open the practice, or to try again.
    """

    restored = Signal()
    accepted = Signal()
    """An older state was accepted as the valid one, if the person may do that."""
    failed = Signal(object)
    """The `AnamnesisError`; None when the person stopped it."""

    def __init__(self, jobs: Jobs, parent: QWidget | None = None) -> None:
        super().__init__("", parent)
        self._titles = (self.tr("Restoring the practice"), self.tr("The practice is restored"))
        self.title = self._titles[0]
        self._jobs = jobs
        self._job: Job | None = None
        self._words = ResultWords(self)
        self._steps_from_lane: ThreadBridge[str] = ThreadBridge(self._on_step, self)
        self.done: Restored | None = None
        self.can_salvage = False
        """Whether the backup is damaged in parts that can be left out."""
        self.steps = StepList()
        self.stop_button = QPushButton(self.tr("Cancel"))
        self.message = MessageBar(dismissible=False)
        self.column.addWidget(self.steps)
        self.column.addWidget(self.stop_button, alignment=Qt.AlignmentFlag.AlignLeading)
        self.column.addWidget(self.message)
        self.lines: list[Paragraph] = []
        self.stop_button.clicked.connect(self.stop)

    @property
    def working(self) -> bool:
        return self._job is not None

    @property
    def ready(self) -> bool:
        return not self.working

    def restore(self, request: RestoreRequest) -> None:
        """Starts; `restored` or `failed` follows."""
        self._forget()
        self._job = self._jobs.run_workspace(
            self,
            "db",
            lambda workspace, cancel, progress: restore_backup(
                workspace,
                request,
                cancel=cancel,
                on_step=self._steps_from_lane.send,
                on_progress=progress,
            ),
            on_done=self._on_restored,
            on_error=self._on_failed,
            on_progress=self.steps.set_progress,
            on_cancelled=lambda: self._on_failed(None),
        )
        self.stop_button.setEnabled(True)
        self.stop_button.show()

    @property
    def older(self) -> bool:
        """Whether the backup is older than the state this computer last saw."""
        return self.done is not None and is_older(self.done)

    def accept(self) -> None:
        """Accepts the older state; a person who may not is informed in the practice."""
        self._jobs.run(
            self,
            in_db(lambda services: services.integrity.accept_database),
            on_done=lambda _: self.accepted.emit(),
            on_error=lambda _: self.accepted.emit(),
        )

    def stop(self) -> None:
        """Stops at the next step; what was restored so far is removed."""
        if self._job is not None:
            self._job.cancel()
            self.stop_button.setEnabled(False)

    def _forget(self) -> None:
        self.title = self._titles[0]
        self.steps.clear()
        self.message.clear()
        self.can_salvage = False
        for line in self.lines:
            self.column.removeWidget(line)
            line.deleteLater()
        self.lines.clear()

    def _on_step(self, step: str) -> None:
        if self.working:
            self.steps.begin(step_text(step))

    def _on_restored(self, done: Restored) -> None:
        self._job = None
        self.done = done
        self.title = self._titles[1]
        self.steps.finish()
        self.stop_button.hide()
        place = self.column.indexOf(self.message) + 1
        for text, warns in self._words.restored(done):
            line = Paragraph(text)
            set_role(line, tone="caution" if warns else "text", strong=warns)
            self.column.insertWidget(place + len(self.lines), line)
            self.lines.append(line)
        self.restored.emit()

    def _on_failed(self, error: AnamnesisError | None) -> None:
        self._job = None
        self.steps.stop()
        self.stop_button.hide()
        if error is None:
            self.message.show_message(
                self.tr("Stopped"), self.tr("What was restored so far was removed again.")
            )
        else:
            self.can_salvage = error.code in _SALVAGEABLE
            self.message.show_error(describe(error))
        self.failed.emit(error)
