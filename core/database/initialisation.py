"""Fills an empty directory with a new cluster: `initdb`, with a password from the first moment."""

from __future__ import annotations

import subprocess
from collections.abc import Sequence
from pathlib import Path

from core.database.binaries import PostgresBinaries
from core.database.configuration import kernel_reports_sync_errors
from core.database.credentials import ADMIN_ROLE
from core.database.postmaster import ServerLog, server_environment
from core.database.private_files import Account, write_private
from core.errors import DatabaseProblem

_LIMIT_S = 120


def initialise(
    data_dir: Path,
    *,
    binaries: PostgresBinaries,
    prefix: Sequence[str],
    owner: Account | None,
    password: str,
    password_dir: Path,
    log: ServerLog,
    durable: bool,
) -> None:
    """Makes a cluster in the empty `data_dir` whose superuser has `password`.

    `password_dir` is where the password may lie for `initdb` to read; `owner` and `prefix` say as whom that
    runs. Raises `DatabaseProblem("database_create_failed")`.
    """
    password_file = password_dir / ".initial"
    write_private(password_file, password.encode(), owner=owner)
    command = [
        *prefix,
        str(binaries.program("initdb")),
        f"--pgdata={data_dir}",
        f"--username={ADMIN_ROLE}",
        f"--pwfile={password_file}",
        "--auth=scram-sha-256",
        "--encoding=UTF8",
        # Only ids, days and ciphertext are compared: byte order, the same whatever the system's C library.
        "--locale=C",
        "--data-checksums",
        *_sync_options(binaries, durable=durable),
    ]
    try:
        exit_code = _run(command, log)
    finally:
        password_file.unlink(missing_ok=True)
    if exit_code != 0:
        raise DatabaseProblem("database_create_failed", exit_code=exit_code, log=str(log.path))


def _sync_options(binaries: PostgresBinaries, *, durable: bool) -> list[str]:
    if not durable:
        return ["--no-sync"]
    return ["--sync-method=syncfs"] if binaries.major >= 17 and kernel_reports_sync_errors() else []


def _run(command: Sequence[str], log: ServerLog) -> int | None:
    """The exit code, None when it could not be run or did not end."""
    with open(log.open(), "ab") as output:
        try:
            return subprocess.run(
                command,
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=output,
                # Where we are may be closed to the account that runs it.
                cwd=log.path.anchor,
                env=server_environment(),
                timeout=_LIMIT_S,
                check=False,
            ).returncode
        except (OSError, subprocess.TimeoutExpired):
            return None
