"""The wizard's steps for restoring a backup: which one, its passphrase or key, restoring."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from core.errors import AnamnesisError
from ui.onboarding.backup_file_step import BackupFileStep
from ui.onboarding.backup_key_step import BackupKeyStep
from ui.onboarding.restoring_step import RestoringStep
from ui.onboarding.step import WizardStep
from ui.operations.restoring import RestoreRequest

if TYPE_CHECKING:
    from ui.jobs import Jobs

_OF_THE_KEY = frozenset({"wrong_passphrase", "recovery_key_mistyped", "role_refused"})
_OF_THE_FILE = frozenset(
    {
        "backup_not_one",
        "backup_newer_format",
        "backup_not_read",
        "backup_not_signed",
        "backup_alone",
        "backup_folder_missing",
        "backup_folder_not_one",
    }
)


class RestorePath(QObject):
    """Each error is shown on the page where it can be corrected."""

    wanted = Signal(object)
    """The step to show."""
    finished = Signal()
    failed = Signal()

    def __init__(self, jobs: Jobs, parent: QObject) -> None:
        super().__init__(parent)
        self.file = BackupFileStep(jobs)
        self.key = BackupKeyStep()
        self.restoring = RestoringStep(jobs)
        self.steps: tuple[WizardStep, ...] = (self.file, self.key, self.restoring)
        self.by_recovery_key = False
        """Whether the practice was restored with the recovery key."""
        self.restoring.restored.connect(self._on_restored)
        self.restoring.failed.connect(self._on_failed)
        self.restoring.accepted.connect(self.finished)

    def back_from(self, step: WizardStep) -> WizardStep | None:
        """The step before it; None for the welcome page."""
        if step is self.restoring:
            return self.key
        return self.file if step is self.key else None

    def may_go_back(self, step: WizardStep) -> bool:
        return step in (self.file, self.key) or (
            step is self.restoring and step.ready and self.restoring.done is None
        )

    def next_text(self, step: WizardStep) -> str:
        """The label of the button; empty for the wizard's own."""
        if step is self.key:
            return self.tr("&Restore")
        if step is not self.restoring:
            return ""
        if self.restoring.older:
            return self.tr("&Go on from this state")
        if self.restoring.done is not None:
            return self.tr("&Open the practice")
        return self.tr("Restore what can be &read") if self.restoring.can_salvage else self.tr("&Try again")

    def advance(self, step: WizardStep) -> None:
        """The person continues from a step that is ready."""
        if step is self.file and self.file.chosen is not None:
            self.key.show_made(self.file.chosen.made_at)
            self.key.message.clear()
            self.wanted.emit(self.key)
        elif step is self.restoring and self.restoring.older:
            self.restoring.accept()
        elif step is self.restoring and self.restoring.done is not None:
            self.finished.emit()
        else:
            self._restore(salvage=self.restoring.can_salvage and step is self.restoring)

    def _restore(self, *, salvage: bool) -> None:
        found = self.file.chosen
        if found is None:
            return
        self.by_recovery_key = self.key.by_recovery_key
        self.key.message.clear()
        self.restoring.restore(
            RestoreRequest(found.path, self.key.secret, self.by_recovery_key, salvage=salvage)
        )
        self.wanted.emit(self.restoring)

    def _on_restored(self) -> None:
        self.key.clear()
        self.wanted.emit(self.restoring)

    def _on_failed(self, error: AnamnesisError | None) -> None:
        if error is not None and error.code in _OF_THE_KEY:
            self.wanted.emit(self.key)
            self.key.refuse(error)
        elif error is not None and error.code in _OF_THE_FILE:
            self.wanted.emit(self.file)
            self.file.show_error(error)
        else:
            self.wanted.emit(self.restoring)
        self.failed.emit()
