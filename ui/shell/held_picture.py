"""Keeps the last picture of the window on screen while its pages are made anew."""

from __future__ import annotations

from PySide6.QtCore import QPoint, Qt, QTimer
from PySide6.QtGui import QPainter, QPaintEvent, QPixmap
from PySide6.QtWidgets import QWidget

_LONGEST_MS = 3_000
"""A chart that takes longer than this shows itself as it loads."""


class HeldPicture(QWidget):
    """Lies over `window` with the picture of it until `release`."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._picture: QPixmap = window.grab()
        self.setCursor(Qt.CursorShape.WaitCursor)
        self.setGeometry(window.rect())
        self.show()

    def wait_above(self) -> None:
        """The new pages are below: lies above them, for three seconds at most."""
        self.raise_()
        QTimer.singleShot(_LONGEST_MS, self, self.release)

    def release(self) -> None:
        """Shows what is below, and forgets the picture."""
        self._picture = QPixmap()
        self.hide()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.drawPixmap(QPoint(0, 0), self._picture)
        painter.end()
