"""Appointments and timelines in memory, behind the same doors as the real services."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, time
from pathlib import Path
from uuid import UUID

from core.clients.dto import Client
from core.clock import utc_now
from core.damage import DamagedEntry
from core.errors import EditConflict, NotFound
from core.ids import ClientId, SessionId, new_id
from core.schedule.dto import Agenda, Appointment, AppointmentStatus, Booking, CalendarNames, CalendarWords
from core.schedule.local_time import local_day, to_moment
from core.schedule.overlaps import all_conflicts, conflicts_with
from core.sessions.dto import Session, SoapText
from core.timeline.dto import TimelineEntry
from tests.fakes.clients import FakeClients
from tests.fakes.gate import Gate
from tests.fakes.sessions import FakeSessions


class FakeSchedule(Gate):
    """Appointments of the clients of a fake practice."""

    def __init__(self, clients: FakeClients | None = None, sessions: FakeSessions | None = None) -> None:
        super().__init__()
        self._clients = clients or FakeClients()
        self._sessions = sessions or FakeSessions()
        self.stored: dict[UUID, Appointment] = {}
        self.damaged: tuple[DamagedEntry, ...] = ()
        self.exported: list[tuple[Path, datetime, datetime, CalendarNames]] = []

    def add(
        self,
        client: Client,
        day: date,
        at: time,
        *,
        minutes: int = 45,
        kind: str = "visit",
        note: str = "",
        status: AppointmentStatus = "scheduled",
    ) -> Appointment:
        """Puts an appointment there, as if it had been booked before."""
        appointment = Appointment(
            appointment_id=new_id(),
            client_id=client.client_id,
            starts_at=to_moment(day, at),
            minutes=minutes,
            kind=kind,
            note=note,
            status=status,
            row_version=1,
            changed_at=utc_now(),
        )
        self.stored[appointment.appointment_id] = appointment
        return appointment

    def change_elsewhere(self, appointment_id: UUID, status: AppointmentStatus) -> None:
        """Another window says what became of it."""
        current = self.stored[appointment_id]
        self.stored[appointment_id] = replace(current, status=status, row_version=current.row_version + 1)

    def agenda(self, since: datetime, until: datetime) -> Agenda:
        return Agenda(self.between(since, until), self.damaged)

    def between(self, since: datetime, until: datetime) -> tuple[Booking, ...]:
        self._pass("between")
        found = sorted(self.stored.values(), key=lambda each: (each.starts_at, each.appointment_id.bytes))
        conflicts = all_conflicts(found)
        return tuple(
            self._booking(each, conflicts.get(each.appointment_id, ()))
            for each in found
            if since <= each.starts_at < until
        )

    def get(self, appointment_id: UUID) -> Appointment:
        self._pass("get")
        return self._current(appointment_id)

    def conflicts(
        self, *, starts_at: datetime, minutes: int, besides: UUID | None = None
    ) -> tuple[Booking, ...]:
        self._pass("conflicts")
        wanted = self._new(ClientId(new_id()), starts_at, minutes, "visit", "")
        others = [each for each in self.stored.values() if each.appointment_id != besides]
        return tuple(self._booking(each) for each in conflicts_with(wanted, others))

    def book(
        self,
        client_id: ClientId,
        *,
        starts_at: datetime,
        minutes: int,
        kind: str = "visit",
        note: str = "",
        appointment_id: UUID | None = None,
    ) -> Appointment:
        self._pass("book")
        self._clients.get(client_id)
        made = self._new(client_id, starts_at, minutes, kind, note)
        return self._put(replace(made, appointment_id=appointment_id or made.appointment_id))

    def change(
        self,
        appointment_id: UUID,
        *,
        starts_at: datetime,
        minutes: int,
        kind: str,
        note: str,
        expected_version: int,
    ) -> Appointment:
        self._pass("change")
        current = self._current(appointment_id, expected_version)
        return self._put(
            replace(
                current,
                starts_at=starts_at,
                minutes=minutes,
                kind=kind,
                note=note.strip(),
                row_version=expected_version + 1,
            )
        )

    def set_status(
        self, appointment_id: UUID, status: AppointmentStatus, expected_version: int
    ) -> Appointment:
        self._pass("set_status")
        current = self._current(appointment_id, expected_version)
        return self._put(replace(current, status=status, row_version=expected_version + 1))

    def unfinished(self, appointment_id: UUID) -> Session | None:
        self._pass("unfinished")
        current = self._current(appointment_id)
        if current.session_id is not None:
            return None
        day = min(local_day(current.starts_at), local_day(utc_now()))
        drafts = [
            each
            for each in self._sessions.list_for_client(current.client_id)
            if each.state == "draft" and each.date == day
        ]
        return max(drafts, key=lambda each: (not each.text.is_empty, each.saved_at), default=None)

    def start_session(self, appointment_id: UUID, *, continuing: SessionId | None = None) -> Session:
        self._pass("start_session")
        current = self._current(appointment_id)
        if current.session_id is not None:
            return self._sessions.get(current.session_id)
        if continuing is not None:
            begun = self._sessions.get(continuing)
        else:
            begun = self._sessions.add(current.client_id, SoapText(), day=local_day(utc_now()))
        self._put(
            replace(
                current,
                status="attended",
                session_id=SessionId(begun.session_id),
                row_version=current.row_version + 1,
            )
        )
        return begun

    def export_ics(
        self,
        path: Path,
        *,
        since: datetime,
        until: datetime,
        words: CalendarWords,
        names: CalendarNames = "none",
    ) -> int:
        self._pass("export_ics")
        self.exported.append((path, since, until, names))
        return sum(since <= each.starts_at < until for each in self.stored.values())

    def _booking(self, appointment: Appointment, conflicts: tuple[UUID, ...] = ()) -> Booking:
        return Booking(appointment, self._clients.stored[appointment.client_id], conflicts)

    def _current(self, appointment_id: UUID, expected_version: int | None = None) -> Appointment:
        current = self.stored.get(appointment_id)
        if current is None:
            raise NotFound("appointment_not_found", appointment_id=appointment_id)
        if expected_version not in (None, current.row_version):
            raise EditConflict("appointment_edit_conflict", appointment_id=appointment_id)
        return current

    def _new(
        self, client_id: ClientId, starts_at: datetime, minutes: int, kind: str, note: str
    ) -> Appointment:
        return Appointment(
            appointment_id=new_id(),
            client_id=client_id,
            starts_at=starts_at.astimezone(UTC),
            minutes=minutes,
            kind=kind,
            note=note.strip(),
            status="scheduled",
            row_version=1,
            changed_at=utc_now(),
        )

    def _put(self, appointment: Appointment) -> Appointment:
        self.stored[appointment.appointment_id] = appointment
        return appointment


class FakeTimeline(Gate):
    """Gives back what a test put in."""

    def __init__(self) -> None:
        super().__init__()
        self.stored: dict[ClientId, tuple[TimelineEntry, ...]] = {}

    def entries(self, client_id: ClientId) -> tuple[TimelineEntry, ...]:
        self._pass("entries")
        return self.stored.get(client_id, ())
