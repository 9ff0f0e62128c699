"""Paints a row of the palette: its title, its area, and its keys at the end of the line."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from ui.palette.choices import Choice
from ui.palette.rows import CHOICE_ROLE
from ui.theme import CAPTION_PX, INTERFACE_PX, SPACE_2, SPACE_3, Theme, active_theme
from ui.widgets.row_painting import draw_line, paint_row_ground

_ROW_PX = 36
_HEADING_PX = 28


class PaletteRowDelegate(QStyledItemDelegate):
    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        return QSize(160, _ROW_PX if index.data(CHOICE_ROLE) is not None else _HEADING_PX)

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        choice = index.data(CHOICE_ROLE)
        theme = active_theme()
        room: QRect = option.rect.adjusted(SPACE_3, 0, -SPACE_3, 0)
        if choice is None:
            font = _font(option.font, CAPTION_PX, strong=True)
            heading = str(index.data())
            _draw(painter, option, room, room.adjusted(0, SPACE_2, 0, 0), heading, font, theme.muted)
            return
        paint_row_ground(painter, option, theme)
        self._paint_choice(painter, option, room, choice, theme)

    def _paint_choice(
        self, painter: QPainter, option: QStyleOptionViewItem, room: QRect, choice: Choice, theme: Theme
    ) -> None:
        small = _font(option.font, CAPTION_PX)
        title_font = _font(option.font, INTERFACE_PX, strong=choice.group == "clients")
        keys_px = QFontMetrics(small).horizontalAdvance(choice.keys) + 2 if choice.keys else 0
        keys_room = QRect(room.right() - keys_px + 1, room.top(), keys_px, room.height())
        left = room.width() - (keys_px + SPACE_3 if keys_px else 0)
        title_px = min(QFontMetrics(title_font).horizontalAdvance(choice.title) + 2, left)
        title_room = QRect(room.left(), room.top(), title_px, room.height())
        detail_left = room.left() + title_px + SPACE_3
        detail_room = QRect(detail_left, room.top(), room.left() + left - detail_left, room.height())
        colour = theme.text if choice.available else theme.disabled
        _draw(painter, option, room, title_room, choice.title, title_font, colour)
        if detail_room.width() > SPACE_3:
            _draw(painter, option, room, detail_room, choice.detail, small, theme.muted)
        if choice.keys:
            _draw(painter, option, room, keys_room, choice.keys, small, theme.muted)


def _font(base: QFont, size_px: int, *, strong: bool = False) -> QFont:
    font = QFont(base)
    font.setPixelSize(size_px)
    font.setWeight(QFont.Weight.DemiBold if strong else QFont.Weight.Normal)
    return font


def _draw(
    painter: QPainter,
    option: QStyleOptionViewItem,
    room: QRect,
    box: QRect,
    text: str,
    font: QFont,
    colour: str,
) -> None:
    direction: Qt.LayoutDirection = option.direction
    visual = QStyle.visualRect(direction, room, box)
    draw_line(painter, visual, text, font=font, colour=QColor(colour), direction=direction)
