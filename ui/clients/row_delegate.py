"""Paints one client of the list: name, identity line, and the mark of an allergy or alert."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QRectF, QSize
from PySide6.QtGui import QColor, QFont, QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from core.clients.allergies import names_an_allergy
from core.clients.dto import Client, ClientDetails
from ui.clients.lifecycle_words import state_word
from ui.clients.list_model import CLIENT_ROLE
from ui.text.days import today
from ui.text.one_line import one_line
from ui.theme import CAPTION_PX, ICON_PX, INTERFACE_PX, SPACE_2, SPACE_3, Theme, active_theme
from ui.widgets.marks import paint_warning
from ui.widgets.row_painting import draw_line, paint_row_ground
from ui.words.identity import shown_identity

_ROW_PX = 52


class ClientRowDelegate(QStyledItemDelegate):
    """Two lines per client; mirrored in a right-to-left window."""

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        return QSize(160, _ROW_PX)

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        client: Client = index.data(CLIENT_ROLE)
        theme = active_theme()
        paint_row_ground(painter, option, theme)
        rect: QRect = option.rect
        room = rect.adjusted(SPACE_3, SPACE_2, -SPACE_3, -SPACE_2)
        mark_room = self._paint_mark(painter, option, room, client.details)
        direction = option.direction
        text_room = room.adjusted(0, 0, -mark_room, 0)
        half = text_room.height() // 2
        upper = QRect(text_room.left(), text_room.top(), text_room.width(), half)
        lower = QRect(text_room.left(), text_room.top() + half, text_room.width(), text_room.height() - half)
        name_font = QFont(option.font)
        name_font.setPixelSize(INTERFACE_PX)
        name_font.setWeight(QFont.Weight.DemiBold)
        line_font = QFont(option.font)
        line_font.setPixelSize(CAPTION_PX)
        state = state_word(client)
        identity = one_line((state, shown_identity(client, today=today())))
        for box, font, text, colour in (
            (upper, name_font, client.details.display_name, _colour(client, theme)),
            (lower, line_font, identity, theme.muted),
        ):
            visual = QStyle.visualRect(direction, room, box)
            draw_line(painter, visual, text, font=font, colour=QColor(colour), direction=direction)

    def _paint_mark(
        self, painter: QPainter, option: QStyleOptionViewItem, room: QRect, details: ClientDetails
    ) -> int:
        """Danger for an allergy, caution for an alert. Returns the width it took."""
        danger = names_an_allergy(details.allergies)
        if not danger and not details.alerts:
            return 0
        theme = active_theme()
        colour = theme.danger if danger else theme.caution
        box = QRect(room.right() - ICON_PX + 1, room.top() + 1, ICON_PX, ICON_PX)
        visual = QStyle.visualRect(option.direction, room, box)
        paint_warning(painter, QRectF(visual), colour)
        return ICON_PX + SPACE_2


def _colour(client: Client, theme: Theme) -> str:
    if not client.readable:
        return theme.danger
    return theme.muted if state_word(client) else theme.text
