"""Compares one chart with its manifest: every row exists, is the newest, and opens."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any
from uuid import UUID

from sqlalchemy import Row, select
from sqlalchemy.orm import Session as DatabaseSession

from core.audit.findings import FindingCode, IntegrityFinding
from core.audit.manifests import Entries, ManifestRepository, session_tag
from core.audit.pending_audit import RowKind
from core.clients.repository import ClientRepository
from core.errors import NotFound, TamperedRecord, VaultFormatError
from core.ids import ClientId, SessionId
from core.integrity.verifying import differing, row_finding
from core.records.chart_records import ChartRecordRepository
from core.security.sealing import Sealer
from core.sessions.repository import SessionRepository
from models import SessionRow, SessionVersionRow

_DAMAGE = (TamperedRecord, VaultFormatError, NotFound, ValueError, KeyError)


class ChartCheck:
    """Checks single clients within the caller's transaction; read-only."""

    def __init__(self, session: DatabaseSession, sealer: Sealer) -> None:
        self._session = session
        self._sealer = sealer
        self._manifests = ManifestRepository(session, sealer)
        self._clients = ClientRepository(session, sealer)
        self._sessions = SessionRepository(session, sealer)
        self._records = ChartRecordRepository(session, sealer)

    def findings(self, client_id: ClientId) -> list[IntegrityFinding]:
        """Everything wrong with one client's rows. Raises `VaultLocked`."""
        try:
            self._sealer.keyring.current(client_id, "record")
        except (NotFound, TamperedRecord):
            return [_finding("damaged_client_key", client_id, table="client_key")]
        stored = self._manifests.entries_of([client_id]).get(client_id, {})
        found = [*self._against_manifest(client_id, stored), *self._unreadable(client_id, stored)]
        return [*found, *self._broken_histories(client_id)]

    def _against_manifest(self, client_id: ClientId, stored: Entries) -> Iterator[IntegrityFinding]:
        try:
            manifest = self._manifests.get(client_id)
        except (TamperedRecord, VaultFormatError):
            yield _finding("damaged_manifest", client_id, table="client_manifest")
            return
        if manifest is None:
            yield _finding("manifest_missing", client_id, table="client_manifest")
            return
        yield from differing(client_id, stored, manifest[1])

    def _unreadable(self, client_id: ClientId, stored: Entries) -> Iterator[IntegrityFinding]:
        for key in stored:
            kind, row_id = key
            try:
                if kind is RowKind.CLIENT:
                    self._clients.get(client_id)
                elif kind is RowKind.SESSION:
                    self._sessions.get(SessionId(row_id))
                else:
                    self._records.check(row_id)
            except _DAMAGE:
                yield row_finding("damaged_row", client_id, key)

    def _broken_histories(self, client_id: ClientId) -> Iterator[IntegrityFinding]:
        """Earlier versions: each contains the tag of the previous one."""
        versions: dict[UUID, dict[int, Row[Any]]] = {}
        for row in self._session.execute(self._all_versions(client_id)):
            versions.setdefault(row.session_id, {})[row.version] = row
        for session_id, rows in versions.items():
            yield from self._broken_history(client_id, session_id, rows)

    def _broken_history(
        self, client_id: ClientId, session_id: UUID, rows: Mapping[int, Row[Any]]
    ) -> Iterator[IntegrityFinding]:
        current = next(iter(rows.values())).current_version
        for version in range(current, 1, -1):
            row, before = rows.get(version), rows.get(version - 1)
            if before is None:
                yield _version_finding("missing_row", client_id, session_id, version - 1)
                continue
            if row is None:
                continue
            try:
                tag = self._sessions.previous_tag(client_id, SessionId(session_id), version, row.sealed_about)
            except _DAMAGE:
                if version != current:
                    yield _version_finding("damaged_row", client_id, session_id, version)
                continue
            # Old versions contain no tag, so the previous one is unprotected.
            if tag is not None and tag != session_tag(version - 1, before):
                yield _version_finding("stale_row", client_id, session_id, version - 1)

    def _all_versions(self, client_id: ClientId) -> Any:
        return (
            select(SessionRow.current_version, SessionVersionRow.__table__)
            .join(
                SessionRow,
                (SessionVersionRow.workspace_id == SessionRow.workspace_id)
                & (SessionVersionRow.session_id == SessionRow.session_id),
            )
            .where(SessionRow.workspace_id == self._sealer.workspace_id, SessionRow.client_id == client_id)
        )


def _finding(code: FindingCode, client_id: ClientId, *, table: str) -> IntegrityFinding:
    return IntegrityFinding(code=code, client_id=client_id, table=table)


def _version_finding(
    code: FindingCode, client_id: ClientId, session_id: UUID, version: int
) -> IntegrityFinding:
    return IntegrityFinding(
        code=code,
        client_id=client_id,
        table="session_version",
        row_id=session_id,
        params={"version": version},
    )
