"""Sets a new passphrase after an unlock with the recovery key."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from ui.operations.keys import set_passphrase
from ui.theme import set_role
from ui.widgets.paragraph import Paragraph
from ui.widgets.passphrase_pair import PassphrasePair
from ui.widgets.work_dialog import WorkDialog

if TYPE_CHECKING:
    from ui.jobs import Jobs

_WIDTH_PX = 460


class NewPassphraseDialog(WorkDialog):
    """Open it after an unlock with the recovery key. `passphrase_set`: the new passphrase is in force."""

    passphrase_set = Signal()

    def __init__(self, jobs: Jobs, parent: QWidget | None = None) -> None:
        super().__init__(jobs, width_px=_WIDTH_PX, parent=parent)
        self.setWindowTitle(self.tr("Choose a new passphrase"))
        self.column.addWidget(
            Paragraph(
                self.tr(
                    "You unlocked with the recovery key. Choose a new passphrase now, and put the key"
                    " back in its safe place. The old passphrase will no longer work."
                )
            )
        )
        self.pair = PassphrasePair()
        self.column.addWidget(self.pair)
        self.go_button.setText(self.tr("Set passphrase"))
        set_role(self.go_button, kind="primary")
        self.cancel_button.setText(self.tr("Not now"))
        self.pair.changed.connect(self.refresh)
        self.pair.submitted.connect(self._set)
        self.go_button.clicked.connect(self._set)
        self.refresh()
        self.pair.focus_first()

    def done(self, result: int) -> None:
        """Closes and clears the input."""
        self.pair.clear()
        super().done(result)

    def refresh(self) -> None:
        self.go_button.setEnabled(self.pair.ready and not self.work.working)
        self.cancel_button.setEnabled(not self.work.working)

    def _set(self) -> None:
        if not self.go_button.isEnabled():
            return
        self.message.clear()
        self.work.run(
            self.tr("Setting the passphrase"),
            set_passphrase(new=self.pair.passphrase),
            on_done=lambda _: self._on_set(),
            on_error=self.show_error,
            on_stopped=lambda: None,
            stoppable=False,
        )

    def _on_set(self) -> None:
        self.passphrase_set.emit()
        self.accept()
