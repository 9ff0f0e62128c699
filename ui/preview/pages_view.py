"""Pages on the screen, exactly as they will be printed; only the visible ones are painted."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSize
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QWidget

from ui.printing.pages import Pages
from ui.theme import LIGHT, SPACE_3, active_theme

_DOTS_A_POINT = 1.2


class _Canvas(QWidget):
    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.pages: Pages | None = None

    def show_pages(self, pages: Pages | None) -> None:
        self.pages = pages
        self.setFixedSize(self.sizeHint())
        self.update()

    def sizeHint(self) -> QSize:
        if self.pages is None:
            return QSize(0, 0)
        height = self.pages.count * (self._page_height() + SPACE_3) - SPACE_3
        return QSize(round(self.pages.width_pt * _DOTS_A_POINT), round(height))

    def paintEvent(self, event: QPaintEvent) -> None:
        pages = self.pages
        if pages is None:
            return
        painter = QPainter(self)
        painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.TextAntialiasing)
        step = self._page_height() + SPACE_3
        first = max(int(event.rect().top() // step), 0)
        last = min(int(event.rect().bottom() // step), pages.count - 1)
        for number in range(first, last + 1):
            paper = QRectF(0, number * step, self.width(), self._page_height())
            # Paper is white in the dark theme as well: this is what will be printed.
            # Paper is white in the dark too.
            painter.fillRect(paper, QColor(LIGHT.surface))
            painter.setPen(QColor(active_theme().border))
            painter.drawRect(paper.adjusted(0, 0, -1, -1))
            painter.save()
            painter.translate(QPointF(0, paper.top()))
            pages.paint(painter, number, dots_a_point=_DOTS_A_POINT)
            painter.restore()
        painter.end()

    def _page_height(self) -> float:
        return 0.0 if self.pages is None else self.pages.height_pt * _DOTS_A_POINT


class PagesView(QScrollArea):
    """Scrolls through the pages with mouse and keyboard; empty until there are some."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._canvas = _Canvas()
        room = QWidget()
        line = QHBoxLayout(room)
        line.setContentsMargins(SPACE_3, SPACE_3, SPACE_3, SPACE_3)
        line.addStretch(1)
        line.addWidget(self._canvas)
        line.addStretch(1)
        self.setWidget(room)
        self.setWidgetResizable(True)
        self.setAccessibleName(self.tr("Preview of the pages"))

    @property
    def pages(self) -> Pages | None:
        return self._canvas.pages

    def show_pages(self, pages: Pages | None) -> None:
        """None removes them from the screen."""
        self._canvas.show_pages(pages)
        self.verticalScrollBar().setValue(0)
