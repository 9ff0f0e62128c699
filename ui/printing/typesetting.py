"""A sheet as a document with its lines laid out, and where each page of it begins and ends.

Qt's own pages would part a heading from its text; here a page ends only between lines that may be parted.
All lengths are in units of a quarter point, so that preview, PDF and printer break lines at the same words.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import (
    QColor,
    QFont,
    QGuiApplication,
    QPainter,
    QTextBlock,
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
    QTextFormat,
    QTextLength,
    QTextOption,
    QTextTableCell,
    QTextTableFormat,
)

from core.cancel import CancelToken
from ui.printing.sheet import Facts, Heading, Sheet, Words
from ui.theme import LIGHT

UNITS_A_POINT = 4
_BODY_PT, _SMALL_PT = 10.5, 9.0
_HEADING_PT = {1: 18.0, 2: 12.5, 3: 10.5}
_SPACE_ABOVE_PT = {1: 8.0, 2: 16.0, 3: 7.0}
_LINE_HEIGHT_PERCENT = 128
_KEEP = QTextFormat.Property.UserProperty + 1
_LABEL_PERCENT = 26


@dataclass(frozen=True, slots=True)
class PlacedLine:
    """Line `number` of a block, whose lines are measured from `origin` (units, in the document)."""

    block: QTextBlock
    number: int
    origin: QPointF

    def paint(self, painter: QPainter) -> None:
        self.block.layout().lineAt(self.number).draw(painter, self.origin)


@dataclass(frozen=True, slots=True)
class PageSlice:
    """One page: its lines, and the stretch of the document from `top` to `bottom`, in units."""

    top: float
    bottom: float
    lines: tuple[PlacedLine, ...] = ()


@dataclass(slots=True)
class _Row:
    """Lines beside each other; `keep`: no page ends below it."""

    top: float
    bottom: float
    keep: bool
    lines: list[PlacedLine]


def typeset(sheet: Sheet, *, width: float, cancel: CancelToken | None = None) -> QTextDocument:
    """The document, `width` units wide. Call it in the thread that will use it. Raises `Cancelled`."""
    document = QTextDocument()
    document.setUndoRedoEnabled(False)
    document.setDocumentMargin(0)
    document.setDefaultFont(page_font(_BODY_PT))
    option = QTextOption()
    option.setTextDirection(Qt.LayoutDirection.LayoutDirectionAuto)
    option.setAlignment(Qt.AlignmentFlag.AlignLeading)
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    document.setDefaultTextOption(option)
    cursor = QTextCursor(document)
    cursor.beginEditBlock()
    for part in sheet.parts:
        if cancel is not None:
            cancel.raise_if_cancelled()
        if isinstance(part, Facts):
            _add_facts(cursor, part)
        elif isinstance(part, Heading):
            _add_heading(cursor, part)
        else:
            _add_words(cursor, part)
    cursor.endEditBlock()
    document.setTextWidth(width)
    return document


def page_slices(document: QTextDocument, *, height: float) -> tuple[PageSlice, ...]:
    """The pages, each at most `height` units high (a single line that is higher has its own)."""
    pages: list[PageSlice] = []
    rows = _rows(document)
    first = 0
    while first < len(rows):
        last = first
        while last + 1 < len(rows) and rows[last + 1].bottom - rows[first].top <= height:
            last += 1
        if last + 1 < len(rows):
            # Back to the last permitted page break; a page without one breaks where it is full.
            ends = next((row for row in range(last, first, -1) if not rows[row].keep), last)
            last = ends
        lines = tuple(line for row in rows[first : last + 1] for line in row.lines)
        pages.append(PageSlice(rows[first].top, rows[last].bottom, lines))
        first = last + 1
    return tuple(pages) or (PageSlice(0.0, 0.0),)


def _rows(document: QTextDocument) -> list[_Row]:
    """Lines from top to bottom, those that overlap (cells of a table) as one."""
    rows: list[_Row] = []
    for row in sorted(_lines(document), key=lambda each: each.top):
        if rows and row.top < rows[-1].bottom - 0.5:
            rows[-1].bottom = max(rows[-1].bottom, row.bottom)
            rows[-1].keep = rows[-1].keep or row.keep
            rows[-1].lines += row.lines
        else:
            rows.append(row)
    return rows


def _lines(document: QTextDocument) -> Iterator[_Row]:
    layout = document.documentLayout()
    block: QTextBlock = document.begin()
    while block.isValid():
        lines = block.layout()
        origin = layout.blockBoundingRect(block).topLeft() - lines.boundingRect().topLeft()
        count = lines.lineCount()
        keep = bool(block.blockFormat().property(_KEEP))
        for number in range(count):
            rect = lines.lineAt(number).rect()
            top = origin.y() + rect.top()
            # Neither the first nor the last line of a paragraph is alone on a page.
            alone = count > 1 and number in (0, count - 2)
            yield _Row(top, top + rect.height(), keep or alone, [PlacedLine(block, number, origin)])
        block = block.next()


def _add_heading(cursor: QTextCursor, heading: Heading) -> None:
    look = _look(_HEADING_PT[heading.level], tone=heading.tone, strong=True)
    if heading.level == 3:
        look.setForeground(QColor(LIGHT.muted if heading.tone == "text" else getattr(LIGHT, heading.tone)))
    _add_block(cursor, heading.text, look, above_pt=_SPACE_ABOVE_PT[heading.level], keep=True)


def _add_words(cursor: QTextCursor, words: Words) -> None:
    look = _look(_SMALL_PT if words.small else _BODY_PT, tone=words.tone, strong=words.strong)
    for number, line in enumerate(words.text.split("\n")):
        _add_block(cursor, line, look, above_pt=0 if number else 2, keep=words.keep_with_next)


def _add_block(cursor: QTextCursor, text: str, look: QTextCharFormat, *, above_pt: float, keep: bool) -> None:
    block = QTextBlockFormat()
    block.setTopMargin(above_pt * UNITS_A_POINT)
    block.setLineHeight(_LINE_HEIGHT_PERCENT, QTextBlockFormat.LineHeightTypes.ProportionalHeight.value)
    block.setProperty(_KEEP, keep)
    if cursor.document().isEmpty() and cursor.block().length() == 1 and cursor.position() == 0:
        cursor.setBlockFormat(block)
        cursor.setBlockCharFormat(look)
    else:
        cursor.insertBlock(block, look)
    cursor.insertText(text, look)


def _add_facts(cursor: QTextCursor, facts: Facts) -> None:
    form = QTextTableFormat()
    form.setBorder(0)
    form.setCellPadding(2 * UNITS_A_POINT)
    form.setCellSpacing(0)
    form.setTopMargin(6 * UNITS_A_POINT)
    form.setWidth(QTextLength(QTextLength.Type.PercentageLength, 100))
    percent = QTextLength.Type.PercentageLength
    widths = [QTextLength(percent, _LABEL_PERCENT), QTextLength(percent, 100 - _LABEL_PERCENT)]
    # Qt mirrors no table of a document.
    mirrored = _mirrored()
    form.setColumnWidthConstraints(widths[::-1] if mirrored else widths)
    table = cursor.insertTable(len(facts.rows), 2, form)
    for number, (label, value) in enumerate(facts.rows):
        _add_cell(table.cellAt(number, int(mirrored)), label, _look(_BODY_PT, tone="muted"))
        _add_cell(table.cellAt(number, int(not mirrored)), value, _look(_BODY_PT))
    cursor.movePosition(QTextCursor.MoveOperation.End)


def _add_cell(cell: QTextTableCell, text: str, look: QTextCharFormat) -> None:
    """At the side of the label, whatever its direction: a value must not be at the far side of the page."""
    side = Qt.AlignmentFlag.AlignRight if _mirrored() else Qt.AlignmentFlag.AlignLeft
    block = QTextBlockFormat()
    block.setAlignment(side | Qt.AlignmentFlag.AlignAbsolute)
    cursor = cell.firstCursorPosition()
    cursor.setBlockFormat(block)
    cursor.insertText(text, look)


def _mirrored() -> bool:
    return bool(QGuiApplication.layoutDirection() == Qt.LayoutDirection.RightToLeft)


def _look(size_pt: float, *, tone: str = "text", strong: bool = False) -> QTextCharFormat:
    look = QTextCharFormat()
    font = page_font(size_pt)
    font.setWeight(QFont.Weight.DemiBold if strong else QFont.Weight.Normal)
    look.setFont(font)
    look.setForeground(QColor(getattr(LIGHT, tone)))
    return look


def page_font(size_pt: float) -> QFont:
    """The application's font at a size in points, with the same letter spacing on screen as on paper."""
    font = QFont(QGuiApplication.font())
    font.setPixelSize(round(size_pt * UNITS_A_POINT))
    font.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    return font
