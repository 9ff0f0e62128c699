"""Books and changes appointments, and starts their sessions."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable
from datetime import UTC, datetime, timedelta, tzinfo
from pathlib import Path
from uuid import UUID

from sqlalchemy.orm import Session as DatabaseSession

from core.database.chart_reads import mismatches, require_as_written
from core.errors import EditConflict, InputRefused
from core.export_file import ExportFiles
from core.ids import ClientId, SessionId, new_id
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
from core.schedule.overlaps import all_conflicts, conflicts_with
from core.schedule.records import clear_day
from core.schedule.visit_sessions import VisitSessions
from core.service_context import ServiceContext
from core.sessions.dto import Session

_TRIES = 3


def _require_as_written(
    session: DatabaseSession, bookings: tuple[Booking, ...], names: CalendarNames
) -> None:
    """Raises `ChartNotAsWritten` if a chart's exported rows do not match its manifest."""
    # All at once, instead of a statement for each client.
    mismatches(session, {each.appointment.client_id for each in bookings})
    for each in bookings:
        client_id = each.appointment.client_id
        named = () if names == "none" else (client_id,)
        require_as_written(session, client_id, each.appointment.appointment_id, *named)


def this_computers_zone() -> tzinfo | None:
    """None: the computer's local time."""
    return None


class ScheduleService:
    """The appointments of the practice, without those of deleted or merged charts.

    A change replaces the previous state: the row version grows and the audit log records who and when, but an
    earlier time or note is not kept. `zone` determines the current day.
    """

    def __init__(
        self,
        context: ServiceContext,
        *,
        files: ExportFiles,
        zone: Callable[[], tzinfo | None] = this_computers_zone,
    ) -> None:
        self._database, self._sealer, self._audit = context.database, context.sealer, context.audit
        self._disk, self._access, self._clock = context.disk, context.access, context.clock
        self._files = files
        self._zone = zone

    def between(self, since: datetime, until: datetime) -> tuple[Booking, ...]:
        """As `agenda`, without the unreadable ones."""
        return self.agenda(since, until).bookings

    def agenda(self, since: datetime, until: datetime) -> Agenda:
        """The appointments starting from `since` to before `until` (aware), the earliest first, with
        conflicts.
        """
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
        """A client's appointments, the earliest first, without those that do not open or do not match the
        manifest.
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
        """The appointments this one would overlap, the earliest first; `besides` is the one being moved."""
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
        """Changes time, length, kind or note; the previous state is not kept.

        Raises as `book`, and `EditConflict("appointment_edit_conflict")` if `expected_version` is outdated.
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
        """Sets the status; any status may follow any other. Raises as `change`."""
        if status not in STATUSES:
            raise InputRefused("appointment_status_unknown", allowed=", ".join(STATUSES))
        return self._replace(
            appointment_id,
            expected_version,
            f"schedule.{status}",
            lambda current: dataclasses.replace(current, status=status),
        )

    def unfinished(self, appointment_id: UUID) -> Session | None:
        """An existing draft of the same client and day, to continue instead of `start_session` creating one.

        None if there is none, or the appointment has a session. Of several, one with text, then the last
        saved. Raises `NotFound`.
        """
        self._access.require("chart")
        with self._database.begin() as session:
            current = AppointmentBook(session, self._sealer).get(appointment_id)
            visits = self._visits(session)
            return visits.unfinished(current) if visits.begun(current) is None else None

    def start_session(self, appointment_id: UUID, *, continuing: SessionId | None = None) -> Session:
        """The appointment's session: a new draft the first time, which marks the client as attended.

        With `continuing` it is that draft of the same client. Repeated or concurrent calls return the same
        session; only a deleted draft is replaced. It is dated today, or the day of a past appointment. Raises
        `NotFound`, `DiskFull`.
        """
        self._access.require("chart")
        self._disk.require_room()
        for _ in range(_TRIES - 1):
            try:
                return self._started(appointment_id, continuing)
            except EditConflict:
                # Another caller created it concurrently: use theirs.
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
        """Writes an iCalendar file of the appointments in `between`; returns how many.

        Unreadable ones are omitted; their number is audited. Raises `ChartNotAsWritten` if an included one
        does not match its manifest. The file is not encrypted. The export, with the number of names, is
        audited before anything is written. An existing file is replaced. Raises `DiskFull`,
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
        # Seldom needed, and it imports the parsers of a whole standard.
        from core.schedule.calendar_file import calendar_bytes

        encoded = calendar_bytes(bookings, names=names, words=words, exported_at=self._clock())
        self._files.write(path, encoded)
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
    """Raises `InputRefused` for an invalid appointment."""
    if not 1 <= appointment.minutes <= LONGEST_MIN:
        raise InputRefused("appointment_length_refused", limit=LONGEST_MIN)
    if appointment.kind not in APPOINTMENT_KINDS:
        raise InputRefused("appointment_kind_unknown", allowed=", ".join(APPOINTMENT_KINDS))
    if len(appointment.note) > NOTE_LIMIT_CHARS:
        raise InputRefused("appointment_note_too_long", limit=NOTE_LIMIT_CHARS)


def _whole_minutes(moment: datetime) -> datetime:
    """In UTC; a naive time is ambiguous and raises `ValueError`."""
    if moment.utcoffset() is None:
        raise ValueError("a time without a zone")
    return moment.astimezone(UTC).replace(second=0, microsecond=0)
