"""Exports one chart: as JSON Lines, or for typesetting by the caller. Both are audited."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal, get_args
from uuid import UUID

from core.cancel import CancelToken, OnProgress, ignore_progress
from core.clients.dto import Client
from core.clients.repository import ClientRepository
from core.database.chart_reads import require_as_written
from core.database.snapshot import hold_snapshot
from core.errors import AnamnesisError, InputRefused
from core.export_file import ExportFiles
from core.ids import ClientId, SessionId, UserId
from core.interchange.chart_json import client_document, session_document, version_document
from core.letters.dto import Letter
from core.records.chart_records import ChartRecordRepository, RecordKind
from core.service_context import ServiceContext
from core.sessions.dto import Session
from core.sessions.repository import SessionRepository

PrintedKind = Literal["session", "letter"]
_LEFT_OUT: tuple[RecordKind, ...] = get_args(RecordKind)


@dataclass(frozen=True, slots=True)
class ExportedChart:
    """A whole chart for typesetting: sessions oldest first, without deleted drafts.

    `authors` names the members of the practice; `left_out` counts records not exported.
    """

    client: Client
    sessions: tuple[Session, ...]
    practice_name: str
    authors: Mapping[UserId, str]
    left_out: Mapping[RecordKind, int]


@dataclass(frozen=True, slots=True)
class ExportReport:
    """The result of an export."""

    file: Path
    sessions: int
    addenda: int
    size_bytes: int
    left_out: Mapping[RecordKind, int]


class ChartExporter:
    """`authors` gives the members' names by id; unless `print_allowed`, printing is refused."""

    def __init__(
        self,
        context: ServiceContext,
        *,
        practice_name: str,
        authors: Callable[[], Mapping[UserId, str]],
        files: ExportFiles,
        print_allowed: bool = True,
    ) -> None:
        self._database, self._sealer = context.database, context.sealer
        self._audit, self._access = context.audit, context.access
        self._practice_name = practice_name
        self._authors = authors
        self._files = files
        self._print_allowed = print_allowed

    def chart(self, client_id: ClientId) -> ExportedChart:
        """Everything of one client for typesetting. Raises `NotFound`, `InputRefused("client_is_deleted")`,
        `ChartNotAsWritten`.
        """
        self._access.require("chart")
        with self._database.begin() as session:
            hold_snapshot(session)
            client = ClientRepository(session, self._sealer).get(client_id)
            if client.lifecycle.state == "deleted":
                raise InputRefused("client_is_deleted", client_id=client_id)
            sessions = SessionRepository(session, self._sealer).list_for_client(client_id)
            records = ChartRecordRepository(session, self._sealer)
            require_as_written(session, client_id)
            left_out = {kind: len(records.list(kind=kind, client_id=client_id)) for kind in _LEFT_OUT}
        return ExportedChart(
            client=client,
            sessions=tuple(sorted(sessions, key=lambda each: (each.date, each.saved_at))),
            practice_name=self._practice_name,
            authors=self._authors(),
            left_out=left_out,
        )

    def check_file(self, path: Path, *, overwrite: bool = False) -> None:
        """Raises `InputRefused` for a path that exports may not use; see `ExportFiles.check`."""
        self._files.check(path, overwrite=overwrite)

    def export_jsonl(
        self,
        client_id: ClientId,
        path: Path,
        *,
        versions: bool = False,
        overwrite: bool = False,
        cancel: CancelToken | None = None,
        on_progress: OnProgress = ignore_progress,
    ) -> ExportReport:
        """Writes one line that the import reads; with `versions` the earlier ones of each session as well.

        Raises as `chart` and `check_file`, `Cancelled`, `DiskFull`, `EnvironmentProblem("file_not_written")`.
        """
        self._files.check(path, overwrite=overwrite)
        chart = self.chart(client_id)
        documents: list[dict[str, Any]] = []
        for done, each in enumerate(chart.sessions):
            if cancel is not None:
                cancel.raise_if_cancelled()
            on_progress(done, len(chart.sessions))
            document = session_document(each, name_of=_namer(chart.authors))
            documents.append(document | (self._earlier(each, chart.authors) if versions else {}))
        line = {"client": client_document(chart.client), "sessions": documents}
        content = _encoded(line)
        report = self.store(chart, path, content, format="jsonl", overwrite=overwrite)
        on_progress(len(chart.sessions), len(chart.sessions))
        return report

    def store(
        self,
        chart: ExportedChart,
        path: Path,
        content: bytes,
        *,
        format: str,
        overwrite: bool = False,
    ) -> ExportReport:
        """Writes an export of `chart` and audits it first: no file without an event.

        Raises as `check_file`, `DiskFull`, `EnvironmentProblem("file_not_written")`.
        """
        self._access.require("chart")
        self._files.check(path, overwrite=overwrite)
        addenda = sum(len(each.addenda) for each in chart.sessions)
        counts = {"sessions": len(chart.sessions), "addenda": addenda, "bytes": len(content)}
        client_id = chart.client.client_id
        self._write(path, content, "client", client_id, client_id, {"format": format, **counts})
        return ExportReport(path, len(chart.sessions), addenda, len(content), chart.left_out)

    def store_page(
        self, about: Session | Letter, path: Path, content: bytes, *, overwrite: bool = False
    ) -> None:
        """Writes one session or letter as a PDF, and audits it. Raises as `store`."""
        self._access.require("chart")
        self._files.check(path, overwrite=overwrite)
        kind, object_id = _object(about)
        details = {"format": "pdf", "bytes": len(content)}
        self._require_as_written(about)
        self._write(path, content, kind, object_id, about.client_id, details)

    def record_print(self, about: Session | Letter, *, pages: int) -> None:
        """Audits a print before it happens. Raises `InputRefused("print_forbidden")`, `ChartNotAsWritten`."""
        self._access.require("chart")
        if not self._print_allowed:
            raise InputRefused("print_forbidden")
        kind, object_id = _object(about)
        self._require_as_written(about)
        self._record("print", kind, object_id, about.client_id, {"pages": pages})

    def _require_as_written(self, about: Session | Letter) -> None:
        """A page contains the client's name and record number besides the text."""
        with self._database.begin() as session:
            require_as_written(session, about.client_id, _object(about)[1], about.client_id)

    def _write(
        self,
        path: Path,
        content: bytes,
        kind: str,
        object_id: UUID,
        client_id: ClientId,
        details: Mapping[str, Any],
    ) -> None:
        self._record("export", kind, object_id, client_id, details)
        try:
            self._files.write(path, content)
        except AnamnesisError:
            self._record("export", kind, object_id, client_id, details, outcome="failed")
            raise

    def _record(
        self,
        action: str,
        kind: str,
        object_id: UUID,
        client_id: ClientId,
        details: Mapping[str, Any],
        *,
        outcome: str = "ok",
    ) -> None:
        with self._database.begin() as session:
            self._audit.record(
                session,
                action=action,
                object_kind=kind,
                object_id=object_id,
                client_id=client_id,
                outcome=outcome,
                details=details,
            )

    def _earlier(self, current: Session, authors: Mapping[UserId, str]) -> dict[str, Any]:
        with self._database.begin() as session:
            stored = SessionRepository(session, self._sealer).list_versions(SessionId(current.session_id))
        earlier = [each for each in stored if each.version < current.version]
        return {"versions": [version_document(each, name_of=_namer(authors)) for each in reversed(earlier)]}


def _object(about: Session | Letter) -> tuple[PrintedKind, UUID]:
    return ("session", about.session_id) if isinstance(about, Session) else ("letter", about.letter_id)


def _namer(authors: Mapping[UserId, str]) -> Callable[[UserId | None], str]:
    return lambda author: "" if author is None else authors.get(author, "")


def _encoded(line: Mapping[str, Any]) -> bytes:
    try:
        return json.dumps(line, ensure_ascii=False).encode() + b"\n"
    except UnicodeEncodeError:
        # A keyboard can produce a lone surrogate; escaped it is valid JSON and is read back unchanged.
        return json.dumps(line).encode() + b"\n"
