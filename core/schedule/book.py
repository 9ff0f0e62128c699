"""The appointments of the practice within one transaction: whose charts are not there are not either."""

from __future__ import annotations

import contextlib
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session as DatabaseSession

from core.clients.dto import HIDDEN_STATES, Client
from core.errors import EditConflict, InputRefused, NotFound, TamperedRecord, VaultFormatError
from core.ids import ClientId
from core.repositories.chart_records import ChartRecord, ChartRecordRepository
from core.repositories.clients import ClientRepository
from core.schedule.dto import LONGEST_MIN, Appointment
from core.schedule.records import clear_day, to_appointment, to_record
from core.security.sealing import Sealer
from models import ChartRecordRow, ClientRow


@dataclass(frozen=True, slots=True)
class Around:
    """Appointments, the earliest first, whose they are, and the days (UTC) of those that do not open."""

    appointments: list[Appointment]
    people: dict[ClientId, Client]
    damaged: list[date]


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
        """Puts the next version in the place of what `get_to_change` gave.

        Raises `EditConflict` if somebody was faster.
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
        if not self._people([record.client_id])[0]:
            raise NotFound("appointment_not_found", appointment_id=appointment_id)
        return to_appointment(record)

    def find(self, appointment_id: UUID) -> Appointment | None:
        """As `get`; None for an id that is nobody's."""
        try:
            self._records.get(appointment_id)
        except NotFound:
            return None
        return self.get(appointment_id)

    def get_to_change(self, appointment_id: UUID) -> Appointment:
        """As `get`; until the transaction ends nobody can delete or merge the chart."""
        record = self._record(appointment_id)
        try:
            # Before anything else reads the client: what is in the session's memory is not read again.
            self._clients.require_open(record.client_id)
        except InputRefused as error:
            raise NotFound("appointment_not_found", appointment_id=appointment_id) from error
        return to_appointment(record)

    def around(self, since: datetime, until: datetime) -> Around:
        """What begins by `until` and may last until after `since`; one that does not open hides no other."""
        records, unreadable = self._records.list_readable(
            kind="appointment",
            since=clear_day(since - timedelta(minutes=LONGEST_MIN)),
            until=clear_day(until),
        )
        damaged = [each.record_id for each in unreadable]
        people, unknown = self._people({record.client_id for record in records})
        found: list[Appointment] = []
        for record in records:
            if record.client_id in unknown:
                damaged.append(record.record_id)
            elif record.client_id in people:
                try:
                    found.append(to_appointment(record))
                except TamperedRecord:
                    damaged.append(record.record_id)
        found.sort(key=lambda each: (each.starts_at, each.appointment_id.bytes))
        return Around(found, people, self._days(damaged))

    def of_client(self, client_id: ClientId) -> list[Appointment]:
        """A client's appointments that open, the earliest first."""
        records, _ = self._records.list_readable(kind="appointment", client_id=client_id)
        found: list[Appointment] = []
        for record in records:
            with contextlib.suppress(TamperedRecord):
                found.append(to_appointment(record))
        return sorted(found, key=lambda each: (each.starts_at, each.appointment_id.bytes))

    def _record(self, appointment_id: UUID) -> ChartRecord:
        try:
            record = self._records.get(appointment_id)
        except NotFound as error:
            raise NotFound("appointment_not_found", appointment_id=appointment_id) from error
        if record.kind != "appointment" or record.state != "live":
            raise NotFound("appointment_not_found", appointment_id=appointment_id)
        return record

    def _days(self, record_ids: Collection[UUID]) -> list[date]:
        """The days, in UTC, of records that do not open: the only thing known of them."""
        if not record_ids:
            return []
        rows = self._session.scalars(
            select(ChartRecordRow.day).where(
                ChartRecordRow.workspace_id == self._sealer.workspace_id,
                ChartRecordRow.record_id.in_(record_ids),
            )
        )
        return list(rows)

    def _people(self, client_ids: Collection[ClientId]) -> tuple[dict[ClientId, Client], set[ClientId]]:
        """Those of these clients whose charts are there, and those whose charts do not open."""
        query = select(ClientRow).where(
            ClientRow.workspace_id == self._sealer.workspace_id, ClientRow.client_id.in_(client_ids)
        )
        # Read with one query and held: `get` finds each of them in the session's memory.
        rows = list(self._session.scalars(query))
        found: dict[ClientId, Client] = {}
        unknown: set[ClientId] = set()
        for client_id in [ClientId(row.client_id) for row in rows]:
            try:
                client = self._clients.get(client_id)
            except (NotFound, TamperedRecord, VaultFormatError):
                unknown.add(client_id)
                continue
            if client.standing.state not in HIDDEN_STATES:
                found[client_id] = client
        return found, unknown
