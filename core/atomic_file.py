"""Replaces files completely or not at all: a crash leaves the old content or the new, never a mixture."""

from __future__ import annotations

import errno
import os
import tempfile
from pathlib import Path

from core.errors import DiskFull

NO_ROOM = frozenset({errno.ENOSPC, errno.EDQUOT})
"""Errors for a full disk, and for an exceeded quota."""


def write_atomically(
    path: Path, content: bytes, *, mode: int = 0o600, owner: tuple[int, int] | None = None
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
