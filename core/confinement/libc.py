"""The C library, for the system calls that Python has no function for."""

from __future__ import annotations

import ctypes
import errno
import platform
import sys

_PR_SET_NO_NEW_PRIVS = 38
SECCOMP_NUMBERS = {"x86_64": 317, "aarch64": 277}
"""Of the processors whose call numbers are known here (`seccomp(2)`)."""


def linux_libc() -> ctypes.CDLL | None:
    """The C library of a 64-bit Linux; None on any other system."""
    if sys.platform != "linux" or sys.maxsize < 1 << 32:
        return None
    libc = ctypes.CDLL(None, use_errno=True)
    libc.syscall.restype = ctypes.c_long
    return libc


def give_up_new_privileges() -> ctypes.CDLL | None:
    """The C library of a process that can gain no more rights: Landlock and seccomp ask for that."""
    libc = linux_libc()
    return libc if libc is not None and libc.prctl(_PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) == 0 else None


def reason_without_linux() -> str:
    """Why nothing of the kernel's can be had here: `other_system`, or `privileges`."""
    return "other_system" if linux_libc() is None else "privileges"


def reason_of_error() -> str:
    """Why the last call failed: `kernel` lacks it, `disabled` there, or `refused` (by a container)."""
    return {errno.ENOSYS: "kernel", errno.EOPNOTSUPP: "disabled"}.get(ctypes.get_errno(), "refused")


def machine() -> str:
    """The processor as the kernel names it, empty where its call numbers are not known here."""
    found = platform.machine()
    return found if found in SECCOMP_NUMBERS else ""
