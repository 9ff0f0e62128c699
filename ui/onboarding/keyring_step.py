"""Offers to unlock with this computer's keyring; shown only if a trusted one exists."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QWidget

from core.errors import AnamnesisError
from ui.errors import describe
from ui.onboarding.step import WizardStep
from ui.operations.keys import keyring_backend, remember_on_this_computer
from ui.text.text_direction import isolate
from ui.widgets.message_bar import MessageBar

if TYPE_CHECKING:
    from ui.jobs import Jobs


class KeyringStep(WizardStep):
    """`available` or `unavailable` follows `ask`; `left` once the person's choice is applied."""

    available = Signal()
    unavailable = Signal()
    left = Signal()

    def __init__(self, jobs: Jobs, parent: QWidget | None = None) -> None:
        super().__init__("", parent)
        self.title = self.tr("Unlock with this computer")
        self._jobs = jobs
        self._working = False
        self._words = self.add_paragraph("")
        self.wanted = QCheckBox(self.tr("&Unlock with this computer"))
        self.message = MessageBar(dismissible=False)
        self.column.addWidget(self.wanted)
        self.add_paragraph(self.tr("You can change it later under Keys, people and audit."), muted=True)
        self.column.addWidget(self.message)

    @property
    def ready(self) -> bool:
        return not self._working

    def entered(self) -> None:
        self.wanted.setFocus()

    def ask(self) -> None:
        """Looks for a keyring. An error here only costs convenience and never blocks the practice."""
        self._jobs.run(
            self, keyring_backend(), on_done=self._on_answer, on_error=lambda _: self.unavailable.emit()
        )

    def leave(self) -> None:
        """Applies the choice; a failure is shown, the box is unticked, and the person continues."""
        if not self.wanted.isChecked():
            self.left.emit()
            return
        self._set_working(True)
        self._jobs.run(
            self, remember_on_this_computer(), on_done=lambda _: self._on_kept(), on_error=self._on_refused
        )

    def _on_answer(self, keyring: str | None) -> None:
        if keyring is None:
            self.unavailable.emit()
            return
        self._words.setText(
            self.tr(
                "{keyring} of this computer can keep a key of yours. Whoever is signed in here as you then "
                "unlocks without the passphrase. The passphrase and the recovery key stay valid."
            ).format(keyring=isolate(keyring))
        )
        self.available.emit()

    def _on_kept(self) -> None:
        self._set_working(False)
        self.left.emit()

    def _on_refused(self, error: AnamnesisError) -> None:
        self.wanted.setChecked(False)
        self.message.show_error(describe(error))
        self._set_working(False)

    def _set_working(self, working: bool) -> None:
        self._working = working
        self.wanted.setEnabled(not working)
        self.ready_changed.emit(self.ready)
