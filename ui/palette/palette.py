"""Everything by keyboard: type part of a name or of an action, Enter runs it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol

from PySide6.QtCore import QEvent, QModelIndex, QObject, QPoint, Qt
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QHideEvent, QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QDialog, QLineEdit, QListView, QVBoxLayout, QWidget

from ui.palette.choices import Choice, GroupMatches, in_order
from ui.palette.row_delegate import PaletteRowDelegate
from ui.palette.rows import PaletteRows
from ui.text.matching import Key, words
from ui.theme import SPACE_2, SPACE_3, set_role
from ui.widgets.paragraph import Paragraph

_WIDTH_PX = 640
_HEIGHT_PX = 460
_FROM_TOP_PX = 72
_PAGE_ROWS = 8


class Source(Protocol):
    """A source of rows."""

    def find(self, wanted: Key) -> GroupMatches: ...


class CommandPalette(QDialog):
    """Floats over the window and closes when another window is activated, with its contents."""

    def __init__(self, sources: tuple[Source, ...], parent: QWidget) -> None:
        super().__init__(parent, Qt.WindowType.Dialog | Qt.WindowType.FramelessWindowHint)
        self.setWindowTitle(self.tr("Go to or do"))
        self.setAccessibleName(self.windowTitle())
        self._window = parent
        self._sources = sources
        self.rows = PaletteRows(self)
        self.search = QLineEdit()
        self.list = QListView()
        self.nothing = Paragraph()
        self._style()
        self._connect()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(SPACE_3, SPACE_3, SPACE_3, SPACE_3)
        layout.setSpacing(SPACE_2)
        for widget in (self.search, self.list, self.nothing):
            layout.addWidget(widget, 1 if widget is self.list else 0)
        layout.addStretch()
        self._on_typed("")

    def open(self) -> None:
        """Shows it in the upper middle of the window, with the focus in its box."""
        window = self._window.window()
        self.resize(min(_WIDTH_PX, window.width() - 2 * SPACE_3), min(_HEIGHT_PX, window.height() - 100))
        corner = QPoint((window.width() - self.width()) // 2, _FROM_TOP_PX)
        self.move(window.mapToGlobal(corner))
        self.show()
        self.activateWindow()
        self.search.setFocus(Qt.FocusReason.PopupFocusReason)

    def add_source(self, source: Source) -> None:
        """Adds rows that arrived later; the input and the mark are kept."""
        self._sources = (*self._sources, source)
        before = self.rows.choice_at(self.list.currentIndex().row())
        self._on_typed(self.search.text())
        for row in range(self.rows.rowCount()):
            choice = self.rows.choice_at(row)
            if before is not None and choice is not None and choice.spoken == before.spoken:
                self._mark(row)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self.search and isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            return self._on_key(event)
        handled: bool = super().eventFilter(watched, event)
        return handled

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.WindowDeactivate:
            self.hide()
        handled: bool = super().event(event)
        return handled

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self._sources = ()
        self.search.clear()
        self.search.setAccessibleDescription("")
        self.rows.clear()
        self.deleteLater()

    def _style(self) -> None:
        set_role(self, surface="card")
        self.search.setPlaceholderText(self.tr("Client, action or template"))
        self.search.setAccessibleName(self.tr("Find a client, an action or a template"))
        self.search.installEventFilter(self)
        self.list.setModel(self.rows)
        self.list.setItemDelegate(PaletteRowDelegate(self.list))
        self.list.setAccessibleName(self.tr("Found"))
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.list.setMouseTracking(True)
        self.list.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.list.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        set_role(self.nothing, tone="muted")

    def _connect(self) -> None:
        self.search.textChanged.connect(self._on_typed)
        self.list.clicked.connect(lambda index: self._choose(index))

    def _on_typed(self, text: str) -> None:
        wanted = words(text)
        self.rows.show_groups(in_order(source.find(wanted) for source in self._sources))
        found = self.rows.rowCount() > 0
        self.list.setVisible(found)
        self.nothing.setVisible(not found)
        self.nothing.setText(
            "" if found else self.tr("Nothing found. Type a part of a name or of an action.")
        )
        if found:
            self.list.scrollToTop()
            self._mark(self.rows.next_choice(-1, 1))
        elif self.isVisible():
            self._say(self.nothing.text())

    def _on_key(self, event: QKeyEvent) -> bool:
        key, row = event.key(), self.list.currentIndex().row()
        moves: dict[int, Callable[[], int]] = {
            Qt.Key.Key_Down: lambda: self.rows.next_choice(row, 1),
            Qt.Key.Key_Up: lambda: self.rows.next_choice(row, -1),
            Qt.Key.Key_PageDown: lambda: self._paged(row, 1),
            Qt.Key.Key_PageUp: lambda: self._paged(row, -1),
        }
        if key in moves:
            self._mark(moves[key]())
            return True
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._choose(self.list.currentIndex())
            return True
        return False

    def _paged(self, row: int, step: int) -> int:
        last = self.rows.rowCount() - 1
        edge = min(max(row + step * _PAGE_ROWS, 0), last)
        # One row back, since the search starts beside it; it wraps around at the ends.
        inner = self.rows.next_choice(edge - step, step)
        return inner if (inner - row) * step > 0 else self.rows.next_choice(edge + step, -step)

    def _mark(self, row: int) -> None:
        if row < 0:
            return
        index = self.rows.index(row)
        self.list.setCurrentIndex(index)
        self.list.scrollTo(index)
        choice = self.rows.choice_at(row)
        if choice is not None and self.isVisible():
            self._say(choice.spoken or choice.title)

    def _say(self, text: str) -> None:
        """The focus stays in the box, so the marked row is announced to screen readers."""
        self.search.setAccessibleDescription(text)
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self.search, text))

    def _choose(self, index: QModelIndex) -> None:
        choice: Choice | None = self.rows.choice_at(index.row())
        if choice is None or not choice.available:
            return
        self.hide()
        choice.run()
