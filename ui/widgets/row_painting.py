"""Shared painting of list rows: background, focus ring and elided text."""

from __future__ import annotations

from PySide6.QtCore import QRect, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPen
from PySide6.QtWidgets import QStyle, QStyleOptionViewItem

from ui.text.text_direction import paragraph_direction
from ui.theme import Theme
from ui.theme.metrics import FOCUS_RING_PX

_EDGE_PX = 3


def paint_row_ground(painter: QPainter, option: QStyleOptionViewItem, theme: Theme) -> None:
    """Selected, hovered or plain; a selected row also has an edge, so that colour alone does not say it."""
    rect: QRect = option.rect
    state = option.state
    if state & QStyle.StateFlag.State_Selected:
        painter.fillRect(rect, QColor(theme.accent_ground))
        edge = QRect(rect.left(), rect.top(), _EDGE_PX, rect.height())
        painter.fillRect(QStyle.visualRect(option.direction, rect, edge), QColor(theme.accent))
    elif state & QStyle.StateFlag.State_MouseOver:
        painter.fillRect(rect, QColor(theme.raised))
    paint_focus(painter, option, theme)


def paint_focus(painter: QPainter, option: QStyleOptionViewItem, theme: Theme) -> None:
    """The focus ring of the current row: around the list the rows would cover it."""
    if option.state & QStyle.StateFlag.State_HasFocus:
        painter.save()
        painter.setPen(QPen(QColor(theme.accent), FOCUS_RING_PX))
        painter.drawRect(QRectF(option.rect).adjusted(1, 1, -1, -1))
        painter.restore()


def draw_line(
    painter: QPainter,
    room: QRect,
    text: str,
    *,
    font: QFont,
    colour: QColor,
    direction: Qt.LayoutDirection,
) -> None:
    """One line with an ellipsis, at the leading side of the row, whatever its script."""
    painter.save()
    painter.setFont(font)
    painter.setPen(colour)
    painter.setLayoutDirection(paragraph_direction(text))
    shown = QFontMetrics(font).elidedText(text, Qt.TextElideMode.ElideRight, room.width())
    leading = (
        Qt.AlignmentFlag.AlignRight
        if direction == Qt.LayoutDirection.RightToLeft
        else Qt.AlignmentFlag.AlignLeft
    )
    flags = leading | Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignAbsolute
    painter.drawText(room, int(flags) | int(Qt.TextFlag.TextSingleLine), shown)
    painter.restore()


def draw_wrapped(
    painter: QPainter,
    room: QRect,
    text: str,
    *,
    font: QFont,
    colour: QColor,
    direction: Qt.LayoutDirection,
) -> None:
    """As `draw_line`, on as many lines as fit."""
    painter.save()
    painter.setFont(font)
    painter.setPen(colour)
    painter.setClipRect(room)
    painter.setLayoutDirection(paragraph_direction(text))
    mirrored = direction == Qt.LayoutDirection.RightToLeft
    leading = Qt.AlignmentFlag.AlignRight if mirrored else Qt.AlignmentFlag.AlignLeft
    flags = leading | Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignAbsolute
    painter.drawText(room, int(flags) | int(Qt.TextFlag.TextWordWrap), text)
    painter.restore()
