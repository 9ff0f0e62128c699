"""Hardens the process at start: no core dumps, no tracing, private files, no network."""

from __future__ import annotations

import contextlib
import ctypes
import os
import socket
import sys
from typing import Any

from core.security.freed_memory import fill_what_is_freed

_PR_GET_DUMPABLE = 3
_PR_SET_DUMPABLE = 4
_CORE_LIMIT_BYTES = 1
"""Too small for a file. When Linux pipes core dumps to a program, only exactly this limit prevents it
(fs/coredump.c). Unlike the flag below it also applies to child processes.
"""


class NetworkRefused(PermissionError):
    """Something tried to open a socket that is not a Unix socket."""


def harden_process() -> tuple[str, ...]:
    """Applies everything that the platform offers; call before any file is opened or library loaded.

    Returns what was tried and does not hold: `core_limit`, `dumpable`. `PR_SET_NO_NEW_PRIVS` is left alone:
    under it AppArmor may refuse the change of profile by which the engine gets its own network namespace.
    """
    os.umask(0o077)
    # Libraries that would contact a hub read these when they are imported.
    os.environ["HF_HUB_OFFLINE"] = "1"
    os.environ["TRANSFORMERS_OFFLINE"] = "1"
    _forbid_network()
    # From here on the C library overwrites freed memory; with another library a lock overwrites less.
    fill_what_is_freed()
    return _forbid_memory_images()


def _forbid_memory_images() -> tuple[str, ...]:
    if sys.platform == "win32":
        return ()
    import resource

    _, hard = resource.getrlimit(resource.RLIMIT_CORE)
    limit = 0 if hard == 0 else _CORE_LIMIT_BYTES
    with contextlib.suppress(OSError, ValueError):
        resource.setrlimit(resource.RLIMIT_CORE, (limit, limit))
    missing = [] if max(resource.getrlimit(resource.RLIMIT_CORE)) <= _CORE_LIMIT_BYTES else ["core_limit"]
    if sys.platform == "linux":
        # No core dumps, no debugger of the same user, and /proc/<pid> belongs to root.
        control = ctypes.CDLL(None, use_errno=True).prctl
        control(_PR_SET_DUMPABLE, 0, 0, 0, 0)
        # Verified afterwards, because a system-call filter can report success and do nothing.
        if control(_PR_GET_DUMPABLE, 0, 0, 0, 0) != 0:
            missing.append("dumpable")
    return tuple(missing)


def _forbid_network() -> None:
    # Windows has no Unix sockets for Postgres, so loopback stays open there.
    allowed = {socket.AF_UNIX} if os.name != "nt" else {socket.AF_INET}

    def refuse(event: str, arguments: tuple[Any, ...]) -> None:
        if event == "socket.__new__" and arguments[1] not in allowed:
            raise NetworkRefused("anamnesis opens no network socket")
        if event == "socket.getaddrinfo":
            raise NetworkRefused("anamnesis asks no name server")
        if event == "socket.connect" and os.name == "nt" and arguments[1][0] != "127.0.0.1":
            raise NetworkRefused("anamnesis opens no network socket")

    sys.addaudithook(refuse)
