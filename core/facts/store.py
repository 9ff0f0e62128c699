"""The facts of the practice in memory, while it is unlocked; nowhere else can they be searched."""

from __future__ import annotations

import threading
from uuid import UUID

from core.facts.dto import FactsOfVersion
from core.ids import ClientId


class FactMemory:
    """Thread-safe. Holds the facts of one version of each source; once closed it holds nothing any more."""

    def __init__(self) -> None:
        self._guard = threading.Lock()
        self._held: dict[UUID, FactsOfVersion] = {}
        self._turn = self._revision = self._generation = 0
        self._loaded = False
        self._closed = False

    def __len__(self) -> int:
        with self._guard:
            return len(self._held)

    @property
    def loaded(self) -> bool:
        """Whether all that is stored was read into it."""
        return self._loaded

    @property
    def closed(self) -> bool:
        return self._closed

    @property
    def turn(self) -> int:
        """To be read before a chart is: what is made across a `retire` or `forget_client` is not taken."""
        return self._turn

    @property
    def revision(self) -> int:
        """Grows with every change of what is held."""
        return self._revision

    @property
    def generation(self) -> int:
        """Grows when a source is no longer held, or in an older version than before."""
        return self._generation

    def get(self, source_id: UUID) -> FactsOfVersion | None:
        """What is held of a source, of whatever version."""
        with self._guard:
            return self._held.get(source_id)

    def held_as(self, source_id: UUID) -> tuple[ClientId, int] | None:
        """Of which client and in which version a source is held."""
        with self._guard:
            held = self._held.get(source_id)
            return (held.client_id, held.version) if held else None

    def source_ids(self) -> set[UUID]:
        """Every source that is held."""
        with self._guard:
            return set(self._held)

    def put(self, made: FactsOfVersion, *, turn: int | None = None) -> None:
        """Makes these the facts of their source, unless something was forgotten since `turn`."""
        with self._guard:
            if self._closed or turn not in (None, self._turn):
                return
            before = self._held.get(made.source_id)
            self._held[made.source_id] = made
            self._revision += 1
            if before is not None and (before.version > made.version or before.client_id != made.client_id):
                self._generation += 1

    def put_stored(self, made: FactsOfVersion, *, turn: int) -> bool:
        """As `put`, unless the source is held already; False when something was forgotten since `turn`."""
        with self._guard:
            if self._closed or turn != self._turn:
                return False
            if self._held.setdefault(made.source_id, made) is made:
                self._revision += 1
            return True

    def complete(self, *, turn: int) -> bool:
        """Says that all that is stored was put in; False when something was forgotten since `turn`."""
        with self._guard:
            self._loaded = turn == self._turn and not self._closed
            return self._loaded

    def retire(self, source_id: UUID) -> None:
        """Of a source that is gone or is not to be found any more."""
        with self._guard:
            self._drop([source_id])

    def forget_client(self, client_id: ClientId) -> None:
        """Of a client who was erased, deleted or merged."""
        with self._guard:
            self._drop([one.source_id for one in self._held.values() if one.client_id == client_id])

    def close(self) -> None:
        """At a lock: everything, for good."""
        with self._guard:
            self._closed = True
            self._loaded = False
            self._drop(list(self._held))

    def _drop(self, source_ids: list[UUID]) -> None:
        self._turn += 1
        for source_id in source_ids:
            if self._held.pop(source_id, None) is not None:
                self._revision += 1
                self._generation += 1
