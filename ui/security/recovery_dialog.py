"""Replaces the recovery key, once the new one is confirmed to be written down."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from ui.onboarding.recovery_step import RecoveryStep
from ui.operations.keys import FreshRecoveryKey, new_recovery_key, replace_recovery_key
from ui.theme import set_role
from ui.widgets.paragraph import Paragraph
from ui.widgets.work_dialog import WorkDialog

if TYPE_CHECKING:
    from ui.jobs import Jobs

_WIDTH_PX = 560


class ReplaceRecoveryKeyDialog(WorkDialog):
    """Shows the new key. The old one stays valid until the last group is typed and the button pressed."""

    replaced = Signal()

    def __init__(self, jobs: Jobs, parent: QWidget | None = None) -> None:
        super().__init__(jobs, width_px=_WIDTH_PX, parent=parent)
        self._fresh: FreshRecoveryKey | None = None
        self.setWindowTitle(self.tr("Replace the recovery key"))
        self.step = RecoveryStep(jobs)
        self.column.addWidget(self.step)
        old = Paragraph(
            self.tr(
                "The old key stays valid until you press the button below. Then it no longer opens anything."
            )
        )
        set_role(old, tone="muted")
        self.column.addWidget(old)
        self.go_button.setText(self.tr("Replace the recovery key"))
        set_role(self.go_button, kind="primary")
        self.go_button.clicked.connect(self._replace)
        self.step.ready_changed.connect(lambda _ready: self.refresh())
        self.step.advance_requested.connect(self._replace)
        self.refresh()
        self._jobs.run(self, new_recovery_key(), on_done=self._show_key, on_error=self.show_error)

    def done(self, result: int) -> None:
        """Closes; the key is removed from the screen and from this dialog."""
        self._fresh = None
        self.step.forget_key()
        super().done(result)

    def refresh(self) -> None:
        self.go_button.setEnabled(self.step.ready and not self.work.working)
        self.cancel_button.setEnabled(not self.work.working)

    def _show_key(self, fresh: FreshRecoveryKey) -> None:
        self._fresh = fresh
        self.step.show_key(fresh.key.text, practice_name=fresh.practice_name)
        self.step.entered()

    def _replace(self) -> None:
        fresh = self._fresh
        if fresh is None or not self.go_button.isEnabled():
            return
        self.message.clear()
        self.work.run(
            self.tr("Replacing the recovery key"),
            replace_recovery_key(key=fresh.key, typed_back=self.step.confirmation.text().strip(" -")),
            on_done=lambda _: self._on_replaced(),
            on_error=self.show_error,
            on_stopped=lambda: None,
            stoppable=False,
        )

    def _on_replaced(self) -> None:
        self.replaced.emit()
        self.accept()
