"""Finds index rows that should not exist: neither queued nor searched.

Every change of a note queues its source in the same transaction, so normal operation never causes this.
Restored backups, manual changes and defects do; the check is cheap.
"""

from __future__ import annotations

from uuid import UUID

from sqlalchemy import and_, delete, exists, literal, select, union_all
from sqlalchemy.orm import Session as DatabaseSession

from core.database.planning import prefer_hash_joins
from core.ids import WorkspaceId
from core.records.outbox import SOURCES
from core.sources.dto import SearchScope
from core.sources.searchable import source_conditions
from models import OutboxRow, SourceIndexRow, SourceVectorsRow


def strays(session: DatabaseSession, workspace_id: WorkspaceId) -> list[UUID]:
    """Indexed sources that are deleted, hidden or another client's by now, and not queued."""
    prefer_hash_joins(session)
    shown = union_all(
        *(
            select(
                source_id.label("source_id"), client_id.label("client_id"), literal(kind).label("kind")
            ).where(*source_conditions(kind, SearchScope(), workspace_id))
            for kind, source_id, client_id, _ in SOURCES
        )
    ).subquery()
    same = and_(
        shown.c.source_id == SourceIndexRow.source_id,
        shown.c.client_id == SourceIndexRow.client_id,
        shown.c.kind == SourceIndexRow.source_kind,
    )
    queued = exists().where(
        OutboxRow.workspace_id == workspace_id, OutboxRow.source_id == SourceIndexRow.source_id
    )
    return list(
        session.scalars(
            select(SourceIndexRow.source_id)
            .outerjoin(shown, same)
            .where(SourceIndexRow.workspace_id == workspace_id, shown.c.source_id.is_(None), ~queued)
        )
    )


def drop_stale_vectors(session: DatabaseSession, workspace_id: WorkspaceId) -> int:
    """Deletes vectors of passages other than the stored ones; returns of how many sources."""
    prefer_hash_joins(session)
    belongs = exists().where(
        SourceIndexRow.workspace_id == SourceVectorsRow.workspace_id,
        SourceIndexRow.source_id == SourceVectorsRow.source_id,
        SourceIndexRow.index_version == SourceVectorsRow.index_version,
    )
    gone = session.scalars(
        delete(SourceVectorsRow)
        .where(SourceVectorsRow.workspace_id == workspace_id, ~belongs)
        .returning(SourceVectorsRow.source_id)
    ).all()
    return len(set(gone))


def newest_sequence(session: DatabaseSession, workspace_id: WorkspaceId) -> int:
    """The newest entry of the outbox, 0 if it is empty: a cheap check for new entries."""
    newest = session.scalar(
        select(OutboxRow.sequence)
        .where(OutboxRow.workspace_id == workspace_id)
        .order_by(OutboxRow.sequence.desc())
        .limit(1)
    )
    return newest or 0
