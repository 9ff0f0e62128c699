"""The message box of this program: its words are text, whatever they look like."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QMessageBox, QWidget


class PlainMessageBox(QMessageBox):
    """A `QMessageBox` that never looks for markup, in what it says below either."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setTextFormat(Qt.TextFormat.PlainText)

    def setInformativeText(self, text: str) -> None:
        # Qt makes the label at the first words; in some of its versions it guesses whatever the box was told.
        super().setInformativeText(" ")
        for label in self.findChildren(QLabel):
            label.setTextFormat(Qt.TextFormat.PlainText)
        super().setInformativeText(text)
