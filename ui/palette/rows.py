"""The rows of the palette: a heading for each group, with its choices below."""

from __future__ import annotations

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from ui.palette.choices import Choice, Group, GroupMatches

_Index = QModelIndex | QPersistentModelIndex
CHOICE_ROLE = int(Qt.ItemDataRole.UserRole)
"""The row's `Choice`; None for a heading."""


class PaletteRows(QAbstractListModel):
    """Headings can be neither selected nor chosen."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._rows: list[Choice | str] = []

    def show_groups(self, groups: tuple[GroupMatches, ...]) -> None:
        """Replaces every row."""
        self.beginResetModel()
        self._rows = []
        for found in groups:
            self._rows.append(self._heading(found))
            self._rows.extend(found.choices)
        self.endResetModel()

    def clear(self) -> None:
        self.show_groups(())

    def choice_at(self, row: int) -> Choice | None:
        found = self._rows[row] if 0 <= row < len(self._rows) else None
        return found if isinstance(found, Choice) else None

    def next_choice(self, row: int, step: int) -> int:
        """The nearest choosable row from `row` on, in steps of `step`, wrapping around; -1: none."""
        count = len(self._rows)
        for passed in range(1, count + 1):
            candidate = (row + passed * step) % count
            choice = self.choice_at(candidate)
            if choice is not None and choice.available:
                return candidate
        return -1

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        return 0 if parent.isValid() else len(self._rows)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid():
            return None
        row = self._rows[index.row()]
        if isinstance(row, str):
            return row if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole) else None
        if role == Qt.ItemDataRole.DisplayRole:
            return row.title
        if role == CHOICE_ROLE:
            return row
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return row.spoken or row.title
        return None

    def flags(self, index: _Index) -> Qt.ItemFlag:
        choice = self.choice_at(index.row())
        if choice is None or not choice.available:
            return Qt.ItemFlag.NoItemFlags
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable

    def _heading(self, found: GroupMatches) -> str:
        names: dict[Group, str] = {
            "clients": self.tr("Clients"),
            "actions": self.tr("Actions"),
            "templates": self.tr("Templates"),
        }
        if len(found.choices) == found.total:
            return names[found.group]
        words = self.tr("{group}: {shown} of {total}")
        return words.format(group=names[found.group], shown=len(found.choices), total=found.total)
