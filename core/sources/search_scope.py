"""The sources a search may find, with their current versions, without reading content.

Every search needs this, because notes change while it runs. It reads one row: the state of all charts, which
every change to any chart updates. Only if that differs are the changed charts read.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from typing import Any, cast
from uuid import UUID

import psycopg
from sqlalchemy import Date, Select, and_, literal, null, select, union_all
from sqlalchemy import cast as sql_cast
from sqlalchemy.orm import Session as DatabaseSession

from core.database.access import Database
from core.ids import ClientId, SourceKind, WorkspaceId
from core.records.outbox import SOURCES
from core.sources.dto import SearchScope
from core.sources.searchable import source_conditions
from models import (
    AuditChainRow,
    ChartRecordRow,
    ClientManifestRow,
    ClientRow,
    PracticeRecordRow,
    SessionRow,
)

_CHARTS_STATE = "SELECT charts FROM audit_chain WHERE workspace_id = %(workspace)b"
_MOST_CLIENTS_BY_NAME = 100
"""For more clients than this, all are read."""
_DAYS = {"session": SessionRow.day, "attachment": ChartRecordRow.day}
_WORKSPACES = {
    "session": SessionRow.workspace_id,
    "client": ClientRow.workspace_id,
    "attachment": ChartRecordRow.workspace_id,
}


@dataclass(frozen=True, slots=True)
class ChartSource:
    """A source of the practice and its current version. `shown`: it may be found."""

    kind: SourceKind
    source_id: UUID
    client_id: ClientId
    version: int
    day: date | None
    shown: bool


def charts_state(database: Database) -> bytes | None:
    """A value that changes with every change to any chart of the practice; None before anything was recorded.

    One round trip for one row. Raises `DatabaseProblem`.
    """
    try:
        with database.single_statements() as connection:
            cursor = connection.cursor(binary=True)
            row = cursor.execute(_CHARTS_STATE, {"workspace": database.workspace_id}, prepare=True).fetchone()
    except psycopg.Error:
        # The connection was lost: the pool detects that by itself.
        with database.begin() as session:
            query = select(AuditChainRow.charts).where(AuditChainRow.workspace_id == database.workspace_id)
            return session.scalar(query)
    return None if row is None else bytes(row[0])


def answers_state(database: Database, client_id: ClientId | None) -> tuple[object, ...]:
    """A value that changes with everything an answer about a client, or (None) about the practice, depends
    on: the charts in scope and the abbreviations the practice added.
    """
    workspace_id = database.workspace_id
    charts: Select[Any]
    if client_id is None:
        charts = select(AuditChainRow.charts).where(AuditChainRow.workspace_id == workspace_id)
    else:
        charts = select(ClientManifestRow.counter).where(
            ClientManifestRow.workspace_id == workspace_id, ClientManifestRow.client_id == client_id
        )
    own = select(PracticeRecordRow.record_id, PracticeRecordRow.row_version).where(
        PracticeRecordRow.workspace_id == workspace_id, PracticeRecordRow.kind == "abbreviation"
    )
    with database.begin() as session:
        return session.scalar(charts), frozenset((one, version) for one, version in session.execute(own))


class SearchScopeRepository:
    """Reads within the caller's transaction."""

    def __init__(self, session: DatabaseSession, workspace_id: WorkspaceId) -> None:
        self._session = session
        self._workspace_id = workspace_id

    def changes(self) -> dict[ClientId, int]:
        """For each client, the number of changes to the chart."""
        rows = self._session.execute(
            select(ClientManifestRow.client_id, ClientManifestRow.counter).where(
                ClientManifestRow.workspace_id == self._workspace_id
            )
        )
        return {ClientId(client_id): counter for client_id, counter in rows}

    def sources(self, clients: Collection[ClientId] | None = None) -> list[ChartSource]:
        """The sources of these clients, or of all, in one statement; including those not shown."""
        named = clients if clients is None or len(clients) <= _MOST_CLIENTS_BY_NAME else None
        every = union_all(*(self._of_kind(kind, named) for kind, *_ in SOURCES))
        wanted = None if clients is None else set(clients)
        return [
            ChartSource(
                cast(SourceKind, kind), source_id, ClientId(client_id), version, day, shown=bool(shown)
            )
            for kind, source_id, client_id, version, day, shown in self._session.execute(every)
            if wanted is None or client_id in wanted
        ]

    def _of_kind(
        self, wanted: SourceKind, clients: Collection[ClientId] | None
    ) -> Select[str, UUID, UUID, int, date | None, bool]:
        kind, source_id, client_id, version = next(one for one in SOURCES if one[0] == wanted)
        day = _DAYS.get(kind, sql_cast(null(), Date))
        shown = and_(*source_conditions(kind, SearchScope(), self._workspace_id))
        query = select(literal(kind), source_id, client_id, version, day, shown).where(
            _WORKSPACES[kind] == self._workspace_id
        )
        if kind == "attachment":
            query = query.where(ChartRecordRow.kind == kind)
        return query if clients is None else query.where(client_id.in_(clients))
