"""States what the program is, and what it is not, before any question."""

from __future__ import annotations

from PySide6.QtWidgets import QHBoxLayout, QWidget

from ui.onboarding.step import WizardStep
from ui.resources import icon
from ui.theme import ICON_LARGE_PX, SPACE_3
from ui.widgets.paragraph import Paragraph
from ui.widgets.plain_label import PlainLabel


class WelcomeStep(WizardStep):
    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("", parent)
        self.title = self.tr("Welcome to Anamnesis")
        self.add_paragraph(
            self.tr("A place for your session notes that finds, quotes and explains what is in them.")
        )
        for picture, text in (
            (
                "lock",
                self.tr("Every note is encrypted with your passphrase. Nobody can reset it, not even us."),
            ),
            (
                "check",
                self.tr("Nothing leaves this computer: no cloud, no account, no network, no statistics."),
            ),
            (
                "note",
                self.tr("Answers come from your notes, with the exact words they rest on. Check them there."),
            ),
            (
                "warning",
                self.tr("It reports the record. It gives no treatment advice, and it makes no decisions."),
            ),
        ):
            self._add_point(picture, text)
        self.add_paragraph(self.tr("Setting up takes about two minutes."), muted=True)

    def _add_point(self, picture: str, text: str) -> None:
        mark = PlainLabel()
        mark.setPixmap(icon(picture, "accent").pixmap(ICON_LARGE_PX))
        mark.setFixedWidth(ICON_LARGE_PX)
        words = Paragraph(text)
        line = QHBoxLayout()
        line.setSpacing(SPACE_3)
        line.addWidget(mark)
        line.addWidget(words, 1)
        self.column.addLayout(line)
