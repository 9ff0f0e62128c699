"""The facts of the practice in memory, while it is unlocked; the only place they can be searched."""

from __future__ import annotations

import threading
from uuid import UUID

from core.facts.dto import FactsOfVersion
from core.ids import ClientId


class FactMemory:
    """Thread-safe. Holds the facts of one version of each source; nothing after `close`."""

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
        """Whether all stored facts were loaded."""
        return self._loaded

    @property
    def closed(self) -> bool:
        return self._closed

    @property
    def turn(self) -> int:
        """Read this before a chart: facts extracted across a `retire` or `forget_client` are rejected."""
        return self._turn

    @property
    def revision(self) -> int:
        """Increases with every change of the content."""
        return self._revision

    @property
    def generation(self) -> int:
        """Increases when a source is removed, or replaced by an older version."""
        return self._generation

    def get(self, source_id: UUID) -> FactsOfVersion | None:
        """The facts of a source, of whatever version."""
        with self._guard:
            return self._held.get(source_id)

    def held_as(self, source_id: UUID) -> tuple[ClientId, int] | None:
        """The client and version of a source's facts."""
        with self._guard:
            held = self._held.get(source_id)
            return (held.client_id, held.version) if held else None

    def source_ids(self) -> set[UUID]:
        """Every source with facts."""
        with self._guard:
            return set(self._held)

    def put(self, made: FactsOfVersion, *, turn: int | None = None) -> None:
        """Replaces the facts of their source, unless something was removed since `turn`."""
        with self._guard:
            if self._closed or turn not in (None, self._turn):
                return
            before = self._held.get(made.source_id)
            self._held[made.source_id] = made
            self._revision += 1
            if before is not None and (before.version > made.version or before.client_id != made.client_id):
                self._generation += 1

    def put_stored(self, made: FactsOfVersion, *, turn: int) -> bool:
        """As `put`, unless the source exists already; False if something was removed since `turn`."""
        with self._guard:
            if self._closed or turn != self._turn:
                return False
            if self._held.setdefault(made.source_id, made) is made:
                self._revision += 1
            return True

    def complete(self, *, turn: int) -> bool:
        """Marks the stored facts as loaded; False if something was removed since `turn`."""
        with self._guard:
            self._loaded = turn == self._turn and not self._closed
            return self._loaded

    def retire(self, source_id: UUID) -> None:
        """Removes a source that was deleted or hidden."""
        with self._guard:
            self._drop([source_id])

    def forget_client(self, client_id: ClientId) -> None:
        """Removes a client who was erased, deleted or merged."""
        with self._guard:
            self._drop([one.source_id for one in self._held.values() if one.client_id == client_id])

    def close(self) -> None:
        """At a lock: drops everything permanently."""
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
