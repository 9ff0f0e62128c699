"""Makes the directories of a shared practice, its group and its server's account, for an administrator."""

from __future__ import annotations

import os
import shutil
import stat
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from core.atomic_file import flush_directory
from core.database.private_files import Account
from core.errors import EnvironmentProblem, InputRefused
from core.settings import SHARED_RECORDS, SHARED_SERVER
from core.shared_practice.rights import (
    ACCESS_LISTS,
    PLACE_MODE,
    RECORDS_MODE,
    SERVER_MODE,
    directory_fault,
)

if sys.platform != "win32":
    import grp
    import pwd

GROUP = "anamnesis"
SERVER_ACCOUNT = "_anamnesis"
_OF_THE_PACKAGE = Path("/var/lib/anamnesis")
"""Purging the package removes it."""
_LIMIT_S = 60.0
_NO_SHELL = "/usr/sbin/nologin"


@dataclass(frozen=True, slots=True)
class Place:
    """A new shared practice, empty until somebody creates it in the window or with `anamnesis init`."""

    directory: Path
    group: str
    server_account: str


def create_place(
    directory: Path, *, group: str = GROUP, server_account: str = SERVER_ACCOUNT, members: Sequence[str] = ()
) -> Place:
    """Makes `directory`, and whatever is missing of the group and the account; `members` join the group.

    Raises `EnvironmentProblem` (`shared_practice_only_linux`, `shared_practice_needs_root`,
    `shared_practice_accounts`: a command on accounts failed, `shared_practice_rights`: another account could
    replace `directory`, `system_refused`), `InputRefused`
    (`shared_practice_not_here`, `shared_practice_exists`, `shared_practice_account_unknown`,
    `shared_practice_not_a_server_account`).
    """
    if not sys.platform.startswith("linux"):
        raise EnvironmentProblem("shared_practice_only_linux")
    if os.geteuid() != 0:
        raise EnvironmentProblem("shared_practice_needs_root")
    directory = directory.resolve()
    if directory.is_relative_to(_OF_THE_PACKAGE):
        raise InputRefused("shared_practice_not_here", path=str(_OF_THE_PACKAGE))
    _refuse_replaceable(directory)
    for each in (directory / SHARED_SERVER, directory / SHARED_RECORDS):
        if each.exists() or each.is_symlink():
            raise InputRefused("shared_practice_exists", path=str(each))
    if _is_of_something_else(directory):
        raise InputRefused("shared_practice_exists", path=str(directory))
    for name in members:
        if not _is_account(name):
            raise InputRefused("shared_practice_account_unknown", account=name)
    gid = _group(group)
    uid = _server_account(server_account, gid, home=directory / SHARED_SERVER)
    for name in members:
        _run("usermod", "--append", "--groups", group, "--", name)
    make_directories(directory, server=Account(uid, gid))
    return Place(directory, group, server_account)


def make_directories(directory: Path, *, server: Account) -> None:
    """Both parts are made anew: what is there already may be another account's.

    Raises `InputRefused("shared_practice_exists")`, `EnvironmentProblem("system_refused")`.
    """
    root = Account(0, 0)
    try:
        for each in (*reversed(directory.parents), directory):
            if not each.exists():
                each.mkdir(mode=0o700)
                with _opened(each) as made:
                    _protect(made, PLACE_MODE, owner=root)
        with _opened(directory) as place:
            _protect(place, PLACE_MODE, owner=root)
            _make(SHARED_SERVER, SERVER_MODE, owner=server, place=place)
            _make(SHARED_RECORDS, RECORDS_MODE, owner=Account(0, server.gid), place=place)
        flush_directory(directory)
    except FileExistsError as error:
        raise InputRefused("shared_practice_exists", path=str(directory / error.filename)) from error
    except OSError as error:
        raise EnvironmentProblem("system_refused", path=str(directory), reason=error.strerror) from error


def _is_of_something_else(directory: Path) -> bool:
    """Whether opening `directory` to all accounts would open what is in it: its rights are narrower."""
    if not directory.exists():
        return False
    found = directory.stat()
    as_made = found.st_uid == 0 and stat.S_IMODE(found.st_mode) == PLACE_MODE
    return not as_made and any(directory.iterdir())


def _refuse_replaceable(directory: Path) -> None:
    for each in (*reversed(directory.parents), directory):
        reason = directory_fault(each, set())
        if reason == "missing":
            return
        if reason is not None:
            raise EnvironmentProblem("shared_practice_rights", path=str(each), reason=reason)


def _make(name: str, mode: int, *, owner: Account, place: int) -> None:
    os.mkdir(name, 0o700, dir_fd=place)
    with _opened(name, place) as made:
        _protect(made, mode, owner=owner)


@contextmanager
def _opened(directory: str | Path, place: int | None = None) -> Iterator[int]:
    descriptor = os.open(directory, os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW, dir_fd=place)
    try:
        yield descriptor
    finally:
        os.close(descriptor)


def _protect(descriptor: int, mode: int, *, owner: Account) -> None:
    if sys.platform == "linux":
        for name in ACCESS_LISTS:
            # Inherited from the directory above.
            with suppress(OSError):
                os.removexattr(descriptor, name)
    os.fchown(descriptor, *owner)
    os.fchmod(descriptor, mode)
    if stat.S_IMODE(os.fstat(descriptor).st_mode) != mode:
        raise OSError(0, "mode not kept")


def _group(name: str) -> int:
    try:
        return grp.getgrnam(name).gr_gid
    except KeyError:
        _run("groupadd", "--system", "--", name)
        return grp.getgrnam(name).gr_gid


def _server_account(name: str, gid: int, *, home: Path) -> int:
    try:
        found = pwd.getpwnam(name)
    except KeyError:
        _run(
            *("useradd", "--system", "--gid", str(gid), "--home-dir", str(home), "--no-create-home"),
            *("--shell", _NO_SHELL, "--", name),
        )
        return pwd.getpwnam(name).pw_uid
    # A person's account could replace the database of all others.
    if found.pw_gid != gid or found.pw_uid == 0 or not found.pw_shell.endswith(("nologin", "false")):
        raise InputRefused("shared_practice_not_a_server_account", account=name)
    if Path(found.pw_dir) != home and not Path(found.pw_dir).exists():
        # Of a practice that was given up: the server keeps its state below its home.
        _run("usermod", "--home", str(home), "--", name)
    return found.pw_uid


def _is_account(name: str) -> bool:
    try:
        pwd.getpwnam(name)
    except KeyError:
        return False
    return True


def _run(program: str, *arguments: str) -> None:
    path = shutil.which(program, path="/usr/sbin:/usr/bin:/sbin:/bin")
    try:
        if path is None:
            raise FileNotFoundError(program)
        # Its own mask: these programs replace files that every account of the computer reads.
        subprocess.run([path, *arguments], check=True, timeout=_LIMIT_S, umask=0o022, capture_output=True)
    except (OSError, subprocess.SubprocessError) as error:
        raise EnvironmentProblem("shared_practice_accounts", program=program) from error
