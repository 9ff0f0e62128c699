"""Reads and writes appointments within one transaction, hiding those of hidden charts."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session as DatabaseSession

from core.clients.dto import HIDDEN_STATES, Client
from core.clients.repository import ClientRepository
from core.damage import DamagedEntry, Listing
from core.errors import EditConflict, InputRefused, NotFound
from core.ids import ClientId
from core.records.chart_records import ChartRecord, ChartRecordRepository, damaged_record
from core.schedule.dto import LONGEST_MIN, Appointment
from core.schedule.records import clear_day, to_appointment, to_record
from core.security.sealing import Sealer
from models import ClientRow


@dataclass(frozen=True, slots=True)
class Around:
    """Appointments, the earliest first, their clients, and the unreadable ones."""

    appointments: list[Appointment]
    people: dict[ClientId, Client]
    damaged: list[DamagedEntry]


class AppointmentBook:
    """Reads and writes within the caller's transaction."""

    def __init__(self, session: DatabaseSession, sealer: Sealer) -> None:
        self._session = session
        self._sealer = sealer
        self._records = ChartRecordRepository(session, sealer)
        self._clients = ClientRepository(session, sealer)

    def add(self, appointment: Appointment) -> None:
        """Raises `NotFound`, and `InputRefused` for a chart that is deleted or merged."""
        self._clients.require_open(appointment.client_id)
        self._records.add(to_record(appointment))

    def replace(self, appointment: Appointment) -> None:
        """Stores the next version of an appointment from `get_to_change`.

        Raises `EditConflict` after a concurrent change.
        """
        try:
            self._records.update(to_record(appointment, self._record(appointment.appointment_id)))
        except EditConflict as error:
            raise EditConflict(
                "appointment_edit_conflict", appointment_id=appointment.appointment_id
            ) from error

    def get(self, appointment_id: UUID) -> Appointment:
        """Raises `NotFound("appointment_not_found")`, also where the chart is deleted or merged."""
        record = self._record(appointment_id)
        if not self._people([record.client_id]):
            raise NotFound("appointment_not_found", appointment_id=appointment_id)
        return to_appointment(record)

    def find(self, appointment_id: UUID) -> Appointment | None:
        """As `get`; None for an unknown id."""
        try:
            self._records.get(appointment_id)
        except NotFound:
            return None
        return self.get(appointment_id)

    def get_to_change(self, appointment_id: UUID) -> Appointment:
        """As `get`; the chart cannot be deleted or merged until the transaction ends."""
        record = self._record(appointment_id)
        try:
            # Before other reads of the client: rows in the identity map are not read again.
            self._clients.require_open(record.client_id)
        except InputRefused as error:
            raise NotFound("appointment_not_found", appointment_id=appointment_id) from error
        return to_appointment(record)

    def around(self, since: datetime, until: datetime) -> Around:
        """Appointments that begin by `until` and may last until after `since`; an unreadable one hides no
        other.
        """
        records = self._records.list_readable(
            kind="appointment",
            since=clear_day(since - timedelta(minutes=LONGEST_MIN)),
            until=clear_day(until),
        )
        people = self._people({record.client_id for record in records})
        of_people = records.with_readable(record for record in records if record.client_id in people)
        found = of_people.read_as(to_appointment, damaged_record)
        return Around(_by_time(found), people, list(found.damaged))

    def of_client(self, client_id: ClientId) -> Listing[Appointment]:
        """A client's appointments, the earliest first, and those that cannot be read."""
        records = self._records.list_readable(kind="appointment", client_id=client_id)
        found = records.read_as(to_appointment, damaged_record)
        return found.with_readable(_by_time(found))

    def _record(self, appointment_id: UUID) -> ChartRecord:
        try:
            record = self._records.get(appointment_id)
        except NotFound as error:
            raise NotFound("appointment_not_found", appointment_id=appointment_id) from error
        if record.kind != "appointment" or record.state != "live":
            raise NotFound("appointment_not_found", appointment_id=appointment_id)
        return record

    def _people(self, client_ids: Collection[ClientId]) -> dict[ClientId, Client]:
        """The existing ones of these clients, readable or not."""
        query = select(ClientRow).where(
            ClientRow.workspace_id == self._sealer.workspace_id, ClientRow.client_id.in_(client_ids)
        )
        # Read with one query and held, so that the identity map has them.
        rows = list(self._session.scalars(query))
        found = [self._clients.get_or_unreadable(ClientId(row.client_id)) for row in rows]
        return {each.client_id: each for each in found if each.lifecycle.state not in HIDDEN_STATES}


def _by_time(appointments: Iterable[Appointment]) -> list[Appointment]:
    return sorted(appointments, key=lambda each: (each.starts_at, each.appointment_id.bytes))
