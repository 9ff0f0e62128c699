"""The style of the application: Fusion, in which no label guesses the format of its text."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QApplication, QLabel, QProxyStyle, QWidget


class PlainLabels(QProxyStyle):
    """Sets every label that would guess its format to plain text before it is laid out.

    A tool tip is such a label, and so are those of Qt's own boxes and dialogs. Qt polishes a tip in its
    constructor, before its first text, so that tips need no escaping and a screen reader gets the text. Only
    polishing passes through Python: it happens a few times in the life of a widget.
    """

    def __init__(self) -> None:
        super().__init__("fusion")

    def polish(self, polished: QWidget | QApplication | QPalette) -> QPalette | None:  # type: ignore[override]
        if isinstance(polished, QLabel) and polished.textFormat() == Qt.TextFormat.AutoText:
            polished.setTextFormat(Qt.TextFormat.PlainText)
        kept: QPalette | None = super().polish(polished)
        return kept
