"""The manifest of each client's chart: the current version of every row.

An old sealed row that is put back still opens. So each client has one sealed list of (row, version, tag),
rewritten in the transaction of every change, and the sum of all lists goes into the audit chain, whose head
is also kept outside the database.
"""

from __future__ import annotations

import hashlib
import hmac
import struct
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from typing import Any, Protocol
from uuid import UUID

import numpy as np
from sqlalchemy import Row, bindparam, insert, select, update
from sqlalchemy.orm import Session as DatabaseSession

from core.audit.pending_audit import ChartChange, ManifestMark, PendingAudit, RowKind
from core.errors import NotFound, StaleRecord, TamperedRecord
from core.ids import ClientId
from core.security.envelope import length_prefixed
from core.security.sealing import Address, Sealer
from models import ChartRecordRow, ClientManifestRow, ClientRow, SessionRow, SessionVersionRow

TAG_BYTES = 16
SESSION_COLUMNS = (
    "sealed_subjective",
    "sealed_objective",
    "sealed_assessment",
    "sealed_plan",
    "sealed_about",
)
_FORMAT = 1
_HEAD = struct.Struct(">BI")
_ENTRY = struct.Struct(f">B16sI{TAG_BYTES}s")
_MODULUS = 1 << 256
_PAGE_CLIENTS = 200
_HIGHEST_COUNTER = 1 << 30
TABLES = {RowKind.CLIENT: "client", RowKind.SESSION: "session", RowKind.RECORD: "chart_record"}

_MANIFESTS: Any = ClientManifestRow.__table__
_LOCKED = (
    select(_MANIFESTS.c.client_id, _MANIFESTS.c.counter, _MANIFESTS.c.sealed_manifest)
    .where(
        _MANIFESTS.c.workspace_id == bindparam("at_workspace"),
        _MANIFESTS.c.client_id.in_(bindparam("at_clients", expanding=True)),
    )
    .order_by(_MANIFESTS.c.client_id)
    .with_for_update()
)
_REPLACE = (
    update(_MANIFESTS)
    .where(
        _MANIFESTS.c.workspace_id == bindparam("at_workspace"),
        _MANIFESTS.c.client_id == bindparam("at_client"),
    )
    .values(counter=bindparam("to_counter"), sealed_manifest=bindparam("to_manifest"))
)

RowKey = tuple[RowKind, UUID]
Entries = dict[RowKey, tuple[int, bytes]]
"""(kind, row id) → (version, tag)."""


class SealedVersion(Protocol):
    """A version's number and its sealed columns."""

    @property
    def version(self) -> int: ...
    @property
    def sealed_subjective(self) -> bytes: ...
    @property
    def sealed_objective(self) -> bytes: ...
    @property
    def sealed_assessment(self) -> bytes: ...
    @property
    def sealed_plan(self) -> bytes: ...
    @property
    def sealed_about(self) -> bytes: ...


def client_tag(row_version: int, sealed_details: bytes) -> bytes:
    """16 bytes that identify one stored version of a client's row."""
    return _tag(RowKind.CLIENT, row_version, sealed_details)


def session_tag(version: int, row: SealedVersion | Row[*tuple[Any, ...]]) -> bytes:
    """16 bytes that identify one stored version of a session."""
    return _tag(RowKind.SESSION, version, *(getattr(row, name) for name in SESSION_COLUMNS))


def record_tag(row_version: int, sealed_body: bytes) -> bytes:
    """16 bytes that identify one stored version of another record of the chart."""
    return _tag(RowKind.RECORD, row_version, sealed_body)


def _tag(kind: RowKind, version: int, *sealed: bytes) -> bytes:
    return hashlib.sha256(length_prefixed(b"%d" % kind, b"%d" % version, *sealed)).digest()[:TAG_BYTES]


def encode_entries(entries: Entries) -> bytes:
    """Format 1 (1 byte) · count (4) · by key, each row's kind (1) · id (16) · version (4) · tag (16)."""
    rows = (
        _ENTRY.pack(kind, row_id.bytes, *entry)
        for (kind, row_id), entry in sorted(entries.items(), key=lambda each: (each[0][0], each[0][1].bytes))
    )
    return _HEAD.pack(_FORMAT, len(entries)) + b"".join(rows)


def decode_entries(encoded: bytes) -> Entries:
    """Raises `TamperedRecord` for bytes not made by `encode_entries`."""
    try:
        fmt, count = _HEAD.unpack_from(encoded)
        if fmt != _FORMAT or len(encoded) != _HEAD.size + count * _ENTRY.size:
            raise ValueError("length")
        return {
            (RowKind(kind), UUID(bytes=row_id)): (version, tag)
            for kind, row_id, version, tag in _ENTRY.iter_unpack(encoded[_HEAD.size :])
        }
    except (ValueError, struct.error) as error:
        raise TamperedRecord("tampered_record", table="client_manifest") from error


def seal_manifest(sealer: Sealer, client_id: ClientId, counter: int, entries: Entries) -> bytes:
    return sealer.seal(encode_entries(entries), purpose="record", at=_address(client_id, counter))


def open_manifest(sealer: Sealer, client_id: ClientId, counter: int, sealed: bytes) -> Entries:
    """Raises `TamperedRecord`, `VaultLocked`."""
    return decode_entries(open_encoded(sealer, client_id, counter, sealed))


def open_encoded(sealer: Sealer, client_id: ClientId, counter: int, sealed: bytes) -> bytes:
    """The encoded entries of a manifest. Raises `TamperedRecord`, `VaultLocked`."""
    return sealer.open(sealed, purpose="record", at=_address(client_id, counter))


def versions_of(encoded: bytes) -> bytes:
    """The kind (1 byte), id (16) and version (4) of each row of an encoded manifest, in its order.

    Raises `ValueError` for bytes not made by `encode_entries`.
    """
    rows = np.frombuffer(encoded, np.uint8, offset=_HEAD.size)
    return rows.reshape(-1, _ENTRY.size)[:, : _ENTRY.size - TAG_BYTES].tobytes()


def mark(client_id: ClientId, counter: int, sealed: bytes) -> ManifestMark:
    return ManifestMark(client_id, counter, hashlib.sha256(sealed).digest()[:TAG_BYTES])


def term(digest_key: bytes, state: ManifestMark) -> int:
    """The contribution of one manifest to the digest of all charts."""
    message = length_prefixed(state.client_id.bytes, b"%d" % state.counter, state.tag)
    return int.from_bytes(hmac.digest(digest_key, message, "sha256"))


def digest_after(
    charts: bytes, digest_key: bytes, *, gone: Iterable[ManifestMark], come: Iterable[ManifestMark]
) -> bytes:
    """The digest of all charts (32 bytes): a sum modulo 2^256 under a secret key, independent of order."""
    total = int.from_bytes(charts)
    total -= sum(term(digest_key, state) for state in gone)
    total += sum(term(digest_key, state) for state in come)
    return (total % _MODULUS).to_bytes(32)


def note_change(session: DatabaseSession, sealer: Sealer, *changes: ChartChange) -> None:
    """Records a chart's changes with the pending audit; the manifest is rewritten before the commit."""
    pending = PendingAudit.of(session)
    pending.sealer = sealer
    pending.changes.extend(changes)


def forget(session: DatabaseSession, state: ManifestMark | None, client_id: ClientId) -> None:
    """Removes an erased client from the digest; `state` is what `erase_client` returned of its manifest."""
    pending = PendingAudit.of(session)
    pending.erased[client_id] = state
    pending.changes = [change for change in pending.changes if change.client_id != client_id]


@dataclass(frozen=True, slots=True)
class Rewritten:
    """A manifest about to replace `before` (None: the client has none yet)."""

    before: ManifestMark | None
    after: ManifestMark
    sealed: bytes


@dataclass(frozen=True, slots=True)
class Readopted:
    """A manifest rebuilt from the rows. `reason`: the previous one was `missing`, `damaged` or `differed`."""

    manifest: Rewritten
    reason: str


class ManifestRepository:
    """Reads and rewrites manifests within the caller's transaction."""

    def __init__(self, session: DatabaseSession, sealer: Sealer) -> None:
        self._session = session
        self._sealer = sealer

    def prepare(self, changes: Iterable[ChartChange]) -> list[Rewritten]:
        """Locks the manifests of the changed clients, in a fixed order, and seals their next state.

        Raises `StaleRecord` if a manifest has another version than the one a change started from.
        """
        by_client: dict[ClientId, list[ChartChange]] = defaultdict(list)
        for change in changes:
            by_client[change.client_id].append(change)
        stored = {ClientId(row.client_id): row for row in self._locked(by_client)}
        return [
            self._rewritten(client_id, stored.get(client_id), by_client[client_id])
            for client_id in sorted(by_client, key=lambda each: each.bytes)
        ]

    def store(self, manifests: Collection[Rewritten]) -> None:
        made = [each for each in manifests if each.before is None]
        changed = [each for each in manifests if each.before is not None]
        if made:
            self._session.execute(insert(_MANIFESTS), [self._values(each) for each in made])
        if changed:
            self._session.execute(
                _REPLACE,
                [
                    {
                        "at_workspace": self._sealer.workspace_id,
                        "at_client": each.after.client_id,
                        "to_counter": each.after.counter,
                        "to_manifest": each.sealed,
                    }
                    for each in changed
                ],
            )

    def adopt_all(self) -> list[Rewritten]:
        """Creates manifests for all clients without one; only when the chain begins.

        A client whose key is damaged is skipped, and every check reports it.
        """
        missing = self._clients_without()
        adopted: list[Rewritten] = []
        for start in range(0, len(missing), _PAGE_CLIENTS):
            page = missing[start : start + _PAGE_CLIENTS]
            for client_id, entries in self.entries_of(page).items():
                try:
                    sealed = seal_manifest(self._sealer, client_id, 1, entries)
                except NotFound:
                    continue
                adopted.append(Rewritten(None, mark(client_id, 1, sealed), sealed))
        return adopted

    def readopt(self) -> list[Readopted]:
        """New manifests for all clients whose manifest does not match the stored rows; those are locked.

        Only when an owner accepts the database as it is. A client whose key is damaged is skipped.
        """
        query = select(ClientRow.client_id).where(ClientRow.workspace_id == self._sealer.workspace_id)
        clients = [ClientId(each) for each in self._session.scalars(query.order_by(ClientRow.client_id))]
        found: list[Readopted] = []
        for start in range(0, len(clients), _PAGE_CLIENTS):
            page = clients[start : start + _PAGE_CLIENTS]
            stored = {ClientId(row.client_id): row for row in self._locked(page)}
            for client_id, entries in self.entries_of(page).items():
                found += self._readopted(client_id, stored.get(client_id), entries)
        return found

    def entries_of(self, client_ids: Collection[ClientId]) -> dict[ClientId, Entries]:
        """The manifest entries of these clients that would match the stored rows."""
        workspace_id = self._sealer.workspace_id
        found: dict[ClientId, Entries] = {}
        clients = select(ClientRow.client_id, ClientRow.row_version, ClientRow.sealed_details).where(
            ClientRow.workspace_id == workspace_id, ClientRow.client_id.in_(client_ids)
        )
        for row_id, version, sealed in self._session.execute(clients):
            found[ClientId(row_id)] = {(RowKind.CLIENT, row_id): (version, client_tag(version, sealed))}
        sessions = (
            select(
                SessionRow.client_id,
                SessionRow.session_id,
                SessionVersionRow.version,
                *(getattr(SessionVersionRow, name) for name in SESSION_COLUMNS),
            )
            .join(
                SessionVersionRow,
                (SessionVersionRow.workspace_id == SessionRow.workspace_id)
                & (SessionVersionRow.session_id == SessionRow.session_id)
                & (SessionVersionRow.version == SessionRow.current_version),
            )
            .where(SessionRow.workspace_id == workspace_id, SessionRow.client_id.in_(client_ids))
        )
        for row in self._session.execute(sessions):
            entry = (row.version, session_tag(row.version, row))
            found.setdefault(ClientId(row.client_id), {})[RowKind.SESSION, row.session_id] = entry
        records = select(
            ChartRecordRow.client_id,
            ChartRecordRow.record_id,
            ChartRecordRow.row_version,
            ChartRecordRow.sealed_body,
        ).where(ChartRecordRow.workspace_id == workspace_id, ChartRecordRow.client_id.in_(client_ids))
        for owner, row_id, version, sealed in self._session.execute(records):
            entry = (version, record_tag(version, sealed))
            found.setdefault(ClientId(owner), {})[RowKind.RECORD, row_id] = entry
        return found

    def get(self, client_id: ClientId) -> tuple[ManifestMark, Entries] | None:
        """A client's manifest opened, None if there is none. Raises `TamperedRecord`, `VaultLocked`."""
        row = self._session.get(ClientManifestRow, (self._sealer.workspace_id, client_id))
        if row is None:
            return None
        entries = open_manifest(self._sealer, client_id, row.counter, row.sealed_manifest)
        return mark(client_id, row.counter, row.sealed_manifest), entries

    def marks(self) -> dict[ClientId, ManifestMark]:
        """The state of every manifest of the workspace; nothing is opened."""
        query = (
            select(ClientManifestRow.client_id, ClientManifestRow.counter, ClientManifestRow.sealed_manifest)
            .where(ClientManifestRow.workspace_id == self._sealer.workspace_id)
            .order_by(ClientManifestRow.client_id)
            .limit(_PAGE_CLIENTS)
        )
        found: dict[ClientId, ManifestMark] = {}
        page = query
        while rows := self._session.execute(page).all():
            for client_id, counter, sealed in rows:
                found[ClientId(client_id)] = mark(ClientId(client_id), counter, sealed)
            page = query.where(ClientManifestRow.client_id > rows[-1].client_id)
        return found

    def _locked(self, client_ids: Collection[ClientId]) -> list[Row[tuple[UUID, int, bytes]]]:
        if not client_ids:
            return []
        wanted = {"at_workspace": self._sealer.workspace_id, "at_clients": list(client_ids)}
        return list(self._session.execute(_LOCKED, wanted))

    def _clients_without(self) -> list[ClientId]:
        query = (
            select(ClientRow.client_id)
            .outerjoin(
                ClientManifestRow,
                (ClientManifestRow.workspace_id == ClientRow.workspace_id)
                & (ClientManifestRow.client_id == ClientRow.client_id),
            )
            .where(ClientRow.workspace_id == self._sealer.workspace_id, ClientManifestRow.client_id.is_(None))
            .order_by(ClientRow.client_id)
        )
        return [ClientId(each) for each in self._session.scalars(query)]

    def _readopted(
        self, client_id: ClientId, stored: Row[tuple[UUID, int, bytes]] | None, entries: Entries
    ) -> Iterator[Readopted]:
        before, reason = None, "missing"
        if stored is not None:
            before, reason = mark(client_id, stored.counter, stored.sealed_manifest), "differed"
            try:
                if open_manifest(self._sealer, client_id, stored.counter, stored.sealed_manifest) == entries:
                    return
            except TamperedRecord:
                reason = "damaged"
        # The counter may have been tampered with too: if it leaves no room it restarts.
        counter = before.counter + 1 if before and 0 < before.counter < _HIGHEST_COUNTER else 1
        try:
            sealed = seal_manifest(self._sealer, client_id, counter, entries)
        except NotFound:
            return
        yield Readopted(Rewritten(before, mark(client_id, counter, sealed), sealed), reason)

    def _rewritten(
        self,
        client_id: ClientId,
        stored: Row[tuple[UUID, int, bytes]] | None,
        changes: Iterable[ChartChange],
    ) -> Rewritten:
        before: ManifestMark | None = None
        entries: Entries = {}
        if stored is not None:
            before = mark(client_id, stored.counter, stored.sealed_manifest)
            entries = open_manifest(self._sealer, client_id, stored.counter, stored.sealed_manifest)
        for change in changes:
            # If the manifest was deleted, the text just typed is kept all the same; checking the client
            # reports every row that the new manifest does not contain.
            if stored is not None:
                _require_follows(entries.get((change.kind, change.row_id)), change)
            entries[change.kind, change.row_id] = (change.version, change.tag)
        counter = before.counter + 1 if before else 1
        sealed = seal_manifest(self._sealer, client_id, counter, entries)
        return Rewritten(before, mark(client_id, counter, sealed), sealed)

    def _values(self, manifest: Rewritten) -> dict[str, object]:
        return {
            "workspace_id": self._sealer.workspace_id,
            "client_id": manifest.after.client_id,
            "counter": manifest.after.counter,
            "sealed_manifest": manifest.sealed,
        }


def _require_follows(known: tuple[int, bytes] | None, change: ChartChange) -> None:
    expected = None if change.previous is None else (change.version - 1, change.previous)
    if known != expected:
        raise StaleRecord(
            "stale_record",
            table=TABLES[change.kind],
            row_id=change.row_id,
            version=change.version - 1,
            known=None if known is None else known[0],
        )


def _address(client_id: ClientId, counter: int) -> Address:
    return Address(
        table="client_manifest",
        row=(client_id,),
        column="sealed_manifest",
        row_version=counter,
        client_id=client_id,
    )
