"""Creates the practice in the background and shows each step of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from core.errors import AnamnesisError
from ui.bridge import ThreadBridge
from ui.errors import describe
from ui.onboarding.step import WizardStep
from ui.widgets.message_bar import MessageBar
from ui.widgets.step_list import StepList
from ui.words.steps import step_text

if TYPE_CHECKING:
    from core.security.recovery import RecoveryKey
    from ui.jobs import Jobs


class CreatingStep(WizardStep):
    """`created` carries the recovery key; `failed` means that nothing was created and Back is open again."""

    created = Signal(object)
    failed = Signal()

    def __init__(self, jobs: Jobs, parent: QWidget | None = None) -> None:
        super().__init__("", parent)
        self.title = self.tr("Creating the practice")
        self._jobs = jobs
        self._failed = False
        self._steps_from_lane: ThreadBridge[str] = ThreadBridge(self._on_step, self)
        self.add_paragraph(self.tr("This takes a few seconds and happens once."), muted=True)
        self.steps = StepList()
        self.message = MessageBar(dismissible=False)
        self.column.addWidget(self.steps)
        self.column.addWidget(self.message)

    @property
    def ready(self) -> bool:
        """Only after a failure, to try again."""
        return self._failed

    def create_practice(self, *, practice_name: str, owner_name: str, passphrase: str) -> None:
        self._failed = False
        self.steps.clear()
        self.message.clear()
        self._jobs.run_workspace(
            self,
            "db",
            lambda workspace, _cancel, _progress: workspace.initialise(
                practice_name=practice_name,
                owner_name=owner_name,
                passphrase=passphrase,
                on_step=self._steps_from_lane.send,
            ),
            on_done=self._on_created,
            on_error=self._on_failed,
        )

    def _on_step(self, step: str) -> None:
        self.steps.begin(step_text(step))

    def _on_created(self, recovery_key: RecoveryKey) -> None:
        self.steps.finish()
        self.created.emit(recovery_key)

    def _on_failed(self, error: AnamnesisError) -> None:
        self._failed = True
        self.steps.stop()
        self.message.show_error(describe(error))
        self.failed.emit()
