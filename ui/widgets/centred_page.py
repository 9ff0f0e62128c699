"""A page with one column in the middle, for the screens before the chart; scrolls when the window is low."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from ui.theme import SPACE_6, SPACE_8, set_role

_COLUMN_WIDTH_PX = 560


class CentredPage(QScrollArea):
    """Put the page's widgets into `column`."""

    def __init__(self, parent: QWidget | None = None, *, width_px: int = _COLUMN_WIDTH_PX) -> None:
        super().__init__(parent)
        self.setWidgetResizable(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.card = QFrame()
        set_role(self.card, surface="card")
        self.card.setMaximumWidth(width_px)
        self.column = QVBoxLayout(self.card)
        self.column.setContentsMargins(SPACE_8, SPACE_8, SPACE_8, SPACE_8)
        self.column.setSpacing(SPACE_6)
        ground = QWidget()
        across = QHBoxLayout()
        across.addStretch(1)
        across.addWidget(self.card, 100)
        across.addStretch(1)
        down = QVBoxLayout(ground)
        down.setContentsMargins(SPACE_6, SPACE_6, SPACE_6, SPACE_6)
        down.addStretch(2)
        down.addLayout(across)
        down.addStretch(3)
        self.setWidget(ground)
