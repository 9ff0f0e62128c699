"""Distinguishes refusals of the operating system from program errors: the first have a message."""

from __future__ import annotations

import errno
import os

from core.atomic_file import NO_ROOM
from core.errors import DiskFull, EnvironmentProblem

_SCARCE = frozenset({errno.EMFILE, errno.ENFILE, errno.ENOMEM, errno.EAGAIN})
"""Shortages of open files, memory and processes."""
_OF_THE_DISK = frozenset({errno.EROFS, errno.EIO, errno.EACCES, errno.EPERM, errno.ENODEV, errno.ENXIO})
"""Disk errors independent of the operation, also if the system names no file."""


def environment_fault(error: BaseException) -> EnvironmentProblem | None:
    """The error to show for a system error: `DiskFull`, or `EnvironmentProblem` with the code
    `system_refused` or `system_out_of_resources`; None for a program error.

    The text is the system's for the error number, never the exception's own.
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
    """A path as text; for an open file the system only knows its number."""
    return os.fsdecode(filename) if isinstance(filename, (str, bytes, os.PathLike)) else str(filename)
