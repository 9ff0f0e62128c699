"""Shows the last picture of the window while its pages are rebuilt."""

from __future__ import annotations

from PySide6.QtCore import QPoint, Qt, QTimer
from PySide6.QtGui import QPainter, QPaintEvent, QPixmap
from PySide6.QtWidgets import QWidget

_LONGEST_MS = 3_000
"""After this the chart is shown while it loads."""


class HeldPicture(QWidget):
    """Covers `window` with its picture until `release`."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._picture: QPixmap = window.grab()
        self.setCursor(Qt.CursorShape.WaitCursor)
        self.setGeometry(window.rect())
        self.show()

    def wait_above(self) -> None:
        """Covers the new pages, for three seconds at most."""
        self.raise_()
        QTimer.singleShot(_LONGEST_MS, self, self.release)

    def release(self) -> None:
        """Shows the pages and drops the picture."""
        self._picture = QPixmap()
        self.hide()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.drawPixmap(QPoint(0, 0), self._picture)
        painter.end()
