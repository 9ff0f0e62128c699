"""What the process gives up at start: core dumps, being traced, files others can read, and the network."""

from __future__ import annotations

import ctypes
import os
import socket
import sys
from typing import Any

_PR_SET_DUMPABLE = 4


class NetworkRefused(PermissionError):
    """Something tried to open a socket that is not a Unix socket."""


def harden_process() -> None:
    """Applies everything that the platform offers; call before any file is opened or library loaded."""
    os.umask(0o077)
    # Every library that would look for a hub reads these when it is imported.
    os.environ["HF_HUB_OFFLINE"] = "1"
    os.environ["TRANSFORMERS_OFFLINE"] = "1"
    _forbid_core_dumps()
    _forbid_network()


def _forbid_core_dumps() -> None:
    if os.name == "nt":
        return
    import resource

    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    if sys.platform == "linux":
        ctypes.CDLL(None, use_errno=True).prctl(_PR_SET_DUMPABLE, 0, 0, 0, 0)


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
