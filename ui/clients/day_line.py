"""An input line for a date, with the parsed date below it."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from ui.text.days import age_years, day_text, parse_day, today
from ui.text.text_direction import isolate
from ui.theme import SPACE_1, set_role
from ui.widgets.plain_label import PlainLabel


class DayLine(QWidget):
    """Repeats the parsed date, so that a day is never taken for a month. Empty input is valid: no date."""

    edited = Signal()

    def __init__(
        self, name: str, day: date | None, *, tell_age: bool = False, parent: QWidget | None = None
    ) -> None:
        """`tell_age`: whether the years since then are shown as an age."""
        super().__init__(parent)
        self._tell_age = tell_age
        self.line = QLineEdit(plain_day(day))
        self.line.setAccessibleName(name)
        self.line.setCursorPosition(0)
        self.echo = PlainLabel()
        set_role(self.echo, type="caption", tone="muted")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SPACE_1)
        column.addWidget(self.line)
        column.addWidget(self.echo)
        self.setFocusProxy(self.line)
        self.line.textChanged.connect(self._echo)
        self.line.textEdited.connect(self.edited)
        self._echo()

    @property
    def day(self) -> date | None:
        """The parsed date; None for empty or invalid input."""
        return parse_day(self.line.text())

    @property
    def understood(self) -> bool:
        """Whether the input is a date or empty."""
        return self.day is not None or not self.line.text().strip()

    def _echo(self) -> None:
        day = self.day
        if not self.line.text().strip():
            self.echo.setText(self.tr("For example {day}").format(day=isolate("17 Jan 1981")))
        elif day is None:
            self.echo.setText(self.tr("Write the month as a word"))
        elif self._tell_age:
            words = self.tr("{day}, {years} years old")
            self.echo.setText(words.format(day=day_text(day), years=age_years(day, today())))
        else:
            self.echo.setText(day_text(day))


def plain_day(day: date | None) -> str:
    """The date in a form that can be typed again, without the isolating marks."""
    return "" if day is None else day_text(day).strip("\u2068\u2069")
