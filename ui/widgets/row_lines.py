"""Words drawn into a list's row: places count from its leading edge, whichever side that is."""

from __future__ import annotations

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter
from PySide6.QtWidgets import QStyle, QStyleOptionViewItem

from ui.theme import CAPTION_PX, ICON_PX, INTERFACE_PX, SPACE_1
from ui.widgets.row_painting import draw_line


class RowLines:
    """The space of one row, and how to write into it."""

    def __init__(self, painter: QPainter, option: QStyleOptionViewItem, room: QRect) -> None:
        self._painter = painter
        self._room = room
        self._direction: Qt.LayoutDirection = option.direction
        self._font: QFont = option.font

    @property
    def width(self) -> int:
        return self._room.width()

    def pair(
        self,
        at: tuple[int, int],
        upper: str,
        lower: str,
        *,
        upper_colour: str,
        lower_colour: str,
        struck: bool = False,
        trailing: bool = False,
    ) -> None:
        """Two lines; `at` is (distance from the leading edge, width)."""
        half = self._room.height() // 2
        font = self._sized(INTERFACE_PX)
        font.setWeight(QFont.Weight.DemiBold)
        font.setStrikeOut(struck)
        top = QRect(self._room.left() + at[0], self._room.top(), at[1], half)
        self._draw(top, upper, font, upper_colour, trailing)
        self._draw(top.translated(0, half), lower, self._sized(CAPTION_PX), lower_colour, trailing)

    def whole(self, text: str, *, strong: bool, colour: str, trailing: bool = False) -> None:
        """One line over the whole row."""
        font = self._sized(INTERFACE_PX if strong else CAPTION_PX)
        if strong:
            font.setWeight(QFont.Weight.DemiBold)
        self._draw(self._room, text, font, colour, trailing)

    def mark_before(self, text: str, at: tuple[int, int]) -> QRect:
        """Space for a sign before the trailing lower line with `text`."""
        taken = QFontMetrics(self._sized(CAPTION_PX)).horizontalAdvance(text)
        half = self._room.height() // 2
        left = self._room.left() + at[0] + at[1] - min(taken, at[1]) - ICON_PX - SPACE_1
        top = self._room.top() + half + (half - ICON_PX) // 2
        return QStyle.visualRect(self._direction, self._room, QRect(left, top, ICON_PX, ICON_PX))

    def _sized(self, size_px: int) -> QFont:
        font = QFont(self._font)
        font.setPixelSize(size_px)
        return font

    def _draw(self, box: QRect, text: str, font: QFont, colour: str, trailing: bool) -> None:
        if not text:
            return
        other = (
            Qt.LayoutDirection.LeftToRight
            if self._direction == Qt.LayoutDirection.RightToLeft
            else Qt.LayoutDirection.RightToLeft
        )
        draw_line(
            self._painter,
            QStyle.visualRect(self._direction, self._room, box),
            text,
            font=font,
            colour=QColor(colour),
            direction=other if trailing else self._direction,
        )
