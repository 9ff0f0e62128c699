"""A date field protected from accidental changes."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import QDate, Qt, Signal
from PySide6.QtGui import QFocusEvent, QWheelEvent
from PySide6.QtWidgets import QDateEdit, QWidget

_EARLIEST_YEAR = 1900
_TAB, _BACKTAB = Qt.FocusReason.TabFocusReason, Qt.FocusReason.BacktabFocusReason


class DayEdit(QDateEdit):
    """Ignores the wheel; incomplete input is not reported."""

    day_changed = Signal(object)
    """The new `date`."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        # In a mirrored field Qt reverses the parts of the format, and the bidi algorithm again: the year
        # would be in place of the day.
        self.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
        self.setDisplayFormat("d MMM yyyy")
        self.unsetLayoutDirection()
        self.setCalendarPopup(True)
        self.setKeyboardTracking(False)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.dateChanged.connect(lambda _: self.day_changed.emit(self.day()))

    def day(self) -> date:
        chosen = self.date()
        return date(chosen.year(), chosen.month(), chosen.day())

    def show_day(self, day: date) -> None:
        """Shows a day without emitting a signal."""
        blocked = self.blockSignals(True)
        # Otherwise an incomplete year would be one of the first century.
        self.setMinimumDate(QDate(min(day.year, _EARLIEST_YEAR), 1, 1))
        self.setDate(QDate(day.year, day.month, day.day))
        self.blockSignals(blocked)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        reason = event.reason()
        if self.isRightToLeft() and reason in (_TAB, _BACKTAB, Qt.FocusReason.ShortcutFocusReason):
            # Qt treats a mirrored field as reversed, and would begin at the wrong end.
            last = reason == _BACKTAB
            self.setSelectedSection(QDateEdit.Section.YearSection if last else QDateEdit.Section.DaySection)

    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()
