"""The changed sources still to be indexed; each change writes its own row."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import ColumnElement, Select, delete, exists, func, insert, literal, or_, select
from sqlalchemy.orm import InstrumentedAttribute
from sqlalchemy.orm import Session as DatabaseSession

from core.clients.dto import HIDDEN_STATES
from core.database.planning import prefer_hash_joins
from core.ids import ClientId, ProfileId, WorkspaceId
from core.retrieval.dto import SearchScope, SourceKind
from core.retrieval.index.index_state import held_facts, held_sources
from core.sessions.dto import SEARCHABLE_STATES
from models import ChartRecordRow, ClientRow, OutboxRow, SessionRow


@dataclass(frozen=True, slots=True)
class PendingSource:
    """A source to index; `sequence` is the newest of its rows when it was read."""

    kind: SourceKind
    source_id: UUID
    client_id: ClientId
    sequence: int


SourceColumns = tuple[
    SourceKind, InstrumentedAttribute[UUID], InstrumentedAttribute[UUID], InstrumentedAttribute[int]
]
SOURCES: tuple[SourceColumns, ...] = (
    ("session", SessionRow.session_id, SessionRow.client_id, SessionRow.current_version),
    ("client", ClientRow.client_id, ClientRow.client_id, ClientRow.row_version),
    ("attachment", ChartRecordRow.record_id, ChartRecordRow.client_id, ChartRecordRow.row_version),
)
"""Kind, id, client and version of every searchable source."""
_KINDS: dict[str, SourceKind] = {kind: kind for kind, *_ in SOURCES}
_COLUMNS = ["workspace_id", "source_kind", "source_id", "client_id"]


class OutboxRepository:
    """Reads, claims and removes outbox rows within the caller's transaction."""

    def __init__(self, session: DatabaseSession, workspace_id: WorkspaceId) -> None:
        self._session = session
        self._workspace_id = workspace_id

    def pending(self) -> list[PendingSource]:
        """Each pending source once, the last changed first, so that new text is found soon."""
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

        Empty if another worker holds or has removed them.
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
        """Deletes claimed rows."""
        self._session.execute(
            delete(OutboxRow).where(
                OutboxRow.workspace_id == self._workspace_id, OutboxRow.sequence.in_(sequences)
            )
        )

    def add_unindexed(self, profile_id: ProfileId | None) -> int:
        """Queues each source whose current version `profile_id` lacks and that is not queued.

        Without a profile, the sources that no profile has. Returns the number queued.
        """
        return self._add_sources(held_sources(self._workspace_id, profile_id))

    def add_without_facts(self, extractor_version: int) -> int:
        """Queues each source whose current version has no facts of this extractor and that is not queued.

        Returns the number queued.
        """
        return self._add_sources(held_facts(self._workspace_id, extractor_version))

    def add_all(self) -> None:
        """Queues every source that is not queued already."""
        self._add_sources(None)

    def add(self, kind: SourceKind, source_id: UUID, client_id: ClientId) -> None:
        """Queues one source."""
        self._session.add(
            OutboxRow(
                workspace_id=self._workspace_id, source_kind=kind, source_id=source_id, client_id=client_id
            )
        )

    def add_client(self, client_id: ClientId) -> None:
        """Queues every source of a chart, including those that must not be found any more."""
        self._session.flush()
        for kind, source_id, of_client, _ in SOURCES:
            chosen = select(literal(self._workspace_id), literal(kind), source_id, of_client).where(
                _workspace_of(source_id) == self._workspace_id, of_client == client_id
            )
            if kind == "attachment":
                chosen = chosen.where(ChartRecordRow.kind == kind)
            self._session.execute(insert(OutboxRow).from_select(_COLUMNS, chosen))

    def hidden(self, client_id: ClientId | None) -> list[UUID]:
        """Sources that must never be found, whatever the index contains: deleted and retracted sessions,
        deleted attachments, and everything in deleted or merged charts.
        """
        prefer_hash_joins(self._session)
        gone = select(ClientRow.client_id).where(
            ClientRow.workspace_id == self._workspace_id, ClientRow.state.in_(HIDDEN_STATES)
        )
        away: dict[SourceKind, ColumnElement[bool]] = {
            "session": SessionRow.state.not_in(SEARCHABLE_STATES),
            "client": ClientRow.state.in_(HIDDEN_STATES),
            "attachment": ChartRecordRow.state == "deleted",
        }
        found: list[UUID] = []
        for kind, source_id, of_client, _ in SOURCES:
            query = select(source_id).where(
                _workspace_of(source_id) == self._workspace_id, or_(away[kind], of_client.in_(gone))
            )
            if client_id is not None:
                query = query.where(of_client == client_id)
            found += self._session.scalars(query)
        return found

    def _add_sources(self, held: Select[UUID, int] | None) -> int:
        """Queues each source except those `held` in their current version."""
        prefer_hash_joins(self._session)
        added = 0
        for kind, source_id, client_id, version in SOURCES:
            queued = exists().where(
                OutboxRow.workspace_id == self._workspace_id, OutboxRow.source_id == source_id
            )
            chosen = select(literal(self._workspace_id), literal(kind), source_id, client_id).where(
                *source_conditions(kind, SearchScope(), self._workspace_id), ~queued
            )
            if held is not None:
                held_id, held_version = held.selected_columns
                current = held.where(held_id == source_id, held_version == version)
                chosen = chosen.where(~current.exists())
            rows = insert(OutboxRow).from_select(_COLUMNS, chosen).returning(OutboxRow.sequence)
            added += len(self._session.scalars(rows).all())
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


def _workspace_of(source_id: InstrumentedAttribute[UUID]) -> InstrumentedAttribute[UUID]:
    found: InstrumentedAttribute[UUID] = source_id.class_.workspace_id
    return found


def _kind(value: str) -> SourceKind:
    return _KINDS.get(value, "session")
