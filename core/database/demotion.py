"""Runs the server as an ordinary account if we are root, because PostgreSQL refuses root.

Continuous integration, containers and rescue shells run as root. The cluster then belongs to `postgres`, or
to `nobody` if that account is missing, and its processes start through `setpriv`.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

from core.database.private_files import Account
from core.errors import DatabaseProblem

if sys.platform != "win32":
    import pwd

SYSTEM_ACCOUNTS = ("postgres", "nobody")
_PROBE = 'for directory; do cd -- "$directory" || exit 1; done; cd / && exec "$0" --version'

# Tried in this order; the first is the usual case. A data directory may be below directories that only root
# may enter (a temporary directory, /root). Their modes are not changed; the server gets the one capability
# needed to traverse them. Some containers cannot grant the narrower of the two.
_CAPABILITY_SETS = ((), ("dac_read_search",), ("dac_override",))


def server_account(cluster_dir: Path) -> Account | None:
    """The account that runs the server: None for the current one, an ordinary account if we are root.

    An existing cluster is run by the account that owns it.
    """
    if sys.platform == "win32" or os.geteuid() != 0:
        return None
    if cluster_dir.exists() and (found := cluster_dir.stat()).st_uid != 0:
        return Account(found.st_uid, found.st_gid)
    for name in SYSTEM_ACCOUNTS:
        try:
            entry = pwd.getpwnam(name)
        except KeyError:
            continue
        return Account(entry.pw_uid, entry.pw_gid)
    raise DatabaseProblem("database_cannot_demote", reason="no_account")


def command_prefix(
    account: Account, *, program: Path, reaches: Sequence[Path], environment: dict[str, str]
) -> tuple[str, ...]:
    """The prefix that runs a server command as `account` with access to all of `reaches`.

    Raises `DatabaseProblem("database_cannot_demote")` if no variant works.
    """
    setpriv = shutil.which("setpriv")
    if setpriv is None:
        raise DatabaseProblem("database_cannot_demote", reason="setpriv_missing")
    for capabilities in _CAPABILITY_SETS:
        prefix = _prefix(setpriv, account, capabilities)
        if _works(prefix, program, reaches, environment):
            return prefix
    raise DatabaseProblem("database_cannot_demote", reason="unreachable", path=str(reaches[0]))


def _prefix(setpriv: str, account: Account, capabilities: Sequence[str]) -> tuple[str, ...]:
    granted = ",".join(["-all", *(f"+{name}" for name in capabilities)])
    arguments = [
        f"--reuid={account.uid}",
        f"--regid={account.gid}",
        "--clear-groups",
        "--no-new-privs",
        f"--inh-caps={granted}",
    ]
    if capabilities:
        # access(2), by which PostgreSQL finds its own files, ignores capabilities without this bit.
        arguments += [f"--ambient-caps={granted}", "--securebits=+no_setuid_fixup"]
    return (setpriv, *arguments, "--")


def _works(
    prefix: Sequence[str], program: Path, reaches: Sequence[Path], environment: dict[str, str]
) -> bool:
    command = [*prefix, "/bin/sh", "-c", _PROBE, str(program), *map(str, reaches)]
    try:
        tried = subprocess.run(
            command, capture_output=True, timeout=20, cwd="/", env=environment, check=False
        )
    except (OSError, subprocess.SubprocessError):
        return False
    # It prints this and continues if it cannot see its own file; starting would fail later.
    return tried.returncode == 0 and b"invalid binary" not in tried.stdout + tried.stderr
