"""Access to the C library for system calls without a Python function."""

from __future__ import annotations

import ctypes
import errno
import platform
import sys

_PR_SET_NO_NEW_PRIVS = 38
SECCOMP_NUMBERS = {"x86_64": 317, "aarch64": 277}
"""For the processors whose call numbers are known here (`seccomp(2)`)."""


def linux_libc() -> ctypes.CDLL | None:
    """The C library of a 64-bit Linux; None on any other system."""
    if sys.platform != "linux" or sys.maxsize < 1 << 32:
        return None
    libc = ctypes.CDLL(None, use_errno=True)
    libc.syscall.restype = ctypes.c_long
    return libc


def give_up_new_privileges() -> ctypes.CDLL | None:
    """The C library after setting no_new_privs, which Landlock and seccomp require."""
    libc = linux_libc()
    return libc if libc is not None and libc.prctl(_PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) == 0 else None


def reason_without_linux() -> str:
    """Why no kernel measure is available: `other_system`, or `privileges`."""
    return "other_system" if linux_libc() is None else "privileges"


def reason_of_error() -> str:
    """Why the last call failed: `kernel` lacks it, it is `disabled`, or `refused` (by a container)."""
    return {errno.ENOSYS: "kernel", errno.EOPNOTSUPP: "disabled"}.get(ctypes.get_errno(), "refused")


def machine() -> str:
    """The processor's kernel name, empty if its call numbers are unknown here."""
    found = platform.machine()
    return found if found in SECCOMP_NUMBERS else ""
