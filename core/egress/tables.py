"""The kernel's statistics: counters of a network namespace, and socket tables."""

from __future__ import annotations

import os
import threading
from collections.abc import Iterator, Mapping
from pathlib import Path

from core.egress.dto import ConnectionAttempt

COUNTERS = ("snmp", "snmp6")
"""Below /proc/PID/net: packets sent, and those that could not be, since the namespace was created."""
_TELLING = (
    *("Ip.OutRequests", "Ip.OutNoRoutes", "Tcp.ActiveOpens", "Udp.OutDatagrams"),
    *("Ip6OutRequests", "Ip6OutNoRoutes", "Udp6OutDatagrams", "Icmp.OutMsgs"),
)
_TABLES = ("tcp", "tcp6", "udp", "udp6", "udplite", "udplite6", "raw", "raw6", "icmp", "icmp6")
_USER_COLUMN, _INODE_COLUMN = 7, 9
_EVERY_S = 0.02


def counted(text: str) -> dict[str, int]:
    """The counters of `snmp` (a line of names, then one of numbers) and `snmp6` (name and number a line)."""
    found: dict[str, int] = {}
    names: dict[str, list[str]] = {}
    for line in text.splitlines():
        words = line.split()
        if len(words) == 2 and words[1].isdecimal():
            found[words[0]] = int(words[1])
        elif words and words[0].endswith(":"):
            kind = words[0].rstrip(":")
            if kind in names:
                for name, value in zip(names.pop(kind), words[1:], strict=False):
                    found[f"{kind}.{name}"] = int(value)
            else:
                names[kind] = words[1:]
    return found


def counter_attempts(counters: Mapping[str, int]) -> tuple[ConnectionAttempt, ...]:
    """What a namespace without an interface was asked to send."""
    return tuple(
        ConnectionAttempt("namespace", name, times=counters[name])
        for name in _TELLING
        if counters.get(name, 0)
    )


class SocketWatch:
    """Polls the socket tables until it is stopped.

    They show a socket's account, not its program: one of this account may be a browser's. For root every
    account counts, because the database server then runs under another one.
    """

    def __init__(self, folder: Path = Path("/proc/self/net")) -> None:
        self._folder = folder
        self._user = None if _is_root() else str(os.getuid())
        self._before = set(self._sockets())
        self._found: set[str] = set()
        self._stop = threading.Event()
        self._thread = threading.Thread(target=self._watch, daemon=True, name="sockets")

    def __enter__(self) -> SocketWatch:
        self._thread.start()
        return self

    def __exit__(self, *_error: object) -> None:
        self._stop.set()
        self._thread.join()

    @property
    def found(self) -> int:
        """The number of sockets that appeared."""
        return len(self._found)

    def _watch(self) -> None:
        while True:
            self._found.update(each for each in self._sockets() if each not in self._before)
            if self._stop.wait(_EVERY_S):
                return

    def _sockets(self) -> Iterator[str]:
        for table in _TABLES:
            try:
                lines = (self._folder / table).read_text("ascii", "replace").splitlines()[1:]
            except OSError:
                continue
            for line in lines:
                words = line.split()
                if len(words) <= _INODE_COLUMN or self._user not in (None, words[_USER_COLUMN]):
                    continue
                # A connection in TIME_WAIT has no socket any more.
                if words[_INODE_COLUMN] != "0":
                    yield words[_INODE_COLUMN]


def _is_root() -> bool:
    return hasattr(os, "geteuid") and os.geteuid() == 0
