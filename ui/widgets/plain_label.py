"""The label of this program: what it is given is text, whatever it looks like."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QWidget


class PlainLabel(QLabel):
    """A `QLabel` that never looks for markup.

    Qt's label guesses by default: a name that looks like HTML is laid out as a document, whose images are
    read from the disk of this computer. What is formatted is a `FormattedLabel`.
    """

    def __init__(self, text: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setText(text)
