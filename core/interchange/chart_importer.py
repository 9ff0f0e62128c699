"""Importing charts: look first, then store everything that was accepted in one transaction or nothing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from core.audit.log import AuditLog
from core.cancel import CancelToken, OnProgress, ignore_progress
from core.changes import Changes
from core.clients.dto import Client
from core.clients.service import sort_key
from core.clock import Clock, utc_now
from core.database.access import Database
from core.disk import DiskGuard
from core.errors import ImportError_, InputRefused
from core.ids import ClientId, SessionId, new_id
from core.interchange.chart_lines import ChartLine, ChartSession, parse_line
from core.repositories.clients import ClientRepository
from core.repositories.epochs import hold_epoch
from core.repositories.sessions import SessionRepository
from core.security.roles import Access
from core.security.sealing import Sealer
from core.sessions.dto import SOAP_FIELDS, Session


@dataclass(frozen=True, slots=True)
class LineProblem:
    """A line that was refused: `reason` is a code of `core.errors.InputRefused`, `params` say where."""

    file: str
    line: int
    reason: InputRefused


@dataclass(frozen=True, slots=True)
class ImportPreview:
    """What an import would store."""

    lines: tuple[ChartLine, ...]
    problems: tuple[LineProblem, ...]
    ignored_keys: tuple[str, ...]

    @property
    def clients(self) -> int:
        return len(self.lines)

    @property
    def sessions(self) -> int:
        return sum(len(line.sessions) for line in self.lines)


@dataclass(frozen=True, slots=True)
class ImportResult:
    """What an import stored, and what it left because it was there already."""

    clients: int
    sessions: int
    already_there: int
    changes: Changes


class ChartImporter:
    """Imports JSON Lines of SOAP charts; imported sessions are signed, they happened."""

    def __init__(
        self,
        *,
        database: Database,
        sealer: Sealer,
        audit: AuditLog,
        disk: DiskGuard,
        access: Access,
        clock: Clock = utc_now,
    ) -> None:
        self._database = database
        self._sealer = sealer
        self._audit = audit
        self._disk = disk
        self._access = access
        self._clock = clock

    def preview(self, paths: Sequence[Path], cancel: CancelToken | None = None) -> ImportPreview:
        """Reads every line and stores nothing. Raises `ImportError_("import_file_unreadable")`."""
        self._access.require("chart")
        with self._database.begin() as session:
            known = _by_external_id(ClientRepository(session, self._sealer).list_all())
        lines: list[ChartLine] = []
        problems: list[LineProblem] = []
        seen: dict[str, int] = {}
        for path in paths:
            for number, raw in enumerate(_read_lines(path), start=1):
                if cancel is not None:
                    cancel.raise_if_cancelled()
                if not raw.strip():
                    continue
                try:
                    line = parse_line(raw)
                    external_id = line.details.external_id
                    if external_id is not None and external_id in seen:
                        raise InputRefused("line_repeats_client_id", first_line=seen[external_id])
                    if external_id is not None and external_id in known:
                        _require_same_person(line, known[external_id])
                except InputRefused as refused:
                    problems.append(LineProblem(file=path.name, line=number, reason=refused))
                    continue
                if external_id is not None:
                    seen[external_id] = number
                lines.append(line)
        ignored = sorted({key for line in lines for key in line.ignored_keys})
        return ImportPreview(lines=tuple(lines), problems=tuple(problems), ignored_keys=tuple(ignored))

    def run(
        self,
        preview: ImportPreview,
        *,
        cancel: CancelToken | None = None,
        on_progress: OnProgress = ignore_progress,
    ) -> ImportResult:
        """Stores the accepted lines in one transaction; cancelling or failing leaves nothing behind.

        A client or session whose id was imported before is not stored twice. Raises
        `InputRefused("line_other_client")` when such a client is somebody else, `DiskFull`, `Cancelled`.
        """
        self._access.require("chart")
        self._disk.require_room(3 * _size_bytes(preview.lines))
        made: list[ClientId] = []
        added: list[SessionId] = []
        with self._database.begin(statement_limit_s=0) as session:
            hold_epoch(session)
            clients = ClientRepository(session, self._sealer)
            sessions = SessionRepository(session, self._sealer)
            known = _by_external_id(clients.list_all())
            for done, line in enumerate(preview.lines):
                if cancel is not None:
                    cancel.raise_if_cancelled()
                on_progress(done, len(preview.lines))
                client = known.get(line.details.external_id or "")
                there: list[Session] = []
                if client is None:
                    client = self._add_client(clients, line)
                    made.append(client.client_id)
                else:
                    _require_same_person(line, client)
                    there = sessions.list_for_client(client.client_id)
                fresh = [self._session(client.client_id, each) for each in _without(line.sessions, there)]
                sessions.add_all(fresh, author=self._access.user_id)
                added += [each.session_id for each in fresh]
                session.flush()
            self._audit.record(
                session, action="import", details={"clients": len(made), "sessions": len(added)}
            )
        on_progress(len(preview.lines), len(preview.lines))
        return ImportResult(
            clients=len(made),
            sessions=len(added),
            already_there=preview.sessions - len(added),
            changes=Changes(clients=frozenset(made), sessions=frozenset(added), index=True),
        )

    def _add_client(self, clients: ClientRepository, line: ChartLine) -> Client:
        client_id = ClientId(new_id())
        return clients.add(client_id, line.details, self._sealer.keyring.add_client(client_id))

    def _session(self, client_id: ClientId, imported: ChartSession) -> Session:
        return Session(
            session_id=SessionId(new_id()),
            client_id=client_id,
            date=imported.day,
            state="signed",
            version=1,
            text=imported.text,
            saved_at=self._clock(),
            external_id=imported.external_id,
        )


def _by_external_id(clients: Sequence[Client]) -> dict[str, Client]:
    return {client.details.external_id: client for client in clients if client.details.external_id}


def _require_same_person(line: ChartLine, client: Client) -> None:
    """Another system may use the same number for somebody else; its sessions must not join this chart."""
    theirs, ours = line.details, client.details
    if (sort_key(theirs), theirs.birth_date) != (sort_key(ours), ours.birth_date):
        raise InputRefused("line_other_client", external_id=theirs.external_id)


def _without(sessions: Sequence[ChartSession], there: Sequence[Session]) -> list[ChartSession]:
    """Those not stored yet, by their id; sessions without one by date and text."""
    ids = {each.external_id for each in there}
    texts = {(each.date, each.text) for each in there}
    return [
        each
        for each in sessions
        if (each.external_id not in ids if each.external_id else (each.day, each.text) not in texts)
    ]


def _read_lines(path: Path) -> list[bytes]:
    try:
        return path.read_bytes().split(b"\n")
    except OSError as error:
        raise ImportError_("import_file_unreadable", file=path.name, reason=error.strerror) from error


def _size_bytes(lines: Sequence[ChartLine]) -> int:
    return sum(
        4 * len(session.text.field(name))
        for line in lines
        for session in line.sessions
        for name in SOAP_FIELDS
    )
