"""The password of the program's role: random, in a file that only one account can read."""

from __future__ import annotations

import secrets
from pathlib import Path

from core.database.private_files import (
    GROUP_DIRECTORY,
    PRIVATE_DIRECTORY,
    ensure_private_directory,
    write_private,
)
from core.errors import DatabaseProblem

ADMIN_ROLE = "anamnesis_admin"
"""The bootstrap superuser: creates the cluster and migrates, and has a password only then (`superuser`)."""
OWNER_ROLE = "anamnesis_owner"
"""Owns the tables and cannot log in."""
APP_ROLE = "anamnesis_app"
"""The role of the program: no superuser, cannot bypass row-level security."""

_FILES = {APP_ROLE: "database-app"}


class Credentials:
    """The password files in one directory; with `for_group` the directory's group may read them."""

    def __init__(self, secrets_dir: Path, *, for_group: bool = False) -> None:
        self._directory = secrets_dir
        self._directory_mode = GROUP_DIRECTORY if for_group else PRIVATE_DIRECTORY
        self._mode = 0o640 if for_group else 0o600

    def create_missing(self) -> None:
        """Creates the missing passwords (256 bit each)."""
        ensure_private_directory(self._directory, mode=self._directory_mode)
        for role in _FILES:
            if not self._file(role).exists():
                write_private(self._file(role), secrets.token_urlsafe(32).encode(), mode=self._mode)

    def password(self, role: str) -> str:
        """The password of `APP_ROLE`. Raises `DatabaseProblem("database_secret_missing")`."""
        try:
            return self._file(role).read_text("ascii")
        except (OSError, UnicodeDecodeError) as error:
            raise DatabaseProblem("database_secret_missing", file=_FILES[role]) from error

    def copy_to(self, other: Credentials, role: str) -> None:
        """Copies the password of a role to another directory. Raises as `password`."""
        ensure_private_directory(other._directory, mode=other._directory_mode)
        write_private(other._file(role), self.password(role).encode(), mode=other._mode)

    def _file(self, role: str) -> Path:
        return self._directory / _FILES[role]
