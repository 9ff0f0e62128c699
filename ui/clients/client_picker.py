"""Chooses one client: a few letters, arrows, Enter; then shows the person in full, as in the chart."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QEvent, QModelIndex, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QHBoxLayout,
    QLineEdit,
    QListView,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from core.clients.dto import Client
from ui.clients.list_model import ClientListModel
from ui.clients.row_delegate import ClientRowDelegate
from ui.text.days import today
from ui.theme import SPACE_1, SPACE_2, SPACE_3, set_role
from ui.widgets.alignment import align_leading
from ui.widgets.plain_label import PlainLabel
from ui.words.identity import identity_line, person_name, spoken_identity

_LIST_PX = 164


class ClientPicker(QWidget):
    """Shows the search until a client is chosen, then the client and a button to choose again."""

    chosen = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._client: Client | None = None
        self.model = ClientListModel(self)
        self.search = QLineEdit()
        self.list = QListView()
        self.card = QFrame()
        self.again_button = QPushButton(self.tr("Someone else"))
        self._name = PlainLabel()
        self._identity = PlainLabel()
        self._style()
        self._lay_out()
        self.search.textChanged.connect(self._on_typed)
        self.search.installEventFilter(self)
        self.list.clicked.connect(self._choose)
        self.again_button.clicked.connect(self._again)
        self._refresh()

    @property
    def client(self) -> Client | None:
        return self._client

    def set_clients(self, clients: Iterable[Client]) -> None:
        """Sets the available clients; a chosen client stays chosen."""
        self.model.set_clients(clients)
        self._select_first()

    def show_client(self, client: Client | None, *, fixed: bool = False) -> None:
        """Chooses a client; `fixed`: no other can be chosen."""
        self._client = client
        self.again_button.setVisible(not fixed)
        self._refresh()

    def start(self) -> None:
        """Sets the focus to the relevant field."""
        self.search.setFocus(Qt.FocusReason.OtherFocusReason)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self.search and isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            return self._on_key(event)
        handled: bool = super().eventFilter(watched, event)
        return handled

    def _style(self) -> None:
        self.search.setPlaceholderText(self.tr("Beginning of a name, or birth year"))
        self.search.setAccessibleName(self.tr("Client"))
        self.list.setModel(self.model)
        self.list.setItemDelegate(ClientRowDelegate(self.list))
        self.list.setUniformItemSizes(True)
        self.list.setMouseTracking(True)
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.list.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setAccessibleName(self.tr("Clients"))
        self.list.setFixedHeight(_LIST_PX)
        set_role(self.card, surface="card")
        set_role(self._name, strong=True)
        set_role(self._identity, type="caption", tone="muted")
        self.again_button.setAutoDefault(False)

    def _lay_out(self) -> None:
        who = QVBoxLayout()
        who.setSpacing(SPACE_1)
        who.addWidget(self._name)
        who.addWidget(self._identity)
        across = QHBoxLayout(self.card)
        across.setContentsMargins(SPACE_3, SPACE_2, SPACE_2, SPACE_2)
        across.addLayout(who, 1)
        across.addWidget(self.again_button, alignment=Qt.AlignmentFlag.AlignVCenter)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SPACE_2)
        for part in (self.search, self.list, self.card):
            column.addWidget(part)

    def _on_typed(self, text: str) -> None:
        self.model.set_filter(text)
        self._select_first()

    def _on_key(self, event: QKeyEvent) -> bool:
        step = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}.get(Qt.Key(event.key()))
        if step is not None:
            row = min(max(self.list.currentIndex().row() + step, 0), self.model.rowCount() - 1)
            self.list.setCurrentIndex(self.model.index(row))
            return True
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            # Never the dialog's own button: no client is chosen yet.
            self._choose(self.list.currentIndex())
            return True
        return False

    def _select_first(self) -> None:
        self.list.setCurrentIndex(self.model.index(0) if self.model.rowCount() else QModelIndex())

    def _choose(self, index: QModelIndex) -> None:
        client = self.model.client_at(index)
        if client is not None:
            self.show_client(client)
            self.chosen.emit()

    def _again(self) -> None:
        self.show_client(None)
        self.start()
        self.chosen.emit()

    def _refresh(self) -> None:
        client = self._client
        for widget in (self.search, self.list):
            widget.setVisible(client is None)
        self.card.setVisible(client is not None)
        for label in (self._name, self._identity):
            label.clear()
        self.card.setAccessibleName("")
        if client is not None:
            self._name.setText(person_name(client.details))
            self._identity.setText(identity_line(client.details, today=today()))
            self.card.setAccessibleName(spoken_identity(client.details, today=today()))
            for label in (self._name, self._identity):
                align_leading(label)
