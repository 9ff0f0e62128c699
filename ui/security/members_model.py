"""The members of the practice as a table."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from core.people.dto import Member
from ui.security.role_words import role_explanation, role_name

_Index = QModelIndex | QPersistentModelIndex
NAME, ROLE = range(2)


class MembersModel(QAbstractTableModel):
    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._members: list[Member] = []

    def set_members(self, members: Iterable[Member]) -> None:
        """Replaces all members, by name."""
        self.beginResetModel()
        self._members = sorted(members, key=lambda member: member.name.casefold())
        self.endResetModel()

    def member_at(self, index: _Index) -> Member | None:
        return self._members[index.row()] if index.isValid() else None

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        return 0 if parent.isValid() else len(self._members)

    def columnCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        return 0 if parent.isValid() else 2

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        if orientation != Qt.Orientation.Horizontal or role != Qt.ItemDataRole.DisplayRole:
            return None
        return self.tr("Name") if section == NAME else self.tr("Role")

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        member = self.member_at(index)
        if member is None:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            if index.column() == ROLE:
                return role_name(member.role)
            return self.tr("{name} (you)").format(name=member.name) if member.you else member.name
        if role == Qt.ItemDataRole.ToolTipRole:
            return role_explanation(member.role)
        return None
