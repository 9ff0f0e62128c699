"""The pages beside the navigation bar: the day, the clients with their charts, search and health."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QByteArray, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QSplitter, QStackedWidget, QWidget

from ui.shell.navigation_bar import NavigationBar, Section

if TYPE_CHECKING:
    from ui.shell.views import Views

_WIDTHS_PX = (224, 696, 284)
_LIST_LEAST_PX, _CHART_LEAST_PX, _ASK_LEAST_PX = 192, 492, 260
"""With the navigation bar these add up to the smallest window that shows everything."""


class Sections(QWidget):
    """One at a time; the current one is kept over a lock."""

    changed = Signal(str)
    """The `Section` displayed now."""

    def __init__(self, views: Views, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.navigation_bar = NavigationBar()
        self.splitter = _panes(views)
        self._panes = _scrolling(self.splitter)
        self._pages: dict[Section, QWidget] = {
            "today": views.today_page,
            "clients": self._panes,
            "find": views.find_page,
            "health": views.health_page,
        }
        self._stack = QStackedWidget()
        for page in self._pages.values():
            self._stack.addWidget(page)
        across = QHBoxLayout(self)
        across.setContentsMargins(0, 0, 0, 0)
        across.setSpacing(1)
        across.addWidget(self.navigation_bar)
        across.addWidget(self._stack, 1)
        self.navigation_bar.chosen.connect(self.show_section)
        self._stack.setCurrentWidget(self._panes)

    @property
    def section(self) -> Section:
        shown = self._stack.currentWidget()
        return next(section for section, page in self._pages.items() if page is shown)

    def show_section(self, section: Section) -> None:
        """Switches to a section; the current one stays unchanged."""
        if section != self.section:
            page = self._pages[section]
            self._stack.setCurrentWidget(page)
            # Restores the focus on that page.
            before: QWidget | None = page.focusWidget()
            (page if before is None else before).setFocus(Qt.FocusReason.OtherFocusReason)
            self.changed.emit(section)
        self.navigation_bar.mark(section)

    def save_layout(self) -> QByteArray:
        state: QByteArray = self.splitter.saveState()
        return state

    def restore_layout(self, state: QByteArray) -> None:
        if not state.isEmpty():
            self.splitter.restoreState(state)


def _scrolling(panes: QSplitter) -> QScrollArea:
    """In a window too small for the panes they scroll instead of overlapping."""
    scroll = QScrollArea()
    scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    scroll.setWidgetResizable(True)
    scroll.setWidget(panes)
    return scroll


def _panes(views: Views) -> QSplitter:
    splitter = QSplitter(Qt.Orientation.Horizontal)
    splitter.setHandleWidth(1)
    splitter.setChildrenCollapsible(False)
    least = (_LIST_LEAST_PX, _CHART_LEAST_PX, _ASK_LEAST_PX)
    for widget, width_px in zip(views.widgets, least, strict=True):
        widget.setMinimumWidth(width_px)
        splitter.addWidget(widget)
    for place, share in enumerate((0, 3, 1)):
        splitter.setStretchFactor(place, share)
    splitter.setSizes(list(_WIDTHS_PX))
    return splitter
