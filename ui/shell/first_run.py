"""The first run's pages as the window sees them: made when they are needed, mostly never."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

if TYPE_CHECKING:
    from core.ids import ClientId
    from ui.jobs import Jobs
    from ui.onboarding.wizard import OnboardingWizard


class FirstRun(QObject):
    """Answers for a wizard that may not have been made yet."""

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
            # Here, since it brings the printing and the word lists of the strength meter with it.
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
        """Whether a practice is being made, or restored, now."""
        return self._wizard is not None and (self._wizard.creates or self._wizard.restores)

    @property
    def by_recovery_key(self) -> bool:
        """Whether the practice came from a backup that the recovery key opened."""
        return self._wizard is not None and self._wizard.by_recovery_key

    @property
    def has_practice(self) -> bool:
        """Whether the practice exists already, and its keys are in memory."""
        return self._wizard is not None and self._wizard.has_practice

    @property
    def key_unconfirmed(self) -> bool:
        return self._wizard is not None and self._wizard.key_unconfirmed

    @property
    def demo_client(self) -> ClientId | None:
        """Whose chart to open, when the demo practice was added."""
        return self._wizard.demo.first_client if self._wizard is not None else None

    def forget(self) -> None:
        """The pages are made anew when they are needed again."""
        self._wizard = None

    def leave(self) -> None:
        """A lock came before the first run was over: what it shows, a recovery key perhaps, goes."""
        if self._wizard is not None:
            self._wizard.recovery.forget_key()
            self._wizard.deleteLater()
            self._wizard = None
