"""A field for a time of day: typed in any common format, or chosen from quarters of an hour."""

from __future__ import annotations

import re
from datetime import time

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QComboBox, QWidget

_STEP_MIN = 15
_SHAPES = re.compile(r"^(\d{1,2})(?:[:.\s]?(\d{2}))?\s*(am|pm)?$", re.IGNORECASE)


def parse_time(text: str) -> time | None:
    """Reads `9`, `930`, `9:30`, `09.30`, `9:30 pm`; None if it is no time."""
    match = _SHAPES.match(text.strip())
    if match is None:
        return None
    hour, minute, half = int(match[1]), int(match[2] or 0), (match[3] or "").lower()
    if half:
        if not 1 <= hour <= 12:
            return None
        hour = hour % 12 + (12 if half == "pm" else 0)
    return time(hour, minute) if hour < 24 and minute < 60 else None


class TimeBox(QComboBox):
    """The wheel scrolls the page, never the time."""

    time_changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setEditable(True)
        self.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMaxVisibleItems(12)
        for minutes in range(0, 24 * 60, _STEP_MIN):
            self.addItem(f"{minutes // 60:02d}:{minutes % 60:02d}")
        # A completer would change `930` to `09:30` under the fingers, or to something else.
        self.setCompleter(None)  # type: ignore[arg-type]  # Qt takes None, its stub does not
        self.editTextChanged.connect(lambda _: self.time_changed.emit())
        line = self.lineEdit()
        if line is not None:
            line.editingFinished.connect(self._tidy)

    def chosen(self) -> time | None:
        """The typed time; None if it is invalid."""
        return parse_time(self.currentText())

    def show_time(self, at: time) -> None:
        self.setEditText(f"{at.hour:02d}:{at.minute:02d}")

    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()

    def _tidy(self) -> None:
        typed = self.chosen()
        if typed is not None:
            self.show_time(typed)
