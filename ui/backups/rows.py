"""Folders and backups as rows of a list: a name with its state, and a line of detail."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QAbstractItemView, QListView, QStyledItemDelegate, QStyleOptionViewItem

from ui.text.one_line import one_line
from ui.theme import SPACE_2, SPACE_3, active_theme
from ui.theme.roles import Tone
from ui.widgets.row_lines import RowLines
from ui.widgets.row_painting import paint_row_ground

_Index = QModelIndex | QPersistentModelIndex
_ROW_PX = 52
_STATE_PX = 240
ROW_ROLE = int(Qt.ItemDataRole.UserRole)


@dataclass(frozen=True, slots=True)
class Row:
    """`value` is the row's object; `tip` is the tooltip."""

    value: Any
    title: str
    state: str
    tone: Tone
    detail: str
    tip: str = ""


class RowsModel(QAbstractListModel):
    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._rows: list[Row] = []

    @property
    def rows(self) -> tuple[Row, ...]:
        return tuple(self._rows)

    def set_rows(self, rows: Iterable[Row]) -> None:
        self.beginResetModel()
        self._rows = list(rows)
        self.endResetModel()

    def row_at(self, index: _Index) -> Row | None:
        return self._rows[index.row()] if 0 <= index.row() < len(self._rows) else None

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        return 0 if parent.isValid() else len(self._rows)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        row = self.row_at(index)
        if row is None:
            return None
        if role == ROW_ROLE:
            return row
        if role == Qt.ItemDataRole.DisplayRole:
            return row.title
        if role == Qt.ItemDataRole.ToolTipRole:
            return row.tip or row.title
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return one_line((row.title, row.state, row.detail), separator=", ")
        return None


class RowDelegate(QStyledItemDelegate):
    """Two lines; the state is at the trailing edge of the first."""

    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:
        return QSize(240, _ROW_PX)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        row: Row = index.data(ROW_ROLE)
        theme = active_theme()
        paint_row_ground(painter, option, theme)
        whole: QRect = option.rect
        room = whole.adjusted(SPACE_3, SPACE_2, -SPACE_3, -SPACE_2)
        half = room.height() // 2
        name_px = room.width() - _STATE_PX
        start = option.direction == Qt.LayoutDirection.LeftToRight
        named = QRect(room.left() if start else room.left() + _STATE_PX, room.top(), name_px, half)
        stated = QRect(room.right() - _STATE_PX if start else room.left(), room.top(), _STATE_PX, half)
        RowLines(painter, option, named).whole(row.title, strong=True, colour=theme.text)
        RowLines(painter, option, stated).whole(
            row.state, strong=False, colour=getattr(theme, row.tone), trailing=True
        )
        below = QRect(room.left(), room.top() + half, room.width(), half)
        RowLines(painter, option, below).whole(row.detail, strong=False, colour=theme.muted)


class RowsList(QListView):
    """A list of rows with its model; `chosen` is the marked row's object."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.rows = RowsModel(self)
        self.setModel(self.rows)
        self.setItemDelegate(RowDelegate(self))
        self.setAccessibleName(name)
        self.setUniformItemSizes(True)
        self.setMouseTracking(True)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)

    @property
    def chosen(self) -> Any:
        """None when no row is marked."""
        row = self.rows.row_at(self.currentIndex())
        return None if row is None else row.value

    def show_rows(self, rows: Iterable[Row]) -> None:
        """Replaces the rows; the mark keeps its position where possible."""
        marked = max(self.currentIndex().row(), 0)
        self.rows.set_rows(rows)
        if self.rows.rowCount():
            self.setCurrentIndex(self.rows.index(min(marked, self.rows.rowCount() - 1)))

    def show_lines(self, count: int) -> None:
        """Sets the height to that many rows."""
        self.setFixedHeight(count * _ROW_PX + 2 * self.frameWidth())
