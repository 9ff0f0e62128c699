"""The list of results. The client's name always stays visible above the passages."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QListView, QStyleOptionViewItem, QWidget

from ui.find.groups import FoundOf
from ui.find.hit_delegate import HEADING_PX, HitDelegate
from ui.find.hits_model import ROW_ROLE, HitsModel
from ui.theme import active_theme

_ROWS_AT_ONCE = 40
"""Laid out before the first paint; the rest follows during idle time."""


class _Pinned(QWidget):
    """The heading of the group at the top of the list."""

    def __init__(self, owner: HitsList) -> None:
        super().__init__(owner.viewport())
        self._owner = owner
        self._row = QPersistentModelIndex()
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.hide()

    @property
    def found(self) -> FoundOf | None:
        found = self._row.data(ROW_ROLE) if self._row.isValid() else None
        return found if isinstance(found, FoundOf) else None

    def follow(self) -> None:
        """Shows the current heading, pushed up by the next one."""
        top = self._owner.indexAt(self._owner.rect().topLeft())
        heading = self._owner.rows.heading_of(top.row()) if top.isValid() else QModelIndex()
        self._row = QPersistentModelIndex(heading)
        if not heading.isValid():
            self.hide()
            return
        following = self._owner.rows.next_heading(top.row())
        below = self._owner.visualRect(following).top() if following.isValid() else HEADING_PX
        offset = min(0, below - HEADING_PX)
        self.setGeometry(0, offset, self._owner.viewport().width(), HEADING_PX)
        self.show()
        self.raise_()
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        found = self.found
        if found is None:
            return
        option = QStyleOptionViewItem()
        option.rect = self.rect()
        option.direction = self.layoutDirection()
        option.font = self._owner.font()
        painter = QPainter(self)
        self._owner.delegate.paint_heading(painter, option, found, active_theme())


class HitsList(QListView):
    """Arrow keys move between passages; Enter or a click opens one."""

    opened = Signal(object)
    """The `HitRow`."""
    left = Signal()
    """Escape, or Up at the first passage: back to the question."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.rows = HitsModel(self)
        self.delegate = HitDelegate(self)
        self.setModel(self.rows)
        self.setItemDelegate(self.delegate)
        self.setAccessibleName(self.tr("Passages found"))
        self.setMouseTracking(True)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setLayoutMode(QListView.LayoutMode.Batched)
        self.setBatchSize(_ROWS_AT_ONCE)
        self._pinned = _Pinned(self)
        self.verticalScrollBar().valueChanged.connect(lambda _value: self._pinned.follow())
        self.verticalScrollBar().rangeChanged.connect(lambda _least, _most: self._pinned.follow())
        self.clicked.connect(self._open)

    @property
    def named(self) -> FoundOf | None:
        """The client named at the top of the list."""
        return self._pinned.found

    def show_found(self, found: tuple[FoundOf, ...]) -> None:
        """Replaces all results and scrolls to the top; nothing is selected."""
        self.delegate.forget()
        self.rows.show(found)
        self.scrollToTop()
        self._pinned.follow()

    def go_in(self) -> None:
        """Focuses the last selected passage, or the first."""
        if not self.currentIndex().isValid():
            self.setCurrentIndex(self.rows.first_hit())
        self.setFocus(Qt.FocusReason.TabFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = event.key()
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._open(self.currentIndex())
        elif key == Qt.Key.Key_Home:
            # Qt would stop at the heading, which cannot be selected.
            self.setCurrentIndex(self.rows.first_hit())
            self.scrollToTop()
        elif key == Qt.Key.Key_Escape or (key == Qt.Key.Key_Up and self.currentIndex().row() <= 1):
            self.left.emit()
        else:
            super().keyPressEvent(event)

    def keyboardSearch(self, search: str) -> None:
        """Disabled: letters do not search here."""

    def scrollTo(
        self,
        index: QModelIndex | QPersistentModelIndex,
        hint: QAbstractItemView.ScrollHint = QAbstractItemView.ScrollHint.EnsureVisible,
    ) -> None:
        """As Qt's, but a passage is not covered by the heading at the top."""
        super().scrollTo(index, hint)
        hidden = HEADING_PX - self.visualRect(index).top()
        if hidden > 0:
            bar = self.verticalScrollBar()
            bar.setValue(bar.value() - hidden)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._pinned.follow()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange and hasattr(self, "delegate"):
            self.delegate.forget()
            self.scheduleDelayedItemsLayout()

    def _open(self, index: QModelIndex) -> None:
        row = self.rows.hit_at(index)
        if row is not None:
            self.opened.emit(row)
