"""The stored rows of whole charts, for comparison with their manifests.

Two statements: the rows with their sealed columns, and a much cheaper fingerprint of them. The fingerprint
covers each row's id, the transaction that wrote it (`xmin`) and its address (`ctid`): a change by SQL creates
a new row version and cannot choose either.
"""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Iterator
from dataclasses import dataclass, field
from typing import Any, cast
from uuid import UUID

import psycopg
from sqlalchemy.orm import Session as DatabaseSession

from core.audit.manifests import SESSION_COLUMNS, Entries, client_tag, record_tag, session_tag
from core.audit.pending_audit import RowKind
from core.ids import ClientId, WorkspaceId

_MANIFEST = 0
"""Beside the numbers of `RowKind`: the row is the manifest itself."""
_COLUMNS = ", ".join(f"v.{name}" for name in SESSION_COLUMNS)
_NONE = ", ".join(["NULL::bytea"] * (len(SESSION_COLUMNS) - 1))
_PARTS = {
    _MANIFEST: "uuid_send(m.client_id) || xidsend(m.xmin) || tidsend(m.ctid)",
    RowKind.CLIENT: "uuid_send(c.client_id) || xidsend(c.xmin) || tidsend(c.ctid)",
    RowKind.SESSION: "uuid_send(s.session_id) || xidsend(s.xmin) || tidsend(s.ctid)"
    " || coalesce(xidsend(v.xmin) || tidsend(v.ctid), '')",
    RowKind.RECORD: "uuid_send(r.record_id) || xidsend(r.xmin) || tidsend(r.ctid)",
}
_TABLES = {
    _MANIFEST: ("m", "client_manifest m"),
    RowKind.CLIENT: ("c", "client c"),
    RowKind.SESSION: (
        "s",
        "session s LEFT JOIN session_version v ON v.workspace_id = s.workspace_id"
        " AND v.session_id = s.session_id AND v.version = s.current_version",
    ),
    RowKind.RECORD: ("r", "chart_record r"),
}
_SEALED = {
    _MANIFEST: f"m.client_id, m.counter, ''::text, ''::text, m.sealed_manifest, {_NONE}",
    RowKind.CLIENT: f"c.client_id, c.row_version, c.state::text, ''::text, c.sealed_details, {_NONE}",
    RowKind.SESSION: "s.session_id, s.current_version, s.state::text, to_char(s.day, 'YYYY-MM-DD'),"
    f" {_COLUMNS}",
    RowKind.RECORD: "r.record_id, r.row_version, r.state::text,"
    " concat_ws(' ', r.kind::text, to_char(r.day, 'YYYY-MM-DD'), r.session_id::text),"
    f" r.sealed_body, {_NONE}",
}


def _select(kind: int, columns: str) -> str:
    alias, tables = _TABLES[kind]
    return f"""
        SELECT {alias}.client_id AS client_id, '\\x0{int(kind)}'::bytea || {_PARTS[kind]} AS part{columns}
        FROM {tables}
        WHERE {alias}.workspace_id = %(workspace)s AND {alias}.client_id = ANY(%(clients)s)
    """  # noqa: S608 - made of names of tables and columns alone


_EVERY_PART = " UNION ALL ".join(_select(kind, "") for kind in _PARTS)
_FINGERPRINTS = f"""
    SELECT client_id, string_agg(part, ''::bytea ORDER BY part) FROM ({_EVERY_PART}) AS parts
    GROUP BY client_id
"""  # noqa: S608 - made of names of tables and columns alone
_ROWS = " UNION ALL ".join(_select(kind, f", {int(kind)}, {_SEALED[kind]}") for kind in _PARTS)


@dataclass(frozen=True, slots=True)
class StoredRow:
    """One row as stored: `sealed` are its sealed columns, empty for a session without its version's row.

    `about`: clear columns that are also sealed: of a session its day, of a record its kind, day and session,
    separated by spaces.
    """

    kind: RowKind
    row_id: UUID
    version: int
    state: str
    about: str
    sealed: tuple[bytes, ...]


@dataclass(slots=True)
class StoredChart:
    """A chart as stored. `manifest`: counter and sealed bytes; `fingerprint`: as of the same statement."""

    client_id: ClientId
    fingerprint: bytes = b""
    manifest: tuple[int, bytes] | None = None
    rows: list[StoredRow] = field(default_factory=list)

    def entries(self) -> Entries:
        """The manifest entries that would match these rows."""
        return {(row.kind, row.row_id): (row.version, _tag(row)) for row in self.rows if row.sealed}


def fingerprints(
    session: DatabaseSession, workspace_id: WorkspaceId, client_ids: Collection[ClientId]
) -> dict[ClientId, bytes]:
    """For each of these charts with any row, 32 bytes that change when a row is rewritten."""
    found = _cursor(session).execute(_FINGERPRINTS, _wanted(workspace_id, client_ids), prepare=True)
    return {ClientId(client_id): _digest(parts) for client_id, parts in found}


def stored_charts(
    session: DatabaseSession, workspace_id: WorkspaceId, client_ids: Collection[ClientId]
) -> dict[ClientId, StoredChart]:
    """These charts with all their current rows, in one statement; empty for a chart without rows."""
    charts = {client_id: StoredChart(client_id) for client_id in client_ids}
    parts: dict[ClientId, list[bytes]] = {client_id: [] for client_id in client_ids}
    found = _cursor(session).execute(_ROWS, _wanted(workspace_id, client_ids), prepare=True)
    for owner, part, kind, row_id, version, state, about, *sealed in found:
        chart = charts[owner]
        parts[owner].append(part)
        if kind == _MANIFEST:
            chart.manifest = (version, sealed[0])
            continue
        columns = tuple(column for column in sealed if column is not None)
        chart.rows.append(StoredRow(RowKind(kind), row_id, version, state, about, columns))
    for client_id, chart in charts.items():
        chart.fingerprint = _digest(b"".join(sorted(parts[client_id])))
    return charts


def _tag(row: StoredRow) -> bytes:
    if row.kind is RowKind.SESSION:
        return session_tag(row.version, _Columns(row.version, *row.sealed))
    make = client_tag if row.kind is RowKind.CLIENT else record_tag
    return make(row.version, row.sealed[0])


@dataclass(frozen=True, slots=True)
class _Columns:
    version: int
    sealed_subjective: bytes
    sealed_objective: bytes
    sealed_assessment: bytes
    sealed_plan: bytes
    sealed_about: bytes


def _digest(parts: bytes) -> bytes:
    return hashlib.sha256(parts).digest()


def _wanted(workspace_id: WorkspaceId, client_ids: Collection[ClientId]) -> dict[str, Any]:
    return {"workspace": workspace_id, "clients": list(client_ids)}


def _cursor(session: DatabaseSession) -> psycopg.Cursor[Any]:
    """Binary: sealed values as bytes, not as text of twice the length."""
    # Rows not flushed yet would be missing.
    session.flush()
    connection = cast("psycopg.Connection[Any]", session.connection().connection.driver_connection)
    return connection.cursor(binary=True)


def iter_pages(client_ids: Collection[ClientId], size: int) -> Iterator[list[ClientId]]:
    """`client_ids` in pages, so that not all charts are in memory at once."""
    listed = list(client_ids)
    for start in range(0, len(listed), size):
        yield listed[start : start + size]


_VERSIONS = """
    SELECT client_id, string_agg(part, ''::bytea ORDER BY part) FROM (
        SELECT client_id, '\\x01'::bytea || uuid_send(client_id) || int4send(row_version) AS part
            FROM client WHERE workspace_id = %(workspace)s
        UNION ALL SELECT s.client_id, '\\x02'::bytea || uuid_send(s.session_id) || int4send(s.current_version)
            FROM session s WHERE s.workspace_id = %(workspace)s AND EXISTS (
                SELECT FROM session_version v WHERE v.workspace_id = s.workspace_id
                AND v.session_id = s.session_id AND v.version = s.current_version)
        UNION ALL SELECT client_id, '\\x03'::bytea || uuid_send(record_id) || int4send(row_version)
            FROM chart_record WHERE workspace_id = %(workspace)s
    ) AS parts GROUP BY client_id
"""
_MANIFESTS = (
    "SELECT client_id, counter, sealed_manifest FROM client_manifest WHERE workspace_id = %(workspace)s"
)
_HIDDEN = f"""
    SELECT c.client_id, 1, {_SEALED[RowKind.CLIENT]} FROM {_TABLES[RowKind.CLIENT][1]}
        WHERE c.workspace_id = %(workspace)s AND c.state <> 'active'
    UNION ALL SELECT s.client_id, 2, {_SEALED[RowKind.SESSION]} FROM {_TABLES[RowKind.SESSION][1]}
        WHERE s.workspace_id = %(workspace)s AND s.state = 'deleted'
    UNION ALL SELECT r.client_id, 3, {_SEALED[RowKind.RECORD]} FROM {_TABLES[RowKind.RECORD][1]}
        WHERE r.workspace_id = %(workspace)s AND r.state <> 'live'
"""  # noqa: S608 - made of names of tables and columns alone


def stored_versions(session: DatabaseSession, workspace_id: WorkspaceId) -> dict[ClientId, bytes]:
    """For each chart the kinds (1 byte), ids (16) and versions (4) of its rows, sorted and joined."""
    found = _cursor(session).execute(_VERSIONS, {"workspace": workspace_id})
    return {ClientId(client_id): versions for client_id, versions in found}


def hidden_rows(session: DatabaseSession, workspace_id: WorkspaceId) -> Iterator[tuple[ClientId, StoredRow]]:
    """Every row of the practice whose clear state hides it from the lists."""
    for owner, kind, row_id, version, state, about, *sealed in _cursor(session).execute(
        _HIDDEN, {"workspace": workspace_id}
    ):
        columns = tuple(column for column in sealed if column is not None)
        yield ClientId(owner), StoredRow(RowKind(kind), row_id, version, state, about, columns)


def stored_manifests(
    session: DatabaseSession, workspace_id: WorkspaceId
) -> Iterator[tuple[ClientId, int, bytes]]:
    """Client, counter and sealed bytes of every manifest of the practice."""
    for client_id, counter, sealed in _cursor(session).execute(_MANIFESTS, {"workspace": workspace_id}):
        yield ClientId(client_id), counter, sealed
