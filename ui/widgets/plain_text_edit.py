"""A field for plain text that begins at the edge from which its text is read."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt
from PySide6.QtWidgets import QPlainTextEdit, QWidget

from ui.widgets.text_direction import paragraph_direction


class PlainTextEdit(QPlainTextEdit):
    """Empty, it begins where the language of the window begins; with text, where that text does.

    Qt finds the direction of a paragraph here, but sets it at the left edge whatever the direction is.
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
