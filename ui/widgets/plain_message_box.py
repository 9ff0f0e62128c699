"""The message box for plain text."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt
from PySide6.QtWidgets import QLabel, QMessageBox, QWidget

from ui.resources.icons import IconTone, picture
from ui.theme import SPACE_8


class PlainMessageBox(QMessageBox):
    """A `QMessageBox` that never interprets markup, including the informative text."""

    def __init__(self, parent: QWidget | None = None) -> None:
        self._mark: tuple[str, IconTone] | None = None
        super().__init__(parent)
        self.setTextFormat(Qt.TextFormat.PlainText)

    def show_mark(self, name: str, tone: IconTone) -> None:
        """An icon of our own set beside the words, in the colour of the theme."""
        self._mark = (name, tone)
        self._draw_mark()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self._draw_mark()

    def _draw_mark(self) -> None:
        if self._mark is not None:
            self.setIconPixmap(picture(*self._mark, SPACE_8))

    def setInformativeText(self, text: str) -> None:
        # Qt creates the label at the first text; some versions guess its format regardless of the box's
        # setting.
        super().setInformativeText(" ")
        for label in self.findChildren(QLabel):
            label.setTextFormat(Qt.TextFormat.PlainText)
        super().setInformativeText(text)
