"""Earlier conversations of the scope: their first question, when, and how many questions there were."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import (
    QAbstractListModel,
    QEvent,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QRect,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QColor, QFont, QKeyEvent, QPainter
from PySide6.QtWidgets import (
    QListView,
    QStackedLayout,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from core.assistant.dto import ConversationSummary
from ui.theme import CAPTION_PX, INTERFACE_PX, SPACE_2, SPACE_3, active_theme
from ui.widgets.days import moment_text
from ui.widgets.empty_state import EmptyState
from ui.widgets.row_painting import draw_line, paint_row_ground

_Index = QModelIndex | QPersistentModelIndex
SUMMARY_ROLE = int(Qt.ItemDataRole.UserRole)
DETAIL_ROLE = SUMMARY_ROLE + 1
_ROW_PX = 52


class ConversationListModel(QAbstractListModel):
    """Newest first."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._summaries: list[ConversationSummary] = []

    def set_summaries(self, summaries: Iterable[ConversationSummary]) -> None:
        self.beginResetModel()
        self._summaries = sorted(summaries, key=lambda each: each.last_asked_at, reverse=True)
        self.endResetModel()

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        return 0 if parent.isValid() else len(self._summaries)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid():
            return None
        summary = self._summaries[index.row()]
        if role == SUMMARY_ROLE:
            return summary
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            return summary.title
        detail = self.tr("{moment}, %n question(s)", "", summary.questions).format(
            moment=moment_text(summary.last_asked_at)
        )
        if role == DETAIL_ROLE:
            return detail
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"{summary.title}, {detail}"
        return None


class _RowDelegate(QStyledItemDelegate):
    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        return QSize(120, _ROW_PX)

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        theme = active_theme()
        paint_row_ground(painter, option, theme)
        whole: QRect = option.rect
        room = whole.adjusted(SPACE_3, SPACE_2, -SPACE_3, -SPACE_2)
        half = room.height() // 2
        upper = QRect(room.left(), room.top(), room.width(), half)
        lower = QRect(room.left(), room.top() + half, room.width(), room.height() - half)
        for box, size, role, colour in (
            (upper, INTERFACE_PX, Qt.ItemDataRole.DisplayRole, theme.text),
            (lower, CAPTION_PX, DETAIL_ROLE, theme.muted),
        ):
            font = QFont(option.font)
            font.setPixelSize(size)
            text = str(index.data(role))
            draw_line(painter, box, text, font=font, colour=QColor(colour), direction=option.direction)


class HistoryPage(QWidget):
    """A click or Enter opens a conversation."""

    conversation_chosen = Signal(object)
    """The `ConversationSummary`."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.model = ConversationListModel(self)
        self.list = QListView()
        self.list.setModel(self.model)
        self.list.setItemDelegate(_RowDelegate(self.list))
        self.list.setAccessibleName(self.tr("Earlier conversations"))
        self.list.setUniformItemSizes(True)
        self.list.setMouseTracking(True)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.installEventFilter(self)
        self.empty = EmptyState(
            self.tr("No conversations yet"), self.tr("What you ask here is kept, sealed like the notes.")
        )
        self._pages = QStackedLayout(self)
        self._pages.addWidget(self.list)
        self._pages.addWidget(self.empty)
        self.list.clicked.connect(self._choose)

    def show_summaries(self, summaries: Iterable[ConversationSummary]) -> None:
        self.model.set_summaries(summaries)
        some = bool(self.model.rowCount())
        self._pages.setCurrentWidget(self.list if some else self.empty)
        if some:
            self.list.setCurrentIndex(self.model.index(0))
            self.list.setFocus()

    def clear(self) -> None:
        self.model.set_summaries([])

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        enters = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress and event.key() in enters:
            self._choose(self.list.currentIndex())
            return True
        handled: bool = super().eventFilter(watched, event)
        return handled

    def _choose(self, index: QModelIndex) -> None:
        if index.isValid():
            self.conversation_chosen.emit(index.data(SUMMARY_ROLE))
