"""The figures of the last weeks, drawn; the same drawing is saved as a picture."""

from __future__ import annotations

from PySide6.QtCore import QBuffer, QIODevice, QPoint, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QImage, QMouseEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import (
    QHBoxLayout,
    QPushButton,
    QScrollArea,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from core.metrics.summary import Figures
from ui.health.panel_painting import PANEL_HEIGHT_PX, PanelPainter, place_at, plot_room
from ui.health.panels import LinePanel, Panel, PanelMaker
from ui.theme import SPACE_3, SPACE_4, SPACE_6, active_theme, set_role
from ui.widgets.empty_state import EmptyState
from ui.widgets.plain_label import PlainLabel

_BESIDE_FROM_PX = 900
_PICTURE_WIDTH_PX = 1400
_PICTURE_SCALE = 2


class FiguresSheet(QWidget):
    """Draws its panels in one or two columns; a tool tip shows the numbers of the day under the pointer."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.panels: tuple[Panel, ...] = ()
        self.setAccessibleName(self.tr("Figures of the last weeks"))
        self.setMouseTracking(True)

    def show_panels(self, panels: tuple[Panel, ...]) -> None:
        self.panels = panels
        self.setAccessibleDescription("\n".join(f"{each.title}: {each.told}" for each in panels if each.told))
        self._fit()
        self.update()

    def picture(self) -> bytes:
        """The whole drawing as PNG, in the theme of the window."""
        size = QSize(_PICTURE_WIDTH_PX, self._height_for(_PICTURE_WIDTH_PX))
        image = QImage(size * _PICTURE_SCALE, QImage.Format.Format_RGB32)
        image.setDevicePixelRatio(_PICTURE_SCALE)
        image.fill(QColor(active_theme().ground))
        painter = QPainter(image)
        painter.setFont(self.font())
        self._draw(painter, _PICTURE_WIDTH_PX)
        painter.end()
        buffer = QBuffer()
        buffer.open(QIODevice.OpenModeFlag.WriteOnly)
        # The stubs want bytes, the library refuses them.
        image.save(buffer, "PNG")  # type: ignore[call-overload]
        return bytes(buffer.data().data())

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        self._draw(painter, self.width())
        painter.end()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        super().mouseMoveEvent(event)
        self.setToolTip(self.told_at(event.position().toPoint()))

    def told_at(self, position: QPoint) -> str:
        """The numbers of the day under `position`; empty beside the lines."""
        for panel, room in zip(self.panels, self._rooms(self.width()), strict=True):
            plot = plot_room(room)
            if isinstance(panel, LinePanel) and plot.contains(position):
                return panel.tips[place_at(plot, position.x(), panel)]
        return ""

    def _draw(self, painter: QPainter, width: int) -> None:
        mirrored = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
        nothing = self.tr("Nothing counted yet")
        drawing = PanelPainter(painter, active_theme(), mirrored=mirrored, nothing=nothing)
        for panel, room in zip(self.panels, self._rooms(width), strict=True):
            drawing.draw(panel, room)

    def _rooms(self, width: int) -> list[QRectF]:
        columns = 2 if width >= _BESIDE_FROM_PX else 1
        room_px = (width - 2 * SPACE_6 - (columns - 1) * SPACE_4) / columns
        mirrored = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
        rooms = []
        for place in range(len(self.panels)):
            row, column = divmod(place, columns)
            shown = columns - 1 - column if mirrored else column
            left = SPACE_6 + shown * (room_px + SPACE_4)
            top = SPACE_3 + row * (PANEL_HEIGHT_PX + SPACE_4)
            rooms.append(QRectF(left, top, room_px, PANEL_HEIGHT_PX))
        return rooms

    def _height_for(self, width: int) -> int:
        rooms = self._rooms(width)
        return round(rooms[-1].bottom()) + SPACE_6 if rooms else 0

    def _fit(self) -> None:
        self.setMinimumHeight(self._height_for(self.width()))


class FiguresView(QWidget):
    """`picture_wanted` follows from the button that saves the drawing."""

    picture_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.sheet = FiguresSheet()
        self._maker = PanelMaker(self)
        self.note = PlainLabel(
            self.tr("Counted on this computer only, kept for sixty days: names and numbers, no words.")
        )
        set_role(self.note, type="caption", tone="muted")
        self.save_button = QPushButton(self.tr("Save as a picture…"))
        self.save_button.clicked.connect(self.picture_wanted)
        self.empty = EmptyState(
            self.tr("Nothing counted yet"),
            self.tr("How long asking, finding, saving and unlocking take is shown here as you work."),
        )
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setWidget(self.sheet)
        self._drawn = QWidget()
        self._pages = QStackedWidget()
        head = QHBoxLayout()
        head.setContentsMargins(SPACE_6, SPACE_3, SPACE_6, 0)
        head.addWidget(self.note, 1)
        head.addWidget(self.save_button)
        column = QVBoxLayout(self._drawn)
        column.setContentsMargins(0, 0, 0, 0)
        column.addLayout(head)
        column.addWidget(scroll, 1)
        self._pages.addWidget(self.empty)
        self._pages.addWidget(self._drawn)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(self._pages)

    def show_figures(self, figures: Figures) -> None:
        self.sheet.show_panels(self._maker.panels(figures))
        self._pages.setCurrentWidget(self._drawn if figures.days else self.empty)

    def clear(self) -> None:
        self.sheet.show_panels(())
        self._pages.setCurrentWidget(self.empty)
