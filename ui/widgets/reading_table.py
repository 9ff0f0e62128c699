"""A table that is read: rows as a whole, no grid, no editing."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView, QWidget

from ui.theme import SPACE_2
from ui.widgets.table_row_delegate import TableRowDelegate

_ROW_PX = 36


class ReadingTable(QTableView):
    def __init__(self, name: str, parent: QWidget | None = None, *, lines: int = 1) -> None:
        """`lines`: how many a row has room for; with more than one its words wrap."""
        super().__init__(parent)
        self.setAccessibleName(name)
        self.setItemDelegate(TableRowDelegate(self, wrapping=lines > 1))
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setShowGrid(False)
        self.setTabKeyNavigation(False)
        self.setMouseTracking(True)
        self.setWordWrap(False)
        self.verticalHeader().hide()
        # All alike: to measure the words of each would take long, and there may be 20,000.
        height = max(_ROW_PX, lines * self.fontMetrics().lineSpacing() + 2 * SPACE_2)
        self.verticalHeader().setDefaultSectionSize(height)
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        header = self.horizontalHeader()
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignVCenter)
        header.setHighlightSections(False)
