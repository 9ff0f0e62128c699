"""Directories and files that only one account may enter or read."""

from __future__ import annotations

import contextlib
import os
import stat
from pathlib import Path
from typing import NamedTuple

from core.atomic_file import write_atomically
from core.errors import DatabaseProblem

IS_WINDOWS = os.name == "nt"


class Account(NamedTuple):
    """A user and a group of the operating system, by number."""

    uid: int
    gid: int


PRIVATE_DIRECTORY = 0o700
GROUP_DIRECTORY = 0o750
"""For what other accounts may reach, but not change: of a practice that they share."""


def ensure_private_directory(
    directory: Path, *, owner: Account | None = None, mode: int = PRIVATE_DIRECTORY
) -> None:
    """Makes `directory` with `mode`, or checks the one that is there and changes its mode.

    `owner` is its future owner; None: the current account. Raises `DatabaseProblem("directory_not_private")`
    for a symbolic link, a file, or a third account's directory, which is left unchanged.
    """
    with contextlib.suppress(FileExistsError):
        directory.mkdir(mode=0o700, parents=True)
    if IS_WINDOWS:
        return
    # Opened without following a link, so that the checked directory is the one changed.
    try:
        descriptor = os.open(directory, os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW)
    except OSError as error:
        raise DatabaseProblem("directory_not_private", path=str(directory)) from error
    try:
        found = os.fstat(descriptor)
        if found.st_uid not in {os.geteuid(), owner.uid if owner else os.geteuid()}:
            raise DatabaseProblem("directory_not_private", path=str(directory))
        if owner and found.st_uid != owner.uid:
            os.fchown(descriptor, *owner)
        if stat.S_IMODE(found.st_mode) != mode:
            os.fchmod(descriptor, mode)
    finally:
        os.close(descriptor)


def write_private(path: Path, content: bytes, *, owner: Account | None = None, mode: int = 0o600) -> None:
    """Writes `path` whole, or keeps the old content; `owner` as in `ensure_private_directory`."""
    write_atomically(path, content, mode=mode, owner=owner)
