"""A new passphrase, typed twice, with a strength estimate."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from core.security.passphrase_rule import estimate
from ui.theme import SPACE_3, set_role
from ui.widgets.passphrase_field import PassphraseField
from ui.widgets.plain_label import PlainLabel
from ui.widgets.strength_meter import StrengthMeter


class PassphrasePair(QWidget):
    """`ready` once both fields have the same, sufficiently strong passphrase."""

    changed = Signal()
    submitted = Signal()
    """Enter was pressed in the second field."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._first_label = PlainLabel(self.tr("&Passphrase"))
        self.first = PassphraseField(self.tr("Passphrase"))
        self._first_label.setBuddy(self.first)
        self.meter = StrengthMeter()
        again_label = PlainLabel(self.tr("&Repeat passphrase"))
        self.again = PassphraseField(self.tr("Repeat passphrase"))
        again_label.setBuddy(self.again)
        self.difference = PlainLabel()
        set_role(self.difference, type="caption", tone="danger")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SPACE_3)
        for widget in (self._first_label, self.first, self.meter, again_label, self.again, self.difference):
            column.addWidget(widget)
        self.first.changed.connect(self._on_first_changed)
        self.again.changed.connect(self._on_changed)
        self.first.submitted.connect(self.again.setFocus)
        self.again.submitted.connect(self.submitted)
        self.setFocusProxy(self.first)

    @property
    def ready(self) -> bool:
        typed = self.first.text
        return typed == self.again.text and estimate(typed).level not in ("too_short", "weak")

    @property
    def passphrase(self) -> str:
        return self.first.text

    def set_label(self, text: str) -> None:
        """Names the first field; `text` may contain a mnemonic."""
        self._first_label.setText(text)
        self.first.line.setAccessibleName(text.replace("&", ""))

    def clear(self) -> None:
        """Forgets both entries."""
        self.first.clear()
        self.again.clear()

    def focus_first(self) -> None:
        self.first.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_first_changed(self, typed: str) -> None:
        self.meter.show_strength(estimate(typed))
        self._on_changed()

    def _on_changed(self) -> None:
        again = self.again.text
        # Shown only once typing on cannot make them equal.
        differs = bool(again) and not self.first.text.startswith(again)
        self.difference.setText(self.tr("The passphrases do not match.") if differs else "")
        self.changed.emit()
