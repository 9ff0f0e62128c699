"""Seals rows of one chart for another, for a merge; the first chart is not changed."""

from __future__ import annotations

import dataclasses
from collections.abc import Collection, Mapping
from typing import Any, get_args

from sqlalchemy import ARRAY, CollectionAggregate, Uuid, any_, func, literal, select
from sqlalchemy.orm import Session as DatabaseSession

from core.ids import ClientId, SessionId, new_id
from core.records.chart_records import ChartRecord, ChartRecordRepository, RecordKind
from core.security.sealing import Sealer
from models import AttachmentChunkRow, ChartRecordRow, ClientRow, SessionRow, SessionVersionRow

MERGED_FROM = "merged_from"
"""Key in a copied record's body: the client and the record it was copied from."""
_RECORD_KINDS: tuple[RecordKind, ...] = get_args(RecordKind)
_A_SESSION_BYTES = 4_096


def lock_charts(
    session: DatabaseSession,
    sealer: Sealer,
    charts: Collection[ClientId],
    *,
    sessions_of: Collection[ClientId],
) -> None:
    """Waits for running writes to these charts and blocks others until the transaction ends; existing
    sessions are only blocked in the charts of `sessions_of`.

    Locks in the order of an erase: sessions, then clients, each by their ids.
    """
    session.execute(
        select(SessionRow.session_id)
        .where(SessionRow.workspace_id == sealer.workspace_id, SessionRow.client_id == _any(sessions_of))
        .order_by(SessionRow.session_id)
        .with_for_update()
    ).all()
    session.execute(
        select(ClientRow.client_id)
        .where(ClientRow.workspace_id == sealer.workspace_id, ClientRow.client_id == _any(charts))
        .order_by(ClientRow.client_id)
        .with_for_update()
    ).all()


def _any(client_ids: Collection[ClientId]) -> CollectionAggregate[bool]:
    """One parameter for any number: an import may exceed the parameters of a statement."""
    return any_(literal(list(client_ids), ARRAY(Uuid())))


def all_records(session: DatabaseSession, sealer: Sealer, client_id: ClientId) -> list[ChartRecord]:
    """Every record of a chart that is not a note, deleted ones too. Raises `TamperedRecord`."""
    records = ChartRecordRepository(session, sealer)
    return [
        record
        for kind in _RECORD_KINDS
        for record in records.list(kind=kind, client_id=client_id, include_deleted=True)
    ]


def copy_record(
    session: DatabaseSession,
    sealer: Sealer,
    record: ChartRecord,
    *,
    into: ClientId,
    session_id: SessionId | None,
    body: Mapping[str, Any] | None = None,
) -> ChartRecord:
    """A copy of the record, with all its bytes, in the chart `into`. Raises `TamperedRecord`.

    `body`: the copy's body, if it differs from the record's.
    """
    records = ChartRecordRepository(session, sealer)
    copy = dataclasses.replace(
        record,
        record_id=new_id(),
        client_id=into,
        session_id=session_id,
        row_version=1,
        body={
            **(record.body if body is None else body),
            MERGED_FROM: {"client": str(record.client_id), "record": str(record.record_id)},
        },
    )
    records.add(copy)
    numbers = select(AttachmentChunkRow.number).where(
        AttachmentChunkRow.workspace_id == sealer.workspace_id,
        AttachmentChunkRow.record_id == record.record_id,
    )
    for number in list(session.scalars(numbers.order_by(AttachmentChunkRow.number))):
        records.add_chunk(copy, number, records.chunk(record, number))
    return copy


def stored_bytes(session: DatabaseSession, sealer: Sealer, client_id: ClientId) -> int:
    """Approximate size of a chart's current rows, sealed."""
    chunks = (
        select(func.coalesce(func.sum(func.octet_length(AttachmentChunkRow.sealed_bytes)), 0))
        .join(
            ChartRecordRow,
            (ChartRecordRow.workspace_id == AttachmentChunkRow.workspace_id)
            & (ChartRecordRow.record_id == AttachmentChunkRow.record_id),
        )
        .where(ChartRecordRow.workspace_id == sealer.workspace_id, ChartRecordRow.client_id == client_id)
    )
    texts = (
        select(
            func.coalesce(func.sum(func.octet_length(SessionVersionRow.sealed_subjective)), 0),
            func.coalesce(func.sum(func.octet_length(SessionVersionRow.sealed_objective)), 0),
            func.coalesce(func.sum(func.octet_length(SessionVersionRow.sealed_assessment)), 0),
            func.coalesce(func.sum(func.octet_length(SessionVersionRow.sealed_plan)), 0),
            func.count() * _A_SESSION_BYTES,
        )
        .join(
            SessionRow,
            (SessionVersionRow.workspace_id == SessionRow.workspace_id)
            & (SessionVersionRow.session_id == SessionRow.session_id)
            & (SessionVersionRow.version == SessionRow.current_version),
        )
        .where(SessionRow.workspace_id == sealer.workspace_id, SessionRow.client_id == client_id)
    )
    return sum(int(part) for part in (session.scalars(chunks).one(), *session.execute(texts).one()))
