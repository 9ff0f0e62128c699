"""The superuser's log-in: enabled only while the cluster is created or upgraded.

Its password is random, made for each use, and never stored. A log-in left enabled by a crash is disabled
before the next start: a marker in the directory of the secrets, written beforehand, records it.
"""

from __future__ import annotations

import base64
import hashlib
import hmac
import secrets
from pathlib import Path

from core.atomic_file import flush_directory
from core.database.credentials import ADMIN_ROLE
from core.database.private_files import write_private

_NOTE = "superuser-open"
_STORED_ONCE = "database-admin"
"""Where earlier versions stored the superuser's password."""
_ITERATIONS = 4096
"""PostgreSQL's default; the password has 256 random bits."""


class Superuser:
    """Whether the superuser of one cluster may log in, and its password."""

    def __init__(self, secrets_dir: Path) -> None:
        self._note = secrets_dir / _NOTE
        self._stored_once = secrets_dir / _STORED_ONCE
        self._password: str | None = None

    @property
    def is_open(self) -> bool:
        return self._password is not None

    @property
    def left_open(self) -> bool:
        """Whether an earlier process, or an earlier version, may have left the log-in enabled."""
        return not self.is_open and (self._note.exists() or self._stored_once.exists())

    @property
    def password(self) -> str:
        """Raises `RuntimeError` while the log-in is disabled."""
        if self._password is None:
            raise RuntimeError("the superuser's log-in is closed")
        return self._password

    def open(self) -> str:
        """Makes a password; returns the statement that enables the log-in with it."""
        write_private(self._note, b"")
        self._password = secrets.token_urlsafe(32)
        return f"ALTER ROLE {ADMIN_ROLE} LOGIN PASSWORD '{scram_verifier(self._password)}'"

    def closing(self) -> str:
        """The statement that disables the log-in."""
        return f"ALTER ROLE {ADMIN_ROLE} NOLOGIN PASSWORD NULL"

    def closed(self) -> None:
        """Drops the password, once the server has executed `closing`."""
        self._password = None
        for file in (self._stored_once, self._note):
            file.unlink(missing_ok=True)
        flush_directory(self._note.parent)


def scram_verifier(password: str, *, salt: bytes | None = None) -> str:
    """The verifier PostgreSQL stores for an ASCII password (RFC 5802 §3, RFC 7677), not the password."""
    salt = salt or secrets.token_bytes(16)
    salted = hashlib.pbkdf2_hmac("sha256", password.encode("ascii"), salt, _ITERATIONS)
    client_key = hmac.digest(salted, b"Client Key", "sha256")
    stored, server = hashlib.sha256(client_key).digest(), hmac.digest(salted, b"Server Key", "sha256")
    encoded = [base64.b64encode(part).decode() for part in (salt, stored, server)]
    return f"SCRAM-SHA-256${_ITERATIONS}:{encoded[0]}${encoded[1]}:{encoded[2]}"
