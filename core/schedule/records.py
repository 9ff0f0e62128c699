"""Appointments as records of a chart: the exact time, the note and the status are sealed."""

from __future__ import annotations

from datetime import UTC, date, datetime
from uuid import UUID

from core.damage import content_of
from core.errors import TamperedRecord
from core.ids import SessionId
from core.records.chart_records import ChartRecord
from core.schedule.dto import STATUSES, Appointment


def clear_day(moment: datetime) -> date:
    """The UTC day by which an appointment is looked up, its only clear value.

    The local day would depend on the computer's zone, and so would search results.
    """
    return moment.astimezone(UTC).date()


def to_record(appointment: Appointment, stored: ChartRecord | None = None) -> ChartRecord:
    """`stored` is the replaced record. Fields an appointment does not use, such as the origin of a copy, are
    kept.
    """
    return ChartRecord(
        record_id=appointment.appointment_id,
        client_id=appointment.client_id,
        kind="appointment",
        day=clear_day(appointment.starts_at),
        row_version=appointment.row_version,
        session_id=appointment.session_id,
        body=({} if stored is None else stored.body)
        | {
            "starts_at": appointment.starts_at.astimezone(UTC).isoformat(),
            "minutes": appointment.minutes,
            "kind": appointment.kind,
            "note": appointment.note,
            "status": appointment.status,
            "changed_at": appointment.changed_at.isoformat(),
        },
    )


@content_of("chart_record", "sealed_body")
def to_appointment(record: ChartRecord) -> Appointment:
    """Raises `TamperedRecord`, also if clear and sealed values differ."""
    body = record.body
    starts_at = datetime.fromisoformat(body["starts_at"])
    if clear_day(starts_at) != record.day:
        raise TamperedRecord("tampered_record", table="chart_record", column="day")
    return Appointment(
        appointment_id=UUID(str(record.record_id)),
        client_id=record.client_id,
        starts_at=starts_at,
        minutes=int(body["minutes"]),
        kind=str(body["kind"]),
        note=str(body["note"]),
        status=body["status"] if body["status"] in STATUSES else "scheduled",
        row_version=record.row_version,
        changed_at=datetime.fromisoformat(body["changed_at"]),
        session_id=None if record.session_id is None else SessionId(record.session_id),
    )
