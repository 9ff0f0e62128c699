"""Lays out an excerpt: each paragraph in its direction, matches highlighted."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QTextCharFormat, QTextLayout, QTextOption

from ui.text.excerpt import Excerpt, cut, without_a_word
from ui.text.text_direction import character_position, paragraph_direction, qt_position
from ui.theme import Theme

MOST_LINES = 6
_LINE_HEIGHT = 1.4
"""As a multiple of the font size: tighter than a note, because a list shows many."""


class PassageLayout:
    """For one width, at most `MOST_LINES` high. Colours are read when it is drawn.

    If there are more lines, `shown` has those with most matches.
    """

    def __init__(self, shown: Excerpt, font: QFont, width_px: int) -> None:
        self._font = font
        self._width_px = width_px
        self._step_px = round(font.pixelSize() * _LINE_HEIGHT)
        self.shown = shown
        self._lay_out()
        if len(self._lines) > MOST_LINES:
            self.shown = cut(shown, *_best_lines(self._lines, shown.marks))
            self._lay_out()
        while len(self._lines) > MOST_LINES and (shorter := without_a_word(self.shown)) != self.shown:
            # The ellipsis took the space of a word.
            self.shown = shorter
            self._lay_out()

    @property
    def height_px(self) -> int:
        return len(self._lines) * self._step_px

    def draw(self, painter: QPainter, left_px: int, top_px: int, theme: Theme) -> None:
        painter.setPen(QColor(theme.text))
        marked = QTextCharFormat()
        marked.setBackground(QColor(theme.evidence))
        for layout, spans in self._paragraphs:
            ranges = [_range(start, end, marked) for start, end in spans]
            layout.draw(painter, QPointF(left_px, top_px), ranges)

    def _lay_out(self) -> None:
        self._paragraphs: list[tuple[QTextLayout, list[tuple[int, int]]]] = []
        self._lines: list[tuple[int, int]] = []
        """The character range of each line."""
        at = 0
        for paragraph in self.shown.text.split("\n"):
            spans = _units(paragraph, self.shown.marks, at)
            self._paragraphs.append((self._set(paragraph, at), spans))
            at += len(paragraph) + 1

    def _set(self, paragraph: str, at: int) -> QTextLayout:
        option = QTextOption()
        option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        direction = paragraph_direction(paragraph)
        option.setTextDirection(direction)
        right = direction == Qt.LayoutDirection.RightToLeft
        side = Qt.AlignmentFlag.AlignRight if right else Qt.AlignmentFlag.AlignLeft
        option.setAlignment(side | Qt.AlignmentFlag.AlignAbsolute)
        layout = QTextLayout(paragraph, self._font)
        layout.setTextOption(option)
        layout.beginLayout()
        while (line := layout.createLine()).isValid():
            line.setLineWidth(self._width_px)
            line.setPosition(QPointF(0, len(self._lines) * self._step_px))
            start = character_position(paragraph, line.textStart())
            end = character_position(paragraph, line.textStart() + line.textLength())
            self._lines.append((at + start, at + end))
        layout.endLayout()
        return layout


def _best_lines(lines: Sequence[tuple[int, int]], marks: Sequence[tuple[int, int]]) -> tuple[int, int]:
    """The range of lines with most of the marks, with one line before them if possible."""
    last = len(lines) - MOST_LINES

    def marked(first: int) -> int:
        start, end = lines[first][0], lines[first + MOST_LINES - 1][1]
        return sum(stop - begin for begin, stop in marks if start <= begin and stop <= end)

    firsts = {0} | {
        max(0, min(number - 1, last))
        for number, (start, end) in enumerate(lines)
        if any(start <= mark[0] < end for mark in marks)
    }
    best = max(sorted(firsts), key=marked)
    return lines[best][0], lines[best + MOST_LINES - 1][1]


def _units(paragraph: str, marks: tuple[tuple[int, int], ...], at: int) -> list[tuple[int, int]]:
    """The marks inside a paragraph that begins at character `at`, in Qt's units."""
    inside = ((max(start - at, 0), min(end - at, len(paragraph))) for start, end in marks)
    return [
        (qt_position(paragraph, start), qt_position(paragraph, end)) for start, end in inside if start < end
    ]


def _range(start: int, end: int, marked: QTextCharFormat) -> QTextLayout.FormatRange:
    found = QTextLayout.FormatRange()
    found.start, found.length, found.format = start, end - start, marked
    return found
