"""One drawn page with zoom, fit and scrolling. It requests the pixels it needs."""

from __future__ import annotations

from typing import Literal

from PySide6.QtCore import QRect, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QColor, QImage, QPainter, QPaintEvent, QResizeEvent, QWheelEvent
from PySide6.QtWidgets import QScrollArea, QWidget

from core.attachments.dto import PAGE_WIDTH_LIMIT_PX
from ui.theme import SPACE_3, active_theme

Fit = Literal["page", "width", "none"]
_STEP = 1.25
_ZOOM_RANGE = (0.1, 8.0)
_SETTLED_MS = 120
_FULL_WIDTH_PX = 800
"""Width of a page at 100 %, in logical pixels."""


class PageView(QScrollArea):
    """`pixels_wanted` requests the page on screen, drawn that many device pixels wide."""

    pixels_wanted = Signal(int)
    zoomed = Signal(float)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._canvas = _Canvas()
        self._fit: Fit = "page"
        self._zoom = 1.0
        self._asked_px = 0
        self.setWidget(self._canvas)
        self.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(self.tr("Page"))
        # Several steps of a wheel cause one drawing.
        self._settle = QTimer(self)
        self._settle.setSingleShot(True)
        self._settle.setInterval(_SETTLED_MS)
        self._settle.timeout.connect(self._ask)

    @property
    def zoom(self) -> float:
        """1.0 is 100 %."""
        return self._zoom

    @property
    def image_size(self) -> QSize:
        """The size of the pixels on screen; empty before the first page."""
        return self._canvas.image.size()

    def show_page(self, image: QImage) -> None:
        """Shows the requested page."""
        self._canvas.image = image
        self._resize_canvas()
        self._canvas.update()

    def begin_page(self) -> None:
        """Announces another page: requests its pixels now."""
        self.verticalScrollBar().setValue(0)
        self._asked_px = 0
        self._ask()

    def clear(self) -> None:
        self._settle.stop()
        self._canvas.image = QImage()
        self._canvas.resize(0, 0)

    def fit(self, how: Fit) -> None:
        """Fits the whole page, or its width, into the view and keeps it fitted."""
        self._fit = how
        self._resize_canvas()
        self._settle.start()

    def zoom_in(self) -> None:
        self._zoom_to(self._zoom * _STEP)

    def zoom_out(self) -> None:
        self._zoom_to(self._zoom / _STEP)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._resize_canvas()
        if self._fit != "none":
            self._settle.start()

    def wheelEvent(self, event: QWheelEvent) -> None:
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            (self.zoom_in if event.angleDelta().y() > 0 else self.zoom_out)()
            event.accept()
        else:
            super().wheelEvent(event)

    def _zoom_to(self, zoom: float) -> None:
        self._fit = "none"
        self._zoom = min(max(zoom, _ZOOM_RANGE[0]), _ZOOM_RANGE[1])
        self._resize_canvas()
        self._settle.start()

    def _resize_canvas(self) -> None:
        image = self._canvas.image
        if image.isNull():
            return
        shape = image.width() / image.height()
        room = self.viewport().size() - QSize(2 * SPACE_3, 2 * SPACE_3)
        if self._fit == "page":
            self._zoom = min(room.width(), room.height() * shape) / _FULL_WIDTH_PX
        elif self._fit == "width":
            self._zoom = room.width() / _FULL_WIDTH_PX
        self._zoom = min(max(self._zoom, _ZOOM_RANGE[0]), _ZOOM_RANGE[1])
        width = max(1, round(self._zoom * _FULL_WIDTH_PX))
        self._canvas.resize(width, max(1, round(width / shape)))
        self.zoomed.emit(self._zoom)

    def _ask(self) -> None:
        width = self._canvas.width() if not self._canvas.image.isNull() else _FULL_WIDTH_PX
        wanted = min(round(width * self.devicePixelRatioF()), PAGE_WIDTH_LIMIT_PX)
        if wanted != self._asked_px:
            self._asked_px = wanted
            self.pixels_wanted.emit(wanted)


class _Canvas(QWidget):
    """Paints the pixels at its own size, on paper."""

    def __init__(self) -> None:
        super().__init__()
        self.image = QImage()
        self.resize(0, 0)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        room = QRect(0, 0, self.width(), self.height())
        painter.drawImage(room, self.image)
        painter.setPen(QColor(active_theme().border))
        painter.drawRect(room.adjusted(0, 0, -1, -1))
