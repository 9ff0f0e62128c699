"""Reads the log's stored rows in pages, for verification and display."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from datetime import date
from typing import Any

from sqlalchemy import Row, bindparam, func, select
from sqlalchemy.orm import Session as DatabaseSession

from core.audit.chain import ChainHead, ClearColumns, StoredEvent, entry_bytes
from core.audit.checkpoint import Checkpoint
from core.ids import UserId, WorkspaceId
from core.security.envelope import length_prefixed
from models import AuditChainRow, AuditCheckpointRow, AuditEvent

PAGE_ROWS = 1000
_COLUMNS = (
    AuditEvent.event_id,
    AuditEvent.day,
    AuditEvent.user_id,
    AuditEvent.action,
    AuditEvent.object_kind,
    AuditEvent.object_id,
    AuditEvent.outcome,
)


_chained = (
    select(
        *_COLUMNS,
        AuditEvent.position,
        AuditEvent.device_id,
        AuditEvent.charts,
        AuditEvent.sealed_details,
        AuditEvent.chain_hash,
        AuditEvent.mac,
    )
    .where(AuditEvent.workspace_id == bindparam("workspace"), AuditEvent.position > bindparam("after"))
    .order_by(AuditEvent.position)
)
_unchained = (
    select(*_COLUMNS, AuditEvent.sealed_details, AuditEvent.sequence)
    .where(
        AuditEvent.workspace_id == bindparam("workspace"),
        AuditEvent.position.is_(None),
        AuditEvent.sequence > bindparam("after"),
    )
    .order_by(AuditEvent.sequence)
)


def clear_columns(row: Row[*tuple[Any, ...]]) -> ClearColumns:
    """The clear columns of a row of the log."""
    return ClearColumns(**{name: getattr(row, name) for name in ClearColumns.__dataclass_fields__})


def chained_events(session: DatabaseSession, workspace_id: WorkspaceId) -> Iterator[StoredEvent]:
    """Every event that has a position, in order of positions; read in pages."""
    after = 0
    while True:
        rows = session.execute(_chained.limit(PAGE_ROWS), {"workspace": workspace_id, "after": after}).all()
        for row in rows:
            yield StoredEvent(
                position=int(row.position or 0),
                device_id=row.device_id,
                columns=clear_columns(row),
                charts=row.charts,
                sealed_details=row.sealed_details,
                chain_hash=row.chain_hash,
                mac=row.mac,
            )
        if len(rows) < PAGE_ROWS:
            return
        after = int(rows[-1].position or 0)


def unchained_events(
    session: DatabaseSession, workspace_id: WorkspaceId
) -> Iterator[tuple[ClearColumns, bytes]]:
    """Columns and sealed details of every event older than the chain, in the order they were written."""
    after = -1
    while True:
        rows = session.execute(_unchained.limit(PAGE_ROWS), {"workspace": workspace_id, "after": after}).all()
        for row in rows:
            yield clear_columns(row), row.sealed_details
        if len(rows) < PAGE_ROWS:
            return
        after = rows[-1].sequence


def unchained_digest(session: DatabaseSession, workspace_id: WorkspaceId) -> tuple[int, bytes]:
    """The number of events older than the chain, and SHA-256 over them in the order they were written."""
    count, after, digest = 0, -1, hashlib.sha256()
    while True:
        rows = session.execute(_unchained.limit(PAGE_ROWS), {"workspace": workspace_id, "after": after}).all()
        for row in rows:
            entry = entry_bytes(
                workspace_id, clear_columns(row), charts=None, sealed_details=row.sealed_details
            )
            digest.update(length_prefixed(entry))
        count += len(rows)
        if len(rows) < PAGE_ROWS:
            return count, digest.digest()
        after = rows[-1].sequence


def chain_head(session: DatabaseSession, workspace_id: WorkspaceId) -> ChainHead | None:
    """The head according to the chain's own row; None before the first event."""
    row = session.execute(
        select(AuditChainRow.position, AuditChainRow.head, AuditChainRow.charts).where(
            AuditChainRow.workspace_id == workspace_id
        )
    ).first()
    return None if row is None else ChainHead(position=row.position, head=row.head, charts=row.charts)


def newest_position(session: DatabaseSession, workspace_id: WorkspaceId, *, up_to: int | None = None) -> int:
    """The highest position of any event, 0 before the first; `up_to` excludes higher ones."""
    query = select(func.max(AuditEvent.position)).where(AuditEvent.workspace_id == workspace_id)
    if up_to is not None:
        query = query.where(AuditEvent.position <= up_to)
    return session.scalar(query) or 0


def days_of_events(session: DatabaseSession, workspace_id: WorkspaceId, *, up_to: date) -> list[date]:
    """Every day on which anything was recorded, in order."""
    query = (
        select(AuditEvent.day)
        .where(AuditEvent.workspace_id == workspace_id, AuditEvent.day <= up_to)
        .distinct()
        .order_by(AuditEvent.day)
    )
    return list(session.scalars(query))


def head_at(session: DatabaseSession, workspace_id: WorkspaceId, position: int) -> ChainHead | None:
    """The stored hash and charts' digest of the event at `position`; None if there is none."""
    row = session.execute(
        select(AuditEvent.chain_hash, AuditEvent.charts).where(
            AuditEvent.workspace_id == workspace_id, AuditEvent.position == position
        )
    ).first()
    if row is None:
        return None
    return ChainHead(position=position, head=row.chain_hash or b"", charts=row.charts or b"")


def checkpoints(session: DatabaseSession, workspace_id: WorkspaceId) -> list[Checkpoint]:
    """The checkpoints in the database, in order; the reader verifies their signatures."""
    rows = session.scalars(
        select(AuditCheckpointRow)
        .where(AuditCheckpointRow.workspace_id == workspace_id)
        .order_by(AuditCheckpointRow.position)
    )
    return [
        Checkpoint(
            workspace_id=WorkspaceId(row.workspace_id),
            position=row.position,
            head=row.head,
            charts=row.charts,
            vault_sequence=row.vault_sequence,
            day=row.day,
            user_id=UserId(row.user_id),
            device_id=row.device_id,
            membership=row.membership,
            signature=row.signature,
        )
        for row in rows
    ]
