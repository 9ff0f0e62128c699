"""A read-only table: whole rows, no grid."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView, QWidget

from ui.theme import SPACE_2
from ui.widgets.table_row_delegate import TableRowDelegate

_ROW_PX = 36


class ReadingTable(QTableView):
    def __init__(self, name: str, parent: QWidget | None = None, *, lines: int = 1) -> None:
        """`lines`: the height of a row; with more than one the text wraps."""
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
        # All equal, because measuring up to 20,000 texts would take long.
        height = max(_ROW_PX, lines * self.fontMetrics().lineSpacing() + 2 * SPACE_2)
        self.verticalHeader().setDefaultSectionSize(height)
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        header = self.horizontalHeader()
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignVCenter)
        header.setHighlightSections(False)
