"""The sources that changed and have yet to be indexed; their rows are written by the change itself."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import ColumnElement, delete, exists, func, insert, literal, select
from sqlalchemy.orm import InstrumentedAttribute
from sqlalchemy.orm import Session as DatabaseSession

from core.ids import ClientId, ProfileId, WorkspaceId
from core.repositories.planning import prefer_hash_joins
from core.retrieval.dto import SearchScope, SourceKind
from models import ClientRow, IndexedSourceRow, OutboxRow, SessionRow


@dataclass(frozen=True, slots=True)
class PendingSource:
    """A source with something to index; `sequence` is the newest of its rows when it was read."""

    kind: SourceKind
    source_id: UUID
    client_id: ClientId
    sequence: int


@dataclass(frozen=True, slots=True)
class WaitingSource:
    """A source whose current version may not be indexed yet."""

    kind: SourceKind
    source_id: UUID
    version: int


class OutboxRepository:
    """Reads, claims and removes outbox rows within the caller's transaction."""

    def __init__(self, session: DatabaseSession, workspace_id: WorkspaceId) -> None:
        self._session = session
        self._workspace_id = workspace_id

    def pending(self) -> list[PendingSource]:
        """Each waiting source once, the last changed first: what is written now should be found soon."""
        newest = func.max(OutboxRow.sequence)
        rows = self._session.execute(
            select(OutboxRow.source_kind, OutboxRow.source_id, OutboxRow.client_id, newest)
            .where(OutboxRow.workspace_id == self._workspace_id)
            .group_by(OutboxRow.source_kind, OutboxRow.source_id, OutboxRow.client_id)
            .order_by(newest.desc())
        )
        return [
            PendingSource(_kind(kind), source_id, ClientId(client_id), sequence)
            for kind, source_id, client_id, sequence in rows
        ]

    def claim(self, source: PendingSource) -> list[int]:
        """Locks the source's rows up to its sequence until the transaction ends.

        Empty when another worker holds or has removed them.
        """
        rows = self._session.scalars(
            select(OutboxRow.sequence)
            .where(
                OutboxRow.workspace_id == self._workspace_id,
                OutboxRow.source_id == source.source_id,
                OutboxRow.sequence <= source.sequence,
            )
            .with_for_update(skip_locked=True)
        )
        return list(rows)

    def remove(self, sequences: Sequence[int]) -> None:
        """Deletes rows that were claimed."""
        self._session.execute(
            delete(OutboxRow).where(
                OutboxRow.workspace_id == self._workspace_id, OutboxRow.sequence.in_(sequences)
            )
        )

    def add_unindexed(self, profile_id: ProfileId | None) -> None:
        """Queues each source that `profile_id` does not hold in its current version and nobody has queued.

        With no profile, the sources that no profile holds.
        """
        self._add_sources(profile_id=profile_id, only_missing=True)

    def add_all(self) -> None:
        """Queues every source that is not queued already."""
        self._add_sources(profile_id=None, only_missing=False)

    def waiting(self, scope: SearchScope) -> list[WaitingSource]:
        """The waiting sessions and client records of a scope with their current versions."""
        prefer_hash_joins(self._session)
        queued = select(OutboxRow.source_id).where(OutboxRow.workspace_id == self._workspace_id)
        sessions = select(SessionRow.session_id, SessionRow.current_version).where(
            SessionRow.session_id.in_(queued), *session_conditions(scope, self._workspace_id)
        )
        clients = select(ClientRow.client_id, ClientRow.row_version).where(
            ClientRow.client_id.in_(queued), ClientRow.workspace_id == self._workspace_id
        )
        if scope.client_id is not None:
            clients = clients.where(ClientRow.client_id == scope.client_id)
        return [WaitingSource("session", *row) for row in self._session.execute(sessions)] + [
            WaitingSource("client", *row) for row in self._session.execute(clients)
        ]

    def _add_sources(self, *, profile_id: ProfileId | None, only_missing: bool) -> None:
        prefer_hash_joins(self._session)
        sessions = (
            literal("session"),
            SessionRow.session_id,
            SessionRow.client_id,
            SessionRow.current_version,
            SessionRow.workspace_id,
        )
        clients = (
            literal("client"),
            ClientRow.client_id,
            ClientRow.client_id,
            ClientRow.row_version,
            ClientRow.workspace_id,
        )
        for kind, source_id, client_id, version, workspace_id in (sessions, clients):
            queued = exists().where(
                OutboxRow.workspace_id == self._workspace_id, OutboxRow.source_id == source_id
            )
            chosen = select(workspace_id, kind, source_id, client_id).where(
                workspace_id == self._workspace_id, ~queued
            )
            if only_missing:
                chosen = chosen.where(~self._held(source_id, version, profile_id))
            columns = ["workspace_id", "source_kind", "source_id", "client_id"]
            self._session.execute(insert(OutboxRow).from_select(columns, chosen))

    def _held(
        self,
        source_id: InstrumentedAttribute[UUID],
        version: InstrumentedAttribute[int],
        profile_id: ProfileId | None,
    ) -> ColumnElement[bool]:
        held = exists().where(
            IndexedSourceRow.workspace_id == self._workspace_id,
            IndexedSourceRow.source_id == source_id,
            IndexedSourceRow.source_version == version,
        )
        return held if profile_id is None else held.where(IndexedSourceRow.profile_id == profile_id)


def session_conditions(scope: SearchScope, workspace_id: WorkspaceId) -> list[ColumnElement[bool]]:
    """What makes a session belong to a scope."""
    conditions: list[ColumnElement[bool]] = [SessionRow.workspace_id == workspace_id]
    if scope.client_id is not None:
        conditions.append(SessionRow.client_id == scope.client_id)
    if scope.since is not None:
        conditions.append(SessionRow.day >= scope.since)
    if scope.until is not None:
        conditions.append(SessionRow.day <= scope.until)
    return conditions


def _kind(value: str) -> SourceKind:
    return "client" if value == "client" else "session"
