"""The first run's pages, created on demand."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

if TYPE_CHECKING:
    from core.ids import ClientId
    from ui.jobs import Jobs
    from ui.onboarding.wizard import OnboardingWizard


class FirstRun(QObject):
    """Stands for a wizard that may not exist yet."""

    made = Signal(object)
    """The `OnboardingWizard`, to be put among the pages."""
    finished = Signal()
    step_changed = Signal()
    not_created = Signal()

    def __init__(self, jobs: Jobs, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._jobs = jobs
        self._wizard: OnboardingWizard | None = None

    @property
    def wizard(self) -> OnboardingWizard:
        if self._wizard is None:
            # Imported here, because it imports printing and the strength meter's word lists.
            from ui.onboarding.wizard import OnboardingWizard

            self._wizard = wizard = OnboardingWizard(self._jobs)
            wizard.finished.connect(self.finished)
            wizard.step_changed.connect(self.step_changed)
            wizard.creating.failed.connect(self.not_created)
            wizard.restore.failed.connect(self.not_created)
            self.made.emit(wizard)
        return self._wizard

    @property
    def beginning(self) -> bool:
        """Whether nothing was typed yet."""
        return self._wizard is not None and self._wizard.step is self._wizard.welcome

    @property
    def creates(self) -> bool:
        """Whether a practice is being created or restored."""
        return self._wizard is not None and (self._wizard.creates or self._wizard.restores)

    @property
    def by_recovery_key(self) -> bool:
        """Whether the practice was restored with the recovery key."""
        return self._wizard is not None and self._wizard.by_recovery_key

    @property
    def has_practice(self) -> bool:
        """Whether the practice exists and its keys are in memory."""
        return self._wizard is not None and self._wizard.has_practice

    @property
    def key_unconfirmed(self) -> bool:
        return self._wizard is not None and self._wizard.key_unconfirmed

    @property
    def demo_client(self) -> ClientId | None:
        """The chart to open first if the demo practice was added."""
        return self._wizard.demo.first_client if self._wizard is not None else None

    def forget(self) -> None:
        """Deletes the pages, which are created again on demand."""
        self._wizard = None

    def leave(self) -> None:
        """A lock during the first run: removes what is shown, possibly a recovery key."""
        if self._wizard is not None:
            self._wizard.recovery.forget_key()
            self._wizard.deleteLater()
            self._wizard = None
