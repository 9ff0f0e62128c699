"""The newest manifest of each client that this process has seen since the unlock.

A manifest restored together with its rows agrees with them. Its counter is sealed with it, so nobody without
a key can make a newer one: one older than a manifest already seen was put back.
"""

from __future__ import annotations

import threading
from collections.abc import Iterable

from core.audit.pending_audit import ManifestMark
from core.ids import ClientId


class KnownManifests:
    """Safe across threads. Counters only grow, until `replace`."""

    def __init__(self) -> None:
        self._guard = threading.Lock()
        self._newest: dict[ClientId, ManifestMark] = {}
        self._erased: set[ClientId] = set()

    def learn(self, *marks: ManifestMark) -> None:
        """Stores newer states; call it only for manifests that were opened or written."""
        with self._guard:
            for mark in marks:
                known = self._newest.get(mark.client_id)
                # A transaction that read or changed a chart may report it after the erase is complete.
                if mark.client_id not in self._erased and (known is None or mark.counter > known.counter):
                    self._newest[mark.client_id] = mark

    def begin(self, *marks: ManifestMark) -> None:
        """Stores the first states of charts; an archive may bring back one that was erased."""
        with self._guard:
            self._erased.difference_update(mark.client_id for mark in marks)
        self.learn(*marks)

    def replaces(self, client_id: ClientId, counter: int, tag: bytes) -> ManifestMark | None:
        """The known manifest that this one contradicts: a newer one, or another with the same counter; None
        if this may be the newest.
        """
        with self._guard:
            known = self._newest.get(client_id)
        if known is None or counter > known.counter or (counter, tag) == (known.counter, known.tag):
            return None
        return known

    def copy(self) -> KnownManifests:
        """A copy, for comparison with rows read from now on."""
        taken = KnownManifests()
        with self._guard:
            taken._newest = self._newest.copy()
        return taken

    def clients(self) -> frozenset[ClientId]:
        """Whose manifests are known."""
        with self._guard:
            return frozenset(self._newest)

    def replace(self, marks: Iterable[ManifestMark]) -> None:
        """Replaces all known states: at an unlock, and after an owner accepted what is stored."""
        with self._guard:
            self._newest = {mark.client_id: mark for mark in marks}
            self._erased.clear()

    def forget(self, client_id: ClientId) -> None:
        """The chart was erased."""
        with self._guard:
            self._newest.pop(client_id, None)
            self._erased.add(client_id)
