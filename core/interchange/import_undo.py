"""Undoes one import: unchanged entries are removed, changed ones are kept and listed."""

from __future__ import annotations

import contextlib
import dataclasses
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from uuid import UUID

from sqlalchemy.orm import Session as DatabaseSession

from core.assistant.conversations.repository import ConversationRepository
from core.cancel import CancelToken, OnProgress
from core.clients import rules
from core.clients.dto import Client
from core.clients.repository import ClientRepository
from core.errors import EditConflict, InputRefused, NotFound
from core.ids import ClientId, SessionId, UserId
from core.interchange.batch_records import BatchRecords
from core.interchange.dto import ImportBatch, UndoReport
from core.records.chart_copies import all_records, lock_charts
from core.records.outbox import OutboxRepository
from core.records.practice_records import PracticeRecordRepository
from core.security.sealing import Sealer
from core.sessions.dto import Session
from core.sessions.repository import SessionRepository

REASON = "import undone"


@dataclass(slots=True)
class _UndoResult:
    """The state of an undo."""

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
        found = _UndoResult()
        charts = sorted({*batch.clients, *batch.sessions}, key=lambda each: each.bytes)
        # Locked before anything is checked, so that unchanged entries stay so until they are removed.
        lock_charts(self._session, self._sealer, charts, sessions_of=charts)
        for done, client_id in enumerate(charts):
            if cancel is not None:
                cancel.raise_if_cancelled()
            on_progress(done, len(charts))
            self._take_back(client_id, batch, found)
            self._session.flush()
        self._take_back_practice(batch)
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
        )

    def _take_back(self, client_id: ClientId, batch: ImportBatch, found: _UndoResult) -> None:
        try:
            client = self._clients.get(client_id)
        except NotFound:
            # Erased meanwhile: nothing is left to remove.
            return
        if client.lifecycle.state == "deleted":
            return
        added = batch.sessions.get(client_id, {})
        sessions = SessionRepository(self._session, self._sealer)
        there = sessions.list_for_client(client_id, include_deleted=True)
        made_here = client_id in batch.clients
        brought = batch.records.get(client_id, {})
        if made_here and self._is_untouched(client, batch.clients[client_id], added, there, brought):
            self._clients.update(client, lifecycle=rules.deleted(REASON, at=self._at))
            OutboxRepository(self._session, self._sealer.workspace_id).add_client(client_id)
            found.clients.add(client_id)
            found.sessions |= added.keys()
            return
        if made_here:
            found.kept_clients.append(client)
        built_on = self._built_on(client_id, there, added)
        for session in (each for each in there if each.session_id in added):
            self._take_back_session(client, session, sessions, found, kept=session.session_id in built_on)

    def _take_back_practice(self, batch: ImportBatch) -> None:
        """Removes unchanged texts from an archive, and its questions about the practice.

        The imported log stays: a log is never deleted.
        """
        records = PracticeRecordRepository(self._session, self._sealer)
        for record_id, row_version in batch.practice_records.items():
            with contextlib.suppress(NotFound, EditConflict):
                kind = records.get(record_id).kind
                records.delete(record_id, kind=kind, row_version=row_version)
        conversations = ConversationRepository(self._session, self._sealer)
        for conversation_id in batch.conversations:
            with contextlib.suppress(NotFound):
                if conversations.client_of(conversation_id) is None:
                    conversations.delete(conversation_id)

    def _is_untouched(
        self,
        client: Client,
        row_version: int,
        added: Mapping[SessionId, int],
        there: list[Session],
        brought: Mapping[UUID, int],
    ) -> bool:
        """Whether the chart is exactly as the import created it."""
        if client.row_version != row_version or {each.session_id: each.version for each in there} != added:
            return False
        records = all_records(self._session, self._sealer, client.client_id)
        return {each.record_id: each.row_version for each in records} == brought

    def _built_on(
        self, client_id: ClientId, there: list[Session], added: Mapping[SessionId, int]
    ) -> set[SessionId]:
        """The sessions with a file, an appointment or a letter, or from which text was copied into a session
        that is not of this import.
        """
        records = all_records(self._session, self._sealer, client_id)
        belonging = {each.session_id for each in records if each.session_id is not None}
        copied = {
            mark.session_id
            for session in there
            if session.session_id not in added
            for mark in session.copied.values()
        }
        return belonging | copied

    def _take_back_session(
        self, client: Client, session: Session, sessions: SessionRepository, found: _UndoResult, *, kept: bool
    ) -> None:
        """Adds a deleted version, unless the session was changed; a merged chart is left unchanged."""
        if session.state == "deleted":
            return
        if kept or session.version != 1 or client.lifecycle.state == "merged":
            found.kept_sessions.append((client, session.date))
            return
        deleted = dataclasses.replace(
            session, state="deleted", version=session.version + 1, saved_at=self._at, reason=REASON
        )
        sessions.append_version(deleted, author=self._user_id, before=session)
        found.sessions.add(session.session_id)
