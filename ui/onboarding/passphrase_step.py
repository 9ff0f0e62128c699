"""Asks for the passphrase twice and says honestly how good it is."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QWidget

from ui.onboarding.passphrase_strength import MINIMUM_CHARACTERS, estimate
from ui.onboarding.step import WizardStep
from ui.onboarding.strength_meter import StrengthMeter
from ui.theme import set_role
from ui.widgets.passphrase_field import PassphraseField


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
        first_label = QLabel(self.tr("&Passphrase"))
        self.first = PassphraseField(self.tr("Passphrase"))
        first_label.setBuddy(self.first)
        self.meter = StrengthMeter()
        again_label = QLabel(self.tr("The same &again"))
        self.again = PassphraseField(self.tr("The same passphrase again"))
        again_label.setBuddy(self.again)
        self.difference = QLabel()
        set_role(self.difference, type="caption", tone="danger")
        for widget in (first_label, self.first, self.meter, again_label, self.again, self.difference):
            self.column.addWidget(widget)
        self.first.changed.connect(self._on_first_changed)
        self.again.changed.connect(self._on_changed)
        self.first.submitted.connect(self.again.setFocus)
        self.again.submitted.connect(self.advance_requested)

    @property
    def ready(self) -> bool:
        typed = self.first.text
        return len(typed) >= MINIMUM_CHARACTERS and typed == self.again.text

    @property
    def passphrase(self) -> str:
        return self.first.text

    def entered(self) -> None:
        self.first.setFocus(Qt.FocusReason.OtherFocusReason)

    def clear(self) -> None:
        """Forgets both entries."""
        self.first.clear()
        self.again.clear()

    def _on_first_changed(self, typed: str) -> None:
        self.meter.show_strength(estimate(typed))
        self._on_changed()

    def _on_changed(self) -> None:
        again = self.again.text
        # Told only once it can no longer become the same by typing on.
        differs = bool(again) and not self.first.text.startswith(again)
        self.difference.setText(self.tr("The two are not the same.") if differs else "")
        self.ready_changed.emit(self.ready)
