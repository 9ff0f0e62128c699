"""Types of appointments for the rest of the program."""

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
"""The kinds of the sessions that appointments lead to."""
NOTE_LIMIT_CHARS = 2_000
LONGEST_MIN = 24 * 60
DEFAULT_MIN = 45


@dataclass(frozen=True, slots=True)
class Appointment:
    """One appointment at one row version (1, 2, 3, …). A change replaces the previous version."""

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
    """The session that was started from it."""

    @property
    def ends_at(self) -> datetime:
        return self.starts_at + timedelta(minutes=self.minutes)

    def overlaps(self, other: Appointment) -> bool:
        """Whether both share a minute; one may end when the other begins."""
        return self.starts_at < other.ends_at and other.starts_at < self.ends_at


@dataclass(frozen=True, slots=True)
class Booking:
    """An appointment for display: with its client, and the ids of overlapping ones."""

    appointment: Appointment
    client: Client
    conflicts: tuple[UUID, ...] = ()


@dataclass(frozen=True, slots=True)
class Agenda:
    """The appointments of some days, the earliest first.

    `damaged` are unreadable ones of these days. Only their UTC day is known, so one may be listed for an
    adjacent day too.
    """

    bookings: tuple[Booking, ...]
    damaged: tuple[DamagedEntry, ...] = ()


CalendarNames = Literal["none", "initials", "names"]
CALENDAR_NAMES: tuple[CalendarNames, ...] = ("none", "initials", "names")


@dataclass(frozen=True, slots=True)
class CalendarWords:
    """The words of an exported calendar, in the language of the program. `title` stands for a client."""

    title: str
