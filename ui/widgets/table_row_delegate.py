"""Paints a cell of a read-only table like the program's other lists."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, Qt
from PySide6.QtGui import QColor, QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from ui.theme import SPACE_2, active_theme
from ui.theme.roles import Tone
from ui.widgets.row_painting import draw_line, draw_wrapped, paint_focus

TONE_ROLE = int(Qt.ItemDataRole.UserRole) + 1
"""The tone of a cell's text; none means plain text."""


class TableRowDelegate(QStyledItemDelegate):
    def __init__(self, parent: QObject | None = None, *, wrapping: bool = False) -> None:
        """`wrapping`: long text continues on the next line."""
        super().__init__(parent)
        self._wrapping = wrapping

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        theme = active_theme()
        if option.state & QStyle.StateFlag.State_Selected:
            painter.fillRect(option.rect, QColor(theme.accent_ground))
        paint_focus(painter, option, theme)
        tone: Tone = index.data(TONE_ROLE) or "text"
        draw = draw_wrapped if self._wrapping else draw_line
        draw(
            painter,
            option.rect.adjusted(SPACE_2, 0, -SPACE_2, 0),
            str(index.data() or ""),
            font=option.font,
            colour=QColor(getattr(theme, tone)),
            direction=option.direction,
        )
