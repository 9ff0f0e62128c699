"""A typeset sheet, page by page, painted identically on screen, in a PDF and on a printer."""

from __future__ import annotations

from PySide6.QtCore import (
    QBuffer,
    QCoreApplication,
    QIODevice,
    QLocale,
    QMarginsF,
    QObject,
    QRectF,
    QSizeF,
    Qt,
)
from PySide6.QtGui import (
    QColor,
    QFont,
    QGuiApplication,
    QPagedPaintDevice,
    QPageLayout,
    QPageSize,
    QPainter,
    QPdfWriter,
    QTextOption,
)

from core.cancel import CancelToken, OnProgress, ignore_progress
from ui.printing.sheet import Sheet
from ui.printing.typesetting import UNITS_A_POINT, page_font, page_slices, typeset
from ui.text.one_line import one_line
from ui.theme import LIGHT

_MARGIN_PT = 54.0
_RUNNING_PT = 9.0
_BAND_PT = 26.0
"""Height of the line above and below the text, with the space between."""
_PDF_DPI = 600
_POINTS_AN_INCH = 72


def default_layout() -> QPageLayout:
    """This country's paper size, upright, with equal margins."""
    us = QLocale.system().measurementSystem() == QLocale.MeasurementSystem.ImperialUSSystem
    size = QPageSize(QPageSize.PageSizeId.Letter if us else QPageSize.PageSizeId.A4)
    return QPageLayout(size, QPageLayout.Orientation.Portrait, QMarginsF(0, 0, 0, 0), QPageLayout.Unit.Point)


class Pages:
    """A sheet laid out for one size of paper. Lives in the thread that made it, until `give_to` another."""

    def __init__(
        self, sheet: Sheet, layout: QPageLayout | None = None, *, cancel: CancelToken | None = None
    ) -> None:
        self.sheet = sheet
        self.page_layout = layout or default_layout()
        paper: QSizeF = self.page_layout.fullRect(QPageLayout.Unit.Point).size()
        self.width_pt, self.height_pt = paper.width(), paper.height()
        self._text = QRectF(
            _MARGIN_PT * UNITS_A_POINT,
            (_MARGIN_PT + _BAND_PT) * UNITS_A_POINT,
            (self.width_pt - 2 * _MARGIN_PT) * UNITS_A_POINT,
            (self.height_pt - 2 * (_MARGIN_PT + _BAND_PT)) * UNITS_A_POINT,
        )
        self._document = typeset(sheet, width=self._text.width(), cancel=cancel)
        self._slices = page_slices(self._document, height=self._text.height())

    @property
    def count(self) -> int:
        return len(self._slices)

    def give_to(self, owner: QObject) -> Pages:
        """Returns itself, for use in the thread of `owner` only."""
        self._document.moveToThread(owner.thread())
        return self

    def paint(self, painter: QPainter, number: int, *, dots_a_point: float) -> None:
        """Paints page `number` (from 0) with its corner at the origin."""
        painter.save()
        painter.scale(dots_a_point / UNITS_A_POINT, dots_a_point / UNITS_A_POINT)
        painter.setPen(QColor(LIGHT.text))
        self._paint_running(painter, number)
        part = self._slices[number]
        painter.translate(self._text.left(), self._text.top() - part.top)
        for line in part.lines:
            line.paint(painter)
        painter.restore()

    def paint_all(
        self,
        device: QPagedPaintDevice,
        *,
        dots_an_inch: int,
        cancel: CancelToken | None = None,
        on_progress: OnProgress = ignore_progress,
    ) -> bool:
        """Paints every page on a printer or into a PDF; false if the device cannot be painted on."""
        painter = QPainter()
        if not painter.begin(device):
            return False
        try:
            for number in range(self.count):
                if cancel is not None:
                    cancel.raise_if_cancelled()
                on_progress(number, self.count)
                if number:
                    device.newPage()
                self.paint(painter, number, dots_a_point=dots_an_inch / _POINTS_AN_INCH)
        finally:
            painter.end()
        on_progress(self.count, self.count)
        return True

    def pdf(self, *, cancel: CancelToken | None = None, on_progress: OnProgress = ignore_progress) -> bytes:
        """The pages as a PDF with embedded fonts; made in memory, without any file. Raises `Cancelled`."""
        buffer = QBuffer()
        buffer.open(QIODevice.OpenModeFlag.WriteOnly)
        writer = QPdfWriter(buffer)
        writer.setResolution(_PDF_DPI)
        writer.setTitle(self.sheet.title)
        writer.setCreator("Anamnesis")
        writer.setPageLayout(self.page_layout)
        self.paint_all(writer, dots_an_inch=_PDF_DPI, cancel=cancel, on_progress=on_progress)
        del writer
        return bytes(buffer.data().data())

    def _paint_running(self, painter: QPainter, number: int) -> None:
        width = self._text.width()
        above = QRectF(self._text.left(), _MARGIN_PT * UNITS_A_POINT, width, (_BAND_PT - 8) * UNITS_A_POINT)
        below = QRectF(self._text.left(), self._text.bottom() + 8 * UNITS_A_POINT, width, above.height())
        place = QCoreApplication.translate("PrintedPage", "Page {number} of {count}")
        self._paint_ends(painter, above, self.sheet.name, self.sheet.detail, strong=True)
        self._paint_ends(
            painter,
            below,
            one_line((self.sheet.origin, self.sheet.printed)),
            place.format(number=number + 1, count=self.count),
        )
        painter.setPen(QColor(LIGHT.border))
        painter.drawLine(above.bottomLeft(), above.bottomRight())
        painter.drawLine(below.topLeft(), below.topRight())
        painter.setPen(QColor(LIGHT.text))

    def _paint_ends(
        self, painter: QPainter, band: QRectF, leading: str, trailing: str, *, strong: bool = False
    ) -> None:
        """One text at the side where reading begins, one at the other, without overlap."""
        mirrored = QGuiApplication.layoutDirection() == Qt.LayoutDirection.RightToLeft
        begin, end = Qt.AlignmentFlag.AlignLeft, Qt.AlignmentFlag.AlignRight
        sides = (end, begin) if mirrored else (begin, end)
        share = band.width() / 2 - 4 * UNITS_A_POINT
        for text, side, bold in ((leading, sides[0], strong), (trailing, sides[1], False)):
            font = page_font(_RUNNING_PT)
            font.setWeight(QFont.Weight.DemiBold if bold else QFont.Weight.Normal)
            painter.setFont(font)
            painter.setPen(QColor(LIGHT.text if bold else LIGHT.muted))
            room = QRectF(band)
            if side == begin:
                room.setRight(band.left() + share)
            else:
                room.setLeft(band.right() - share)
            shown = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, int(share))
            option = QTextOption(side | Qt.AlignmentFlag.AlignAbsolute | Qt.AlignmentFlag.AlignVCenter)
            option.setWrapMode(QTextOption.WrapMode.NoWrap)
            painter.drawText(room, shown, option)
