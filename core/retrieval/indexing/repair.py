"""Finds differences between notes and index and corrects them: queues or removes entries."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable
from contextlib import closing
from uuid import UUID

from core.cancel import CancelToken
from core.database.access import Database
from core.facts.sets import FactSets
from core.retrieval.dto import Drift
from core.retrieval.index.index_drift import drop_stale_vectors, strays
from core.retrieval.index.index_state import queue_unindexed
from core.retrieval.index.repository import IndexRepository
from core.retrieval.index.sealed_index import StoredProfile
from core.retrieval.memory.memory_index import MemoryIndex
from core.security.sealing import Sealer
from core.sources.dto import DamagedSource

_log = logging.getLogger(__name__)


class IndexRepair:
    """Checks and corrects in one step. `is_known` says by hash whether this machine still has a model."""

    def __init__(
        self,
        *,
        database: Database,
        sealer: Sealer,
        memory: MemoryIndex,
        is_known: Callable[[str], bool],
        facts: FactSets | None = None,
    ) -> None:
        self._database = database
        self._sealer = sealer
        self._memory = memory
        self._is_known = is_known
        self._facts = facts

    def look(self, active: StoredProfile | None) -> Drift:
        """Compares row counts, which takes some milliseconds for a large practice; nothing sealed is opened.

        Missing facts, or facts of an earlier extractor, are queued as well and do not count as drift.
        """
        with self._memory.changing, self._database.begin() as session:
            index = IndexRepository(session, self._sealer)
            gone = strays(session, self._sealer.workspace_id)
            self._retire(gone)
            index.forget(gone)
            stale = drop_stale_vectors(session, self._sealer.workspace_id)
            for each in index.profiles():
                if not each.active and not self._is_known(each.profile.revision):
                    index.drop_profile(each.profile_id)
            session.flush()
            profile_id = active.profile_id if active else None
            queued = queue_unindexed(session, self._sealer.workspace_id, profile_id)
            if self._facts is not None:
                self._facts.queue_lacking(session)
        drift = Drift(lacking=queued, gone=len(gone), stale_vectors=stale)
        if drift.total:
            _log.warning(
                "index and notes had drifted apart: %d lacking, %d gone, %d with vectors of others",
                *(drift.lacking, drift.gone, drift.stale_vectors),
            )
        return drift

    def open_all(self, active: StoredProfile | None, cancel: CancelToken) -> Drift:
        """Opens every sealed row of the active profile; damaged ones are removed and rebuilt.

        Loading the memory index does the same: this is for callers that do not load it.
        """
        damaged = []
        without_facts: set[UUID] = set()
        with self._database.begin(statement_limit_s=0) as session:
            with closing(IndexRepository(session, self._sealer).all_sources(active)) as sources:
                for found in sources:
                    cancel.raise_if_cancelled()
                    if isinstance(found, DamagedSource):
                        damaged.append(found.source_id)
            if self._facts is not None:
                without_facts = self._facts.damaged(session, cancel)
        if damaged:
            _log.warning("the index of %d sources did not open and will be made again", len(damaged))
            with self._memory.changing, self._database.begin() as session:
                self._retire(damaged)
                IndexRepository(session, self._sealer).forget(damaged)
                session.flush()
                profile_id = active.profile_id if active else None
                queue_unindexed(session, self._sealer.workspace_id, profile_id)
        if self._facts is not None and without_facts:
            with self._memory.changing, self._database.begin() as session:
                self._facts.make_again(session, without_facts)
        return Drift(damaged=len(without_facts.union(damaged)))

    def _retire(self, source_ids: Iterable[UUID]) -> None:
        for source_id in source_ids:
            self._memory.retire(source_id)
            if self._facts is not None:
                self._facts.memory.retire(source_id)
