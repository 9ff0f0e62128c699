"""A backup that was opened: with a passphrase or a recovery key, or by an unlocked member."""

from __future__ import annotations

import struct
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from core.backup.encryption import BackupKeys
from core.backup.manifest import BackupFile, Manifest, Piece
from core.backup.store import BackupStore
from core.database.table_rows import rows_in
from core.errors import BackupError, VaultFormatError
from core.security.membership import EndedKey
from core.security.open_vault import OpenVault
from core.security.recovery import RecoveryKey
from core.security.unlocking import open_with_escrow, open_with_passphrase, open_with_recovery_key
from core.security.vault_copy import open_copy


@dataclass(frozen=True, slots=True)
class OpenedBackup:
    """The keys, the signed manifest and the location of the pieces. `open_vault` is the vault of that time.

    The caller drops its keys with `drop`, unless a restore has taken them over.
    """

    file: BackupFile
    store: BackupStore
    open_vault: OpenVault
    keys: BackupKeys
    manifest: Manifest

    def drop(self) -> None:
        self.open_vault.drop()

    def content(self, piece: Piece) -> bytes:
        """The rows of a piece, if they match the manifest.

        Raises `BackupError` (`backup_piece_missing`, `backup_damaged`, `backup_not_read`).
        """
        content = self.keys.decrypt(self.store.read_piece(piece.name))
        named = self.keys.name(content, self.manifest.key_version) == piece.name
        if not named or len(content) != piece.size_bytes or _rows_in(content) != piece.rows:
            raise BackupError("backup_damaged")
        return content


def open_backup_with_passphrase(path: Path, passphrase: str, *, vault_file: Path) -> OpenedBackup:
    """`vault_file`: the vault file's path after the restore.

    Raises `WrongPassphrase`, `BackupError`, `VaultFormatError`, `RoleRefused` for an auditor's passphrase.
    """
    return _opened(path, lambda file: open_with_passphrase(vault_file, file.vault, passphrase))


def open_backup_with_recovery_key(path: Path, text: str, *, vault_file: Path) -> OpenedBackup:
    """Raises `InputRefused("recovery_key_mistyped")`, or as `open_backup_with_passphrase`."""
    recovery_key = RecoveryKey.parse(text)
    return _opened(path, lambda file: open_with_recovery_key(vault_file, file.vault, recovery_key))


def open_backup_with_escrow(path: Path, identity: str, *, vault_file: Path) -> OpenedBackup:
    """With the identity of the organisation named by a policy. Raises as `open_with_escrow` and
    `open_backup_with_passphrase`.
    """
    return _opened(path, lambda file: open_with_escrow(vault_file, file.vault, identity))


def open_backup_as_member(path: Path, opened: OpenVault, *, vault_file: Path) -> OpenedBackup:
    """For an unlocked member. Raises `BackupError` (`backup_foreign`, `backup_of_other_keys`, …)."""

    def as_member(file: BackupFile) -> OpenVault:
        if file.vault.workspace_id != opened.vault.workspace_id:
            raise BackupError("backup_foreign", folder=file.path.name)
        try:
            return open_copy(opened, file.vault, path=vault_file)
        except VaultFormatError as error:
            # Made under another history of members: newer than the open one, or not trustworthy.
            code = "backup_of_other_keys" if error.code == "membership_invalid" else "backup_damaged"
            raise BackupError(code, file=file.path.name) from error

    return _opened(path, as_member, ended=opened.ended_keys())


@contextmanager
def opened_as_member(path: Path, opened: OpenVault) -> Iterator[OpenedBackup]:
    """`open_backup_as_member`, with its keys dropped afterwards."""
    backup = open_backup_as_member(path, opened, vault_file=path)
    try:
        yield backup
    finally:
        backup.drop()


def _opened(
    path: Path, opener: Callable[[BackupFile], OpenVault], *, ended: Mapping[bytes, EndedKey] | None = None
) -> OpenedBackup:
    file = BackupFile.read(path)
    store = BackupStore.of(path)
    try:
        open_vault = opener(file)
    except VaultFormatError as error:
        raise BackupError("backup_damaged", file=path.name) from error
    try:
        keys = BackupKeys.of(open_vault.keyring)
        manifest = file.manifest(keys, open_vault.signing_keys(), ended)
        return OpenedBackup(file, store, open_vault, keys, manifest)
    except BaseException:
        open_vault.drop()
        raise


def _rows_in(content: bytes) -> int | None:
    try:
        return rows_in(content)
    except (ValueError, struct.error):
        return None
