"""Checks the rights of a shared practice before anything in it is trusted.

An account of the group may read and write the records, so what it must not be able to replace (the database,
its socket, its password) is in a directory of the server's account. These checks establish that, for every
account and at every start: an account that could replace the socket could pose as the server, which is sent
the vectors of notes in the clear.
"""

from __future__ import annotations

import os
import stat
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from core.directory_account import account_name
from core.errors import EnvironmentProblem
from core.settings import SHARED_RECORDS, SHARED_SERVER, Settings

if sys.platform != "win32":
    import grp

RECORDS_MODE = 0o2770
SERVER_MODE = 0o750
PLACE_MODE = 0o755
Reason = Literal["missing", "link", "owner", "writable", "group", "mode", "acl", "not_member"]
"""`writable`: accounts other than root and the server's can replace what is in it."""
ACCESS_LISTS = ("system.posix_acl_access", "system.posix_acl_default")
"""The attributes with which a directory lets in accounts that its owner, group and mode do not name."""
_OTHERS_WRITE = stat.S_IWGRP | stat.S_IWOTH


@dataclass(frozen=True, slots=True)
class RightsFault:
    """One directory that is not as `anamnesis shared create` makes it."""

    path: Path
    reason: Reason


def runs_server(settings: Settings) -> bool:
    """Whether this account is the one that runs the shared practice's server."""
    if sys.platform == "win32" or not settings.shared:
        return False
    try:
        return settings.database_dir.lstat().st_uid == os.geteuid()
    except OSError:
        return False


def server_account_name(settings: Settings) -> str:
    """The account that runs the shared practice's server; a dash if it cannot be determined."""
    try:
        return account_name(settings.database_dir.lstat().st_uid)
    except OSError:
        return "—"


def group_name(settings: Settings) -> str:
    """The group whose accounts share the practice; a dash if it cannot be determined."""
    if sys.platform == "win32":
        return "—"
    try:
        gid = settings.data_dir.lstat().st_gid
    except OSError:
        return "—"
    try:
        return grp.getgrgid(gid).gr_name
    except KeyError:
        return str(gid)


def refuse_faults(settings: Settings) -> None:
    """Raises `EnvironmentProblem` for the first fault: `shared_practice_not_member` (`group`), otherwise
    `shared_practice_rights` (`path`, `reason`).
    """
    for fault in faults(settings):
        if fault.reason == "not_member":
            raise EnvironmentProblem(
                "shared_practice_not_member",
                group=group_name(settings),
                account=account_name(os.geteuid()),
                path=str(fault.path),
            )
        raise EnvironmentProblem("shared_practice_rights", path=str(fault.path), reason=fault.reason)


def refuse_accounts(settings: Settings) -> None:
    """For what only the server's account may do. Raises `EnvironmentProblem("shared_practice_administrator")`
    with `account`, the server's.
    """
    if settings.shared and not runs_server(settings):
        raise EnvironmentProblem("shared_practice_administrator", account=server_account_name(settings))


def faults(settings: Settings) -> Iterator[RightsFault]:
    """What is wrong with the directories of a shared practice; nothing for a practice of one account.

    The parents come first: without them no check below holds.
    """
    if sys.platform == "win32" or not settings.shared or settings.shared_practice is None:
        return
    place = settings.shared_practice
    server, records = place / SHARED_SERVER, place / SHARED_RECORDS
    trusted = {0}
    for each in (*reversed(place.parents), place):
        found = directory_fault(each, trusted)
        if found is not None:
            yield RightsFault(each, found)
            return
    if _has_access_list(place):
        yield RightsFault(place, "acl")
    try:
        owner = server.lstat()
        group = records.lstat()
    except PermissionError:
        yield RightsFault(place, "not_member")
        return
    except OSError:
        yield RightsFault(place, "missing")
        return
    if not stat.S_ISDIR(group.st_mode):
        yield RightsFault(records, "link")
        return
    yield from _server_faults(server, owner, group.st_gid)
    if group.st_uid not in {0, owner.st_uid}:
        yield RightsFault(records, "owner")
    elif stat.S_IMODE(group.st_mode) != RECORDS_MODE:
        yield RightsFault(records, "mode")
    elif _has_access_list(records):
        yield RightsFault(records, "acl")
    elif not os.access(records, os.R_OK | os.W_OK | os.X_OK):
        yield RightsFault(records, "not_member")
    else:
        yield from _planted(records)


def _planted(records: Path) -> Iterator[RightsFault]:
    """What no program of ours makes there: a link would lead out of the place, a pipe would never end."""
    with os.scandir(records) as entries:
        for each in entries:
            if not each.is_file(follow_symlinks=False) and not each.is_dir(follow_symlinks=False):
                yield RightsFault(Path(each.path), "link")


def _server_faults(server: Path, found: os.stat_result, group: int) -> Iterator[RightsFault]:
    if not stat.S_ISDIR(found.st_mode):
        yield RightsFault(server, "link")
    elif found.st_uid == 0:
        # PostgreSQL does not run as root.
        yield RightsFault(server, "owner")
    elif found.st_gid != group or group == 0:
        yield RightsFault(server, "group")
    elif stat.S_IMODE(found.st_mode) != SERVER_MODE:
        yield RightsFault(server, "mode")
    elif _has_access_list(server):
        yield RightsFault(server, "acl")
    elif not os.access(server, os.X_OK):
        yield RightsFault(server, "not_member")
    else:
        for name in ("run", "secrets"):
            # Made by the server's first start.
            if (server / name).exists():
                reason = directory_fault(server / name, {found.st_uid})
                if reason is None and _has_access_list(server / name):
                    reason = "acl"
                if reason is not None:
                    yield RightsFault(server / name, reason)


def _has_access_list(directory: Path) -> bool:
    if sys.platform != "linux":
        return False
    for name in ACCESS_LISTS:
        try:
            os.getxattr(directory, name, follow_symlinks=False)
        except OSError:
            # Without one, or on a file system without any.
            continue
        return True
    return False


def directory_fault(directory: Path, owners: set[int]) -> Reason | None:
    """Whether accounts other than root and `owners` can replace what is in `directory`."""
    try:
        found = directory.lstat()
    except PermissionError:
        return "not_member"
    except OSError:
        return "missing"
    if not stat.S_ISDIR(found.st_mode):
        return "link"
    if found.st_uid not in owners | {0}:
        return "owner"
    # With the sticky bit (as /tmp has it) the names of others' directories cannot be replaced.
    if found.st_mode & _OTHERS_WRITE and not found.st_mode & stat.S_ISVTX:
        return "writable"
    return None
