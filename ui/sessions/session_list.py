"""The sessions of one client, newest first: day, state and first words."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QRect,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QColor, QFont, QFontMetrics, QKeyEvent, QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QListView,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from core.ids import SessionId
from core.sessions.dto import UNREADABLE, Session
from ui.text.days import day_text
from ui.theme import CAPTION_PX, INTERFACE_PX, SPACE_2, SPACE_3, active_theme
from ui.widgets.row_painting import draw_line, paint_row_ground
from ui.words.sessions import first_words, kind_name, state_name

_Index = QModelIndex | QPersistentModelIndex
SESSION_ROLE = int(Qt.ItemDataRole.UserRole)
_ROW_PX = 54
_COUNTING = ("draft", "signed")


class SessionListModel(QAbstractListModel):
    """The current version of each session of one client."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._sessions: list[Session] = []
        self._with_deleted = False

    @property
    def sessions(self) -> tuple[Session, ...]:
        return tuple(self._sessions)

    @property
    def with_deleted(self) -> bool:
        """Whether deleted drafts are in the list."""
        return self._with_deleted

    def set_sessions(self, sessions: Iterable[Session], *, with_deleted: bool = False) -> None:
        self.beginResetModel()
        self._with_deleted = with_deleted
        counting = (each for each in sessions if with_deleted or each.state != "deleted")
        self._sessions = sorted(counting, key=lambda session: session.date, reverse=True)
        self.endResetModel()

    def others(self, session: Session) -> tuple[Session, ...]:
        """The valid ones besides this: first the earlier, then the later ones."""
        row = self.row_of(session.session_id)
        before = [each for each in self._sessions[row + 1 :] if each.state in _COUNTING]
        after = [each for each in self._sessions[: max(row, 0)] if each.state in _COUNTING]
        return (*before, *after)

    def before(self, session: Session) -> Session | None:
        """The last valid one before this; one of the same day only if it is below it."""
        row = self.row_of(session.session_id)
        earlier = (each for each in self._sessions[row + 1 :] if each.state in _COUNTING)
        return next((each for each in earlier if row >= 0 or each.date <= session.date), None)

    def put(self, session: Session) -> None:
        """Shows a new session or version at the position of its day.

        A deleted draft is removed, unless deleted ones are shown.
        """
        row = self.row_of(session.session_id)
        if session.state == "deleted" and not self._with_deleted:
            if row >= 0:
                self.beginRemoveRows(QModelIndex(), row, row)
                del self._sessions[row]
                self.endRemoveRows()
            return
        if row >= 0 and self._sessions[row].date == session.date:
            self._sessions[row] = session
            self.dataChanged.emit(self.index(row), self.index(row))
            return
        if row >= 0:
            self.beginRemoveRows(QModelIndex(), row, row)
            del self._sessions[row]
            self.endRemoveRows()
        place = sum(1 for each in self._sessions if each.date > session.date)
        self.beginInsertRows(QModelIndex(), place, place)
        self._sessions.insert(place, session)
        self.endInsertRows()

    def row_of(self, session_id: SessionId) -> int:
        """The session's row; -1 if it is not in the list."""
        ids = [session.session_id for session in self._sessions]
        return ids.index(session_id) if session_id in ids else -1

    def find(self, session_id: SessionId) -> Session | None:
        row = self.row_of(session_id)
        return self._sessions[row] if row >= 0 else None

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        return 0 if parent.isValid() else len(self._sessions)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid():
            return None
        session = self._sessions[index.row()]
        if role == SESSION_ROLE:
            return session
        if role == Qt.ItemDataRole.DisplayRole:
            return day_text(session.date)
        if role in (Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.ToolTipRole):
            if session.state == UNREADABLE:
                return f"{day_text(session.date)}, {first_words(session)}"
            kind = kind_name(session.kind)
            return f"{day_text(session.date)}, {kind}, {state_name(session)}, {first_words(session)}"
        return None


class SessionRowDelegate(QStyledItemDelegate):
    """Two lines a session; drafts are marked in the caution colour, invalid ones struck out."""

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        return QSize(120, _ROW_PX)

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        session: Session = index.data(SESSION_ROLE)
        theme = active_theme()
        paint_row_ground(painter, option, theme)
        whole: QRect = option.rect
        room = whole.adjusted(SPACE_3, SPACE_2, -SPACE_3, -SPACE_2)
        half = room.height() // 2
        upper = QRect(room.left(), room.top(), room.width(), half)
        lower = QRect(room.left(), room.top() + half, room.width(), room.height() - half)
        day_font = QFont(option.font)
        day_font.setPixelSize(INTERFACE_PX)
        day_font.setWeight(QFont.Weight.DemiBold)
        day_font.setStrikeOut(session.state in ("retracted", "deleted"))
        small = QFont(option.font)
        small.setPixelSize(CAPTION_PX)
        direction = option.direction
        draw_line(
            painter,
            upper,
            day_text(session.date),
            font=day_font,
            colour=QColor(theme.text),
            direction=direction,
        )
        void = session.state in ("retracted", "deleted", UNREADABLE)
        if session.state == "draft":
            told, colour = state_name(session), theme.caution
        else:
            told, colour = kind_name(session.kind) if session.kind != "visit" else "", theme.muted
        opposite = _opposite(direction)
        room_left = upper.width() - QFontMetrics(day_font).horizontalAdvance(day_text(session.date)) - SPACE_2
        if session.state != "draft" and QFontMetrics(small).horizontalAdvance(told) > room_left:
            # A truncated word is useless; the kind is also in the session's head.
            told = ""
        beside = QRect(upper.left(), upper.top(), max(room_left, 0), upper.height())
        if opposite == Qt.LayoutDirection.RightToLeft:
            beside.moveRight(upper.right())
        draw_line(painter, beside, told, font=small, colour=QColor(colour), direction=opposite)
        # For an invalid session its state is shown instead of its text.
        words = state_name(session) if void else first_words(session)
        below = QColor(theme.danger if void else theme.muted)
        draw_line(painter, lower, words, font=small, colour=below, direction=direction)


class SessionList(QListView):
    """The column of sessions. Arrow keys and a click open a session at once."""

    session_chosen = Signal(object)
    """The selected `Session`."""
    session_entered = Signal(object)
    """The `Session` that was clicked or opened with Enter: to write in it."""

    def __init__(self, parent: QWidget | None = None) -> None:
        # Set first, because Qt calls `currentChanged` from the calls below.
        self._telling = False
        super().__init__(parent)
        self.sessions = SessionListModel(self)
        self.setModel(self.sessions)
        self.setItemDelegate(SessionRowDelegate(self))
        self.setAccessibleName(self.tr("Sessions"))
        self.setUniformItemSizes(True)
        self.setMouseTracking(True)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        # Not `activated`: on some desktops it follows `clicked`, on others a double click.
        self.clicked.connect(self._enter)
        self._telling = True

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._enter(self.currentIndex())
        else:
            super().keyPressEvent(event)

    def keyboardSearch(self, search: str) -> None:
        """Disabled: accidental typing must not select another session."""

    def _enter(self, index: _Index) -> None:
        session = index.data(SESSION_ROLE) if index.isValid() else None
        if session is not None:
            self.session_entered.emit(session)

    def select(self, session_id: SessionId | None) -> None:
        """Selects a row without emitting a signal."""
        with self._silence():
            self._mark(session_id)

    def put(self, session: Session) -> None:
        """Shows a new session or version; the selected row stays selected."""
        marked: Session | None = self.currentIndex().data(SESSION_ROLE)
        with self._silence():
            self.sessions.put(session)
            self._mark(marked.session_id if marked is not None else None)

    @contextmanager
    def _silence(self) -> Iterator[None]:
        self._telling = False
        try:
            yield
        finally:
            self._telling = True

    def _mark(self, session_id: SessionId | None) -> None:
        row = self.sessions.row_of(session_id) if session_id is not None else -1
        self.setCurrentIndex(self.sessions.index(row) if row >= 0 else QModelIndex())

    def currentChanged(self, current: _Index, previous: _Index) -> None:
        super().currentChanged(current, previous)
        session = current.data(SESSION_ROLE) if current.isValid() else None
        if self._telling and session is not None:
            self.session_chosen.emit(session)


def _opposite(direction: Qt.LayoutDirection) -> Qt.LayoutDirection:
    left_to_right = direction == Qt.LayoutDirection.LeftToRight
    return Qt.LayoutDirection.RightToLeft if left_to_right else Qt.LayoutDirection.LeftToRight
