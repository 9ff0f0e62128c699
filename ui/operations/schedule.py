"""What a person does with appointments."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING
from uuid import UUID

from core.ids import ClientId, SessionId
from core.schedule.dto import Agenda, Appointment, AppointmentStatus, Booking, CalendarNames, CalendarWords
from core.schedule.local_time import day_bounds
from core.sessions.dto import Session
from ui.damage_words import named
from ui.operations.operation import Operation

if TYPE_CHECKING:
    from core.cancel import CancelToken, OnProgress
    from core.services import Services


def appointments(*, first: date, last: date) -> Operation[Agenda]:
    """What begins on the days from `first` to `last`, both included, on the clock of this computer."""
    since, until = day_bounds(first)[0], day_bounds(last)[1]

    def read(services: Services, _cancel: CancelToken, _progress: OnProgress) -> Agenda:
        agenda = services.schedule.agenda(since, until)
        bookings = tuple(replace(each, client=named(each.client)) for each in agenda.bookings)
        return replace(agenda, bookings=bookings)

    return Operation("db", read)


def get_appointment(*, appointment_id: UUID) -> Operation[Appointment]:
    """One appointment as it is now."""
    return Operation("db", lambda services, _cancel, _progress: services.schedule.get(appointment_id))


def conflicts(
    *, starts_at: datetime, minutes: int, besides: UUID | None = None
) -> Operation[tuple[Booking, ...]]:
    """What an appointment then would overlap; `besides` is the one being moved."""
    return Operation(
        "db",
        lambda services, _cancel, _progress: services.schedule.conflicts(
            starts_at=starts_at, minutes=minutes, besides=besides
        ),
    )


def book(
    *,
    appointment_id: UUID,
    client_id: ClientId,
    starts_at: datetime,
    minutes: int,
    kind: str,
    note: str,
) -> Operation[Appointment]:
    """Stores a new appointment, whether or not it overlaps others; asked again with its id, not a second."""
    return Operation(
        "db",
        lambda services, _cancel, _progress: services.schedule.book(
            client_id,
            starts_at=starts_at,
            minutes=minutes,
            kind=kind,
            note=note,
            appointment_id=appointment_id,
        ),
    )


def change_appointment(
    *, appointment: Appointment, starts_at: datetime, minutes: int, kind: str, note: str
) -> Operation[Appointment]:
    """Stores an appointment anew; ends in `EditConflict` if `appointment` is not how it is now."""
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
    """Says what became of it; ends in `EditConflict` if `appointment` is not how it is now."""
    return Operation(
        "db",
        lambda services, _cancel, _progress: services.schedule.set_status(
            appointment.appointment_id, status, appointment.row_version
        ),
    )


@dataclass(frozen=True, slots=True)
class Beginning:
    """`session` is that of the appointment; or `unfinished`: a draft of that day, and nothing was begun."""

    session: Session
    unfinished: bool = False


def begin_session(*, appointment_id: UUID) -> Operation[Beginning]:
    """The session of an appointment, new or begun before, unless a draft of the client and day is there."""

    def run(services: Services, _cancel: CancelToken, _progress: OnProgress) -> Beginning:
        unfinished: Session | None = services.schedule.unfinished(appointment_id)
        if unfinished is not None:
            return Beginning(unfinished, unfinished=True)
        return Beginning(services.schedule.start_session(appointment_id))

    return Operation("db", run)


def start_session(*, appointment_id: UUID, continuing: SessionId | None = None) -> Operation[Beginning]:
    """The session of an appointment, whatever drafts there are; `continuing` makes one of them its own."""

    def run(services: Services, _cancel: CancelToken, _progress: OnProgress) -> Beginning:
        return Beginning(services.schedule.start_session(appointment_id, continuing=continuing))

    return Operation("db", run)


def export_calendar(
    *, path: Path, first: date, last: date, names: CalendarNames, words: CalendarWords
) -> Operation[int]:
    """Writes an iCalendar file; how many appointments are in it."""
    since, until = day_bounds(first)[0], day_bounds(last)[1]

    def run(services: Services, _cancel: CancelToken, _progress: OnProgress) -> int:
        written: int = services.schedule.export_ics(path, since=since, until=until, words=words, names=names)
        return written

    return Operation("io", run)
