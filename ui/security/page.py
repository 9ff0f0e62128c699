"""The common base of the security dialog's pages."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget

from core.errors import AnamnesisError
from ui.errors import describe
from ui.theme import SPACE_3, SPACE_4, SPACE_6, set_role
from ui.widgets.alignment import align_leading
from ui.widgets.message_bar import MessageBar
from ui.widgets.paragraph import Paragraph
from ui.widgets.plain_label import PlainLabel
from ui.widgets.work_line import WorkLine

if TYPE_CHECKING:
    from ui.jobs import Jobs

_TEXT_WIDTH_PX = 680
"""Longer lines are tiring to read."""


class SecurityPage(QWidget):
    """A title, a message, the line of running work, and the page's own widgets in `column`.

    `opened` is called each time the page is shown. A page that scrolls by itself (a table) takes
    `scrolls=False`.
    """

    working_changed = Signal()

    def __init__(self, jobs: Jobs, parent: QWidget | None = None, *, scrolls: bool = True) -> None:
        super().__init__(parent)
        self._jobs = jobs
        self._heading = PlainLabel()
        set_role(self._heading, type="title")
        align_leading(self._heading)
        self.message = MessageBar()
        self.work = WorkLine(jobs)
        self.work.changed.connect(self.working_changed)
        content = QWidget()
        self.column = QVBoxLayout(content)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.setSpacing(SPACE_3)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(SPACE_6, SPACE_4, SPACE_6, SPACE_4)
        outer.setSpacing(SPACE_3)
        outer.addWidget(self._heading)
        outer.addWidget(self.message)
        outer.addWidget(self.work)
        outer.addWidget(self._scrolling(content) if scrolls else content, 1)

    @property
    def title(self) -> str:
        return self._heading.text()

    def set_title(self, title: str) -> None:
        self._heading.setText(title)

    @property
    def working(self) -> bool:
        """Whether closing now would stop something."""
        return self.work.working

    def opened(self) -> None:
        """Reads the page's contents."""

    def forget(self) -> None:
        """Clears the input; called when the dialog closes."""

    def show_error(self, error: AnamnesisError) -> None:
        self.message.show_error(describe(error))

    def add_heading(self, text: str) -> PlainLabel:
        """A line above a group of controls."""
        label = PlainLabel(text)
        set_role(label, strong=True)
        self.column.addSpacing(SPACE_3)
        self.column.addWidget(label)
        return label

    def add_paragraph(self, text: str = "", *, muted: bool = True) -> Paragraph:
        label = Paragraph(text)
        label.setMaximumWidth(_TEXT_WIDTH_PX)
        if muted:
            set_role(label, tone="muted")
        self.column.addWidget(label)
        return label

    @staticmethod
    def _scrolling(content: QWidget) -> QScrollArea:
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setWidget(content)
        return area
