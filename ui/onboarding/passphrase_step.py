"""Asks for the passphrase twice and rates its strength honestly."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from ui.onboarding.step import WizardStep
from ui.widgets.passphrase_pair import PassphrasePair


class PassphraseStep(WizardStep):
    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("", parent)
        self.title = self.tr("Passphrase")
        self.add_paragraph(
            self.tr(
                "It opens every note, each time you unlock. Several uncommon words are easy to remember and "
                "hard to guess. Spaces and any language are fine."
            ),
            muted=True,
        )
        self._pair = PassphrasePair()
        self.first = self._pair.first
        self.again = self._pair.again
        self.meter = self._pair.meter
        self.difference = self._pair.difference
        self.column.addWidget(self._pair)
        self._pair.changed.connect(lambda: self.ready_changed.emit(self.ready))
        self._pair.submitted.connect(self.advance_requested)

    @property
    def ready(self) -> bool:
        return self._pair.ready

    @property
    def passphrase(self) -> str:
        return self._pair.passphrase

    def entered(self) -> None:
        self._pair.focus_first()

    def clear(self) -> None:
        """Clears both entries."""
        self._pair.clear()
