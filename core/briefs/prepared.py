"""Briefs made while it is unlocked: in memory only, a limited number, least recently used first out."""

from __future__ import annotations

import threading
from collections import OrderedDict
from dataclasses import dataclass
from datetime import date

from core.briefs.dto import Brief
from core.ids import ClientId

MOST_KEPT = 60
"""More clients than are seen in a day."""


@dataclass(frozen=True, slots=True)
class Kept:
    """A brief with its validity: the state of its chart, and the day."""

    brief: Brief
    counter: int
    today: date

    def still_holds(self, counter: int, today: date) -> bool:
        return (self.counter, self.today) == (counter, today)


class PreparedBriefs:
    """Thread-safe. Holds nothing after `close`."""

    def __init__(self) -> None:
        self._guard = threading.Lock()
        self._kept: OrderedDict[ClientId, Kept] = OrderedDict()
        self._turn = 0
        self._closed = False

    def __len__(self) -> int:
        with self._guard:
            return len(self._kept)

    @property
    def turn(self) -> int:
        """Read this before a chart: a brief made across a `forget` is rejected."""
        with self._guard:
            return self._turn

    @property
    def clients(self) -> tuple[ClientId, ...]:
        """The clients with a brief."""
        with self._guard:
            return tuple(self._kept)

    def get(self, client_id: ClientId) -> Kept | None:
        with self._guard:
            kept = self._kept.get(client_id)
            if kept is not None:
                self._kept.move_to_end(client_id)
            return kept

    def put(self, kept: Kept, *, turn: int) -> None:
        """Stores it unless something was removed since `turn`: its client may have been erased."""
        with self._guard:
            if self._closed or turn != self._turn:
                return
            self._kept[kept.brief.client_id] = kept
            self._kept.move_to_end(kept.brief.client_id)
            while len(self._kept) > MOST_KEPT:
                self._kept.popitem(last=False)

    def forget(self, client_id: ClientId) -> None:
        """Removes a client who was erased, deleted or merged."""
        with self._guard:
            self._turn += 1
            self._kept.pop(client_id, None)

    def close(self) -> None:
        """At a lock: drops everything permanently."""
        with self._guard:
            self._closed = True
            self._kept.clear()
