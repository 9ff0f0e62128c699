"""Imports charts: first a preview, then all accepted lines in one transaction."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from uuid import UUID

from sqlalchemy.orm import Session as DatabaseSession

from core.cancel import CancelToken, OnProgress, ignore_progress
from core.clients.dto import Client
from core.clients.repository import ClientRepository
from core.damage import Listing
from core.database.epoch_lock import hold_epoch
from core.errors import InputRefused
from core.ids import ClientId, SessionId, new_id
from core.interchange.batch_records import FIRST_VERSION, BatchRecords, new_batch
from core.interchange.chart_files import ChartFiles
from core.interchange.dto import (
    ChartLine,
    ChartSession,
    ColumnFields,
    DateOrder,
    FileFormat,
    ImportBatch,
    ImportPreview,
    ImportResult,
    LineMatch,
    LineProblem,
    UndoReport,
)
from core.interchange.import_undo import ImportUndo
from core.interchange.known_charts import KnownCharts, without
from core.interchange.lookalikes import Lookalikes
from core.service_context import ServiceContext
from core.sessions.dto import SOAP_FIELDS, Origin, Session
from core.sessions.repository import SessionRepository

__all__ = ["ChartImporter", "ImportPreview", "ImportResult", "LineProblem"]


class ChartImporter:
    """Imports JSON Lines and CSV; a session without a state is signed, because it took place.

    An import can be undone as a whole, see `undo`.
    """

    def __init__(self, context: ServiceContext) -> None:
        self._database, self._sealer, self._audit = context.database, context.sealer, context.audit
        self._disk, self._access, self._clock = context.disk, context.access, context.clock

    def preview(
        self,
        paths: Sequence[Path],
        cancel: CancelToken | None = None,
        on_progress: OnProgress = ignore_progress,
        *,
        format: FileFormat | None = None,
        order: DateOrder | None = None,
        columns: ColumnFields | None = None,
    ) -> ImportPreview:
        """Reads every line and stores nothing. `format` None: each file's own; progress counts bytes.

        `columns`: the fields of CSV columns whose headings are unknown. Raises
        `InputRefused("csv_no_such_column")`, `ImportError_` for a file that cannot be read as a whole,
        `Cancelled`.
        """
        self._access.require("chart")
        files = ChartFiles(
            paths,
            format=format,
            order=order,
            columns=columns or {},
            cancel=cancel,
            on_progress=on_progress,
        )
        lines: list[ChartLine] = []
        matches: list[LineMatch] = []
        seen: dict[str, int] = {}
        with self._database.begin(statement_limit_s=0) as session:
            sessions = SessionRepository(session, self._sealer)
            known = KnownCharts(ClientRepository(session, self._sealer).list_readable())
            alike = Lookalikes(known.open)
            for line in files.lines():
                try:
                    _refuse_repeated(line, seen)
                    matches.append(_match(line, known, alike, sessions.list_for_client))
                except InputRefused as refused:
                    files.problems.append(LineProblem(file=line.file, line=line.line, reason=refused))
                    continue
                lines.append(line)
        ignored = sorted({key for line in lines for key in line.ignored_keys})
        return ImportPreview(
            lines=tuple(lines),
            problems=tuple(files.problems),
            ignored_keys=tuple(ignored),
            readings=tuple(files.readings),
            matches=tuple(matches),
        )

    def run(
        self,
        preview: ImportPreview,
        *,
        cancel: CancelToken | None = None,
        on_progress: OnProgress = ignore_progress,
    ) -> ImportResult:
        """Stores the accepted lines in one transaction; if cancelled or failed, nothing is stored.

        A client or session whose id was imported before is not stored twice. Raises
        `InputRefused("line_other_client")` if such a client is a different person, `DiskFull`, `Cancelled`.
        """
        self._access.require("chart")
        self._disk.require_room(3 * _size_bytes(preview.lines))
        batch_id = new_id()
        with self._database.begin(statement_limit_s=0) as session:
            hold_epoch(session)
            made, added = self._store(session, preview.lines, batch_id, cancel, on_progress)
            if made or added:
                batch = new_batch(
                    batch_id,
                    at=self._clock(),
                    by=self._access.user_id,
                    files=[reading.file for reading in preview.readings],
                    clients=made,
                    sessions=added,
                )
                BatchRecords(session, self._sealer).add(batch)
            self._audit.record(
                session,
                action="import",
                object_kind="import",
                object_id=batch_id,
                details={"clients": len(made), "sessions": len(added)},
            )
        on_progress(len(preview.lines), len(preview.lines))
        return ImportResult(
            clients=len(made),
            sessions=len(added),
            already_there=preview.sessions - len(added),
            batch_id=batch_id if made or added else None,
        )

    def batches(self) -> Listing[ImportBatch]:
        """Every import that stored something, the newest first, and the unreadable ones."""
        self._access.require("chart")
        with self._database.begin() as session:
            return BatchRecords(session, self._sealer).list()

    def undo(
        self,
        batch_id: UUID,
        *,
        cancel: CancelToken | None = None,
        on_progress: OnProgress = ignore_progress,
    ) -> UndoReport:
        """Removes what an import stored and nobody changed since, in one transaction.

        Clients it created go to the trash with their whole chart; sessions it added to other charts are
        deleted by another version. Raises `NotFound("import_not_found")`,
        `InputRefused("import_undone_before")`, `DiskFull`, `Cancelled`.
        """
        self._access.require("chart")
        self._disk.require_room()
        with self._database.begin(statement_limit_s=0) as session:
            undo = ImportUndo(session, self._sealer, user_id=self._access.user_id, at=self._clock())
            report = undo.run(batch_id, cancel=cancel, on_progress=on_progress)
            self._audit.record(
                session,
                action="import.undo",
                object_kind="import",
                object_id=batch_id,
                details={
                    "clients": report.clients,
                    "sessions": report.sessions,
                    "kept_clients": len(report.kept_clients),
                    "kept_sessions": len(report.kept_sessions),
                },
            )
        return report

    def _store(
        self,
        session: DatabaseSession,
        lines: Sequence[ChartLine],
        batch_id: UUID,
        cancel: CancelToken | None,
        on_progress: OnProgress,
    ) -> tuple[list[Client], list[tuple[ClientId, SessionId]]]:
        """The clients created and the sessions added."""
        made: list[Client] = []
        added: list[tuple[ClientId, SessionId]] = []
        clients = ClientRepository(session, self._sealer)
        known = KnownCharts(clients.list_readable())
        for done, line in enumerate(lines):
            if cancel is not None:
                cancel.raise_if_cancelled()
            on_progress(done, len(lines))
            # One repository for each client, because it keeps the rows it reads.
            sessions = SessionRepository(session, self._sealer)
            client = known.find(line)
            there: list[Session] = []
            if client is None:
                client = self._add_client(clients, line)
                known.add(line, client)
                made.append(client)
            else:
                client = clients.require_open(client.client_id)
                there = sessions.list_for_client(client.client_id)
            fresh = [
                self._session(client.client_id, each, batch_id) for each in without(line.sessions, there)
            ]
            sessions.add_all(fresh, author=self._access.user_id)
            added += [(client.client_id, each.session_id) for each in fresh]
            session.flush()
        return made, added

    def _add_client(self, clients: ClientRepository, line: ChartLine) -> Client:
        client_id = ClientId(new_id())
        return clients.add(client_id, line.details, self._sealer.keyring.add_client(client_id))

    def _session(self, client_id: ClientId, imported: ChartSession, batch_id: UUID) -> Session:
        was = None if imported.record_id is None else SessionId(imported.record_id)
        return Session(
            session_id=SessionId(new_id()),
            client_id=client_id,
            date=imported.day,
            state=imported.state,
            version=FIRST_VERSION,
            text=imported.text,
            saved_at=self._clock(),
            external_id=imported.external_id,
            kind=imported.kind,
            duration_min=imported.duration_min,
            reason=imported.reason,
            addenda=imported.addenda,
            origin=Origin(kind="import", session_id=was, batch_id=batch_id),
        )


def _refuse_repeated(line: ChartLine, seen: dict[str, int]) -> None:
    """Raises `InputRefused` (`line_repeats_client_id`)."""
    external_id = line.details.external_id
    if external_id is None:
        return
    if external_id in seen:
        raise InputRefused("line_repeats_client_id", first_line=seen[external_id])
    seen[external_id] = line.line


def _match(
    line: ChartLine,
    known: KnownCharts,
    alike: Lookalikes,
    sessions_of: Callable[[ClientId], list[Session]],
) -> LineMatch:
    """Raises `InputRefused` (`line_other_client`)."""
    client = known.find(line)
    if client is None:
        return LineMatch(duplicates=alike.of(line.details))
    fresh = without(line.sessions, sessions_of(client.client_id))
    return LineMatch(client=client, already_there=len(line.sessions) - len(fresh))


def _size_bytes(lines: Sequence[ChartLine]) -> int:
    return sum(
        4 * len(session.text.field(name))
        for line in lines
        for session in line.sessions
        for name in SOAP_FIELDS
    )
