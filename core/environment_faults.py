"""Tells what the operating system refused from a fault of the program: the first is said in words."""

from __future__ import annotations

import errno
import os

from core.atomic_file import NO_ROOM
from core.errors import DiskFull, EnvironmentProblem

_SCARCE = frozenset({errno.EMFILE, errno.ENFILE, errno.ENOMEM, errno.EAGAIN})
"""Open files, memory and processes, of which the system has no more to give."""
_OF_THE_DISK = frozenset({errno.EROFS, errno.EIO, errno.EACCES, errno.EPERM, errno.ENODEV, errno.ENXIO})
"""Refused whatever was asked for, also where the system names no file."""


def environment_fault(error: BaseException) -> EnvironmentProblem | None:
    """The error to show for what the system refused: `DiskFull`, or `EnvironmentProblem` with the code
    `system_refused` or `system_out_of_resources`; None where the fault is the program's.

    The words are those of the system for the error's number, never the exception's own.
    """
    if isinstance(error, MemoryError):
        return EnvironmentProblem("system_out_of_resources", reason=os.strerror(errno.ENOMEM))
    if not isinstance(error, OSError) or error.errno is None:
        return None
    if error.errno in NO_ROOM:
        return DiskFull()
    reason = os.strerror(error.errno)
    if error.errno in _SCARCE:
        return EnvironmentProblem("system_out_of_resources", reason=reason)
    if error.filename is None and error.errno not in _OF_THE_DISK:
        return None
    path = "–" if error.filename is None else _shown(error.filename)
    return EnvironmentProblem("system_refused", path=path, reason=reason)


def _shown(filename: object) -> str:
    """A path as text; of an open file the system knows the number only."""
    return os.fsdecode(filename) if isinstance(filename, (str, bytes, os.PathLike)) else str(filename)
