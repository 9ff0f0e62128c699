"""The clients of the practice as a list that narrows while one types."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from core.clients.dto import Client
from core.ids import ClientId
from ui.clients.identity import spoken_identity
from ui.clients.name_filter import matches, search_key, sort_key, words
from ui.widgets.days import today

_Index = QModelIndex | QPersistentModelIndex
CLIENT_ROLE = int(Qt.ItemDataRole.UserRole)
"""The row's `Client`."""


class ClientListModel(QAbstractListModel):
    """Holds every client, shows those that match. All in memory: 2,000 clients narrow in milliseconds."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._all: list[tuple[tuple[str, ...], Client]] = []
        self._shown: list[Client] = []
        self._wanted: tuple[str, ...] = ()

    @property
    def total(self) -> int:
        """How many clients there are, shown or not."""
        return len(self._all)

    def set_clients(self, clients: Iterable[Client]) -> None:
        """Replaces them all; the filter stays."""
        self._replace(list(clients))

    def set_filter(self, text: str) -> None:
        """Shows only the clients whose names begin so; an empty text shows all."""
        wanted = words(text)
        if wanted == self._wanted:
            return
        self._wanted = wanted
        self._show()

    def put(self, client: Client) -> None:
        """Adds the client, or takes the place of the one with the same id."""
        others = [each for _, each in self._all if each.client_id != client.client_id]
        self._replace([*others, client])

    def row_of(self, client_id: ClientId) -> QModelIndex:
        """The row that shows the client; invalid when it is not shown."""
        for row, client in enumerate(self._shown):
            if client.client_id == client_id:
                return self.index(row)
        return QModelIndex()

    def client_at(self, index: _Index) -> Client | None:
        return self._shown[index.row()] if index.isValid() else None

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        return 0 if parent.isValid() else len(self._shown)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        client = self.client_at(index)
        if client is None:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return client.details.display_name
        if role == CLIENT_ROLE:
            return client
        if role in (Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.ToolTipRole):
            return spoken_identity(client.details, today=today())
        return None

    def _replace(self, clients: list[Client]) -> None:
        clients.sort(key=lambda client: sort_key(client.details))
        self._all = [(search_key(client.details), client) for client in clients]
        self._show()

    def _show(self) -> None:
        self.beginResetModel()
        self._shown = [client for key, client in self._all if matches(self._wanted, key)]
        self.endResetModel()
