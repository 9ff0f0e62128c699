"""What is observed of a command, and what a report says."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

Way = Literal["namespace", "trace", "tables"]
"""`namespace`: a network namespace without an interface, whose counters tell what was tried. `trace`: every
system call that makes or connects a socket. `tables`: the kernel's tables of sockets, looked at many times a
second."""
WAYS: tuple[Way, ...] = ("namespace", "trace", "tables")
Verdict = Literal["nothing_left", "attempted", "unclear", "not_observed", "incomplete"]


@dataclass(frozen=True, slots=True)
class Watch:
    """One way of observing: whether it was used, and why not."""

    way: Way
    used: bool
    reason: str = ""


@dataclass(frozen=True, slots=True)
class ConnectionAttempt:
    """Something that was tried `times` times: which kind of socket, where to, and how it ended."""

    way: Way
    what: str
    target: str = ""
    outcome: str = ""
    times: int = 1


@dataclass(frozen=True, slots=True)
class Observed:
    """A command that ran under observation. `families`: how often each kind of socket was asked for, by the
    trace. `others`: sockets that appeared meanwhile and that may be of other programs of this account.
    `peers`: sockets of other programs of this computer that were connected to, by the trace.
    """

    exit_code: int
    watches: tuple[Watch, ...]
    connection_attempts: tuple[ConnectionAttempt, ...] = ()
    families: Mapping[str, int] = field(default_factory=dict)
    others: int = 0
    peers: tuple[str, ...] = ()

    @property
    def watched(self) -> bool:
        """Whether anything was observed at all."""
        return bool(self.ways)

    @property
    def ways(self) -> frozenset[Way]:
        """Those that observed it."""
        return frozenset(each.way for each in self.watches if each.used)

    @property
    def seen_by(self) -> frozenset[Way]:
        """The ways that saw something which could leave the computer."""
        tables: frozenset[Way] = frozenset({"tables"} if self.others else ())
        return tables | frozenset(each.way for each in self.connection_attempts)


@dataclass(frozen=True, slots=True)
class Step:
    """One step of the journey. `code` says why it was `refused` (by a policy) or `failed`."""

    name: str
    outcome: Literal["done", "refused", "failed"]
    duration_s: float
    details: Mapping[str, int | str] = field(default_factory=dict)
    code: str = ""
