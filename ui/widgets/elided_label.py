"""A one-line label that elides its text to its width and shows all of it in its tooltip."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QStyle, QWidget

from ui.text.text_direction import paragraph_direction
from ui.widgets.plain_label import PlainLabel


class ElidedLabel(PlainLabel):
    """Shows `full_text` with an ellipsis if it does not fit; screen readers get all of it."""

    def __init__(self, text: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self._full_text = ""
        self.set_full_text(text)

    @property
    def full_text(self) -> str:
        return self._full_text

    def set_full_text(self, text: str) -> None:
        self._full_text = text
        self.setText(text)
        self.setAccessibleName(text)
        self._update_tooltip()

    def minimumSizeHint(self) -> QSize:
        hint: QSize = super().minimumSizeHint()
        return QSize(self.fontMetrics().horizontalAdvance("…"), hint.height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._update_tooltip()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        room = self.contentsRect()
        mode = Qt.TextElideMode.ElideRight
        shown = self.fontMetrics().elidedText(self._full_text, mode, room.width())
        alignment = QStyle.visualAlignment(self.layoutDirection(), self.alignment())
        painter.setLayoutDirection(paragraph_direction(self._full_text))
        flags = int(alignment) | int(Qt.TextFlag.TextSingleLine) | int(Qt.AlignmentFlag.AlignAbsolute)
        painter.setPen(self.palette().color(self.foregroundRole()))
        painter.drawText(room, flags, shown)

    def _update_tooltip(self) -> None:
        fits = self.fontMetrics().horizontalAdvance(self._full_text) <= self.contentsRect().width()
        self.setToolTip("" if fits else self._full_text)
