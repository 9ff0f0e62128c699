"""The practice's abbreviations as a list: the short form and its meanings."""

from __future__ import annotations

from collections.abc import Iterable
from uuid import UUID

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QStyledItemDelegate, QStyleOptionViewItem

from core.vocabulary.dto import VocabularyEntry
from ui.text.one_line import one_line
from ui.text.text_direction import isolate
from ui.theme import SPACE_2, SPACE_3, active_theme
from ui.widgets.row_lines import RowLines
from ui.widgets.row_painting import paint_row_ground

_Index = QModelIndex | QPersistentModelIndex
_ROW_PX = 52
ENTRY_ROLE = int(Qt.ItemDataRole.UserRole)


class EntriesModel(QAbstractListModel):
    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._entries: list[VocabularyEntry] = []

    @property
    def entries(self) -> tuple[VocabularyEntry, ...]:
        return tuple(self._entries)

    def set_entries(self, entries: Iterable[VocabularyEntry]) -> None:
        """Replaces all entries, in the given order."""
        self.beginResetModel()
        self._entries = list(entries)
        self.endResetModel()

    def entry_at(self, index: _Index) -> VocabularyEntry | None:
        return self._entries[index.row()] if 0 <= index.row() < len(self._entries) else None

    def index_of(self, entry_id: UUID | None) -> QModelIndex:
        """The row of an entry; invalid if it is not listed."""
        rows = (row for row, each in enumerate(self._entries) if each.entry_id == entry_id)
        return self.index(next(rows, -1))

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        return 0 if parent.isValid() else len(self._entries)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        entry = self.entry_at(index)
        if entry is None:
            return None
        if role == ENTRY_ROLE:
            return entry
        if role == Qt.ItemDataRole.DisplayRole:
            return entry.short
        if role in (Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.ToolTipRole):
            return one_line((isolate(entry.short), meanings_line(entry)), separator=": ")
        return None


class EntryRowDelegate(QStyledItemDelegate):
    """Two lines per entry."""

    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:
        return QSize(160, _ROW_PX)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        entry: VocabularyEntry = index.data(ENTRY_ROLE)
        theme = active_theme()
        paint_row_ground(painter, option, theme)
        whole: QRect = option.rect
        room = whole.adjusted(SPACE_3, SPACE_2, -SPACE_3, -SPACE_2)
        RowLines(painter, option, room).pair(
            (0, room.width()),
            isolate(entry.short),
            meanings_line(entry),
            upper_colour=theme.text,
            lower_colour=theme.muted,
        )


def meanings_line(entry: VocabularyEntry) -> str:
    """All its meanings, on one line."""
    return one_line((isolate(each) for each in entry.meanings), separator="; ")
