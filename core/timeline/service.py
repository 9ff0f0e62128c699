"""All events of a chart in one list, read with one query for each kind, without files' bytes."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import UTC, date, datetime, time, tzinfo
from functools import partial
from typing import Any, Literal

from core.damage import DamagedEntry, content_of
from core.database.snapshot import hold_snapshot
from core.ids import ClientId
from core.records.chart_records import ChartRecord, ChartRecordRepository, damaged_record
from core.schedule.local_time import local_day
from core.schedule.records import to_appointment
from core.schedule.service import this_computers_zone
from core.service_context import ServiceContext
from core.sessions.dto import SOAP_FIELDS, UNREADABLE, Session
from core.sessions.repository import SessionRepository
from core.timeline.dto import TimelineEntry, TimelineKind

_DETAIL_CHARS = 160


class TimelineService:
    """Reads timelines. `zone` determines the day of an appointment."""

    def __init__(
        self, context: ServiceContext, *, zone: Callable[[], tzinfo | None] = this_computers_zone
    ) -> None:
        self._database, self._sealer, self._access = context.database, context.sealer, context.access
        self._zone = zone

    def entries(self, client_id: ClientId) -> tuple[TimelineEntry, ...]:
        """The newest first; without deleted drafts, attachments and letters.

        Unreadable ones have the state `UNREADABLE` and their clear day.
        """
        self._access.require("chart")
        zone = self._zone()
        with self._database.begin() as session:
            hold_snapshot(session)
            records = ChartRecordRepository(session, self._sealer)
            sessions = SessionRepository(session, self._sealer).list_with_unreadable(client_id)
            listed = {kind: records.list_readable(kind=kind, client_id=client_id) for kind in _RECORDS}
        found = [_of_session(each) for each in sessions if each.state != "deleted"]
        for kind, stored in listed.items():
            entries = stored.read_as(partial(_READ[kind], zone=zone), damaged_record)
            found += [*entries, *(_unreadable(kind, each) for each in entries.damaged)]
        return tuple(sorted(found, key=_place, reverse=True))


def _place(entry: TimelineEntry) -> tuple[object, ...]:
    # Entries without a time follow those with one on the same day: the list is in reverse order.
    moment = entry.at or datetime.combine(entry.day, time(0), tzinfo=UTC)
    return (entry.day, entry.at is not None, moment, entry.kind, entry.entry_id.bytes)


def _of_session(session: Session) -> TimelineEntry:
    return TimelineEntry(
        kind="session",
        entry_id=session.session_id,
        day=session.date,
        at=None,
        sort=session.kind,
        title="",
        detail=_first_words(*(session.text.field(name) for name in SOAP_FIELDS)),
        state=session.state,
    )


def _of_appointment(record: ChartRecord, *, zone: tzinfo | None) -> TimelineEntry:
    appointment = to_appointment(record)
    return TimelineEntry(
        kind="appointment",
        entry_id=appointment.appointment_id,
        day=local_day(appointment.starts_at, zone),
        at=appointment.starts_at,
        sort=appointment.kind,
        title="",
        detail=_first_words(appointment.note),
        state=appointment.status,
    )


@content_of("chart_record", "sealed_body")
def _of_attachment(record: ChartRecord, *, zone: tzinfo | None) -> TimelineEntry:
    body = record.body
    return TimelineEntry(
        kind="attachment",
        entry_id=record.record_id,
        day=record.day,
        at=None,
        sort=_text(body, "media_type"),
        title=_text(body, "name"),
        detail="",
        state="",
    )


@content_of("chart_record", "sealed_body")
def _of_letter(record: ChartRecord, *, zone: tzinfo | None) -> TimelineEntry:
    return TimelineEntry(
        kind="letter",
        entry_id=record.record_id,
        day=record.day,
        at=None,
        sort="",
        title=_text(record.body, "title"),
        detail=_first_words(_text(record.body, "text")),
        state="",
    )


_Record = Literal["appointment", "attachment", "letter"]
_READ: dict[_Record, Callable[..., TimelineEntry]] = {
    "appointment": _of_appointment,
    "attachment": _of_attachment,
    "letter": _of_letter,
}
_RECORDS = tuple(_READ)


def _unreadable(kind: TimelineKind, record: DamagedEntry) -> TimelineEntry:
    return TimelineEntry(
        kind=kind,
        entry_id=record.entry_id,
        day=record.day or date.min,
        at=None,
        sort="",
        title="",
        detail="",
        state=UNREADABLE,
    )


def _text(body: Mapping[str, Any], key: str) -> str:
    """Raises `TypeError`: a title of another type is damage, and an empty one would hide it."""
    value = body[key]
    if not isinstance(value, str):
        raise TypeError(key)
    return value


def _first_words(*texts: str) -> str:
    """The beginning of the first non-empty text, on one line."""
    for text in texts:
        words = text[: _DETAIL_CHARS * 2].split()
        if words:
            return " ".join(words)[:_DETAIL_CHARS]
    return ""
