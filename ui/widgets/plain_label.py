"""The label for plain text."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QWidget


class PlainLabel(QLabel):
    """A `QLabel` that never interprets markup.

    By default Qt guesses: text that looks like HTML is laid out as a document, whose images are read from
    disk. Use `FormattedLabel` for formatted text.
    """

    def __init__(self, text: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setText(text)
