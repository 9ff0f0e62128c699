"""The audit log as a table that fetches older entries during scrolling."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from core.audit.dto import AuditEntry, AuditPage
from core.ids import ClientId, UserId
from ui.security.audit_words import action_text, object_text, outcome_text, short_id
from ui.text.days import day_text, time_text
from ui.text.one_line import one_line
from ui.text.text_direction import isolate
from ui.widgets.table_row_delegate import TONE_ROLE

_Index = QModelIndex | QPersistentModelIndex
TIME, PERSON, ACTION, OBJECT, OUTCOME = range(5)
_COLUMNS = 5


class AuditModel(QAbstractTableModel):
    """Holds the entries fetched so far. `fetch(before)` is called when the view needs more."""

    def __init__(self, fetch: Callable[[int], None], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._fetch = fetch
        self._entries: list[AuditEntry] = []
        self._next_before: int | None = None
        self._fetching = False
        self._people: Mapping[UserId, str] = {}
        self._clients: Mapping[ClientId, str] = {}

    def show(self, page: AuditPage) -> None:
        """Starts again with the first page."""
        self.beginResetModel()
        self._entries = list(page.entries)
        self._next_before = page.next_before
        self._fetching = False
        self.endResetModel()

    def append(self, page: AuditPage) -> None:
        """Appends the fetched page."""
        self._fetching = False
        self._next_before = page.next_before
        if not page.entries:
            return
        first = len(self._entries)
        self.beginInsertRows(QModelIndex(), first, first + len(page.entries) - 1)
        self._entries.extend(page.entries)
        self.endInsertRows()

    def give_up_fetching(self) -> None:
        """The fetch failed; scrolling requests the page again."""
        self._fetching = False

    def set_people(self, names: Mapping[UserId, str]) -> None:
        self._people = names
        self._all_changed()

    def set_clients(self, names: Mapping[ClientId, str]) -> None:
        self._clients = names
        self._all_changed()

    @property
    def complete(self) -> bool:
        """Whether there are no older entries."""
        return self._next_before is None

    def entry_at(self, index: _Index) -> AuditEntry | None:
        return self._entries[index.row()] if index.isValid() else None

    def client_ids(self) -> list[ClientId]:
        """The clients of the entries fetched so far, newest first."""
        return list(dict.fromkeys(each.client_id for each in self._entries if each.client_id is not None))

    def canFetchMore(self, parent: _Index) -> bool:
        return not parent.isValid() and self._next_before is not None and not self._fetching

    def fetchMore(self, parent: _Index) -> None:
        if self.canFetchMore(parent) and self._next_before is not None:
            self._fetching = True
            self._fetch(self._next_before)

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        return 0 if parent.isValid() else len(self._entries)

    def columnCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        return 0 if parent.isValid() else _COLUMNS

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        if orientation != Qt.Orientation.Horizontal or role != Qt.ItemDataRole.DisplayRole:
            return None
        return (
            self.tr("Time"),
            self.tr("Person"),
            self.tr("Action"),
            self.tr("Object"),
            self.tr("Outcome"),
        )[section]

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        entry = self.entry_at(index)
        if entry is None:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return self._text(entry, index.column())
        if role == Qt.ItemDataRole.ToolTipRole:
            return self._tooltip(entry)
        if role == TONE_ROLE:
            return self._tone(entry, index.column())
        return None

    def _text(self, entry: AuditEntry, column: int) -> str:
        if column == TIME:
            if entry.at is None:
                return "–"
            # The two side by side, so that the day comes first in either reading direction.
            return one_line((day_text(entry.at.astimezone().date()), time_text(entry.at)))
        if column == PERSON:
            return self._person(entry.user_id)
        if column == ACTION:
            return action_text(entry.action)
        if column == OBJECT:
            return self._object(entry)
        return outcome_text(entry.outcome) if entry.intact else self.tr("This entry was changed")

    def _tone(self, entry: AuditEntry, column: int) -> str | None:
        if column != OUTCOME:
            return "muted" if column == TIME else None
        if not entry.intact:
            return "danger"
        return "muted" if entry.outcome == "ok" else "caution"

    def _person(self, user_id: UserId | None) -> str:
        if user_id is None:
            return self.tr("Nobody signed in")
        # A removed person has no name any more.
        return isolate(self._people[user_id]) if user_id in self._people else short_id(user_id)

    def _object(self, entry: AuditEntry) -> str:
        """The kind of object and its id; a client, as the usual case, without the kind."""
        parts = []
        if entry.object_kind is not None and entry.object_kind != "client":
            parts.append(object_text(entry.object_kind))
        if entry.client_id is not None:
            name = self._clients.get(entry.client_id)
            parts.append(isolate(name) if name else short_id(entry.client_id))
        elif entry.object_kind == "user" and entry.object_id is not None:
            parts.append(self._person(UserId(entry.object_id)))
        elif entry.object_id is not None:
            parts.append(short_id(entry.object_id))
        return one_line(parts)

    def _tooltip(self, entry: AuditEntry) -> str:
        """What the columns have no room for: number, computer, whole ids."""
        lines = []
        if entry.position is not None:
            lines.append(self.tr("Entry {number}").format(number=entry.position))
        if entry.device:
            lines.append(self.tr("On {computer}").format(computer=isolate(entry.device)))
        lines += [str(value) for value in (entry.object_id, entry.user_id) if value is not None]
        return "\n".join(lines)

    def _all_changed(self) -> None:
        if self._entries:
            last = self.index(len(self._entries) - 1, _COLUMNS - 1)
            self.dataChanged.emit(self.index(0, 0), last)
