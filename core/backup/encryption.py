"""The age keys of a practice's backups: derived from its workspace keys, so every member who can unlock can
restore.

age (https://age-encryption.org/v1): X25519 recipients, ChaCha20-Poly1305 in 64 KiB pieces. The rows inside
are sealed already; this layer hides ids, days, relations and sizes of rows, and detects every changed byte.
"""

from __future__ import annotations

import hashlib
import hmac
from collections.abc import Mapping

import bech32
import pyrage

from core.errors import BackupError, RoleRefused
from core.security.kdf import hkdf
from core.security.keyring import Key, KeyRing
from core.security.memory import wipe

_IDENTITY_PREFIX = "age-secret-key-"
_HEADER_BYTES = 1024
NAME_CHARS = 40
"""The length of a piece's name: 160 bits in hexadecimal."""


class BackupKeys:
    """Encrypts under the newest workspace key, decrypts with any of them."""

    def __init__(self, workspace_keys: Mapping[int, Key]) -> None:
        """Raises `RoleRefused` without a workspace key: an auditor has none."""
        if not workspace_keys:
            raise RoleRefused("role_refused", role="auditor", right="chart")
        self.version = max(workspace_keys)
        self._identities = [_identity(workspace_keys[each]) for each in sorted(workspace_keys, reverse=True)]
        self._recipient = self._identities[0].to_public()
        self._naming = {version: _naming_key(key) for version, key in workspace_keys.items()}

    @classmethod
    def of(cls, keyring: KeyRing) -> BackupKeys:
        """Raises `VaultLocked`, `RoleRefused`."""
        keys = keyring.workspace_keys()
        try:
            return cls(keys)
        finally:
            wipe(*keys.values())

    def encrypt(self, content: bytes) -> bytes:
        return bytes(pyrage.encrypt(content, [self._recipient]))

    def decrypt(self, encrypted: bytes) -> bytes:
        """Raises `BackupError("backup_damaged")` if it was changed, truncated, or made with other keys."""
        # Our files have one recipient. Each costs a key agreement, and a header with many would take seconds.
        if encrypted.find(b"\n--- ", 0, _HEADER_BYTES) < 0:
            raise BackupError("backup_damaged")
        try:
            return bytes(pyrage.decrypt(encrypted, self._identities))
        except pyrage.DecryptError as error:
            raise BackupError("backup_damaged") from error

    def name(self, content: bytes, version: int | None = None) -> str:
        """The name of a piece with this content, under the workspace key of `version` (None: the newest).

        Keyed, so that a name reveals nothing about the content. Raises `BackupError("backup_damaged")`.
        """
        key = self._naming.get(self.version if version is None else version)
        if key is None:
            raise BackupError("backup_damaged")
        return hmac.new(key, content, hashlib.sha256).hexdigest()[:NAME_CHARS]


def _identity(workspace_key: Key) -> pyrage.x25519.Identity:
    secret = hkdf(workspace_key, info=b"anamnesis/backup/age-x25519")
    data = bech32.convertbits(secret, 8, 5, True) or ()
    wipe(secret)
    return pyrage.x25519.Identity.from_str(bech32.bech32_encode(_IDENTITY_PREFIX, data).upper())


def _naming_key(workspace_key: Key) -> bytes:
    return bytes(hkdf(workspace_key, info=b"anamnesis/backup/names"))
