"""The rows of the history: a conversation, or an answer in one that matches the search."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

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
from PySide6.QtWidgets import QListView, QStyledItemDelegate, QStyleOptionViewItem

from core.assistant.dto import ConversationSummary
from core.ids import MessageId
from ui.text.days import moment_text
from ui.text.excerpt import Excerpt, excerpt
from ui.theme import CAPTION_PX, INTERFACE_PX, SPACE_1, SPACE_2, SPACE_3, active_theme
from ui.widgets.passage_layout import PassageLayout
from ui.widgets.row_painting import draw_line, paint_row_ground

_Index = QModelIndex | QPersistentModelIndex
ROW_ROLE = int(Qt.ItemDataRole.UserRole)
DETAIL_ROLE = ROW_ROLE + 1
_ROW_PX = 52
_LEAST_PX = 120
_EXCERPT_CHARS = 200


@dataclass(frozen=True, slots=True)
class HistoryRow:
    """`message_id`, `text`, its `marks` (spans) and `question` only for a found answer."""

    summary: ConversationSummary
    message_id: MessageId | None = None
    text: str = ""
    marks: tuple[tuple[int, int], ...] = ()
    question: str = ""

    @property
    def title(self) -> str:
        """The answer's question; for a whole conversation its first."""
        return self.question or self.summary.title or unreadable_conversation()


def unreadable_conversation() -> str:
    """The title of a conversation without readable answers, which can still be deleted."""
    return QCoreApplication.translate("History", "This conversation cannot be read")


def marks_of(text: str, found: tuple[int, int], typed: str) -> tuple[tuple[int, int], ...]:
    """The matches of the typed words in `text`, and the search's own match."""
    spans = {found} if found[0] < found[1] else set()
    for word in typed.split():
        spans |= {match.span() for match in re.finditer(re.escape(word), text, re.IGNORECASE)}
    merged: list[tuple[int, int]] = []
    for start, end in sorted(spans):
        if merged and start <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(merged[-1][1], end))
        else:
            merged.append((start, end))
    return tuple(merged)


class HistoryModel(QAbstractListModel):
    """In the given order."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._rows: list[HistoryRow] = []

    def set_rows(self, rows: Iterable[HistoryRow]) -> None:
        self.beginResetModel()
        self._rows = list(rows)
        self.endResetModel()

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        return 0 if parent.isValid() else len(self._rows)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid():
            return None
        row = self._rows[index.row()]
        summary = row.summary
        if role == ROW_ROLE:
            return row
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            return row.title
        detail = self.tr("{moment}, %n question(s)", "", summary.questions).format(
            moment=moment_text(summary.last_asked_at)
        )
        if role == DETAIL_ROLE:
            return detail
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return ", ".join(part for part in (row.title, row.text, detail) if part)
        return None


class HistoryDelegate(QStyledItemDelegate):
    """Title, matching words, and time; the height depends on the text."""

    def __init__(self, parent: QListView) -> None:
        super().__init__(parent)
        self._list = parent

    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:
        row = index.data(ROW_ROLE)
        height = _ROW_PX
        if row.text:
            width = max(self._list.viewport().width(), _LEAST_PX) - 2 * SPACE_3
            height += _set(row, option.font, width).height_px + SPACE_1
        return QSize(_LEAST_PX, height)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        theme = active_theme()
        painter.save()
        paint_row_ground(painter, option, theme)
        whole: QRect = option.rect
        room = whole.adjusted(SPACE_3, SPACE_2, -SPACE_3, -SPACE_2)
        line_px = (_ROW_PX - 2 * SPACE_2) // 2
        upper = QRect(room.left(), room.top(), room.width(), line_px)
        lower = QRect(room.left(), room.bottom() + 1 - line_px, room.width(), line_px)
        for box, size, role, colour in (
            (upper, INTERFACE_PX, Qt.ItemDataRole.DisplayRole, theme.text),
            (lower, CAPTION_PX, DETAIL_ROLE, theme.muted),
        ):
            font = QFont(option.font)
            font.setPixelSize(size)
            text = str(index.data(role))
            draw_line(painter, box, text, font=font, colour=QColor(colour), direction=option.direction)
        row = index.data(ROW_ROLE)
        if row.text:
            words = _set(row, option.font, room.width())
            words.draw(painter, room.left(), upper.bottom() + 1, theme)
        painter.restore()


def _set(row: HistoryRow, font: QFont, width_px: int) -> PassageLayout:
    small = QFont(font)
    small.setPixelSize(CAPTION_PX)
    return PassageLayout(_shortened(row.text, row.marks), small, width_px)


def _shortened(text: str, marks: Sequence[tuple[int, int]]) -> Excerpt:
    return excerpt(text, marks, most_chars=_EXCERPT_CHARS)
