"""Makes a backup: one snapshot of the database, cut into pieces, of which only new ones are written."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from datetime import datetime
from importlib.metadata import version
from pathlib import Path
from typing import Any

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from sqlalchemy.orm import Session as DatabaseSession

from core.audit.checkpoint import Checkpoint, sign_checkpoint
from core.audit.event_store import chain_head
from core.backup.encryption import BackupKeys
from core.backup.manifest import Manifest, Piece, TableContent, file_content
from core.backup.opened import opened_as_member
from core.backup.store import BackupStore
from core.cancel import CancelToken, OnProgress, ignore_progress
from core.clock import Clock, utc_now
from core.database.access import Database
from core.database.snapshot import hold_snapshot
from core.database.table_rows import PIECE_BYTES, Connection, Table, row_runs, sizes_of, tables_of
from core.errors import AnamnesisError, BackupError, EnvironmentProblem
from core.security.open_vault import OpenVault
from core.security.vault import read_vault_file

ROOM_BYTES = 64 * 1024 * 1024
"""Kept free on the disk of the backups."""
_TRIES = 5
_OVERHEAD_BYTES = 200
"""The least by which an age file is larger than its content."""


@dataclass(frozen=True, slots=True)
class Made:
    """A completed backup. The bytes and pieces counted as `written` did not exist before."""

    path: Path
    manifest: Manifest
    written_bytes: int
    written_pieces: int

    @property
    def position(self) -> int:
        """The position of the audit chain's end in it."""
        return 0 if self.manifest.checkpoint is None else self.manifest.checkpoint.position


class BackupMaker:
    """Makes backups of one unlocked practice. Keeps no state between calls."""

    def __init__(
        self,
        *,
        database: Database,
        open_vault: OpenVault,
        vault_file: Path,
        clock: Clock = utc_now,
        piece_bytes: int = PIECE_BYTES,
    ) -> None:
        self._database = database
        self._open_vault = open_vault
        self._vault_file = vault_file
        self._clock = clock
        self._piece_bytes = piece_bytes

    def make(
        self,
        store: BackupStore,
        *,
        cancel: CancelToken | None = None,
        on_progress: OnProgress = ignore_progress,
    ) -> Made:
        """Writes one backup; `on_progress` counts bytes.

        Reads one snapshot without blocking other work. Pieces written by a call that was cancelled, failed or
        killed stay and are not written again. Raises `BackupError`, `DiskFull`, `DatabaseProblem`,
        `Cancelled`, `VaultLocked`, `RoleRefused`.
        """
        if store.workspace_id != self._open_vault.vault.workspace_id:
            raise BackupError("backup_foreign", folder=str(store.directory))
        with store.held():
            store.remove_unfinished()
            for _ in range(_TRIES):
                made = self._tried(store, _Watch(cancel, on_progress))
                if made is not None:
                    return self._readable(made)
        raise BackupError("backup_keys_changing")

    def _readable(self, made: Made) -> Made:
        """Opens what was written as a reader would; removes what does not open. Raises `BackupError`."""
        try:
            with opened_as_member(made.path, self._open_vault):
                return made
        except AnamnesisError:
            made.path.unlink(missing_ok=True)
            raise

    def _tried(self, store: BackupStore, watch: _Watch) -> Made | None:
        """None if the vault file changed while the snapshot was taken, because of a rotation.

        All keys are from the vault file that goes with the rows, since they may be replaced while rows are
        copied.
        """
        vault_bytes = read_vault_file(self._vault_file)
        keys = BackupKeys.of(self._open_vault.keyring)
        signing_key = self._open_vault.signing_key
        with self._database.begin() as session:
            hold_snapshot(session)
            made_at = self._clock()
            checkpoint = self._checkpoint(session, made_at, signing_key)
            # The keys wrapped in the rows must belong to this vault file.
            now = (_sequence(read_vault_file(self._vault_file)), self._open_vault.vault.sequence)
            if now != (_sequence(vault_bytes), _sequence(vault_bytes)):
                return None
            connection = _driver(session)
            connection.execute("SET LOCAL statement_timeout = 0")
            # Uses the index: otherwise rows would be sorted on disk.
            connection.execute("SET LOCAL enable_sort = off")
            tables = tables_of(connection)
            watch.total = sizes_of(connection, tables)
            there = store.piece_sizes()
            if not there and store.free_bytes < watch.total + ROOM_BYTES:
                raise _no_room(store, watch.total)
            writer = _PieceWriter(store, keys, there, watch)
            contents = [self._table(connection, table, writer) for table in tables]
            manifest = Manifest(
                workspace_id=store.workspace_id,
                made_at=made_at,
                made_by=self._open_vault.access.user_id,
                program=version("anamnesis"),
                schema=_scalar(connection, "SELECT version_num FROM alembic_version"),
                server=_scalar(connection, "SHOW server_version"),
                key_version=keys.version,
                vault_sha256=hashlib.sha256(vault_bytes).hexdigest(),
                vault_sequence=_sequence(vault_bytes),
                checkpoint=checkpoint,
                tables=tuple(contents),
            )
        content = file_content(manifest, vault_bytes=vault_bytes, keys=keys, signing_key=signing_key)
        writer.require_room(len(content))
        position = 0 if checkpoint is None else checkpoint.position
        path = store.write_backup(made_at=made_at, position=position, content=content)
        watch.finish()
        return Made(path, manifest, writer.written_bytes + len(content), writer.written_pieces)

    def _table(self, connection: Connection, table: Table, writer: _PieceWriter) -> TableContent:
        runs = row_runs(connection, table, piece_bytes=self._piece_bytes)
        pieces = tuple(writer.piece(run.content, run.rows) for run in runs)
        return TableContent(table.name, table.columns, pieces)

    def _checkpoint(
        self, session: DatabaseSession, made_at: datetime, signing_key: Ed25519PrivateKey
    ) -> Checkpoint | None:
        open_vault = self._open_vault
        head = chain_head(session, open_vault.vault.workspace_id)
        if head is None:
            return None
        return sign_checkpoint(
            head,
            workspace_id=open_vault.vault.workspace_id,
            vault_sequence=open_vault.vault.sequence,
            day=made_at.date(),
            user_id=open_vault.access.user_id,
            device_id=open_vault.vault.device_id,
            signing_key=signing_key,
            membership=open_vault.vault.membership[-1].digest,
        )


class _Watch:
    def __init__(self, cancel: CancelToken | None, on_progress: OnProgress) -> None:
        self._cancel = cancel
        self._on_progress = on_progress
        self.total = self._done = 0

    def add(self, size_bytes: int) -> None:
        if self._cancel is not None:
            self._cancel.raise_if_cancelled()
        self._done += size_bytes
        # The size of the tables was an estimate.
        self._on_progress(self._done, max(self.total, self._done))

    def finish(self) -> None:
        self._on_progress(max(self.total, self._done), max(self.total, self._done))


class _PieceWriter:
    def __init__(self, store: BackupStore, keys: BackupKeys, there: dict[str, int], watch: _Watch) -> None:
        self._store = store
        self._keys = keys
        self._there = there
        self._watch = watch
        self.written_bytes = self.written_pieces = 0

    def piece(self, content: bytes, rows: int) -> Piece:
        name = self._keys.name(content)
        stored = self._there.get(name)
        # A file truncated by an interrupted write does not count as a piece.
        if stored is None or stored < len(content) + _OVERHEAD_BYTES:
            encrypted = self._keys.encrypt(content)
            stored = len(encrypted)
            self.require_room(stored)
            self._store.write_piece(name, encrypted)
            self._there[name] = stored
            self.written_bytes += stored
            self.written_pieces += 1
        self._watch.add(len(content))
        return Piece(name, rows, len(content), stored)

    def require_room(self, size_bytes: int) -> None:
        if self._store.free_bytes < size_bytes + ROOM_BYTES // 4:
            raise _no_room(self._store, size_bytes)


def _no_room(store: BackupStore, needed_bytes: int) -> EnvironmentProblem:
    return BackupError(
        "backup_no_room",
        folder=str(store.directory),
        free_bytes=store.free_bytes,
        needed_bytes=needed_bytes + ROOM_BYTES,
    )


def _driver(session: DatabaseSession) -> Connection:
    connection: Any = session.connection().connection.driver_connection
    return connection  # type: ignore[no-any-return]


def _scalar(connection: Connection, query: str) -> str:
    row = connection.execute(query.encode()).fetchone()
    return "" if row is None else str(row[0])


def _sequence(vault_bytes: bytes) -> int:
    return int(json.loads(vault_bytes)["sequence"])
