r"""The file of one backup: the vault file in the clear, then the signed list of its pieces, encrypted.

b"ANAMNESIS-BACKUP 1\n" ‖ size of the vault file (4, big-endian) ‖ vault file ‖ age(signature (64) ‖ manifest)

The vault file is in the clear in the data directory too; it contains no secret, and is needed to try a
passphrase. The manifest is JSON; its signature is Ed25519 by a member over b"anamnesis/backup\0" ‖ manifest.
"""

from __future__ import annotations

import hashlib
import json
import struct
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path
from typing import Any
from uuid import UUID

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from core.audit.checkpoint import Checkpoint
from core.backup.encryption import BackupKeys
from core.bounded_files import read_bounded
from core.errors import BackupError, VaultFormatError
from core.ids import UserId, WorkspaceId
from core.security.membership import EndedKey
from core.security.vault import LARGEST_BYTES, FirstVault, Vault

FORMAT = 1
_MAGIC = b"ANAMNESIS-BACKUP "
_SIZE = struct.Struct(">I")
_SIGNATURE_BYTES = 64
_SIGNED = b"anamnesis/backup\0"
_LARGEST_BYTES = 80 * 1024 * 1024
_DAMAGE = (ValueError, KeyError, TypeError, AttributeError, IndexError, OverflowError, RecursionError)


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of rows of one table. `size_bytes` before encryption; `stored_bytes` as stored."""

    name: str
    rows: int
    size_bytes: int
    stored_bytes: int


@dataclass(frozen=True, slots=True)
class TableContent:
    """The rows of one table. `columns` in the order of each row."""

    name: str
    columns: tuple[str, ...]
    pieces: tuple[Piece, ...]

    @property
    def rows(self) -> int:
        return sum(piece.rows for piece in self.pieces)


@dataclass(frozen=True, slots=True)
class Manifest:
    """The content of a backup. `key_version` is that of the workspace key used for the pieces' names.

    `checkpoint` is the end of its audit chain, None without a log.
    """

    workspace_id: WorkspaceId
    made_at: datetime
    made_by: UserId
    program: str
    schema: str
    server: str
    key_version: int
    vault_sha256: str
    vault_sequence: int
    checkpoint: Checkpoint | None
    tables: tuple[TableContent, ...]

    @property
    def size_bytes(self) -> int:
        return sum(piece.size_bytes for piece in self.pieces())

    @property
    def rows(self) -> int:
        return sum(table.rows for table in self.tables)

    def pieces(self) -> Iterable[Piece]:
        return (piece for table in self.tables for piece in table.pieces)

    def encoded(self) -> bytes:
        document = {
            "format": FORMAT,
            "workspace_id": str(self.workspace_id),
            "made_at": self.made_at.isoformat(),
            "made_by": str(self.made_by),
            "program": self.program,
            "schema": self.schema,
            "server": self.server,
            "key_version": self.key_version,
            "vault_sha256": self.vault_sha256,
            "vault_sequence": self.vault_sequence,
            "checkpoint": None if self.checkpoint is None else self.checkpoint.to_json(),
            "tables": [asdict(each) for each in self.tables],
        }
        return json.dumps(document, sort_keys=True, separators=(",", ":")).encode()

    @classmethod
    def decoded(cls, encoded: bytes) -> Manifest:
        """Raises `BackupError` (`backup_damaged`, `backup_newer_format`)."""
        try:
            said = json.loads(encoded)
            if int(said["format"]) > FORMAT:
                raise BackupError("backup_newer_format")
            made_at = datetime.fromisoformat(said["made_at"])
            if made_at.tzinfo is None:
                raise ValueError("made_at")
            return cls(
                workspace_id=WorkspaceId(UUID(said["workspace_id"])),
                made_at=made_at,
                made_by=UserId(UUID(said["made_by"])),
                program=str(said["program"]),
                schema=str(said["schema"]),
                server=str(said["server"]),
                key_version=int(said["key_version"]),
                vault_sha256=str(said["vault_sha256"]),
                vault_sequence=int(said["vault_sequence"]),
                checkpoint=None if said["checkpoint"] is None else Checkpoint.from_json(said["checkpoint"]),
                tables=tuple(_table(each) for each in said["tables"]),
            )
        except _DAMAGE as error:
            raise BackupError("backup_damaged") from error


@dataclass(frozen=True, slots=True)
class BackupFile:
    """A backup's file before it is opened: its practice, and the vault file to open it with."""

    path: Path
    vault: Vault | FirstVault
    vault_bytes: bytes
    encrypted: bytes

    @classmethod
    def read(cls, path: Path) -> BackupFile:
        """Raises `BackupError` (`backup_not_read`, `backup_not_one`, `backup_newer_format`,
        `backup_damaged`).
        """
        try:
            content = read_bounded(path, _LARGEST_BYTES)
        except ValueError as error:
            raise BackupError("backup_not_one", file=path.name) from error
        except OSError as error:
            raise BackupError("backup_not_read", reason=error.strerror) from error
        head, _, rest = content.partition(b"\n")
        if not head.startswith(_MAGIC):
            raise BackupError("backup_not_one", file=path.name)
        if head != _MAGIC + b"%d" % FORMAT:
            newer = head.removeprefix(_MAGIC).isdigit()
            raise BackupError("backup_newer_format" if newer else "backup_not_one", file=path.name)
        if len(rest) < _SIZE.size:
            raise BackupError("backup_damaged", file=path.name)
        (size,) = _SIZE.unpack_from(rest)
        vault_bytes, encrypted = rest[_SIZE.size : _SIZE.size + size], rest[_SIZE.size + size :]
        if size > LARGEST_BYTES or len(vault_bytes) != size:
            raise BackupError("backup_damaged", file=path.name)
        try:
            vault = Vault.parsed(vault_bytes)
        except VaultFormatError as error:
            if error.code == "vault_format_unknown":
                raise BackupError("backup_newer_format", file=path.name) from error
            raise BackupError("backup_damaged", file=path.name) from error
        return cls(path, vault, vault_bytes, encrypted)

    def manifest(
        self,
        keys: BackupKeys,
        signing_keys: Mapping[UserId, tuple[bytes, ...]],
        ended: Mapping[bytes, EndedKey] | None = None,
    ) -> Manifest:
        """The manifest, after its signature and everything it says about this file were verified.

        `signing_keys`: the Ed25519 public keys of all present and former members, from its vault file.
        `ended`: keys that no member has any more, as known today, which sign nothing later. Raises
        `BackupError` (`backup_damaged`, `backup_not_signed`, `backup_newer_format`).
        """
        try:
            content = keys.decrypt(self.encrypted)
        except BackupError as error:
            raise BackupError("backup_damaged", file=self.path.name) from error
        signature, encoded = content[:_SIGNATURE_BYTES], content[_SIGNATURE_BYTES:]
        manifest = Manifest.decoded(encoded)
        known = signing_keys.get(manifest.made_by, ())
        signer = next((key for key in known if _signed_by(key, signature, encoded)), None)
        if signer is None or _ended_before(manifest.made_at, (ended or {}).get(signer)):
            raise BackupError("backup_not_signed", file=self.path.name)
        same_vault = manifest.vault_sha256 == hashlib.sha256(self.vault_bytes).hexdigest()
        if manifest.workspace_id != self.vault.workspace_id or not same_vault:
            raise BackupError("backup_damaged", file=self.path.name)
        return manifest


def file_content(
    manifest: Manifest, *, vault_bytes: bytes, keys: BackupKeys, signing_key: Ed25519PrivateKey
) -> bytes:
    """The whole file of a backup."""
    encoded = manifest.encoded()
    signature = signing_key.sign(_SIGNED + encoded)
    head = _MAGIC + b"%d\n" % FORMAT
    return head + _SIZE.pack(len(vault_bytes)) + vault_bytes + keys.encrypt(signature + encoded)


def _signed_by(public_key: bytes, signature: bytes, encoded: bytes) -> bool:
    try:
        Ed25519PublicKey.from_public_bytes(public_key).verify(signature, _SIGNED + encoded)
    except (InvalidSignature, ValueError):
        return False
    return True


def _ended_before(made_at: datetime, ended: EndedKey | None) -> bool:
    return ended is not None and ended.latest is not None and made_at > ended.latest


def _table(said: Mapping[str, Any]) -> TableContent:
    pieces = tuple(
        Piece(str(each["name"]), int(each["rows"]), int(each["size_bytes"]), int(each["stored_bytes"]))
        for each in said["pieces"]
    )
    return TableContent(str(said["name"]), tuple(str(each) for each in said["columns"]), pieces)
