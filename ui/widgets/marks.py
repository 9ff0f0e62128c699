"""Warning icons, always with an accessible name."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPixmap

from ui.theme import ICON_PX


def paint_warning(painter: QPainter, room: QRectF, colour: str) -> None:
    """A filled triangle with an exclamation mark cut out of it."""
    sign = QPainterPath()
    inset = room.width() / 16
    box = room.adjusted(inset, inset, -inset, -inset)
    sign.moveTo(box.center().x(), box.top())
    sign.lineTo(box.bottomRight())
    sign.lineTo(box.bottomLeft())
    sign.closeSubpath()
    unit = room.height() / 16
    middle = box.center().x()
    mark = QPainterPath()
    mark.addRoundedRect(QRectF(middle - unit, box.top() + 5 * unit, 2 * unit, 5 * unit), unit / 2, unit / 2)
    mark.addEllipse(QPointF(middle, box.bottom() - 2 * unit), 1.1 * unit, 1.1 * unit)
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(colour))
    painter.drawPath(sign.subtracted(mark))
    painter.restore()


def warning_pixmap(colour: str, *, size: int = ICON_PX, ratio: float = 1.0) -> QPixmap:
    """The warning sign for a label; `ratio` is the screen's device pixel ratio."""
    pixmap = QPixmap(round(size * ratio), round(size * ratio))
    pixmap.setDevicePixelRatio(ratio)
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    paint_warning(painter, QRectF(0, 0, size, size), colour)
    painter.end()
    return pixmap
