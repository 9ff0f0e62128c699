"""The appointments of a day or a week as rows, with a heading for each day of a week."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from uuid import UUID

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from core.damage import DamagedEntry
from core.ids import ClientId
from core.schedule.dto import Appointment, Booking
from core.schedule.local_time import local_day
from ui.schedule.words import brief_ready, spoken_booking, weekday_text
from ui.words.damage import damaged_line

_Index = QModelIndex | QPersistentModelIndex
ROW_ROLE = int(Qt.ItemDataRole.UserRole)
"""A `Booking`, a `DayHeading`, or the `DamagedEntry` of an unreadable appointment."""
NOW_ROLE = ROW_ROLE + 1
"""`before` or `after` for the row next to the present moment, else None."""
BRIEF_ROLE = ROW_ROLE + 2
"""Whether the brief for that visit is ready."""


@dataclass(frozen=True, slots=True)
class DayHeading:
    """The line above a day's appointments."""

    day: date
    count: int


Row = Booking | DayHeading | DamagedEntry


class ScheduleModel(QAbstractListModel):
    """Rows in chronological order. Headings cannot be selected."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._rows: list[Row] = []
        self._now: datetime | None = None
        self._now_at: tuple[int, str] = (-1, "")
        self._ready: frozenset[ClientId] = frozenset()

    @property
    def bookings(self) -> tuple[Booking, ...]:
        return tuple(row for row in self._rows if isinstance(row, Booking))

    def show(
        self,
        bookings: Iterable[Booking],
        *,
        days: Iterable[date] = (),
        damaged: Sequence[DamagedEntry] = (),
    ) -> None:
        """Replaces all rows, with a heading for each of `days`.

        `damaged` are at the end of their day: their time is unknown.
        """
        given = tuple(bookings)
        headed = tuple(days)
        self.beginResetModel()
        if not headed:
            self._rows = [*given, *damaged]
        else:
            by_day: defaultdict[date, list[Booking]] = defaultdict(list)
            for booking in given:
                by_day[local_day(booking.appointment.starts_at)].append(booking)
            self._rows = []
            for day in headed:
                self._rows.append(DayHeading(day, len(by_day[day])))
                self._rows.extend(by_day[day])
                self._rows.extend(each for each in damaged if each.day == day)
        self._now_at = self._place_of_now()
        self.endResetModel()

    def put(self, appointment: Appointment) -> None:
        """Shows an appointment's current state in its row; conflicts are not recomputed."""
        index = self.index_of(appointment.appointment_id)
        booking = self.booking_at(index)
        if booking is not None:
            self._rows[index.row()] = replace(booking, appointment=appointment)
            self.dataChanged.emit(index, index)

    def set_ready(self, clients: frozenset[ClientId]) -> None:
        """Sets whose brief is ready."""
        if clients != self._ready:
            self._ready = clients
            if self._rows:
                self.dataChanged.emit(self.index(0), self.index(len(self._rows) - 1))

    def set_now(self, now: datetime | None) -> None:
        """Sets the position of the line of the present moment; None: hidden."""
        self._now = now
        before, self._now_at = self._now_at, self._place_of_now()
        if before != self._now_at and self._rows:
            self.dataChanged.emit(self.index(0), self.index(len(self._rows) - 1), [NOW_ROLE])

    def row_at(self, index: _Index) -> Row | None:
        return self._rows[index.row()] if index.isValid() else None

    def booking_at(self, index: _Index) -> Booking | None:
        row = self.row_at(index)
        return row if isinstance(row, Booking) else None

    def index_of(self, appointment_id: UUID | None) -> QModelIndex:
        """The row of an appointment; invalid when it is not shown."""
        for number, row in enumerate(self._rows):
            if isinstance(row, Booking) and row.appointment.appointment_id == appointment_id:
                return self.index(number)
        return QModelIndex()

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        return 0 if parent.isValid() else len(self._rows)

    def flags(self, index: _Index) -> Qt.ItemFlag:
        if self.booking_at(index) is None:
            return Qt.ItemFlag.NoItemFlags
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        row = self.row_at(index)
        if row is None:
            return None
        if role == ROW_ROLE:
            return row
        if role == NOW_ROLE:
            return self._now_at[1] if index.row() == self._now_at[0] else None
        if isinstance(row, DayHeading):
            return weekday_text(row.day) if role in _WORDS else None
        if isinstance(row, DamagedEntry):
            return damaged_line(row) if role in _WORDS else None
        if role == BRIEF_ROLE:
            return self._has_brief(row)
        if role == Qt.ItemDataRole.DisplayRole:
            return row.client.details.display_name
        if role in _WORDS:
            spoken = spoken_booking(row)
            return f"{spoken}, {brief_ready()}" if self._has_brief(row) else spoken
        return None

    def _has_brief(self, booking: Booking) -> bool:
        expected = booking.appointment.status == "scheduled"
        return expected and booking.appointment.client_id in self._ready

    def _place_of_now(self) -> tuple[int, str]:
        """The first appointment of today still to come, else today's last one, and which side of it."""
        if self._now is None:
            return (-1, "")
        day = local_day(self._now)
        place = (-1, "")
        for number, row in enumerate(self._rows):
            if not isinstance(row, Booking) or local_day(row.appointment.starts_at) != day:
                continue
            if row.appointment.starts_at > self._now:
                return (number, "before")
            place = (number, "after")
        return place


_WORDS = (
    Qt.ItemDataRole.DisplayRole,
    Qt.ItemDataRole.AccessibleTextRole,
    Qt.ItemDataRole.ToolTipRole,
)
