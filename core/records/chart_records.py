"""The records of a chart that are not notes: attachments, appointments, letters, dismissed contradictions.

One table, sealed in one way. Each kind has its own fields in the sealed body; clear columns serve queries
only and are checked against the body whenever a record is opened.
"""

from __future__ import annotations

import builtins
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any, Literal
from uuid import UUID

from sqlalchemy import ColumnElement, select, update
from sqlalchemy.orm import Session as DatabaseSession

from core.audit.manifests import note_change, record_tag
from core.audit.pending_audit import ChartChange, RowKind
from core.damage import DamagedEntry, Listing, read_each
from core.database.chart_reads import note_chart_read
from core.errors import EditConflict, NotFound, TamperedRecord
from core.ids import ClientId, SessionId
from core.security.sealed_json import open_json, seal_json
from core.security.sealing import Address, Sealer
from models import AttachmentChunkRow, ChartRecordRow, OutboxRow

RecordKind = Literal["attachment", "appointment", "letter", "dismissal"]
"""`dismissal`: a dismissed contradiction of the chart; see `core.contradictions`."""
RecordState = Literal["live", "deleted"]
_CLEAR = "clear"


@dataclass(frozen=True, slots=True)
class ChartRecord:
    """One record at one row version (1, 2, 3, …). `body` is JSON; its keys are the kind's own."""

    record_id: UUID
    client_id: ClientId
    kind: RecordKind
    day: date
    row_version: int
    body: dict[str, Any]
    session_id: SessionId | None = None
    state: RecordState = "live"


class ChartRecordRepository:
    """Reads and writes within the caller's transaction; every change is recorded in the client's manifest."""

    def __init__(self, session: DatabaseSession, sealer: Sealer) -> None:
        self._session = session
        self._sealer = sealer

    def add(self, record: ChartRecord) -> None:
        """Stores a new record at row version 1."""
        sealed = self._seal(record)
        self._session.add(
            ChartRecordRow(
                workspace_id=self._sealer.workspace_id,
                record_id=record.record_id,
                client_id=record.client_id,
                session_id=record.session_id,
                kind=record.kind,
                day=record.day,
                state=record.state,
                row_version=record.row_version,
                sealed_body=sealed,
            )
        )
        self._session.flush()
        self._note(record, sealed, previous=None)

    def update(self, record: ChartRecord) -> None:
        """Replaces the stored row by `record`, which must be its next row version and of the same client.

        Raises `EditConflict` otherwise. `StaleRecord` is raised at the commit if the replaced row is not the
        last one written.
        """
        before = self._row(record.record_id)
        previous = record_tag(before.row_version, before.sealed_body)
        sealed = self._seal(record)
        result = self._session.execute(
            update(ChartRecordRow)
            .where(
                ChartRecordRow.workspace_id == self._sealer.workspace_id,
                ChartRecordRow.record_id == record.record_id,
                ChartRecordRow.client_id == record.client_id,
                ChartRecordRow.kind == record.kind,
                ChartRecordRow.row_version == record.row_version - 1,
            )
            .values(
                session_id=record.session_id,
                day=record.day,
                state=record.state,
                row_version=record.row_version,
                sealed_body=sealed,
            )
            .returning(ChartRecordRow.record_id)
        )
        if result.first() is None:
            raise EditConflict(
                "record_edit_conflict", record_id=record.record_id, current_version=before.row_version
            )
        self._note(record, sealed, previous=previous)

    def get(self, record_id: UUID) -> ChartRecord:
        """Raises `NotFound`, `TamperedRecord`."""
        return self._open(self._row(record_id))

    def list(
        self,
        *,
        kind: RecordKind,
        client_id: ClientId | None = None,
        since: date | None = None,
        until: date | None = None,
        session_id: SessionId | None = None,
        include_deleted: bool = False,
    ) -> list[ChartRecord]:
        """By day; `since` and `until` are both included. Raises `TamperedRecord` if one cannot be read."""
        return self.list_readable(
            kind=kind,
            client_id=client_id,
            since=since,
            until=until,
            session_id=session_id,
            include_deleted=include_deleted,
        ).require_whole()

    def list_readable(
        self,
        *,
        kind: RecordKind,
        client_id: ClientId | None = None,
        since: date | None = None,
        until: date | None = None,
        session_id: SessionId | None = None,
        include_deleted: bool = False,
    ) -> Listing[ChartRecord]:
        """As `list`, with the unreadable ones: one damaged record must not block a whole day or chart."""
        rows = self._rows(kind, client_id, since, until, session_id, include_deleted)
        return read_each(rows, self._open, damaged_record)

    def _rows(
        self,
        kind: RecordKind,
        client_id: ClientId | None,
        since: date | None,
        until: date | None,
        session_id: SessionId | None,
        include_deleted: bool,
    ) -> builtins.list[ChartRecordRow]:
        conditions: list[ColumnElement[bool]] = [
            ChartRecordRow.workspace_id == self._sealer.workspace_id,
            ChartRecordRow.kind == kind,
        ]
        if client_id is not None:
            note_chart_read(self._session, client_id)
            conditions.append(ChartRecordRow.client_id == client_id)
        if since is not None:
            conditions.append(ChartRecordRow.day >= since)
        if until is not None:
            conditions.append(ChartRecordRow.day <= until)
        if session_id is not None:
            conditions.append(ChartRecordRow.session_id == session_id)
        if not include_deleted:
            conditions.append(ChartRecordRow.state == "live")
        query = select(ChartRecordRow).where(*conditions)
        return [*self._session.scalars(query.order_by(ChartRecordRow.day, ChartRecordRow.record_id))]

    def add_chunk(self, record: ChartRecord, number: int, plaintext: bytes) -> None:
        """Stores piece `number` (0, 1, 2, …) of a record's bytes; it is never changed."""
        sealed = self._sealer.seal(plaintext, purpose="record", at=_chunk_address(record, number))
        self._session.add(
            AttachmentChunkRow(
                workspace_id=self._sealer.workspace_id,
                record_id=record.record_id,
                number=number,
                sealed_bytes=sealed,
            )
        )
        self._session.flush()

    def chunk(self, record: ChartRecord, number: int) -> bytes:
        """Raises `TamperedRecord`, also for a piece that is not there."""
        place = (self._sealer.workspace_id, record.record_id, number)
        row = self._session.get(AttachmentChunkRow, place)
        if row is None:
            raise TamperedRecord("tampered_record", table="attachment_chunk", column="number")
        opened = self._sealer.open(row.sealed_bytes, purpose="record", at=_chunk_address(record, number))
        # A file's ten megabytes must not stay in the session's identity map.
        self._session.expunge(row)
        return opened

    def chunks(self, record: ChartRecord) -> Iterator[bytes]:
        """All pieces in order; the caller checks their number and digest against the body."""
        query = (
            select(AttachmentChunkRow.number)
            .where(
                AttachmentChunkRow.workspace_id == self._sealer.workspace_id,
                AttachmentChunkRow.record_id == record.record_id,
            )
            .order_by(AttachmentChunkRow.number)
        )
        for number in list(self._session.scalars(query)):
            yield self.chunk(record, number)

    def check(self, record_id: UUID) -> None:
        """Opens a record and every piece of it. Raises `NotFound`, `TamperedRecord`."""
        record = self.get(record_id)
        for _ in self.chunks(record):
            pass

    def _row(self, record_id: UUID) -> ChartRecordRow:
        row = self._session.get(ChartRecordRow, (self._sealer.workspace_id, record_id))
        if row is None:
            raise NotFound("record_not_found", record_id=record_id)
        note_chart_read(self._session, ClientId(row.client_id))
        return row

    def _seal(self, record: ChartRecord) -> bytes:
        body = record.body | {_CLEAR: _clear(record.kind, record.day, record.session_id, record.state)}
        return seal_json(self._sealer, body, purpose="record", at=_address(record))

    def _open(self, row: ChartRecordRow) -> ChartRecord:
        record_id, client_id = row.record_id, ClientId(row.client_id)
        at = _record_address(record_id, client_id, row.row_version)
        body = open_json(self._sealer, row.sealed_body, purpose="record", at=at)
        session_id = None if row.session_id is None else SessionId(row.session_id)
        if body.pop(_CLEAR, None) != _clear(row.kind, row.day, session_id, row.state):
            raise TamperedRecord(
                "tampered_record", table="chart_record", column="kind, day, session_id, state"
            )
        return ChartRecord(
            record_id=record_id,
            client_id=client_id,
            kind=row.kind,  # type: ignore[arg-type]  # just compared with what was sealed
            day=row.day,
            row_version=row.row_version,
            body=body,
            session_id=session_id,
            state=row.state,  # type: ignore[arg-type]  # just compared with what was sealed
        )

    def _note(self, record: ChartRecord, sealed: bytes, *, previous: bytes | None) -> None:
        change = ChartChange(
            client_id=record.client_id,
            kind=RowKind.RECORD,
            row_id=record.record_id,
            version=record.row_version,
            tag=record_tag(record.row_version, sealed),
            previous=previous,
        )
        note_change(self._session, self._sealer, change)
        if record.kind == "attachment":
            # Here, not in the callers, so that no change can miss the index.
            self._session.add(
                OutboxRow(
                    workspace_id=self._sealer.workspace_id,
                    source_kind="attachment",
                    source_id=record.record_id,
                    client_id=record.client_id,
                )
            )


def damaged_record(record: ChartRecord | ChartRecordRow) -> DamagedEntry:
    """The clear columns of a record that cannot be read."""
    return DamagedEntry(
        kind=record.kind,  # type: ignore[arg-type]  # listed by its kind
        entry_id=record.record_id,
        client_id=ClientId(record.client_id),
        day=record.day,
        row_version=record.row_version,
        deleted=record.state == "deleted",
    )


def _clear(kind: str, day: date, session_id: SessionId | None, state: str) -> list[str | None]:
    return [kind, day.isoformat(), None if session_id is None else str(session_id), state]


def sealed_record_columns(
    sealer: Sealer, client_id: ClientId, record_id: UUID, row_version: int, sealed: bytes
) -> tuple[str, str]:
    """The sealed state of a record, and its kind, day and session as one text.

    Raises `TamperedRecord`, `VaultLocked`.
    """
    at = _record_address(record_id, client_id, row_version)
    clear = open_json(sealer, sealed, purpose="record", at=at).get(_CLEAR)
    if not isinstance(clear, list) or not clear:
        return "", ""
    return str(clear[-1]), " ".join(each for each in clear[:-1] if each is not None)


def _address(record: ChartRecord) -> Address:
    return _record_address(record.record_id, record.client_id, record.row_version)


def _record_address(record_id: UUID, client_id: ClientId, row_version: int) -> Address:
    return Address(
        table="chart_record",
        row=(record_id,),
        column="sealed_body",
        row_version=row_version,
        client_id=client_id,
    )


def _chunk_address(record: ChartRecord, number: int) -> Address:
    return Address(
        table="attachment_chunk",
        row=(record.record_id, number),
        column="sealed_bytes",
        client_id=record.client_id,
    )
