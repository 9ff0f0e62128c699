"""Which account of this computer a data directory belongs to: a practice is opened by that account alone.

PostgreSQL runs on a directory of its own account only, and every file here is readable by its owner alone.
Root could open the practice of another account all the same, and would leave files its owner cannot read.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path

from core.errors import EnvironmentProblem

if sys.platform != "win32":
    import pwd

PROGRAMS_FILES = ("vault.json", "attempts", "anchor.json", "format.json", "instance.lock", "window.json")
"""Files that every start or unlock writes anew."""
PROGRAMS_DIRECTORIES = ("journal", "logs", "metrics", "secrets")


def other_account(directory: Path) -> str | None:
    """The name of the account that `directory` belongs to; None where it is ours, or is not there.

    Below a directory that is closed to us, the owner of that one is told: nothing further can be seen.
    """
    if sys.platform == "win32":
        return None
    for each in (directory, *directory.parents):
        try:
            owner = each.stat().st_uid
        except PermissionError:
            continue
        except OSError:
            return None
        return None if owner == os.geteuid() else account_name(owner)
    return None


def refuse_other_account(directory: Path) -> None:
    """Raises `EnvironmentProblem("practice_of_another_account")` with `directory` and `account`; writes
    nothing.
    """
    account = other_account(directory)
    if account is not None:
        raise EnvironmentProblem("practice_of_another_account", directory=str(directory), account=account)


def files_of_others(directory: Path) -> tuple[list[str], str | None]:
    """What the program writes in `directory` and belongs to another account, and the first such account.

    The database's own directories are left out: as root they belong to the account that runs the server.
    """
    found: list[str] = []
    account: str | None = None
    if sys.platform == "win32":
        return found, account
    for name in (*PROGRAMS_FILES, *PROGRAMS_DIRECTORIES):
        try:
            owner = (directory / name).lstat().st_uid
        except OSError:
            continue
        if owner != os.geteuid():
            found.append(name)
            account = account or account_name(owner)
    return found, account


def account_name(uid: int) -> str:
    """The name of an account of this computer, or its number where it has none."""
    if sys.platform == "win32":
        return str(uid)
    try:
        return pwd.getpwuid(uid).pw_name
    except KeyError:
        return str(uid)
