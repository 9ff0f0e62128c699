"""Every command with its keys, under its area, filtered by the typed text."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTreeWidget, QTreeWidgetItem, QWidget

from ui.commands import Command, CommandBook, area_order, area_title, shown_keys
from ui.text.matching import fit, words
from ui.theme import active_theme

_ID_ROLE = int(Qt.ItemDataRole.UserRole)
_KEYS_WIDTH_PX = 180


class ShortcutList(QTreeWidget):
    """Areas are headings: they open and close, but are not chosen."""

    command_chosen = Signal(str)
    """The id of the marked command; empty when none is."""

    def __init__(self, book: CommandBook, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._book = book
        self._wanted = ""
        self.setAccessibleName(self.tr("Commands"))
        self.setColumnCount(2)
        self.setHeaderLabels([self.tr("Command"), self.tr("Keys")])
        self.setRootIsDecorated(False)
        self.setItemsExpandable(False)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setAllColumnsShowFocus(True)
        self.setUniformRowHeights(True)
        header = self.header()
        header.setStretchLastSection(False)
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        header.setSectionResizeMode(1, QHeaderView.ResizeMode.Fixed)
        header.resizeSection(1, _KEYS_WIDTH_PX)
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignVCenter)
        self.currentItemChanged.connect(lambda item, _before: self.command_chosen.emit(_id_of(item)))
        self.fill()

    @property
    def command_id(self) -> str:
        """The marked command; empty when none is."""
        return _id_of(self.currentItem())

    def narrow(self, text: str) -> None:
        """Shows only the commands whose title, area or keys contain every word of `text`."""
        self._wanted = text
        self.fill()

    def fill(self) -> None:
        """Reads the book again; the marked command stays marked."""
        marked = self.command_id
        self.blockSignals(True)
        self.clear()
        for area, commands in self._by_area():
            heading = QTreeWidgetItem([area_title(area)])
            heading.setFlags(Qt.ItemFlag.ItemIsEnabled)
            self.addTopLevelItem(heading)
            heading.setFirstColumnSpanned(True)
            font = heading.font(0)
            font.setBold(True)
            heading.setFont(0, font)
            for command in commands:
                heading.addChild(self._row(command))
        self.expandAll()
        self.blockSignals(False)
        self.mark(marked)

    def mark(self, command_id: str) -> None:
        """Marks a command, or the first one if it is not shown."""
        rows = self._rows()
        found = next((row for row in rows if _id_of(row) == command_id), rows[0] if rows else None)
        if found is not None:
            self.setCurrentItem(found)
        self.command_chosen.emit(_id_of(found))

    def _rows(self) -> list[QTreeWidgetItem]:
        found = self.findItems("*", Qt.MatchFlag.MatchWildcard | Qt.MatchFlag.MatchRecursive)
        return [row for row in found if row.parent() is not None]

    def _by_area(self) -> list[tuple[str, list[Command]]]:
        groups: dict[str, list[Command]] = {}
        wanted = words(self._wanted)
        for command in self._book.commands():
            keys = self._book.keys(command.command_id)
            key = words(command.label) + words(area_title(command.area)) + words(keys.replace("+", " "))
            if fit(wanted, key) is not None:
                groups.setdefault(command.area, []).append(command)
        return sorted(groups.items(), key=lambda group: area_order(group[0]))

    def _row(self, command: Command) -> QTreeWidgetItem:
        keys = shown_keys(self._book.keys(command.command_id))
        row = QTreeWidgetItem([command.label, keys])
        row.setData(0, _ID_ROLE, command.command_id)
        spoken = keys or self.tr("no keys")
        row.setData(0, Qt.ItemDataRole.AccessibleTextRole, f"{command.label}, {spoken}")
        if self._book.is_changed(command.command_id):
            row.setText(1, self.tr("{keys} (changed)").format(keys=keys or self.tr("None")))
        elif not keys:
            row.setForeground(1, QColor(active_theme().muted))
        return row


def _id_of(item: QTreeWidgetItem | None) -> str:
    return str(item.data(0, _ID_ROLE) or "") if item is not None else ""
