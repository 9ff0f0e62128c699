"""The days shown by the schedule: one, or the week around it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Literal

from PySide6.QtCore import QLocale

SpanKind = Literal["day", "week"]
_WEEK_DAYS = 7


@dataclass(frozen=True, slots=True)
class Span:
    """`day` is the requested one, also in a week."""

    kind: SpanKind
    day: date

    @property
    def first(self) -> date:
        if self.kind == "day":
            return self.day
        begins = QLocale().firstDayOfWeek().value
        return self.day - timedelta(days=(self.day.isoweekday() - begins) % _WEEK_DAYS)

    @property
    def last(self) -> date:
        return self.first if self.kind == "day" else self.first + timedelta(days=_WEEK_DAYS - 1)

    @property
    def days(self) -> tuple[date, ...]:
        return tuple(
            self.first + timedelta(days=number) for number in range((self.last - self.first).days + 1)
        )

    def moved(self, steps: int) -> Span:
        """The day, or the week, `steps` further."""
        return replace(self, day=self.day + timedelta(days=steps * len(self.days)))
