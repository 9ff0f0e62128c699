"""What the rest of the program knows of an appointment."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Literal
from uuid import UUID

from core.clients.dto import Client
from core.damage import DamagedEntry
from core.ids import ClientId, SessionId
from core.sessions.dto import SESSION_KINDS

AppointmentStatus = Literal["scheduled", "attended", "cancelled", "no_show"]
STATUSES: tuple[AppointmentStatus, ...] = ("scheduled", "attended", "cancelled", "no_show")
APPOINTMENT_KINDS = SESSION_KINDS
"""An appointment is of the kind that its session will be of."""
NOTE_LIMIT_CHARS = 2_000
LONGEST_MIN = 24 * 60
DEFAULT_MIN = 45


@dataclass(frozen=True, slots=True)
class Appointment:
    """One appointment at one row version (1, 2, 3, …). A change takes the place of what was there before."""

    appointment_id: UUID
    client_id: ClientId
    starts_at: datetime
    """Aware, UTC, whole minutes."""
    minutes: int
    kind: str
    note: str
    status: AppointmentStatus
    row_version: int
    changed_at: datetime
    session_id: SessionId | None = None
    """The session that was begun from it."""

    @property
    def ends_at(self) -> datetime:
        return self.starts_at + timedelta(minutes=self.minutes)

    def overlaps(self, other: Appointment) -> bool:
        """Whether both need the same minute; one that ends when the other begins does not."""
        return self.starts_at < other.ends_at and other.starts_at < self.ends_at


@dataclass(frozen=True, slots=True)
class Booking:
    """An appointment as a list shows it: with its client, and the ids of those it overlaps."""

    appointment: Appointment
    client: Client
    conflicts: tuple[UUID, ...] = ()


@dataclass(frozen=True, slots=True)
class Agenda:
    """The appointments of some days, the earliest first.

    `damaged` are those of these days that cannot be read. Only the day in UTC is known of such a one, so it
    may be shown for the day before or after as well.
    """

    bookings: tuple[Booking, ...]
    damaged: tuple[DamagedEntry, ...] = ()


CalendarNames = Literal["none", "initials", "names"]
CALENDAR_NAMES: tuple[CalendarNames, ...] = ("none", "initials", "names")


@dataclass(frozen=True, slots=True)
class CalendarWords:
    """The words of an exported calendar, in the language of the program. `title` stands for a client."""

    title: str
