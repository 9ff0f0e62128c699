"""Replaces files completely or not at all: a crash leaves the old content or the new, never a mixture."""

from __future__ import annotations

import errno
import os
import stat
import tempfile
from pathlib import Path

from core.errors import DiskFull

NO_ROOM = frozenset({errno.ENOSPC, errno.EDQUOT})
"""Errors for a full disk, and for an exceeded quota."""


PRIVATE_FILE = 0o600
_SHARED_FILE = 0o660
_SHARED_DIRECTORY = 0o2770


def file_mode(directory: Path) -> int:
    """The mode of a file of the program in `directory`: 0600, or 0660 where a group shares it.

    A group shares a directory that is writable for it and passed on to what is created there (set-group-ID):
    then each of its accounts must be able to replace what another one wrote.
    """
    if os.name == "nt":
        return PRIVATE_FILE
    mode = directory.stat().st_mode
    return _SHARED_FILE if mode & stat.S_ISGID and mode & stat.S_IWGRP else PRIVATE_FILE


def follow_directory(descriptor: int, directory: Path) -> None:
    """Gives an open file in `directory` the mode of `file_mode`, if it is ours; others' have it."""
    if os.name == "nt":
        return
    found, mode = os.fstat(descriptor), file_mode(directory)
    if found.st_uid == os.geteuid() and stat.S_IMODE(found.st_mode) != mode:
        os.fchmod(descriptor, mode)


def make_directory(directory: Path, *, shared: bool = False) -> None:
    """Creates a directory of the program, if it is missing: private, or `shared` as the one it is in."""
    try:
        directory.mkdir(mode=0o700)
    except FileExistsError:
        return
    if not shared or file_mode(directory.parent) != _SHARED_FILE:
        return
    # Others of the group could have replaced the name by a link.
    descriptor = os.open(directory, os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW)
    try:
        if os.fstat(descriptor).st_uid == os.geteuid():
            os.fchmod(descriptor, _SHARED_DIRECTORY)
    finally:
        os.close(descriptor)


def write_shared(path: Path, content: bytes) -> None:
    """As `write_atomically` with `file_mode`, for files of a practice that accounts may share."""
    write_atomically(path, content, mode=file_mode(path.parent))


def write_atomically(
    path: Path, content: bytes, *, mode: int = PRIVATE_FILE, owner: tuple[int, int] | None = None
) -> None:
    """Writes beside `path`, flushes to disk, renames over it and flushes the directory.

    `owner` is (uid, gid). Mode and owner are set on the open file, because the directory's owner could
    replace the name by a link. Raises `DiskFull`, or `OSError` for any other reason.
    """
    try:
        descriptor, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    except OSError as error:
        if error.errno in NO_ROOM:
            raise DiskFull from error
        raise
    temporary = Path(name)
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.write(content)
            file.flush()
            if os.name != "nt":
                os.fchmod(file.fileno(), mode)
                if owner is not None:
                    os.fchown(file.fileno(), *owner)
            os.fsync(file.fileno())
        temporary.replace(path)
    except BaseException as error:
        temporary.unlink(missing_ok=True)
        if isinstance(error, OSError) and error.errno in NO_ROOM:
            raise DiskFull from error
        raise
    flush_directory(path.parent)


def flush_directory(directory: Path) -> None:
    """Makes a rename in `directory` durable; Windows neither has nor needs such a call."""
    if os.name == "nt":
        return
    descriptor = os.open(directory, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
