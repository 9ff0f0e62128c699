"""Draws a panel with QPainter in the colours of the theme, on screen and into a picture alike."""

from __future__ import annotations

from itertools import pairwise

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QPen

from ui.health.panels import BarPanel, LinePanel, Panel, Series, Style
from ui.text.days import day_text
from ui.theme import CAPTION_PX, INTERFACE_PX, RADIUS_PX, SPACE_1, SPACE_2, SPACE_3, SPACE_4, Theme

PANEL_HEIGHT_PX = 232
_HEAD_PX = 44
_FOOT_PX = 42
_AXIS_PX = 64
_LINE_PX = 18
_LEGEND_LINE_PX = 22
_STEPS = 2
_POINT_PX = 2.5
_BAR_PX = 20
_LEAST_BAR_PX = 2.0
_NAME_SHARE = 0.5
_PENS: dict[Style, tuple[str, Qt.PenStyle, float]] = {
    "main": ("accent", Qt.PenStyle.SolidLine, 2.0),
    "second": ("good", Qt.PenStyle.SolidLine, 1.4),
    "third": ("muted", Qt.PenStyle.DashLine, 1.4),
}
_SINGLE = int(Qt.TextFlag.TextSingleLine) | int(Qt.AlignmentFlag.AlignAbsolute)


class PanelPainter:
    """One painter, one theme, one direction of reading. Time runs to the right in either direction."""

    def __init__(self, painter: QPainter, theme: Theme, *, mirrored: bool, nothing: str) -> None:
        """`nothing` is the text for an empty panel."""
        self._painter = painter
        self._theme = theme
        self._mirrored = mirrored
        self._nothing = nothing
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setLayoutDirection(
            Qt.LayoutDirection.RightToLeft if mirrored else Qt.LayoutDirection.LeftToRight
        )

    def draw(self, panel: Panel, room: QRectF) -> None:
        self._painter.setPen(QPen(QColor(self._theme.border)))
        self._painter.setBrush(QColor(self._theme.surface))
        self._painter.drawRoundedRect(room.adjusted(0.5, 0.5, -0.5, -0.5), RADIUS_PX, RADIUS_PX)
        inside = room.adjusted(SPACE_4, SPACE_3, -SPACE_4, -SPACE_2)
        self._head(panel, QRectF(inside.x(), inside.y(), inside.width(), _HEAD_PX))
        if panel.empty:
            self._text(inside, self._nothing, "muted", Qt.AlignmentFlag.AlignCenter)
        elif isinstance(panel, BarPanel):
            self._bars(panel, inside.adjusted(0, _HEAD_PX, 0, 0))
        else:
            self._lines(panel, plot_room(room))
            foot = QRectF(inside.x(), inside.bottom() - _LEGEND_LINE_PX, inside.width(), _LEGEND_LINE_PX)
            self._legend(panel, foot)

    def _head(self, panel: Panel, room: QRectF) -> None:
        line = QRectF(room.x(), room.y(), room.width(), _LINE_PX)
        self._text(line, panel.title, "text", self._leading, size_px=INTERFACE_PX, strong=True)
        self._text(line.translated(0, _LINE_PX), panel.told, "muted", self._leading)

    def _lines(self, panel: LinePanel, plot: QRectF) -> None:
        self._grid(panel, plot)
        if panel.limit is not None:
            level = _height(plot, panel.limit / panel.highest)
            self._painter.setPen(QPen(QColor(self._theme.danger), 1.2, Qt.PenStyle.DotLine))
            self._painter.drawLine(QPointF(plot.left(), level), QPointF(plot.right(), level))
        for series in sorted(panel.series, key=lambda each: each.style == "main"):
            self._line(series, panel, plot)

    def _grid(self, panel: LinePanel, plot: QRectF) -> None:
        for step in range(_STEPS + 1):
            share = step / _STEPS
            level = _height(plot, share)
            self._painter.setPen(QPen(QColor(self._theme.border), 1))
            self._painter.drawLine(QPointF(plot.left(), level), QPointF(plot.right(), level))
            beside = QRectF(plot.left() - _AXIS_PX, level - _LINE_PX / 2, _AXIS_PX - SPACE_2, _LINE_PX)
            self._text(beside, panel.show_value(panel.highest * share), "muted", Qt.AlignmentFlag.AlignRight)
        last = len(panel.days) - 1
        for place, side in (
            (0, Qt.AlignmentFlag.AlignLeft),
            (last // 2, Qt.AlignmentFlag.AlignHCenter),
            (last, Qt.AlignmentFlag.AlignRight),
        ):
            words = day_text(panel.days[place])
            across = {0: plot.left(), last: plot.right() - plot.width() / 3}.get(
                place, plot.left() + plot.width() / 3
            )
            below = QRectF(across, plot.bottom() + SPACE_1, plot.width() / 3, _LINE_PX)
            self._text(below, words, "muted", side)

    def _line(self, series: Series, panel: LinePanel, plot: QRectF) -> None:
        colour, kind, width = _PENS[series.style]
        pen = QPen(QColor(getattr(self._theme, colour)), width, kind)
        points = [
            QPointF(_across(plot, place, panel), _height(plot, value / panel.highest))
            for place, value in enumerate(series.values)
            if value is not None
        ]
        self._painter.setPen(pen)
        # Days without work (a weekend) are bridged: a clinic is not open every day.
        for one, other in pairwise(points):
            self._painter.drawLine(one, other)
        self._painter.setPen(Qt.PenStyle.NoPen)
        self._painter.setBrush(QColor(getattr(self._theme, colour)))
        for point in points:
            self._painter.drawEllipse(point, _POINT_PX, _POINT_PX)

    def _legend(self, panel: LinePanel, room: QRectF) -> None:
        """From the leading edge: a piece of each line and its name."""
        entries = [(each.name, *_PENS[each.style]) for each in panel.series]
        if panel.limit_name:
            entries.append((panel.limit_name, "danger", Qt.PenStyle.DotLine, 1.2))
        at = 0.0
        for name, colour, kind, width in entries:
            long = self._metrics_width(name)
            sample = self._placed(room, at, SPACE_4)
            middle = sample.center().y()
            self._painter.setPen(QPen(QColor(getattr(self._theme, colour)), width, kind))
            self._painter.drawLine(QPointF(sample.left(), middle), QPointF(sample.right(), middle))
            named = self._placed(room, at + SPACE_4 + SPACE_1, long + SPACE_1)
            self._text(named, name, "muted", self._leading)
            at += SPACE_4 + long + SPACE_4

    def _bars(self, panel: BarPanel, room: QRectF) -> None:
        most = max(count for _, count in panel.bars)
        names = room.width() * _NAME_SHARE
        numbers = max(self._metrics_width(str(count)) for _, count in panel.bars) + SPACE_2
        for place, (name, count) in enumerate(panel.bars):
            line = QRectF(room.x(), room.y() + place * (_BAR_PX + SPACE_1), room.width(), _BAR_PX)
            self._text(self._placed(line, 0, names - SPACE_2), name, "text", self._leading)
            long = (room.width() - names - numbers) * count / most
            bar = self._placed(line, names, max(long, _LEAST_BAR_PX)).adjusted(0, SPACE_1, 0, -SPACE_1)
            self._painter.fillRect(bar, QColor(self._theme.accent))
            told = self._placed(line, names + max(long, _LEAST_BAR_PX) + SPACE_1, numbers)
            self._text(told, str(count), "muted", self._leading)

    @property
    def _leading(self) -> Qt.AlignmentFlag:
        return Qt.AlignmentFlag.AlignRight if self._mirrored else Qt.AlignmentFlag.AlignLeft

    def _placed(self, room: QRectF, at: float, width: float) -> QRectF:
        """A piece of a line, `at` pixels from its leading edge."""
        left = room.right() - at - width if self._mirrored else room.left() + at
        return QRectF(left, room.y(), width, room.height())

    def _text(
        self,
        room: QRectF,
        text: str,
        colour: str,
        side: Qt.AlignmentFlag,
        *,
        size_px: int = CAPTION_PX,
        strong: bool = False,
    ) -> None:
        font = QFont(self._painter.font())
        font.setPixelSize(size_px)
        font.setWeight(QFont.Weight.DemiBold if strong else QFont.Weight.Normal)
        self._painter.setFont(font)
        self._painter.setPen(QColor(getattr(self._theme, colour)))
        most_px = int(room.width()) + 1
        shown = self._painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, most_px)
        self._painter.drawText(room, _SINGLE | int(side) | int(Qt.AlignmentFlag.AlignVCenter), shown)

    def _metrics_width(self, text: str) -> int:
        font = QFont(self._painter.font())
        font.setPixelSize(CAPTION_PX)
        font.setWeight(QFont.Weight.Normal)
        self._painter.setFont(font)
        return self._painter.fontMetrics().horizontalAdvance(text)


def plot_room(room: QRectF) -> QRectF:
    """Where the lines of a panel in `room` are drawn."""
    inside = room.adjusted(SPACE_4 + _AXIS_PX, SPACE_3 + _HEAD_PX + SPACE_2, -SPACE_4, -SPACE_2)
    return inside.adjusted(0, 0, 0, -_FOOT_PX)


def place_at(plot: QRectF, x: float, panel: LinePanel) -> int:
    """The index in `panel.days` nearest to a horizontal position."""
    last = len(panel.days) - 1
    return min(max(round((x - plot.left()) / plot.width() * last), 0), last)


def _across(plot: QRectF, place: int, panel: LinePanel) -> float:
    return plot.left() + plot.width() * place / max(len(panel.days) - 1, 1)


def _height(plot: QRectF, share: float) -> float:
    return plot.bottom() - plot.height() * min(max(share, 0.0), 1.0)
