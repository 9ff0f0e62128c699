"""Initialises an empty directory as a new cluster without any log-in."""

from __future__ import annotations

import subprocess
from collections.abc import Sequence
from pathlib import Path

from core.database.binaries import PostgresBinaries
from core.database.configuration import kernel_reports_sync_errors
from core.database.credentials import ADMIN_ROLE
from core.database.postmaster import ServerLog, server_environment, server_failure

_LIMIT_S = 120


def initialise(
    data_dir: Path,
    *,
    binaries: PostgresBinaries,
    prefix: Sequence[str],
    log: ServerLog,
    durable: bool,
) -> None:
    """Makes a cluster in the empty `data_dir`; its superuser has no password and is refused everywhere.

    `prefix` sets the account of `initdb`. Raises `DatabaseProblem("database_create_failed")`, `DiskFull`.
    """
    command = [
        *prefix,
        str(binaries.program("initdb")),
        f"--pgdata={data_dir}",
        f"--username={ADMIN_ROLE}",
        "--auth=reject",
        "--encoding=UTF8",
        # Only ids, days and ciphertext are compared: byte order, independent of the C library.
        "--locale=C",
        "--data-checksums",
        *_sync_options(binaries, durable=durable),
    ]
    exit_code = _run(command, log)
    if exit_code != 0:
        raise server_failure("database_create_failed", data_dir, log, exit_code)


def _sync_options(binaries: PostgresBinaries, *, durable: bool) -> list[str]:
    if not durable:
        return ["--no-sync"]
    return ["--sync-method=syncfs"] if binaries.major >= 17 and kernel_reports_sync_errors() else []


def _run(command: Sequence[str], log: ServerLog) -> int | None:
    """The exit code, None if it could not be run or did not end."""
    with open(log.open(), "ab") as output:
        try:
            return subprocess.run(
                command,
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=output,
                # The account that runs it may lack access to the current directory.
                cwd=log.path.anchor,
                env=server_environment(),
                timeout=_LIMIT_S,
                check=False,
            ).returncode
        except (OSError, subprocess.TimeoutExpired):
            return None
