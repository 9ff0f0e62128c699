"""A field for an appointment's length: the usual lengths to choose, any other to type."""

from __future__ import annotations

import re

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QComboBox, QWidget

from core.schedule.dto import LONGEST_MIN
from ui.words.sessions import duration_text

_USUAL_MIN = (10, 15, 20, 30, 40, 45, 50, 60, 75, 90, 120)
_NUMBER = re.compile(r"^\D*(\d{1,4})\D*$")


class LengthBox(QComboBox):
    """The wheel scrolls the page, never the length."""

    length_changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setEditable(True)
        self.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        for minutes in _USUAL_MIN:
            self.addItem(duration_text(minutes))
        self.setCompleter(None)  # type: ignore[arg-type]  # Qt takes None, its stub does not
        self.editTextChanged.connect(lambda _: self.length_changed.emit())
        line = self.lineEdit()
        if line is not None:
            line.editingFinished.connect(self._tidy)

    def minutes(self) -> int | None:
        """The typed length; None if it is not valid for an appointment."""
        match = _NUMBER.match(self.currentText())
        minutes = int(match[1]) if match is not None else 0
        return minutes if 1 <= minutes <= LONGEST_MIN else None

    def show_minutes(self, minutes: int) -> None:
        self.setEditText(duration_text(minutes))

    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()

    def _tidy(self) -> None:
        typed = self.minutes()
        if typed is not None:
            self.show_minutes(typed)
