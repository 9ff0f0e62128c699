"""Taking back one import: what nobody changed since goes, what somebody worked on stays and is named."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from uuid import UUID

from sqlalchemy.orm import Session as DatabaseSession

from core.cancel import CancelToken, OnProgress
from core.changes import Changes
from core.clients import rules
from core.clients.dto import Client
from core.errors import InputRefused, NotFound
from core.ids import ClientId, SessionId, UserId
from core.interchange.batch_records import BatchRecords
from core.interchange.dto import ImportBatch, UndoReport
from core.repositories.chart_records import ChartRecordRepository, RecordKind
from core.repositories.clients import ClientRepository
from core.repositories.outbox import OutboxRepository
from core.repositories.sessions import SessionRepository
from core.security.sealing import Sealer
from core.sessions.dto import Session

REASON = "import undone"
_RECORD_KINDS: tuple[RecordKind, ...] = ("attachment", "appointment", "letter")


@dataclass(slots=True)
class _Found:
    """What the undo did so far."""

    clients: set[ClientId] = field(default_factory=set)
    sessions: set[SessionId] = field(default_factory=set)
    kept_clients: list[Client] = field(default_factory=list)
    kept_sessions: list[tuple[Client, date]] = field(default_factory=list)


class ImportUndo:
    """Works within the caller's transaction, which also holds the audit event."""

    def __init__(self, session: DatabaseSession, sealer: Sealer, *, user_id: UserId, at: datetime) -> None:
        self._session = session
        self._sealer = sealer
        self._user_id = user_id
        self._at = at
        self._clients = ClientRepository(session, sealer)

    def run(self, batch_id: UUID, *, cancel: CancelToken | None, on_progress: OnProgress) -> UndoReport:
        """Raises `NotFound("import_not_found")`, `InputRefused("import_undone_before")`, `Cancelled`."""
        records = BatchRecords(self._session, self._sealer)
        batch = records.get(batch_id)
        if batch.undone_at is not None:
            raise InputRefused("import_undone_before")
        found = _Found()
        charts = sorted({*batch.clients, *batch.sessions}, key=lambda each: each.bytes)
        for done, client_id in enumerate(charts):
            if cancel is not None:
                cancel.raise_if_cancelled()
            on_progress(done, len(charts))
            self._take_back(client_id, batch, found)
            self._session.flush()
        records.update(
            dataclasses.replace(
                batch, row_version=batch.row_version + 1, undone_at=self._at, undone_by=self._user_id
            )
        )
        on_progress(len(charts), len(charts))
        return UndoReport(
            batch_id=batch_id,
            clients=len(found.clients),
            sessions=len(found.sessions),
            kept_clients=tuple(found.kept_clients),
            kept_sessions=tuple(found.kept_sessions),
            changes=Changes(clients=frozenset(found.clients), sessions=frozenset(found.sessions), index=True),
        )

    def _take_back(self, client_id: ClientId, batch: ImportBatch, found: _Found) -> None:
        try:
            client = self._clients.get(client_id)
        except NotFound:
            # Erased for good since: nothing is left to take back.
            return
        if client.standing.state == "deleted":
            return
        added = batch.sessions.get(client_id, {})
        sessions = SessionRepository(self._session, self._sealer)
        there = sessions.list_for_client(client_id, include_deleted=True)
        made_here = client_id in batch.clients
        if made_here and self._is_untouched(client, batch.clients[client_id], added, there):
            self._clients.update(client, standing=rules.deleted(REASON, at=self._at))
            OutboxRepository(self._session, self._sealer.workspace_id).add_client(client_id)
            found.clients.add(client_id)
            found.sessions |= added.keys()
            return
        if made_here:
            found.kept_clients.append(client)
        self._delete_sessions(client, [each for each in there if each.session_id in added], sessions, found)

    def _is_untouched(
        self,
        client: Client,
        row_version: int,
        added: Mapping[SessionId, int],
        there: list[Session],
    ) -> bool:
        """Whether the chart is exactly what the import made of it."""
        if client.row_version != row_version or {each.session_id: each.version for each in there} != added:
            return False
        records = ChartRecordRepository(self._session, self._sealer)
        return not any(
            records.list(kind=kind, client_id=client.client_id, include_deleted=True)
            for kind in _RECORD_KINDS
        )

    def _delete_sessions(
        self, client: Client, added: list[Session], sessions: SessionRepository, found: _Found
    ) -> None:
        """One more version each, but for those that somebody changed; a merged chart is left as it is."""
        for session in added:
            if session.state == "deleted":
                continue
            if session.version != 1 or client.standing.state == "merged":
                found.kept_sessions.append((client, session.date))
                continue
            deleted = dataclasses.replace(
                session, state="deleted", version=session.version + 1, saved_at=self._at, reason=REASON
            )
            sessions.append_version(deleted, author=self._user_id)
            found.sessions.add(session.session_id)
