"""A plain text field aligned by its text's direction."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt
from PySide6.QtWidgets import QPlainTextEdit, QWidget

from ui.text.text_direction import paragraph_direction


class PlainTextEdit(QPlainTextEdit):
    """If empty, aligned by the window's language; else by its text.

    Qt detects the direction of a paragraph here, but always aligns it left.
    """

    def __init__(self, text: str = "", parent: QWidget | None = None) -> None:
        super().__init__(text, parent)
        self.textChanged.connect(self._follow_text)
        self._follow_text()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LayoutDirectionChange:
            self._follow_text()

    def _follow_text(self) -> None:
        text = self.toPlainText()
        direction = paragraph_direction(text) if text.strip() else self.layoutDirection()
        right = direction == Qt.LayoutDirection.RightToLeft
        alignment = Qt.AlignmentFlag.AlignRight if right else Qt.AlignmentFlag.AlignLeft
        option = self.document().defaultTextOption()
        if (option.textDirection(), option.alignment()) != (direction, alignment):
            option.setTextDirection(direction)
            option.setAlignment(alignment)
            self.document().setDefaultTextOption(option)
