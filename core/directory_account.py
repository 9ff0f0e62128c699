"""Determines which account of this computer owns a data directory: only that account may open the practice.

PostgreSQL only runs on a directory of its own account, and every file here is private. Root could open
another account's practice, but would leave files its owner cannot read.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path

from core.errors import EnvironmentProblem

if sys.platform != "win32":
    import pwd

PROGRAMS_FILES = ("vault.json", "attempts", "anchor.json", "format.json", "instance.lock", "window.json")
"""Files that every start or unlock rewrites."""
PROGRAMS_DIRECTORIES = ("journal", "logs", "metrics", "secrets")


def other_account(directory: Path) -> str | None:
    """The name of the account that owns `directory`; None if it is ours, or does not exist.

    Below an inaccessible directory that one's owner is returned.
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
    """Files of the program in `directory` that belong to another account, and the first such account.

    The database's own directories are excluded: under root they belong to the server's account.
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
