"""The entries of a timeline as rows under a heading for each month; one reset per filter, no widget per
row.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from core.timeline.dto import TimelineEntry, TimelineKind
from ui.timeline.words import month_text, spoken_entry

_Index = QModelIndex | QPersistentModelIndex
ROW_ROLE = int(Qt.ItemDataRole.UserRole)
"""A `TimelineEntry` or a `MonthHeading`."""
_WORDS = (
    Qt.ItemDataRole.DisplayRole,
    Qt.ItemDataRole.AccessibleTextRole,
    Qt.ItemDataRole.ToolTipRole,
)


@dataclass(frozen=True, slots=True)
class MonthHeading:
    """The line above a month's entries."""

    month: date
    count: int


Row = TimelineEntry | MonthHeading


class TimelineModel(QAbstractListModel):
    """Entries keep the given order; headings cannot be selected."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._all: tuple[TimelineEntry, ...] = ()
        self._wanted: frozenset[TimelineKind] = frozenset()
        self._rows: list[Row] = []

    @property
    def total(self) -> int:
        """The number of entries, shown or not."""
        return len(self._all)

    @property
    def shown(self) -> int:
        return sum(not isinstance(row, MonthHeading) for row in self._rows)

    def counts(self) -> Counter[TimelineKind]:
        """The number of each kind, shown or not."""
        return Counter(entry.kind for entry in self._all)

    def set_entries(self, entries: Iterable[TimelineEntry]) -> None:
        """Replaces all entries; the filter stays."""
        self._all = tuple(entries)
        self._show()

    def set_kinds(self, kinds: Iterable[TimelineKind]) -> None:
        """Shows only these kinds; an empty set means every kind."""
        wanted = frozenset(kinds)
        if wanted != self._wanted:
            self._wanted = wanted
            self._show()

    def row_at(self, index: _Index) -> Row | None:
        return self._rows[index.row()] if index.isValid() else None

    def entry_at(self, index: _Index) -> TimelineEntry | None:
        row = self.row_at(index)
        return row if isinstance(row, TimelineEntry) else None

    def index_of(self, entry_id: UUID | None) -> QModelIndex:
        """The row of an entry, or of the first one if it is not shown."""
        first = QModelIndex()
        for number, row in enumerate(self._rows):
            if isinstance(row, TimelineEntry):
                if row.entry_id == entry_id:
                    return self.index(number)
                if not first.isValid():
                    first = self.index(number)
        return first

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        return 0 if parent.isValid() else len(self._rows)

    def flags(self, index: _Index) -> Qt.ItemFlag:
        if self.entry_at(index) is None:
            return Qt.ItemFlag.NoItemFlags
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        row = self.row_at(index)
        if row is None:
            return None
        if role == ROW_ROLE:
            return row
        if role in _WORDS:
            return month_text(row.month) if isinstance(row, MonthHeading) else spoken_entry(row)
        return None

    def _show(self) -> None:
        wanted = [entry for entry in self._all if not self._wanted or entry.kind in self._wanted]
        months = Counter(entry.day.replace(day=1) for entry in wanted)
        rows: list[Row] = []
        current: date | None = None
        for entry in wanted:
            month = entry.day.replace(day=1)
            if month != current:
                current = month
                rows.append(MonthHeading(month, months[month]))
            rows.append(entry)
        self.beginResetModel()
        self._rows = rows
        self.endResetModel()
