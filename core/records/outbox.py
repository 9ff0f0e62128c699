"""The changed sources still to be indexed; each change writes its own row."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import delete, func, insert, literal, select
from sqlalchemy.orm import InstrumentedAttribute
from sqlalchemy.orm import Session as DatabaseSession

from core.ids import ClientId, SourceKind, WorkspaceId
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
COLUMNS = ["workspace_id", "source_kind", "source_id", "client_id"]
"""What a new row of the outbox consists of."""


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
                workspace_of(source_id) == self._workspace_id, of_client == client_id
            )
            if kind == "attachment":
                chosen = chosen.where(ChartRecordRow.kind == kind)
            self._session.execute(insert(OutboxRow).from_select(COLUMNS, chosen))


def workspace_of(source_id: InstrumentedAttribute[UUID]) -> InstrumentedAttribute[UUID]:
    """The column of the workspace beside that of a source's id."""
    found: InstrumentedAttribute[UUID] = source_id.class_.workspace_id
    return found


def _kind(value: str) -> SourceKind:
    return _KINDS.get(value, "session")
