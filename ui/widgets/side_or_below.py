"""Two groups of controls side by side, or one below the other if the line is too short."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QSize
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QWidget

from ui.theme import SPACE_1


class SideOrBelow(QWidget):
    """At least as wide as the wider group, so that nothing is squeezed."""

    def __init__(self, first: QWidget, second: QWidget, *, spacing: int) -> None:
        super().__init__()
        self._first, self._second = first, second
        self._box = box = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._beside_px = spacing
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(spacing)
        box.addWidget(first)
        box.addWidget(second, 1)

    @property
    def below(self) -> bool:
        """Whether the second is below the first."""
        return self._box.direction() == QBoxLayout.Direction.TopToBottom

    def minimumSizeHint(self) -> QSize:
        least: QSize = super().minimumSizeHint()
        widths = (part.minimumSizeHint().width() for part in (self._first, self._second))
        return QSize(max(widths), least.height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def event(self, event: QEvent) -> bool:
        handled: bool = super().event(event)
        if event.type() == QEvent.Type.LayoutRequest:
            # Its content was shown, hidden or changed.
            self._fit()
        return handled

    def _fit(self) -> None:
        second = self._second.minimumSizeHint().width()
        needed = self._first.minimumSizeHint().width() + (self._beside_px + second if second > 0 else 0)
        below = needed > self.width()
        if below != self.below:
            directions = QBoxLayout.Direction
            self._box.setDirection(directions.TopToBottom if below else directions.LeftToRight)
            self._box.setSpacing(SPACE_1 if below else self._beside_px)
            self.updateGeometry()


def in_a_line(parts: Sequence[QWidget], *, spacing: int, stretching: QWidget | None = None) -> QWidget:
    """A widget with `parts` side by side; `stretching` takes the remaining space."""
    made = QWidget()
    line = QHBoxLayout(made)
    line.setContentsMargins(0, 0, 0, 0)
    line.setSpacing(spacing)
    for part in parts:
        line.addWidget(part, 1 if part is stretching else 0)
    if stretching is None:
        line.addStretch(1)
    return made
