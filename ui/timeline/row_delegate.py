"""Paints one line of a timeline: the day, the kind, the beginning of the text, and the state."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize
from PySide6.QtGui import QColor, QPainter
from PySide6.QtWidgets import QStyledItemDelegate, QStyleOptionViewItem

from ui.text.days import day_text
from ui.theme import SPACE_2, SPACE_3, active_theme
from ui.timeline.timeline_model import ROW_ROLE, MonthHeading
from ui.timeline.words import below_text, heading_text, month_text, state_text, state_tone, when_text
from ui.widgets.row_lines import RowLines
from ui.widgets.row_painting import paint_row_ground

_ROW_PX = 52
_DAY_PX = 104
_STATE_PX = 110


class TimelineDelegate(QStyledItemDelegate):
    """Every row has the same height, headings too: a list of thousands is laid out without measuring each."""

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        return QSize(240, _ROW_PX)

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        row = index.data(ROW_ROLE)
        theme = active_theme()
        whole: QRect = option.rect
        if isinstance(row, MonthHeading):
            painter.fillRect(whole, QColor(theme.raised))
            lines = RowLines(painter, option, whole.adjusted(SPACE_3, 0, -SPACE_3, 0))
            lines.whole(month_text(row.month), strong=True, colour=theme.text)
            count = self.tr("%n entry(s)", "", row.count)
            lines.whole(count, strong=False, colour=theme.muted, trailing=True)
            return
        paint_row_ground(painter, option, theme)
        lines = RowLines(painter, option, whole.adjusted(SPACE_3, SPACE_2, -SPACE_3, -SPACE_2))
        gone = row.state in ("cancelled", "retracted")
        lines.pair(
            (0, _DAY_PX),
            day_text(row.day),
            when_text(row),
            upper_colour=theme.text,
            lower_colour=theme.muted,
        )
        middle = (_DAY_PX + SPACE_3, lines.width - _DAY_PX - _STATE_PX - 2 * SPACE_3)
        lines.pair(
            middle,
            heading_text(row),
            below_text(row),
            upper_colour=theme.text,
            lower_colour=theme.muted,
            struck=gone,
        )
        lines.pair(
            (lines.width - _STATE_PX, _STATE_PX),
            state_text(row),
            "",
            upper_colour=getattr(theme, state_tone(row)),
            lower_colour=theme.muted,
            trailing=True,
        )
