"""Shows content completely if there is space, otherwise scrolls it."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QScrollArea, QWidget


class LimitedScroll(QScrollArea):
    """As high as `content` needs at its width, up to a limit."""

    def __init__(self, content: QWidget, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._content = content
        self._limit_px = content.maximumHeight()
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setWidgetResizable(True)
        self.setWidget(content)
        content.installEventFilter(self)
        self._fit()

    def limit(self, height_px: int) -> None:
        """Never higher than this from now on."""
        self._limit_px = height_px
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self._content and event.type() == QEvent.Type.LayoutRequest:
            self._fit()
        handled: bool = super().eventFilter(watched, event)
        return handled

    def _fit(self) -> None:
        layout = self._content.layout()
        if layout is None:
            return
        width = self.viewport().width()
        needed = layout.totalHeightForWidth(width) if layout.hasHeightForWidth() else -1
        height = min(max(needed, 0) or layout.totalSizeHint().height(), self._limit_px)
        if self.height() != height or self.minimumHeight() != height:
            self.setFixedHeight(height)
