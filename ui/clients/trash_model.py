"""The charts outside the list: deleted ones first, those expiring soonest at the top."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import (
    QAbstractListModel,
    QCoreApplication,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QRect,
    QSize,
    Qt,
)
from PySide6.QtGui import QColor, QFont, QPainter
from PySide6.QtWidgets import QStyledItemDelegate, QStyleOptionViewItem

from core.clients.dto import Client
from ui.clients.lifecycle_words import days_left, lifecycle_sentence
from ui.clients.list_model import CLIENT_ROLE
from ui.text.days import today
from ui.text.name_filter import sort_key
from ui.text.one_line import one_line
from ui.text.text_direction import isolate
from ui.theme import CAPTION_PX, INTERFACE_PX, SPACE_2, SPACE_3, active_theme
from ui.widgets.row_painting import draw_line, paint_row_ground
from ui.words.identity import identity_line, spoken_identity

_Index = QModelIndex | QPersistentModelIndex
_ROW_PX = 76
_STATES = ("deleted", "archived", "merged")


class TrashModel(QAbstractListModel):
    """Holds `Client`s in any state but active."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._clients: list[Client] = []

    def set_clients(self, clients: Iterable[Client]) -> None:
        self.beginResetModel()
        self._clients = sorted(
            (client for client in clients if client.lifecycle.state in _STATES),
            key=lambda client: (
                _STATES.index(client.lifecycle.state),
                days_left(client, today=today()) or 0,
                sort_key(client.details),
            ),
        )
        self.endResetModel()

    def client_at(self, index: _Index) -> Client | None:
        return self._clients[index.row()] if index.isValid() else None

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        return 0 if parent.isValid() else len(self._clients)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        client = self.client_at(index)
        if client is None:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return client.details.display_name
        if role == CLIENT_ROLE:
            return client
        if role in (Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.ToolTipRole):
            spoken = (
                spoken_identity(client.details, today=today()),
                lifecycle_sentence(client),
                left_words(client),
            )
            return ", ".join(part for part in spoken if part)
        return None


def left_words(client: Client) -> str:
    """How long a deleted chart is certain to be restorable; empty for any other."""
    left = days_left(client, today=today())
    if left is None:
        return ""
    if client.lifecycle.purging:
        return QCoreApplication.translate("ClientLifecycle", "It can no longer be restored")
    if left == 0:
        return QCoreApplication.translate("ClientLifecycle", "May be erased for good now")
    return DaysLeftText().line(left)


class DaysLeftText(QObject):
    """Plural forms need `tr`: lupdate collects them from nothing else."""

    def line(self, days: int) -> str:
        return self.tr("%n day(s) left", "", days)


class TrashRowDelegate(QStyledItemDelegate):
    """Three lines per chart: the client, since when and why, how long it can be restored."""

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        return QSize(240, _ROW_PX)

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        client: Client = index.data(CLIENT_ROLE)
        theme = active_theme()
        paint_row_ground(painter, option, theme)
        whole: QRect = option.rect
        room = whole.adjusted(SPACE_3, SPACE_2, -SPACE_3, -SPACE_2)
        name_font, small = QFont(option.font), QFont(option.font)
        name_font.setPixelSize(INTERFACE_PX)
        name_font.setWeight(QFont.Weight.DemiBold)
        small.setPixelSize(CAPTION_PX)
        left = days_left(client, today=today())
        who = one_line((isolate(client.details.display_name), identity_line(client.details, today=today())))
        lines = (
            (who, name_font, theme.text),
            (lifecycle_sentence(client), small, theme.muted),
            (left_words(client), small, theme.danger if left == 0 else theme.caution),
        )
        height = room.height() // len(lines)
        for row, (text, font, colour) in enumerate(lines):
            box = QRect(room.left(), room.top() + row * height, room.width(), height)
            draw_line(painter, box, text, font=font, colour=QColor(colour), direction=option.direction)
