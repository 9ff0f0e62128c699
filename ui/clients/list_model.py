"""The clients of the practice as a list that narrows during typing."""

from __future__ import annotations

from bisect import insort
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from core.clients.dto import Client, ClientState
from core.ids import ClientId
from ui.clients.lifecycle_words import state_word
from ui.text.days import today
from ui.text.name_filter import matches, search_key, sort_key, words
from ui.words.damage import damage_remedy
from ui.words.identity import spoken_identity

_Index = QModelIndex | QPersistentModelIndex
CLIENT_ROLE = int(Qt.ItemDataRole.UserRole)
"""The row's `Client`."""


@dataclass(frozen=True, slots=True)
class _Entry:
    """A client with its sort and search keys: folding 2,000 names takes longer than comparing them."""

    order: tuple[str, str]
    key: tuple[str, ...]
    client: Client


class ClientListModel(QAbstractListModel):
    """Holds the given clients and shows those that match. All in memory: 2,000 narrow in milliseconds."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._all: list[_Entry] = []
        self._shown: list[Client] = []
        self._wanted: tuple[str, ...] = ()
        self._tags: frozenset[str] = frozenset()
        self._states: tuple[ClientState, ...] = ("active",)

    @property
    def total(self) -> int:
        """The number of clients, shown or not."""
        return len(self._all)

    @property
    def clients(self) -> tuple[Client, ...]:
        """All clients in list order, shown or not."""
        return tuple(entry.client for entry in self._all)

    @property
    def tags(self) -> list[tuple[str, int]]:
        """Every tag in use with its number of clients, by name."""
        counts = Counter(tag for entry in self._all for tag in entry.client.details.tags)
        return sorted(counts.items(), key=lambda pair: pair[0].casefold())

    @property
    def states(self) -> tuple[ClientState, ...]:
        """The states of charts in the list."""
        return self._states

    def set_clients(self, clients: Iterable[Client]) -> None:
        """Replaces all clients; the filter stays. Equal ones change nothing, not even the scrolling."""
        entries = sorted((_entry(client) for client in clients), key=_order)
        if entries != self._all:
            self._all = entries
            self._show()

    def set_states(self, states: tuple[ClientState, ...]) -> None:
        """Sets the states of charts in the list; `put` removes others."""
        self._states = states

    def set_filter(self, text: str) -> None:
        """Shows only the clients whose names begin with it; an empty text shows all."""
        wanted = words(text)
        if wanted != self._wanted:
            self._wanted = wanted
            self._show()

    def set_tags(self, tags: Iterable[str]) -> None:
        """Shows only the clients who have each of these tags."""
        wanted = frozenset(tags)
        if wanted != self._tags:
            self._tags = wanted
            self._show()

    def put(self, client: Client) -> None:
        """Adds the client, or replaces the one with the same id."""
        self._all = [entry for entry in self._all if entry.client.client_id != client.client_id]
        if client.lifecycle.state in self._states:
            insort(self._all, _entry(client), key=_order)
        self._show()

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
            if not client.readable:
                return f"{client.details.display_name}. {damage_remedy()}"
            spoken = (spoken_identity(client.details, today=today()), state_word(client))
            return ", ".join(part for part in spoken if part)
        return None

    def _show(self) -> None:
        self.beginResetModel()
        self._shown = [
            entry.client
            for entry in self._all
            if self._tags <= set(entry.client.details.tags) and matches(self._wanted, entry.key)
        ]
        self.endResetModel()


def _entry(client: Client) -> _Entry:
    return _Entry(sort_key(client.details), search_key(client.details), client)


def _order(entry: _Entry) -> tuple[str, str]:
    return entry.order
