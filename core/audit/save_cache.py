"""Caches the last stored chain state, manifests and drafts, so that the next save need not read them.

Rows are cached as stored, without clear keys; drafts last written also as text, which the window has too. The
next statement checks that the database still matches.
"""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Mapping
from typing import TypeVar

from core.audit.chain import ChainHead
from core.audit.known_manifests import KnownManifests
from core.audit.pending_audit import ManifestMark
from core.ids import ClientId, SessionId
from core.repositories.manifests import mark
from core.repositories.saving import Known, KnownChain, KnownDraft, KnownManifest

_DRAFTS, _MANIFESTS = 4, 64
K = TypeVar("K")
V = TypeVar("V")


class SaveCache:
    """Safe across threads. Older entries never replace newer ones; nothing is stored after `close`."""

    def __init__(self) -> None:
        self.manifest_marks = KnownManifests()
        """The newest manifest seen of every chart, not only of those that a save may start from."""
        self._guard = threading.Lock()
        self._closed = False
        self._chain: KnownChain | None = None
        self._manifests: OrderedDict[ClientId, KnownManifest] = OrderedDict()
        self._drafts: OrderedDict[SessionId, KnownDraft] = OrderedDict()

    @property
    def head(self) -> ChainHead | None:
        """The chain's head when this process last wrote to it."""
        with self._guard:
            return None if self._chain is None else self._chain.head

    def known(self, session_id: SessionId) -> Known | None:
        """The complete state for a save of this session; None unless all of it is cached."""
        with self._guard:
            draft = self._drafts.get(session_id)
            manifest = None if draft is None else self._manifests.get(draft.row.client_id)
            if draft is None or manifest is None or self._chain is None:
                return None
            return Known(draft, manifest, self._chain)

    def learn(self, known: Known) -> None:
        """Stores state that was just read or written."""
        with self._guard:
            if self._closed:
                return
            self._chain = known.chain
            row = known.draft.row
            _put(self._manifests, row.client_id, known.manifest, _MANIFESTS)
            _put(self._drafts, row.session_id, known.draft, _DRAFTS)
        self.manifest_marks.learn(_mark(row.client_id, known.manifest))

    def committed(self, chain: KnownChain, manifests: Mapping[ClientId, KnownManifest]) -> None:
        """Stores the state after another transaction of this process."""
        with self._guard:
            if self._closed:
                return
            if self._chain is None or chain.head.position > self._chain.head.position:
                self._chain = chain
            for client_id, manifest in manifests.items():
                _put(self._manifests, client_id, manifest, _MANIFESTS)
        self.manifest_marks.learn(*(_mark(each, manifest) for each, manifest in manifests.items()))

    def forget_client(self, client_id: ClientId) -> None:
        """Removes a chart from the cache: it was merged or erased."""
        with self._guard:
            self._manifests.pop(client_id, None)
            for session_id in [
                key for key, draft in self._drafts.items() if draft.row.client_id == client_id
            ]:
                del self._drafts[session_id]

    def close(self) -> None:
        """Clears the cache permanently: a save in progress at a lock stores nothing afterwards."""
        with self._guard:
            self._closed = True
            self._chain = None
            self._manifests.clear()
            self._drafts.clear()


def _mark(client_id: ClientId, manifest: KnownManifest) -> ManifestMark:
    return mark(client_id, manifest.counter, manifest.sealed)


def _put(into: OrderedDict[K, V], key: K, value: V, limit: int) -> None:
    into[key] = value
    into.move_to_end(key)
    while len(into) > limit:
        into.popitem(last=False)
