"""Search results as a list: a heading for each client, with its passages."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from core.clients.dto import Client
from core.retrieval.dto import Hit
from ui.find.groups import FoundOf, with_client
from ui.find.words import spoken_hit
from ui.text.days import today
from ui.words.identity import spoken_identity

_Index = QModelIndex | QPersistentModelIndex
ROW_ROLE = int(Qt.ItemDataRole.UserRole)
"""A `FoundOf` for a heading, a `HitRow` for a passage."""


@dataclass(frozen=True, slots=True)
class HitRow:
    """A passage and its client."""

    found: FoundOf
    hit: Hit


class HitsModel(QAbstractListModel):
    """Headings cannot be selected; arrow keys skip them."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._found: tuple[FoundOf, ...] = ()
        self._rows: list[FoundOf | HitRow] = []
        self._headings: list[int] = []

    @property
    def found(self) -> tuple[FoundOf, ...]:
        return self._found

    @property
    def hits(self) -> int:
        """The number of passages."""
        return len(self._rows) - len(self._headings)

    def show(self, found: Iterable[FoundOf]) -> None:
        """Replaces everything."""
        self.beginResetModel()
        self._found = tuple(found)
        self._rows, self._headings = [], []
        for each in self._found:
            self._headings.append(len(self._rows))
            self._rows.append(each)
            self._rows.extend(HitRow(each, hit) for hit in each.hits)
        self.endResetModel()

    def update_client(self, client: Client) -> None:
        """Shows a client's details as they are now; every row stays where it is."""
        if all(each.client.client_id != client.client_id for each in self._found):
            return
        self._found = with_client(self._found, client)
        now = {each.client.client_id: each for each in self._found}
        for number, row in enumerate(self._rows):
            if isinstance(row, HitRow):
                self._rows[number] = HitRow(now[row.found.client.client_id], row.hit)
            else:
                self._rows[number] = now[row.client.client_id]
        self.dataChanged.emit(self.index(0), self.index(len(self._rows) - 1))

    def hit_at(self, index: _Index) -> HitRow | None:
        row = self._rows[index.row()] if index.isValid() else None
        return row if isinstance(row, HitRow) else None

    def heading_of(self, row: int) -> QModelIndex:
        """The heading of a row, or the row itself if it is one."""
        place = bisect_right(self._headings, row)
        return self.index(self._headings[place - 1]) if place else QModelIndex()

    def next_heading(self, row: int) -> QModelIndex:
        """The first heading below a row; invalid below the last."""
        place = bisect_right(self._headings, row)
        return self.index(self._headings[place]) if place < len(self._headings) else QModelIndex()

    def first_hit(self) -> QModelIndex:
        return self.index(1) if self._rows else QModelIndex()

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        return 0 if parent.isValid() else len(self._rows)

    def flags(self, index: _Index) -> Qt.ItemFlag:
        if self.hit_at(index) is None:
            return Qt.ItemFlag.NoItemFlags
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid():
            return None
        row = self._rows[index.row()]
        if role == ROW_ROLE:
            return row
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            if isinstance(row, HitRow):
                return spoken_hit(row.found, row.hit)
            return spoken_identity(row.client.details, today=today())
        if role == Qt.ItemDataRole.ToolTipRole and not isinstance(row, HitRow):
            return spoken_identity(row.client.details, today=today())
        return None
