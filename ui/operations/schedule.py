"""Operations on appointments."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING
from uuid import UUID

from core.ids import SessionId
from core.schedule.dto import Agenda, Appointment, AppointmentStatus, CalendarNames, CalendarWords
from core.schedule.local_time import day_bounds
from core.sessions.dto import Session
from ui.operations.operation import Operation
from ui.words.damage import named

if TYPE_CHECKING:
    from core.cancel import CancelToken, OnProgress
    from core.services import Services


def appointments(*, first: date, last: date) -> Operation[Agenda]:
    """The appointments that start from `first` to `last`, both included, by this computer's clock."""
    since, until = day_bounds(first)[0], day_bounds(last)[1]

    def read(services: Services, _cancel: CancelToken, _progress: OnProgress) -> Agenda:
        agenda = services.schedule.agenda(since, until)
        bookings = tuple(replace(each, client=named(each.client)) for each in agenda.bookings)
        return replace(agenda, bookings=bookings)

    return Operation("db", read)


def change_appointment(
    *, appointment: Appointment, starts_at: datetime, minutes: int, kind: str, note: str
) -> Operation[Appointment]:
    """Stores a changed appointment; fails with `EditConflict` if `appointment` is not the current state."""
    return Operation(
        "db",
        lambda services, _cancel, _progress: services.schedule.change(
            appointment.appointment_id,
            starts_at=starts_at,
            minutes=minutes,
            kind=kind,
            note=note,
            expected_version=appointment.row_version,
        ),
    )


def set_status(*, appointment: Appointment, status: AppointmentStatus) -> Operation[Appointment]:
    """Sets its outcome; fails with `EditConflict` if `appointment` is not the current state."""
    return Operation(
        "db",
        lambda services, _cancel, _progress: services.schedule.set_status(
            appointment.appointment_id, status, appointment.row_version
        ),
    )


@dataclass(frozen=True, slots=True)
class Beginning:
    """`session` belongs to the appointment; or `unfinished`: a draft of that day exists, and nothing was
    started.
    """

    session: Session
    unfinished: bool = False


def begin_session(*, appointment_id: UUID) -> Operation[Beginning]:
    """The appointment's session, new or already started, unless the client has a draft of that day."""

    def run(services: Services, _cancel: CancelToken, _progress: OnProgress) -> Beginning:
        unfinished: Session | None = services.schedule.unfinished(appointment_id)
        if unfinished is not None:
            return Beginning(unfinished, unfinished=True)
        return Beginning(services.schedule.start_session(appointment_id))

    return Operation("db", run)


def start_session(*, appointment_id: UUID, continuing: SessionId | None = None) -> Operation[Beginning]:
    """The appointment's session, regardless of drafts; `continuing` links one of them to it."""

    def run(services: Services, _cancel: CancelToken, _progress: OnProgress) -> Beginning:
        return Beginning(services.schedule.start_session(appointment_id, continuing=continuing))

    return Operation("db", run)


def export_calendar(
    *, path: Path, first: date, last: date, names: CalendarNames, words: CalendarWords
) -> Operation[int]:
    """Writes an iCalendar file; returns the number of appointments in it."""
    since, until = day_bounds(first)[0], day_bounds(last)[1]

    def run(services: Services, _cancel: CancelToken, _progress: OnProgress) -> int:
        written: int = services.schedule.export_ics(path, since=since, until=until, words=words, names=names)
        return written

    return Operation("io", run)
