"""Paints search results: the client at the head of a group; then date, place, and text."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter
from PySide6.QtWidgets import QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from ui.clients.lifecycle_words import state_word
from ui.find.groups import FoundOf
from ui.find.hits_model import ROW_ROLE, HitRow
from ui.find.words import FindWords, heading_line, place_lines, remarks
from ui.text.days import today
from ui.text.excerpt import excerpt
from ui.text.one_line import one_line
from ui.text.text_direction import paragraph_direction
from ui.theme import (
    CAPTION_PX,
    INTERFACE_PX,
    NOTE_PX,
    SPACE_1,
    SPACE_2,
    SPACE_3,
    SPACE_4,
    Theme,
    active_theme,
)
from ui.widgets.passage_layout import PassageLayout
from ui.widgets.row_lines import RowLines
from ui.widgets.row_painting import draw_line, paint_row_ground
from ui.words.identity import identity_line, person_name

HEADING_PX = 40
_PLACE_PX = 132
_TEXT_MOST_PX = 760
"""Longer lines are hard to read."""
_CAPTION_LINE_PX = 18
_LAYOUTS_KEPT = 64
"""Several screenfuls; others are laid out again when needed."""


class HitDelegate(QStyledItemDelegate):
    """Date and field at the leading side, the text beside them; mirrored in a right-to-left window."""

    def __init__(self, parent: QListView) -> None:
        super().__init__(parent)
        self._list = parent
        self._heights: dict[tuple[int, int], int] = {}
        self._layouts: dict[tuple[int, int], PassageLayout] = {}
        self._words = FindWords(self)

    def forget(self) -> None:
        """Drops all cached layouts."""
        self._layouts.clear()
        self._heights.clear()

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        width = self._list.viewport().width()
        row = index.data(ROW_ROLE)
        if isinstance(row, FoundOf):
            return QSize(width, HEADING_PX)
        key = (index.row(), width)
        if key not in self._heights:
            self._heights[key] = self._height(index.row(), row, width, option.font)
        return QSize(width, self._heights[key])

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        row = index.data(ROW_ROLE)
        theme = active_theme()
        if isinstance(row, FoundOf):
            self.paint_heading(painter, option, row, theme)
            return
        painter.save()
        paint_row_ground(painter, option, theme)
        rect: QRect = option.rect
        painter.setPen(QColor(theme.border))
        painter.drawLine(rect.bottomLeft(), rect.bottomRight())
        self._paint_place(painter, option, row, theme)
        self._paint_words(painter, option, index.row(), row, theme)
        painter.restore()

    def paint_heading(
        self, painter: QPainter, option: QStyleOptionViewItem, found: FoundOf, theme: Theme
    ) -> None:
        """The client, and the number of results."""
        rect: QRect = option.rect
        painter.fillRect(rect, QColor(theme.raised))
        room = rect.adjusted(SPACE_4, 0, -SPACE_4, 0)
        details = found.client.details
        name_font = _sized(option.font, INTERFACE_PX, strong=True)
        name = person_name(details)
        counted = self._words.passages(len(found.hits))
        count_px = QFontMetrics(_sized(option.font, CAPTION_PX)).horizontalAdvance(counted)
        most = room.width() - count_px - SPACE_4
        name_px = min(QFontMetrics(name_font).horizontalAdvance(name) + SPACE_1, most * 2 // 3)
        about = one_line((identity_line(details, today=today()), state_word(found.client)))
        direction = option.direction
        beside = QRect(room.left() + name_px + SPACE_2, room.top(), most - name_px - SPACE_2, room.height())
        for box, text, font, colour in (
            (QRect(room.left(), room.top(), name_px, room.height()), name, name_font, theme.text),
            (beside, about, _sized(option.font, CAPTION_PX), theme.muted),
        ):
            visual = QStyle.visualRect(direction, room, box)
            draw_line(painter, visual, text, font=font, colour=QColor(colour), direction=direction)
        RowLines(painter, option, room).whole(counted, strong=False, colour=theme.muted, trailing=True)

    def _paint_place(
        self, painter: QPainter, option: QStyleOptionViewItem, row: HitRow, theme: Theme
    ) -> None:
        upper, lower = place_lines(row.hit.passage)
        place = _place_room(option.rect)
        boxes = (place, place.translated(0, _CAPTION_LINE_PX + SPACE_1 // 2))
        for box, text, font, colour in (
            (boxes[0], upper, _sized(option.font, INTERFACE_PX, strong=True), theme.text),
            (boxes[1], lower, _sized(option.font, CAPTION_PX), theme.muted),
        ):
            line = QRect(box.left(), box.top(), box.width(), _CAPTION_LINE_PX)
            visual = QStyle.visualRect(option.direction, option.rect, line)
            draw_line(painter, visual, text, font=font, colour=QColor(colour), direction=option.direction)

    def _paint_words(
        self, painter: QPainter, option: QStyleOptionViewItem, number: int, row: HitRow, theme: Theme
    ) -> None:
        rect: QRect = option.rect
        room = QStyle.visualRect(option.direction, rect, _text_room(rect))
        top = room.top()
        layout = self._layout(number, row, room.width(), option.font)
        heading = heading_line(row.hit.passage, above=layout.shown.text)
        if heading:
            direction = paragraph_direction(layout.shown.text)
            top = self._caption(painter, option, heading, theme.muted, room, direction)
        layout.draw(painter, room.left(), top, theme)
        top += layout.height_px
        said, also = self._below(row)
        for text, colour in ((said, theme.caution if row.hit.denies else theme.muted), (also, theme.muted)):
            if text:
                box = QRect(room.left(), top + SPACE_1, room.width(), 0)
                top = self._caption(painter, option, text, colour, box)

    def _caption(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        text: str,
        colour: str,
        at: QRect,
        direction: Qt.LayoutDirection | None = None,
    ) -> int:
        """One small line in its `direction` or the window's; returns its end."""
        box = QRect(at.left(), at.top(), at.width(), _CAPTION_LINE_PX)
        font = _sized(option.font, CAPTION_PX)
        side = option.direction if direction is None else direction
        draw_line(painter, box, text, font=font, colour=QColor(colour), direction=side)
        return box.top() + box.height()

    def _below(self, row: HitRow) -> tuple[str, str]:
        """The lines under the text, if any."""
        return one_line(remarks(row.hit)), self._words.also_line(row.hit.also)

    def _layout(self, number: int, row: HitRow, width_px: int, font: QFont) -> PassageLayout:
        key = (number, width_px)
        if key not in self._layouts:
            if len(self._layouts) >= _LAYOUTS_KEPT:
                del self._layouts[next(iter(self._layouts))]
            shown = excerpt(row.hit.passage.text, row.hit.marks)
            self._layouts[key] = PassageLayout(shown, _sized(font, NOTE_PX), width_px)
        return self._layouts[key]

    def _height(self, number: int, row: HitRow, width: int, font: QFont) -> int:
        room = _text_room(QRect(0, 0, width, 0))
        hit = row.hit
        layout = self._layout(number, row, room.width(), font)
        words = layout.height_px
        if heading_line(hit.passage, above=layout.shown.text):
            words += _CAPTION_LINE_PX
        words += sum(map(bool, self._below(row))) * (_CAPTION_LINE_PX + SPACE_1)
        return max(words, 2 * _CAPTION_LINE_PX + SPACE_1) + 2 * SPACE_3


def _sized(font: QFont, size_px: int, *, strong: bool = False) -> QFont:
    made = QFont(font)
    made.setPixelSize(size_px)
    if strong:
        made.setWeight(QFont.Weight.DemiBold)
    return made


def _place_room(rect: QRect) -> QRect:
    return QRect(rect.left() + SPACE_4, rect.top() + SPACE_3, _PLACE_PX, rect.height() - 2 * SPACE_3)


def _text_room(rect: QRect) -> QRect:
    """The area of the text; as in a left-to-right window."""
    left = rect.left() + SPACE_4 + _PLACE_PX + SPACE_3
    width = min(rect.right() - SPACE_4 - left, _TEXT_MOST_PX)
    return QRect(left, rect.top() + SPACE_3, max(width, 1), rect.height() - 2 * SPACE_3)
