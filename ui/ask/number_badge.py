"""The number of a source: on a green ground if the answer is based on it."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui.theme import CAPTION_PX, RADIUS_PX, active_theme

_SIDE_PX = 22
_DIGIT_PX = 8


class NumberBadge(QWidget):
    """The surrounding card states the same in words."""

    def __init__(self, number: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._number = number
        self._used = False
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def set_used(self, used: bool) -> None:
        self._used = used
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(max(_SIDE_PX, _DIGIT_PX * (len(str(self._number)) + 1)), _SIDE_PX)

    def paintEvent(self, _event: QPaintEvent) -> None:
        theme = active_theme()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen if self._used else QPen(QColor(theme.border), 1))
        painter.setBrush(QColor(theme.good if self._used else theme.surface))
        room = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        painter.drawRoundedRect(room, RADIUS_PX, RADIUS_PX)
        font = QFont(self.font())
        font.setPixelSize(CAPTION_PX)
        font.setBold(True)
        painter.setFont(font)
        painter.setPen(QColor(theme.surface if self._used else theme.accent))
        painter.drawText(room, int(Qt.AlignmentFlag.AlignCenter), str(self._number))
