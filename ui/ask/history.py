"""Earlier conversations of the scope, with a search box."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QEvent, QItemSelectionModel, QModelIndex, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLineEdit,
    QListView,
    QPushButton,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from core.assistant.dto import ConversationSummary
from ui.ask.history_list import ROW_ROLE, HistoryDelegate, HistoryModel, HistoryRow
from ui.theme import SPACE_2, set_role
from ui.widgets.empty_state import EmptyState
from ui.widgets.plain_label import PlainLabel

SEARCH_AFTER_MS = 250
"""The pause in typing before a search."""
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class HistoryPage(QWidget):
    """A click or Enter opens a conversation, Delete deletes it, F5 refreshes the list."""

    row_chosen = Signal(object)
    """The `HistoryRow`."""
    delete_requested = Signal(object)
    """The `ConversationSummary`."""
    search_wanted = Signal(str)
    """The words to look for; none: all conversations."""
    refresh_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.search = QLineEdit()
        self.model = HistoryModel(self)
        self.list = QListView()
        self.list.setModel(self.model)
        self.list.setItemDelegate(HistoryDelegate(self.list))
        self.empty = EmptyState("")
        self.told = PlainLabel()
        self.delete_button = QPushButton(self.tr("Delete…"))
        self.refresh_button = QPushButton(self.tr("Refresh"))
        self._pages = QStackedWidget()
        self._patience = QTimer(self)
        self._patience.setSingleShot(True)
        self._patience.setInterval(SEARCH_AFTER_MS)
        self._style()
        self._lay_out()
        self._patience.timeout.connect(lambda: self.search_wanted.emit(self.words))
        self.search.textChanged.connect(self._on_typed)
        self.list.clicked.connect(self._choose)
        self.list.selectionModel().currentChanged.connect(self._refresh)
        self.model.modelReset.connect(self._refresh)
        self.delete_button.clicked.connect(self._delete)
        self.refresh_button.clicked.connect(self.refresh_wanted)
        self.list.installEventFilter(self)
        self.search.installEventFilter(self)

    @property
    def words(self) -> str:
        """The search words."""
        return " ".join(self.search.text().split())

    def show_summaries(self, summaries: Iterable[ConversationSummary]) -> None:
        """All conversations, most recently asked first."""
        ordered = sorted(summaries, key=lambda each: each.last_asked_at, reverse=True)
        self._show([HistoryRow(each) for each in ordered])
        self.told.setText("")
        self.empty.set_content(
            self.tr("No conversations yet"), self.tr("What you ask here is saved, encrypted like the notes.")
        )

    def show_found(self, rows: Iterable[HistoryRow]) -> None:
        """The answers that contain the search words."""
        found = list(rows)
        self._show(found)
        self.told.setText(self.tr("%n answer(s) found", "", len(found)) if found else "")
        self.empty.set_content(
            self.tr("Nothing found"), self.tr("No earlier question or answer contains all of these words.")
        )

    def show_searching(self) -> None:
        """A search is running; the displayed results are for other words."""
        self.told.setText(self.tr("Searching…"))

    def clear(self) -> None:
        """Removes all conversations."""
        self._patience.stop()
        self.search.blockSignals(True)
        self.search.setText("")
        self.search.blockSignals(False)
        self.model.set_rows([])
        self.told.setText("")

    def focus_list(self) -> None:
        """Focuses the list, or the search box if there is none."""
        (self.list if self.model.rowCount() else self.search).setFocus(Qt.FocusReason.OtherFocusReason)

    def focus_order(self) -> tuple[QWidget, ...]:
        """The tab order."""
        return (self.search, self.list, self.refresh_button, self.delete_button)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            return self._on_key(watched is self.list, Qt.Key(event.key()))
        return False

    def _on_key(self, in_list: bool, key: Qt.Key) -> bool:
        if key == Qt.Key.Key_F5:
            self.refresh_wanted.emit()
        elif in_list and key in _ENTER:
            self._choose(self.list.currentIndex())
        elif in_list and key == Qt.Key.Key_Delete:
            self._delete()
        elif not in_list and key in _ENTER:
            self._patience.stop()
            self.search_wanted.emit(self.words)
        elif not in_list and key == Qt.Key.Key_Down and self.model.rowCount():
            self.focus_list()
        else:
            return False
        return True

    def _show(self, rows: list[HistoryRow]) -> None:
        self.model.set_rows(rows)
        self._pages.setCurrentWidget(self.list if rows else self.empty)
        if rows:
            first = self.model.index(0)
            self.list.selectionModel().setCurrentIndex(first, QItemSelectionModel.SelectionFlag.SelectCurrent)

    def _on_typed(self) -> None:
        self._patience.start()

    def _choose(self, index: QModelIndex) -> None:
        if index.isValid():
            self.row_chosen.emit(index.data(ROW_ROLE))

    def _delete(self) -> None:
        row = self.list.currentIndex().data(ROW_ROLE)
        if isinstance(row, HistoryRow):
            self.delete_requested.emit(row.summary)

    def _refresh(self) -> None:
        self.delete_button.setEnabled(self.list.currentIndex().isValid())

    def _style(self) -> None:
        self.search.setPlaceholderText(self.tr("Search earlier conversations"))
        self.search.setAccessibleName(self.tr("Search earlier conversations"))
        self.search.setClearButtonEnabled(True)
        self.list.setAccessibleName(self.tr("Earlier conversations"))
        self.list.setMouseTracking(True)
        self.list.setResizeMode(QListView.ResizeMode.Adjust)
        self.list.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.delete_button.setToolTip(self.tr("Delete this conversation (Del)"))
        self.refresh_button.setToolTip(self.tr("Reload the list (F5)"))
        set_role(self.told, type="caption", tone="muted")
        for button in (self.delete_button, self.refresh_button):
            set_role(button, kind="link")

    def _lay_out(self) -> None:
        self._pages.addWidget(self.list)
        self._pages.addWidget(self.empty)
        foot = QHBoxLayout()
        foot.setSpacing(SPACE_2)
        foot.addWidget(self.told, 1)
        foot.addWidget(self.refresh_button)
        foot.addWidget(self.delete_button)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SPACE_2)
        column.addWidget(self.search)
        column.addWidget(self._pages, 1)
        column.addLayout(foot)
