"""Types of observations and reports."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

Way = Literal["namespace", "trace", "tables"]
"""`namespace`: a network namespace without an interface, whose counters show attempts. `trace`: every system
call that creates or connects a socket. `tables`: the kernel's socket tables, polled many times a second.
"""
WAYS: tuple[Way, ...] = ("namespace", "trace", "tables")
Verdict = Literal["nothing_left", "attempted", "unclear", "not_observed", "incomplete"]


@dataclass(frozen=True, slots=True)
class Watch:
    """One observation method: whether it was used, and why not."""

    way: Way
    used: bool
    reason: str = ""


@dataclass(frozen=True, slots=True)
class ConnectionAttempt:
    """An attempt seen `times` times: kind of socket, destination, and result."""

    way: Way
    what: str
    target: str = ""
    outcome: str = ""
    times: int = 1


@dataclass(frozen=True, slots=True)
class Observed:
    """An observed command. `families`: how often each kind of socket was requested, from the trace. `others`:
    sockets that appeared meanwhile, possibly of this account's other programs. `peers`: connected sockets of
    other local programs, from the trace.
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
        """The methods used."""
        return frozenset(each.way for each in self.watches if each.used)

    @property
    def seen_by(self) -> frozenset[Way]:
        """The methods that saw something which could leave the computer."""
        tables: frozenset[Way] = frozenset({"tables"} if self.others else ())
        return tables | frozenset(each.way for each in self.connection_attempts)


@dataclass(frozen=True, slots=True)
class Step:
    """One step of the journey. `code` is the reason if it was `refused` (by a policy) or `failed`."""

    name: str
    outcome: Literal["done", "refused", "failed"]
    duration_s: float
    details: Mapping[str, int | str] = field(default_factory=dict)
    code: str = ""
