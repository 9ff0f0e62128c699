"""Booking appointments and what becomes of them, up to the session that begins with one."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable
from datetime import UTC, datetime, timedelta, tzinfo
from pathlib import Path
from uuid import UUID

from sqlalchemy.orm import Session as DatabaseSession

from core.audit.log import AuditLog
from core.clock import Clock, utc_now
from core.database.access import Database
from core.disk import DiskGuard
from core.errors import EditConflict, InputRefused
from core.ids import ClientId, SessionId, new_id
from core.interchange.export_file import ExportFiles
from core.repositories.chart_reads import mismatches, require_as_written
from core.schedule.book import AppointmentBook
from core.schedule.dto import (
    APPOINTMENT_KINDS,
    LONGEST_MIN,
    NOTE_LIMIT_CHARS,
    STATUSES,
    Agenda,
    Appointment,
    AppointmentStatus,
    Booking,
    CalendarNames,
    CalendarWords,
)
from core.schedule.exporting import write_calendar
from core.schedule.overlaps import all_conflicts, conflicts_with
from core.schedule.records import clear_day
from core.schedule.visit_sessions import VisitSessions
from core.security.roles import Access
from core.security.sealing import Sealer
from core.sessions.dto import Session

_TRIES = 3


def _require_as_written(
    session: DatabaseSession, bookings: tuple[Booking, ...], names: CalendarNames
) -> None:
    """Raises `ChartNotAsWritten`: of the charts, what goes into a calendar counts."""
    # All at once: a statement a chart would be one for each client of the week.
    mismatches(session, {each.appointment.client_id for each in bookings})
    for each in bookings:
        client_id = each.appointment.client_id
        named = () if names == "none" else (client_id,)
        require_as_written(session, client_id, each.appointment.appointment_id, *named)


def this_computers_zone() -> tzinfo | None:
    """None: whatever the computer's clock shows."""
    return None


class ScheduleService:
    """The appointments of the practice. Those of charts that are deleted or merged are not there for anybody.

    A change takes the place of what was there: the row version grows and the audit log says who and when, but
    an earlier time or note is not kept. `zone` is asked for what day it is.
    """

    def __init__(
        self,
        *,
        database: Database,
        sealer: Sealer,
        audit: AuditLog,
        disk: DiskGuard,
        access: Access,
        files: ExportFiles,
        clock: Clock = utc_now,
        zone: Callable[[], tzinfo | None] = this_computers_zone,
    ) -> None:
        self._database = database
        self._sealer = sealer
        self._audit = audit
        self._disk = disk
        self._access = access
        self._files = files
        self._clock = clock
        self._zone = zone

    def between(self, since: datetime, until: datetime) -> tuple[Booking, ...]:
        """As `agenda`, without the number of those that do not open."""
        return self.agenda(since, until).bookings

    def agenda(self, since: datetime, until: datetime) -> Agenda:
        """What begins from `since` to before `until` (aware), the earliest first, with its conflicts."""
        self._access.require("chart")
        with self._database.begin() as session:
            around = AppointmentBook(session, self._sealer).around(since, until)
        conflicts = all_conflicts(around.appointments)
        bookings = tuple(
            Booking(each, around.people[each.client_id], conflicts.get(each.appointment_id, ()))
            for each in around.appointments
            if since <= each.starts_at < until
        )
        first, last = clear_day(since), clear_day(until - timedelta(microseconds=1))
        damaged = tuple(each for each in around.damaged if each.day and first <= each.day <= last)
        return Agenda(bookings, damaged)

    def of_client(self, client_id: ClientId) -> list[Appointment]:
        """A client's appointments, the earliest first, without those that do not open or were changed
        from outside.
        """
        self._access.require("chart")
        with self._database.begin() as session:
            found = AppointmentBook(session, self._sealer).of_client(client_id)
            mismatch = mismatches(session, [client_id]).get(client_id)
        return [each for each in found if mismatch is None or not mismatch.covers(each.appointment_id)]

    def get(self, appointment_id: UUID) -> Appointment:
        """Raises `NotFound("appointment_not_found")`."""
        self._access.require("chart")
        with self._database.begin() as session:
            return AppointmentBook(session, self._sealer).get(appointment_id)

    def conflicts(
        self, *, starts_at: datetime, minutes: int, besides: UUID | None = None
    ) -> tuple[Booking, ...]:
        """What an appointment then would overlap, the earliest first; `besides` is the one being moved."""
        self._access.require("chart")
        wanted = self._new(ClientId(new_id()), starts_at=starts_at, minutes=minutes)
        with self._database.begin() as session:
            around = AppointmentBook(session, self._sealer).around(wanted.starts_at, wanted.ends_at)
        others = [each for each in around.appointments if each.appointment_id != besides]
        return tuple(Booking(each, around.people[each.client_id]) for each in conflicts_with(wanted, others))

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
        """A new appointment; one that overlaps others is taken as well.

        Who asks again because the answer was lost gives the same `appointment_id`: what is there already is
        the answer, changed to what is asked for now. `EditConflict` if somebody else changed it since.

        Raises `NotFound` for a client who is not there, `InputRefused` (`appointment_length_refused`,
        `appointment_kind_unknown`, `appointment_note_too_long`, `client_is_deleted`, `client_is_merged`),
        `DiskFull`.
        """
        self._access.require("chart")
        booked = self._new(client_id, starts_at=starts_at, minutes=minutes, kind=kind, note=note)
        check_appointment(booked)
        self._disk.require_room()
        if appointment_id is not None:
            booked = dataclasses.replace(booked, appointment_id=appointment_id)
            if (there := self._booked_before(booked)) is not None:
                return there
        with self._database.begin() as session:
            AppointmentBook(session, self._sealer).add(booked)
            self._record(session, "schedule.book", booked)
        return booked

    def _booked_before(self, wanted: Appointment) -> Appointment | None:
        with self._database.begin() as session:
            there = AppointmentBook(session, self._sealer).find(wanted.appointment_id)
        if there is None:
            return None
        if there.client_id != wanted.client_id:
            raise EditConflict("appointment_edit_conflict", appointment_id=wanted.appointment_id)
        return self.change(
            wanted.appointment_id,
            starts_at=wanted.starts_at,
            minutes=wanted.minutes,
            kind=wanted.kind,
            note=wanted.note,
            expected_version=1,
        )

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
        """Another time, length, kind or note; the one before is not kept.

        Raises as `book`, and `EditConflict("appointment_edit_conflict")` when `expected_version` is not the
        current one.
        """

        def changed(current: Appointment) -> Appointment:
            wanted = dataclasses.replace(
                current, starts_at=_whole_minutes(starts_at), minutes=minutes, kind=kind, note=note.strip()
            )
            check_appointment(wanted)
            return wanted

        return self._replace(appointment_id, expected_version, "schedule.change", changed)

    def set_status(
        self, appointment_id: UUID, status: AppointmentStatus, expected_version: int
    ) -> Appointment:
        """Says what became of it; any status can follow any other. Raises as `change`."""
        if status not in STATUSES:
            raise InputRefused("appointment_status_unknown", allowed=", ".join(STATUSES))
        return self._replace(
            appointment_id,
            expected_version,
            f"schedule.{status}",
            lambda current: dataclasses.replace(current, status=status),
        )

    def unfinished(self, appointment_id: UUID) -> Session | None:
        """The draft of the same client and day beside which `start_session` would begin another.

        None where there is none, or the appointment has its session already. Of several, one with words, and
        then the one saved last. Raises `NotFound`.
        """
        self._access.require("chart")
        with self._database.begin() as session:
            current = AppointmentBook(session, self._sealer).get(appointment_id)
            visits = self._visits(session)
            return visits.unfinished(current) if visits.begun(current) is None else None

    def start_session(self, appointment_id: UUID, *, continuing: SessionId | None = None) -> Session:
        """The session of this appointment: the first time a new draft, and the client has attended.

        With `continuing` it is that draft of the same client, and none is begun. Asked again, and by however
        many at once, it is the same session; only a draft that was deleted is followed by another. It is
        dated today, or the day of an appointment that is past. Raises `NotFound`, `DiskFull`.
        """
        self._access.require("chart")
        self._disk.require_room()
        for _ in range(_TRIES - 1):
            try:
                return self._started(appointment_id, continuing)
            except EditConflict:
                # Somebody began it at the same moment: theirs is the session.
                continue
        return self._started(appointment_id, continuing)

    def export_ics(
        self,
        path: Path,
        *,
        since: datetime,
        until: datetime,
        words: CalendarWords,
        names: CalendarNames = "none",
    ) -> int:
        """Writes an iCalendar file of what `between` shows; how many appointments are in it.

        Those that do not open are not in it; how many they were is recorded. Raises `ChartNotAsWritten` where
        one that is in it is not as it was written.
        It is not sealed: whoever has the file can read it. That it was exported, and how many names with it,
        is recorded before anything is written. What is at `path` is replaced. Raises `DiskFull`,
        `EnvironmentProblem("file_not_written")` and, as `ExportFiles.check`, `InputRefused`.
        """
        self._access.require("chart")
        self._files.check(path, overwrite=True)
        agenda = self.agenda(since, until)
        bookings = agenda.bookings
        with self._database.begin() as session:
            _require_as_written(session, bookings, names)
            details: dict[str, object] = {"appointments": len(bookings), "names": names}
            if agenda.damaged:
                details["damaged"] = len(agenda.damaged)
            self._audit.record(session, action="schedule.export", details=details)
        write_calendar(self._files, path, bookings, names=names, words=words, exported_at=self._clock())
        return len(bookings)

    def _started(self, appointment_id: UUID, continuing: SessionId | None) -> Session:
        with self._database.begin() as session:
            book = AppointmentBook(session, self._sealer)
            current = book.get_to_change(appointment_id)
            visits = self._visits(session)
            if (begun := visits.begun(current)) is not None:
                return begun
            if continuing is None:
                draft = visits.draft(current, author=self._access.user_id)
            else:
                draft = visits.one_to_continue(current, continuing)
            attended = visits.attended(current, draft)
            book.replace(attended)
            self._record(session, "schedule.attended", attended)
            if continuing is None:
                self._record_draft(session, draft)
        return draft

    def _record_draft(self, session: DatabaseSession, draft: Session) -> None:
        self._audit.record(
            session,
            action="session.create",
            object_kind="session",
            object_id=draft.session_id,
            client_id=draft.client_id,
            details={"version": draft.version},
        )

    def _visits(self, session: DatabaseSession) -> VisitSessions:
        return VisitSessions(session, self._sealer, now=self._clock(), zone=self._zone)

    def _new(
        self, client_id: ClientId, *, starts_at: datetime, minutes: int, kind: str = "visit", note: str = ""
    ) -> Appointment:
        return Appointment(
            appointment_id=new_id(),
            client_id=client_id,
            starts_at=_whole_minutes(starts_at),
            minutes=minutes,
            kind=kind,
            note=note.strip(),
            status="scheduled",
            row_version=1,
            changed_at=self._clock(),
        )

    def _replace(
        self,
        appointment_id: UUID,
        expected_version: int,
        action: str,
        changed: Callable[[Appointment], Appointment],
    ) -> Appointment:
        self._access.require("chart")
        self._disk.require_room_to_finish()
        with self._database.begin() as session:
            book = AppointmentBook(session, self._sealer)
            current = book.get_to_change(appointment_id)
            if current.row_version != expected_version:
                raise EditConflict("appointment_edit_conflict", appointment_id=appointment_id)
            wanted = changed(current)
            if wanted == current:
                return current
            stored = dataclasses.replace(
                wanted, row_version=current.row_version + 1, changed_at=self._clock()
            )
            book.replace(stored)
            self._record(session, action, stored)
        return stored

    def _record(self, session: DatabaseSession, action: str, about: Appointment) -> None:
        self._audit.record(
            session,
            action=action,
            object_kind="appointment",
            object_id=about.appointment_id,
            client_id=about.client_id,
            details={"version": about.row_version},
        )


def check_appointment(appointment: Appointment) -> None:
    """Raises `InputRefused` for what cannot be an appointment."""
    if not 1 <= appointment.minutes <= LONGEST_MIN:
        raise InputRefused("appointment_length_refused", limit=LONGEST_MIN)
    if appointment.kind not in APPOINTMENT_KINDS:
        raise InputRefused("appointment_kind_unknown", allowed=", ".join(APPOINTMENT_KINDS))
    if len(appointment.note) > NOTE_LIMIT_CHARS:
        raise InputRefused("appointment_note_too_long", limit=NOTE_LIMIT_CHARS)


def _whole_minutes(moment: datetime) -> datetime:
    """In UTC; a time without a zone would mean another moment elsewhere, and is a `ValueError`."""
    if moment.utcoffset() is None:
        raise ValueError("a time without a zone")
    return moment.astimezone(UTC).replace(second=0, microsecond=0)
