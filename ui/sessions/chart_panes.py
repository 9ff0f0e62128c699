"""The layout of a chart: the session list beside the open page."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QSplitter, QStackedWidget, QVBoxLayout, QWidget

from ui.theme import SPACE_1, SPACE_2, SPACE_3

_LIST_PX, _LIST_LEAST_PX = 180, 172


class ChartPanes(QSplitter):
    """`side` holds the list and can be hidden; `pages` shows one page at a time."""

    def __init__(self, sessions: QWidget, *pages: QWidget) -> None:
        super().__init__(Qt.Orientation.Horizontal)
        self.pages = QStackedWidget()
        for page in pages:
            self.pages.addWidget(page)
        self.side = QWidget()
        column = QVBoxLayout(self.side)
        column.setContentsMargins(SPACE_3, SPACE_2, SPACE_1, SPACE_3)
        column.addWidget(sessions)
        self.side.setMinimumWidth(_LIST_LEAST_PX)
        self.setHandleWidth(1)
        self.addWidget(self.side)
        self.addWidget(self.pages)
        self.setStretchFactor(0, 0)
        self.setStretchFactor(1, 1)
        self.setSizes([_LIST_PX, 3 * _LIST_PX])
        self.setChildrenCollapsible(False)

    @property
    def page(self) -> QWidget | None:
        """The page that is open."""
        return self.pages.currentWidget()

    def open_page(self, page: QWidget, *, with_list: bool = True) -> None:
        """Shows one of the pages, with the sessions beside it or without them."""
        self.side.setVisible(with_list)
        self.pages.setCurrentWidget(page)
