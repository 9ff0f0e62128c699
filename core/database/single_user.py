"""Runs statements with `postgres --single`: as the superuser, without a server, a log-in or a password.

It only needs the files of a stopped cluster, and serves to create and repair them.
"""

from __future__ import annotations

import subprocess
from collections.abc import Sequence
from pathlib import Path

from core.database.binaries import PostgresBinaries
from core.database.postmaster import ServerLog, server_environment, server_failure

_LIMIT_S = 120


def run_single_user(
    statements: Sequence[str],
    *,
    dbname: str,
    data_dir: Path,
    binaries: PostgresBinaries,
    prefix: Sequence[str],
    log: ServerLog,
    failure: str,
) -> None:
    """Runs `statements`, each in its own transaction, after crash recovery.

    Nothing else may run on `data_dir`. Raises `DatabaseProblem(failure)` or `DiskFull` at the first failure.
    """
    # One line is one statement.
    script = "".join(f"{statement}\n" for statement in statements).encode()
    command = [
        *(*prefix, str(binaries.program("postgres")), "--single", "-D", str(data_dir)),
        *("-c", "exit_on_error=on", "-c", "log_min_messages=fatal", dbname),
    ]
    with open(log.open(), "ab") as output:
        try:
            exit_code = subprocess.run(
                command,
                input=script,
                stdout=subprocess.DEVNULL,
                stderr=output,
                cwd=log.path.anchor,
                env=server_environment(),
                timeout=_LIMIT_S,
                check=False,
            ).returncode
        except (OSError, subprocess.TimeoutExpired):
            exit_code = None
    if exit_code != 0:
        raise server_failure(failure, data_dir, log, exit_code)
