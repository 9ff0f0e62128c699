"""The client list: any client from the keyboard in a second."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QModelIndex, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHBoxLayout,
    QLineEdit,
    QListView,
    QPushButton,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from core.clients.dto import Client, ClientState
from core.errors import AnamnesisError
from core.ids import ClientId
from ui.clients.client_dialog import ClientDialog
from ui.clients.list_filters import ListFilters
from ui.clients.list_model import ClientListModel
from ui.clients.row_delegate import ClientRowDelegate
from ui.commands import Command
from ui.errors import describe
from ui.jobs import Jobs
from ui.operations.clients import list_charts
from ui.theme import SPACE_1, SPACE_2, SPACE_3, set_role
from ui.widgets.empty_state import EmptyState
from ui.widgets.key_tip import set_key_tip
from ui.widgets.message_bar import MessageBar
from ui.widgets.plain_label import PlainLabel


class _Rows(QListView):
    def keyboardSearch(self, search: str) -> None:
        """Does nothing: the box above searches names, and only the client of the open chart may be marked."""


class ClientListView(QWidget):
    """Search box over the list. Typing narrows, Down goes to the list, Enter opens."""

    client_chosen = Signal(object)
    """The `Client` to open."""
    import_requested = Signal()

    def __init__(self, jobs: Jobs, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._jobs = jobs
        self._loaded = False
        self._current: ClientId | None = None
        self.model = ClientListModel(self)
        self.filters = ListFilters()
        self.search = QLineEdit()
        self.list = _Rows()
        self.message = MessageBar()
        self.empty = EmptyState("")
        self.count = PlainLabel()
        self.new_button = QPushButton(self.tr("New client"))
        self._pages = QStackedWidget()
        self._style()
        self._lay_out()
        self._connect()
        self._refresh()

    def reload(self) -> None:
        """Reads the list again in the background; the shown one stays meanwhile."""
        self.message.clear()
        states = self._states()
        self.model.set_states(states)
        self._jobs.run(self, list_charts(states=states), on_done=self._on_loaded, on_error=self._on_error)

    def clear(self) -> None:
        """Removes every client and the typed text."""
        self._loaded = False
        self._current = None
        self.search.setText("")
        self.model.set_clients([])
        self.filters.clear()
        self.message.clear()
        self._refresh()

    def select_client(self, client_id: ClientId | None) -> None:
        """Marks the row of the client whose chart is open, without a signal."""
        self._current = client_id
        self._restore_selection()

    def update_client(self, client: Client) -> None:
        """Shows changed details or a new client; removes an archived or deleted one."""
        self.model.put(client)
        self.filters.know(self.model.tags)
        self._refresh()

    @property
    def known_clients(self) -> tuple[Client, ...]:
        """All given clients, whether or not the search hides them."""
        return self.model.clients

    def focus_search(self) -> None:
        """Focuses the search box and selects its text."""
        self.search.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.search.selectAll()

    def new_client(self) -> None:
        """Opens the dialog for a new client."""
        dialog = ClientDialog(self._jobs, parent=self)
        dialog.stored.connect(self._on_created)
        dialog.open_requested.connect(self._open_instead)
        dialog.open()

    def next_client(self) -> None:
        """Opens the chart below the open one in the list."""
        self._step(1)

    def previous_client(self) -> None:
        """Opens the chart above the open one in the list."""
        self._step(-1)

    def commands(self) -> tuple[Command, ...]:
        """The commands of this view, for the palette and the keys."""
        return (
            Command("clients.find", self.tr("&Find a client"), "Ctrl+F", self.focus_search),
            Command("clients.new", self.tr("&New client…"), "Ctrl+Shift+N", self.new_client),
            Command("clients.next", self.tr("N&ext client"), "Ctrl+Down", self.next_client, self._any),
            Command(
                "clients.previous", self.tr("&Previous client"), "Ctrl+Up", self.previous_client, self._any
            ),
            Command("clients.archived", self.tr("Show &archived clients"), "", self.filters.toggle_archived),
        )

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self.search and isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            return self._on_search_key(event)
        if watched is self.list and isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            return self._on_list_key(event)
        handled: bool = super().eventFilter(watched, event)
        return handled

    def _style(self) -> None:
        self.search.setPlaceholderText(self.tr("Find a client"))
        self.search.setAccessibleName(self.tr("Find a client by name or birth year"))
        set_key_tip(self.search, self.tr("Name or birth year"), "clients.find")
        self.search.setClearButtonEnabled(True)
        self.search.installEventFilter(self)
        self.list.setModel(self.model)
        self.list.installEventFilter(self)
        self.list.setItemDelegate(ClientRowDelegate(self.list))
        self.list.setAccessibleName(self.tr("Clients"))
        self.list.setUniformItemSizes(True)
        self.list.setMouseTracking(True)
        self.list.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.list.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        set_role(self.count, type="caption", tone="muted")

    def _lay_out(self) -> None:
        self._pages.addWidget(self.list)
        self._pages.addWidget(self.empty)
        find = QHBoxLayout()
        find.setSpacing(SPACE_1)
        find.addWidget(self.search, 1)
        find.addWidget(self.filters.button)
        foot = QHBoxLayout()
        foot.setSpacing(SPACE_2)
        foot.addWidget(self.count, 1)
        foot.addWidget(self.new_button)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(SPACE_3, SPACE_3, SPACE_3, SPACE_3)
        layout.setSpacing(SPACE_2)
        layout.addLayout(find)
        layout.addWidget(self.filters)
        layout.addWidget(self.message)
        layout.addWidget(self._pages, 1)
        layout.addLayout(foot)

    def _connect(self) -> None:
        self.filters.changed.connect(self._on_filters_changed)
        self.search.textChanged.connect(self._on_search_changed)
        # Not `activated`: on some desktops it follows `clicked`, and the chart would open twice.
        self.list.clicked.connect(self._choose)
        self.new_button.clicked.connect(self.new_client)
        self.empty.action_requested.connect(self._on_empty_action)
        self.empty.link_requested.connect(self.import_requested)
        self.message.action_requested.connect(self.reload)

    def _on_search_key(self, event: QKeyEvent) -> bool:
        if event.key() == Qt.Key.Key_Down and self.model.rowCount():
            if not self.list.currentIndex().isValid():
                self.list.setCurrentIndex(self.model.index(0))
            self.list.setFocus(Qt.FocusReason.TabFocusReason)
            return True
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.model.rowCount():
            current = self.list.currentIndex()
            self._choose(current if current.isValid() and self.search.text() else self.model.index(0))
            return True
        if event.key() == Qt.Key.Key_Escape and self.search.text():
            self.search.setText("")
            return True
        return False

    def _on_list_key(self, event: QKeyEvent) -> bool:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._choose(self.list.currentIndex())
            return True
        if event.key() == Qt.Key.Key_Up and self.list.currentIndex().row() <= 0:
            self.focus_search()
            return True
        return False

    def _on_search_changed(self, text: str) -> None:
        self.model.set_filter(text)
        if text and self.model.rowCount():
            self.list.setCurrentIndex(self.model.index(0))
        else:
            self._restore_selection()
        self._refresh()

    def _on_filters_changed(self) -> None:
        self.model.set_tags(self.filters.tags)
        self._restore_selection()
        self._refresh()
        if self._loaded and self._states() != self.model.states:
            self.reload()

    def _states(self) -> tuple[ClientState, ...]:
        return ("active", "archived") if self.filters.archived else ("active",)

    def _any(self) -> bool:
        return self.model.rowCount() > 0

    def _step(self, rows: int) -> None:
        if not self._any():
            return
        open_now = self.model.row_of(self._current) if self._current is not None else QModelIndex()
        start = open_now.row() if open_now.isValid() else (-1 if rows > 0 else 0)
        # Wraps around: the last is followed by the first.
        self.list.setCurrentIndex(self.model.index((start + rows) % self.model.rowCount()))
        self._choose(self.list.currentIndex())

    def _open_instead(self, client: Client) -> None:
        self.select_client(client.client_id)
        self.client_chosen.emit(client)

    def _choose(self, index: QModelIndex) -> None:
        client = self.model.client_at(index)
        if client is not None:
            self._current = client.client_id
            self.client_chosen.emit(client)

    def _on_loaded(self, clients: list[Client]) -> None:
        self._loaded = True
        marked = self.model.client_at(self.list.currentIndex())
        self.model.set_clients(clients)
        self.filters.know(self.model.tags)
        self._restore_selection()
        kept = self.model.row_of(marked.client_id) if marked is not None else QModelIndex()
        if kept.isValid():
            # Somebody types a name, or goes through the list, while it is read again.
            self.list.setCurrentIndex(kept)
        self._refresh()

    def _on_error(self, error: AnamnesisError) -> None:
        self.message.show_error(describe(error), action=self.tr("Try again"))

    def _on_created(self, client: Client) -> None:
        self.search.setText("")
        self._loaded = True
        self.update_client(client)
        self.select_client(client.client_id)
        self.client_chosen.emit(client)

    def _on_empty_action(self) -> None:
        if self.model.total:
            self.search.setText("")
            for tag in self.filters.tags:
                self.filters.toggle_tag(tag)
        else:
            self.new_client()

    def _restore_selection(self) -> None:
        index = self.model.row_of(self._current) if self._current is not None else QModelIndex()
        self.list.setCurrentIndex(index)

    def _refresh(self) -> None:
        """Shows the list, or why it is empty."""
        shown, total = self.model.rowCount(), self.model.total
        self.new_button.setVisible(bool(total))
        if shown or not self._loaded:
            self._pages.setCurrentWidget(self.list)
        else:
            self._pages.setCurrentWidget(self.empty)
        if not total:
            self.empty.set_content(
                self.tr("No clients yet"),
                self.tr("Add the first one, or import charts."),
                self.tr("New client"),
                self.tr("Import charts…"),
            )
            self.count.setText("")
        elif not shown:
            self.empty.set_content(
                self.tr("No client matches"),
                self.tr("Type the beginning of a first or last name, or a birth year.")
                if not self.filters.tags
                else self.tr("No client in the list has these tags and this name."),
                self.tr("Show all clients"),
            )
            self.count.setText("")
        elif shown == total:
            self.count.setText(self.tr("%n client(s)", "", total))
        else:
            self.count.setText(self.tr("{shown} of {total} clients").format(shown=shown, total=total))
