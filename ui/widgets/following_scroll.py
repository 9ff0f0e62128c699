"""A scroll area that scrolls to a place, and again when the layout changes."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QRect, Qt
from PySide6.QtWidgets import QFrame, QScrollArea, QWidget


class FollowingScrollArea(QScrollArea):
    """A page just opened gets its heights later; the place is followed until the user scrolls."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._widget: QWidget | None = None
        self._place: Callable[[], QRect] = QRect
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        bar = self.verticalScrollBar()
        bar.rangeChanged.connect(self._follow)
        bar.actionTriggered.connect(self.stop_following)

    def follow(self, widget: QWidget, place: Callable[[], QRect]) -> None:
        """Scrolls to `place()`, a rectangle in `widget`; null if it does not exist any more."""
        self._widget = widget
        self._place = place
        self._follow()

    def stop_following(self) -> None:
        self._widget = None
        self._place = QRect

    def show_rect(self, widget: QWidget, rect: QRect, *, margin: int) -> None:
        """Scrolls as little as needed to show `rect` with `margin` pixels above and below."""
        page = self.widget()
        if page is not None:
            place = widget.mapTo(page, rect.center())
            self.ensureVisible(place.x(), place.y(), 0, margin)

    def _follow(self) -> None:
        if self._widget is None:
            return
        rect = self._place()
        if not rect.isNull():
            self.show_rect(self._widget, rect, margin=self.viewport().height() // 3)
