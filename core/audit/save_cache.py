"""What was last stored of the chain, of manifests and of drafts, so that the next save need not ask for it.

Rows as the database holds them, no key in the clear; and the words of the drafts written last, as the window
has them too. Whether it is what the database still holds is looked at by the statement that builds on it.
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
    """Safe across threads. What a later commit knows better stays; after `close` nothing is taken in."""

    def __init__(self) -> None:
        self.manifest_marks = KnownManifests()
        """Of every chart the newest manifest seen, not only of those that a save may start from."""
        self._guard = threading.Lock()
        self._closed = False
        self._chain: KnownChain | None = None
        self._manifests: OrderedDict[ClientId, KnownManifest] = OrderedDict()
        self._drafts: OrderedDict[SessionId, KnownDraft] = OrderedDict()

    @property
    def head(self) -> ChainHead | None:
        """Where the chain was when this process last wrote to it."""
        with self._guard:
            return None if self._chain is None else self._chain.head

    def known(self, session_id: SessionId) -> Known | None:
        """Everything a save of this session starts from; None unless all of it is remembered."""
        with self._guard:
            draft = self._drafts.get(session_id)
            manifest = None if draft is None else self._manifests.get(draft.row.client_id)
            if draft is None or manifest is None or self._chain is None:
                return None
            return Known(draft, manifest, self._chain)

    def learn(self, known: Known) -> None:
        """What was read just now, or written."""
        with self._guard:
            if self._closed:
                return
            self._chain = known.chain
            row = known.draft.row
            _put(self._manifests, row.client_id, known.manifest, _MANIFESTS)
            _put(self._drafts, row.session_id, known.draft, _DRAFTS)
        self.manifest_marks.learn(_mark(row.client_id, known.manifest))

    def committed(self, chain: KnownChain, manifests: Mapping[ClientId, KnownManifest]) -> None:
        """What another transaction of this process left behind."""
        with self._guard:
            if self._closed:
                return
            if self._chain is None or chain.head.position > self._chain.head.position:
                self._chain = chain
            for client_id, manifest in manifests.items():
                _put(self._manifests, client_id, manifest, _MANIFESTS)
        self.manifest_marks.learn(*(_mark(each, manifest) for each, manifest in manifests.items()))

    def forget_client(self, client_id: ClientId) -> None:
        """Whatever of this chart is remembered: it was merged or erased."""
        with self._guard:
            self._manifests.pop(client_id, None)
            for session_id in [
                key for key, draft in self._drafts.items() if draft.row.client_id == client_id
            ]:
                del self._drafts[session_id]

    def close(self) -> None:
        """Forgets everything, for good: a save that a lock overtakes brings nothing back."""
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
