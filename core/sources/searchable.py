"""Which sources a search may find, by the states of their rows; queues those that lack an entry."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from sqlalchemy import ColumnElement, Select, exists, insert, literal, or_, select
from sqlalchemy.orm import InstrumentedAttribute
from sqlalchemy.orm import Session as DatabaseSession

from core.clients.dto import HIDDEN_STATES
from core.database.planning import prefer_hash_joins
from core.ids import ClientId, SourceKind, WorkspaceId
from core.records.outbox import COLUMNS, SOURCES, workspace_of
from core.sessions.dto import SEARCHABLE_STATES
from core.sources.dto import SearchScope
from models import ChartRecordRow, ClientRow, OutboxRow, SessionRow


def hidden_sources(
    session: DatabaseSession, workspace_id: WorkspaceId, client_id: ClientId | None
) -> list[UUID]:
    """Sources that must never be found, whatever the index contains: deleted and retracted sessions,
    deleted attachments, and everything in deleted or merged charts.
    """
    prefer_hash_joins(session)
    gone = select(ClientRow.client_id).where(
        ClientRow.workspace_id == workspace_id, ClientRow.state.in_(HIDDEN_STATES)
    )
    away: dict[SourceKind, ColumnElement[bool]] = {
        "session": SessionRow.state.not_in(SEARCHABLE_STATES),
        "client": ClientRow.state.in_(HIDDEN_STATES),
        "attachment": ChartRecordRow.state == "deleted",
    }
    found: list[UUID] = []
    for kind, source_id, of_client, _ in SOURCES:
        query = select(source_id).where(
            workspace_of(source_id) == workspace_id, or_(away[kind], of_client.in_(gone))
        )
        if client_id is not None:
            query = query.where(of_client == client_id)
        found += session.scalars(query)
    return found


def queue_sources(
    session: DatabaseSession, workspace_id: WorkspaceId, *, held: Select[UUID, int] | None = None
) -> int:
    """Queues each source that may be found and is not queued, except those `held` in their current version.

    Returns the number queued.
    """
    prefer_hash_joins(session)
    added = 0
    for kind, source_id, client_id, version in SOURCES:
        queued = exists().where(OutboxRow.workspace_id == workspace_id, OutboxRow.source_id == source_id)
        chosen = select(literal(workspace_id), literal(kind), source_id, client_id).where(
            *source_conditions(kind, SearchScope(), workspace_id), ~queued
        )
        if held is not None:
            held_id, held_version = held.selected_columns
            current = held.where(held_id == source_id, held_version == version)
            chosen = chosen.where(~current.exists())
        rows = insert(OutboxRow).from_select(COLUMNS, chosen).returning(OutboxRow.sequence)
        added += len(session.scalars(rows).all())
    return added


def source_conditions(
    kind: SourceKind, scope: SearchScope, workspace_id: WorkspaceId
) -> list[ColumnElement[bool]]:
    """The conditions for a source of this kind to be found by a search within `scope`."""
    if kind == "session":
        return _session_conditions(scope, workspace_id)
    if kind == "client":
        shown = ClientRow.state.not_in(HIDDEN_STATES)
        return [ClientRow.workspace_id == workspace_id, shown, *_of(scope, ClientRow.client_id)]
    return _attachment_conditions(scope, workspace_id)


def _attachment_conditions(scope: SearchScope, workspace_id: WorkspaceId) -> list[ColumnElement[bool]]:
    """The conditions for an attachment to be in a scope: deleted ones never are."""
    conditions: list[ColumnElement[bool]] = [
        ChartRecordRow.workspace_id == workspace_id,
        ChartRecordRow.kind == "attachment",
        ChartRecordRow.state == "live",
        _in_shown_chart(ChartRecordRow.client_id, workspace_id),
        *_of(scope, ChartRecordRow.client_id),
    ]
    return conditions + _between(scope, ChartRecordRow.day)


def _session_conditions(scope: SearchScope, workspace_id: WorkspaceId) -> list[ColumnElement[bool]]:
    """The conditions for a session to be in a scope: retracted and deleted ones never are."""
    conditions: list[ColumnElement[bool]] = [
        SessionRow.workspace_id == workspace_id,
        SessionRow.state.in_(SEARCHABLE_STATES),
        _in_shown_chart(SessionRow.client_id, workspace_id),
        *_of(scope, SessionRow.client_id),
    ]
    return conditions + _between(scope, SessionRow.day)


def _in_shown_chart(of_client: InstrumentedAttribute[UUID], workspace_id: WorkspaceId) -> ColumnElement[bool]:
    hidden = select(ClientRow.client_id).where(
        ClientRow.workspace_id == workspace_id, ClientRow.state.in_(HIDDEN_STATES)
    )
    return of_client.not_in(hidden)


def _of(scope: SearchScope, of_client: InstrumentedAttribute[UUID]) -> list[ColumnElement[bool]]:
    return [] if scope.client_id is None else [of_client == scope.client_id]


def _between(scope: SearchScope, day: InstrumentedAttribute[date]) -> list[ColumnElement[bool]]:
    conditions: list[ColumnElement[bool]] = []
    if scope.since is not None:
        conditions.append(day >= scope.since)
    if scope.until is not None:
        conditions.append(day <= scope.until)
    return conditions
