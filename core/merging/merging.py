"""Merges two charts of one person: everything of one is sealed again under the other.

The source keeps every version of every row and only records its target, so that the merge can be reviewed;
each copy refers to its original.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from sqlalchemy.orm import Session as DatabaseSession

from core.cancel import CancelToken, OnProgress
from core.clients import rules
from core.clients.dto import Client, LifecycleStatus, MergeReport
from core.clients.repository import ClientRepository
from core.contradictions.dismissals import with_sources
from core.errors import InputRefused
from core.ids import ClientId, SessionId, UserId, new_id
from core.records.chart_copies import all_records, copy_record, lock_charts, stored_bytes
from core.records.chart_records import ChartRecord
from core.records.outbox import OutboxRepository
from core.security.sealing import Sealer
from core.sessions.dto import Origin, Session
from core.sessions.repository import SessionRepository


@dataclasses.dataclass(frozen=True, slots=True)
class ChartMerge:
    """One merge, within the caller's transaction."""

    source: ClientId
    into: ClientId
    reason: str
    by: UserId

    def size_bytes(self, session: DatabaseSession, sealer: Sealer) -> int:
        """The approximate amount of data to be written."""
        return stored_bytes(session, sealer, self.source)

    def run(
        self,
        session: DatabaseSession,
        sealer: Sealer,
        *,
        at: datetime,
        cancel: CancelToken | None,
        on_progress: OnProgress,
    ) -> MergeReport:
        """Raises as `MergeService.merge`."""
        if self.source == self.into:
            raise InputRefused("merge_with_itself")
        lock_charts(session, sealer, [self.source, self.into], sessions_of=[self.source])
        clients = ClientRepository(session, sealer)
        source, into = clients.get(self.source), clients.get(self.into)
        for client in (source, into):
            rules.require_state(client, "active", "archived")
        # Deleted ones too, because nothing in the source can be restored any more.
        written = SessionRepository(session, sealer).list_for_client(self.source, include_deleted=True)
        records = all_records(session, sealer, self.source)
        progress = _Progress(len(written) + len(records), cancel, on_progress)
        copies = self._copy_sessions(session, sealer, written, progress)
        self._copy_records(session, sealer, records, copies, progress)
        self._unite(clients, source, into, at)
        OutboxRepository(session, sealer.workspace_id).add_client(self.source)
        return MergeReport(
            self.source,
            self.into,
            sessions=sum(each.state != "deleted" for each in written),
            records=sum(each.state == "live" for each in records),
        )

    def _copy_sessions(
        self, session: DatabaseSession, sealer: Sealer, written: Sequence[Session], progress: _Progress
    ) -> dict[SessionId, SessionId]:
        """The current version of each session, and for a deleted one also the version to restore; maps its id
        to the copy's.
        """
        copies = {each.session_id: SessionId(new_id()) for each in written}
        sessions = SessionRepository(session, sealer)
        for each in written:
            progress.step()
            if each.state == "deleted":
                before = sessions.get_version(each.session_id, each.version - 1)
                sessions.add(self._copy(before, copies, version=1), author=before.author or self.by)
                sessions.append_version(self._copy(each, copies, version=2), author=each.author or self.by)
            else:
                # The author stays; who merged it, and when, is in the audit log.
                sessions.add(self._copy(each, copies, version=1), author=each.author or self.by)
        return copies

    def _copy(self, written: Session, copies: dict[SessionId, SessionId], *, version: int) -> Session:
        return dataclasses.replace(
            written,
            session_id=copies[written.session_id],
            client_id=self.into,
            version=version,
            # A mark refers to a session of the same chart.
            copied={
                name: dataclasses.replace(mark, session_id=copies[mark.session_id], version=1)
                for name, mark in written.copied.items()
                if mark.session_id in copies
            },
            origin=Origin("merge", self.source, written.session_id, written.version),
        )

    def _copy_records(
        self,
        session: DatabaseSession,
        sealer: Sealer,
        records: Sequence[ChartRecord],
        copies: dict[SessionId, SessionId],
        progress: _Progress,
    ) -> None:
        outbox = OutboxRepository(session, sealer.workspace_id)
        sources: dict[UUID, UUID] = {self.source: self.into}
        for written, copied in copies.items():
            sources[written] = copied
        # Last, because a dismissal refers to sources of the chart, also files, whose copies have other ids.
        for record in sorted(records, key=lambda each: each.kind == "dismissal"):
            progress.step()
            session_id = copies.get(record.session_id) if record.session_id is not None else None
            body = with_sources(record.body, sources) if record.kind == "dismissal" else None
            copy = copy_record(session, sealer, record, into=self.into, session_id=session_id, body=body)
            sources[record.record_id] = copy.record_id
            if copy.kind == "attachment" and copy.state == "live":
                outbox.add("attachment", copy.record_id, self.into)

    def _unite(self, clients: ClientRepository, source: Client, into: Client, at: datetime) -> None:
        details = rules.united(into.details, source.details)
        if details != into.details:
            clients.update(into, details)
        merged = LifecycleStatus(state="merged", since=at, reason=self.reason, merged_into=self.into)
        clients.update(source, lifecycle=merged)


class _Progress:
    def __init__(self, total: int, cancel: CancelToken | None, on_progress: OnProgress) -> None:
        self._total = total
        self._done = 0
        self._cancel = cancel
        self._on_progress = on_progress
        on_progress(0, total)

    def step(self) -> None:
        """Called before each item. Raises `Cancelled`."""
        if self._cancel is not None:
            self._cancel.raise_if_cancelled()
        self._done += 1
        self._on_progress(self._done, self._total)
