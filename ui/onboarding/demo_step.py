"""Adds the fictional charts with visible progress; it can be skipped at any moment."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from core.errors import AnamnesisError
from ui.errors import describe
from ui.onboarding.step import WizardStep
from ui.operations.practice import add_demo_practice
from ui.widgets.message_bar import MessageBar
from ui.widgets.step_list import StepList

if TYPE_CHECKING:
    from core.demo import DemoPractice
    from core.ids import ClientId
    from ui.jobs import Job, Jobs


class DemoStep(WizardStep):
    """`loaded` follows when the charts are stored, or the rest was skipped."""

    loaded = Signal()

    def __init__(self, jobs: Jobs, parent: QWidget | None = None) -> None:
        super().__init__("", parent)
        self.title = self.tr("Demo practice")
        self._jobs = jobs
        self._job: Job | None = None
        self._failed = False
        self.first_client: ClientId | None = None
        """The client whose chart to open first, once stored."""
        self.add_paragraph(
            self.tr("Fictional clients, written for this program. None of them is a real person."), muted=True
        )
        self.steps = StepList()
        self.message = MessageBar(dismissible=False)
        self.column.addWidget(self.steps)
        self.column.addWidget(self.message)

    @property
    def ready(self) -> bool:
        return self._failed

    def load(self) -> None:
        self.steps.begin(self.tr("Adding the demo charts"))
        self._job = self._jobs.run(
            self,
            add_demo_practice(),
            on_done=self._on_added,
            on_error=self._on_failed,
            on_progress=self.steps.set_progress,
            on_cancelled=self._on_loaded,
        )

    def skip(self) -> None:
        """Skips what is not stored yet."""
        if self._job is not None:
            self._job.cancel()

    def _on_added(self, practice: DemoPractice) -> None:
        self.first_client = practice.first_client
        self._on_loaded()

    def _on_loaded(self) -> None:
        self.steps.finish()
        self.loaded.emit()

    def _on_failed(self, error: AnamnesisError) -> None:
        self._failed = True
        self.steps.stop()
        self.message.show_error(describe(error))
        self.ready_changed.emit(True)
