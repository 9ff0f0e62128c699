"""Exclusive access to the index work: one caller at a time, in order of arrival, without starvation."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from core.cancel import CancelToken

_CANCEL_LOOK_S = 0.05


@dataclass(eq=False, slots=True)
class _Ticket:
    brief: bool


class Turn:
    """Thread-safe; not reentrant."""

    def __init__(self) -> None:
        self._moved = threading.Condition()
        self._tickets: list[_Ticket] = []

    @property
    def awaited(self) -> bool:
        """Whether a caller waits for a brief turn; a long-running holder should yield to it."""
        with self._moved:
            return any(ticket.brief for ticket in self._tickets[1:])

    @contextmanager
    def taken(self, cancel: CancelToken, *, brief: bool = False) -> Iterator[None]:
        """Waits for the turn and holds it for the block. Raises `Cancelled` while it waits."""
        ticket = _Ticket(brief)
        with self._moved:
            self._tickets.append(ticket)
        try:
            with self._moved:
                while self._tickets[0] is not ticket:
                    cancel.raise_if_cancelled()
                    self._moved.wait(_CANCEL_LOOK_S)
            yield
        finally:
            with self._moved:
                self._tickets.remove(ticket)
                self._moved.notify_all()
