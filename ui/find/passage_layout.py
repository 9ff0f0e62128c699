"""Sets an excerpt into lines: each paragraph in its direction, marked words on the evidence ground."""

from __future__ import annotations

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QTextCharFormat, QTextLayout, QTextOption

from ui.find.excerpt import Excerpt
from ui.theme import Theme
from ui.widgets.text_direction import paragraph_direction, qt_position

MOST_LINES = 6
_LINE_HEIGHT = 1.4
"""As a multiple of the type size: closer than a note, of which a list shows many."""


class PassageLayout:
    """Made for one width. Colours are those of the moment it is drawn."""

    def __init__(self, shown: Excerpt, font: QFont, width_px: int) -> None:
        self._paragraphs: list[tuple[QTextLayout, list[tuple[int, int]]]] = []
        self.height_px = 0
        self._step_px = round(font.pixelSize() * _LINE_HEIGHT)
        self._lines_left = MOST_LINES
        at = 0
        for paragraph in shown.text.split("\n"):
            if self._lines_left <= 0:
                break
            spans = _units(paragraph, shown.marks, at)
            self._paragraphs.append((self._set(paragraph, font, width_px), spans))
            at += len(paragraph) + 1

    def draw(self, painter: QPainter, left_px: int, top_px: int, theme: Theme) -> None:
        painter.setPen(QColor(theme.text))
        marked = QTextCharFormat()
        marked.setBackground(QColor(theme.evidence))
        for layout, spans in self._paragraphs:
            ranges = [_range(start, end, marked) for start, end in spans]
            layout.draw(painter, QPointF(left_px, top_px), ranges)

    def _set(self, paragraph: str, font: QFont, width_px: int) -> QTextLayout:
        option = QTextOption()
        option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        direction = paragraph_direction(paragraph)
        option.setTextDirection(direction)
        right = direction == Qt.LayoutDirection.RightToLeft
        side = Qt.AlignmentFlag.AlignRight if right else Qt.AlignmentFlag.AlignLeft
        option.setAlignment(side | Qt.AlignmentFlag.AlignAbsolute)
        layout = QTextLayout(paragraph, font)
        layout.setTextOption(option)
        layout.beginLayout()
        while self._lines_left > 0:
            line = layout.createLine()
            if not line.isValid():
                break
            line.setLineWidth(width_px)
            line.setPosition(QPointF(0, self.height_px))
            self.height_px += self._step_px
            self._lines_left -= 1
        layout.endLayout()
        return layout


def _units(paragraph: str, marks: tuple[tuple[int, int], ...], at: int) -> list[tuple[int, int]]:
    """The marks inside a paragraph that begins at character `at`, counted from there as Qt counts."""
    inside = ((max(start - at, 0), min(end - at, len(paragraph))) for start, end in marks)
    return [
        (qt_position(paragraph, start), qt_position(paragraph, end)) for start, end in inside if start < end
    ]


def _range(start: int, end: int, marked: QTextCharFormat) -> QTextLayout.FormatRange:
    found = QTextLayout.FormatRange()
    found.start, found.length, found.format = start, end - start, marked
    return found
