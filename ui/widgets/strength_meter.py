"""Shows a passphrase's strength as four bars and a word."""

from __future__ import annotations

from PySide6.QtWidgets import QHBoxLayout, QProgressBar, QVBoxLayout, QWidget

from core.security.passphrase_rule import MINIMUM_PASSPHRASE_CHARS, Level, Strength
from ui.theme import SPACE_1, set_role
from ui.theme.roles import Tone
from ui.widgets.paragraph import Paragraph

_TONES: dict[Level, Tone] = {
    "too_short": "muted",
    "weak": "danger",
    "fair": "caution",
    "good": "good",
    "strong": "good",
}
_BARS = 4


class StrengthMeter(QWidget):
    """Empty until `show_strength` is called."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._bars = [QProgressBar() for _ in range(_BARS)]
        bars = QHBoxLayout()
        bars.setSpacing(SPACE_1)
        for bar in self._bars:
            bar.setTextVisible(False)
            bar.setRange(0, 1)
            bars.addWidget(bar)
        self._word = Paragraph()
        set_role(self._word, type="caption")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(SPACE_1)
        layout.addLayout(bars)
        layout.addWidget(self._word)
        self.show_strength(Strength("too_short", 0.0))

    @property
    def text(self) -> str:
        return self._word.text()

    def show_strength(self, strength: Strength) -> None:
        tone = _TONES[strength.level]
        for number, bar in enumerate(self._bars):
            bar.setValue(1 if number < strength.steps else 0)
            set_role(bar, tone=tone)
        self._word.setText(self._words(strength.level))
        set_role(self._word, tone=tone)
        self.setAccessibleName(self._word.text())

    def _words(self, level: Level) -> str:
        if level == "too_short":
            return self.tr("At least {count} characters.").format(count=MINIMUM_PASSPHRASE_CHARS)
        if level == "weak":
            return self.tr("Weak: common words and patterns are guessed first. Add two uncommon words.")
        if level == "fair":
            return self.tr("Fair: one more uncommon word would make it good.")
        if level == "good":
            return self.tr("Good.")
        return self.tr("Strong.")
