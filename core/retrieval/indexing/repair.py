"""Finds where notes and index have drifted apart, and has it put right: queued again, or forgotten."""

from __future__ import annotations

import logging
from collections.abc import Callable
from contextlib import closing

from core.cancel import CancelToken
from core.database.access import Database
from core.repositories.index import IndexRepository
from core.repositories.index_drift import drop_stale_vectors, strays
from core.repositories.outbox import OutboxRepository
from core.repositories.sealed_index import DamagedSource, StoredProfile
from core.retrieval.dto import Drift
from core.retrieval.memory.memory_index import MemoryIndex
from core.security.sealing import Sealer

_log = logging.getLogger(__name__)


class IndexRepair:
    """Looks and puts right in one go. `is_known` says of a model's hash whether this machine still has it."""

    def __init__(
        self,
        *,
        database: Database,
        sealer: Sealer,
        memory: MemoryIndex,
        is_known: Callable[[str], bool],
    ) -> None:
        self._database = database
        self._sealer = sealer
        self._memory = memory
        self._is_known = is_known

    def look(self, active: StoredProfile | None) -> Drift:
        """By counting rows, some milliseconds for a large practice; nothing sealed is opened."""
        with self._memory.changing, self._database.begin() as session:
            index = IndexRepository(session, self._sealer)
            outbox = OutboxRepository(session, self._sealer.workspace_id)
            gone = strays(session, self._sealer.workspace_id)
            for source_id in gone:
                self._memory.retire(source_id)
            index.forget(gone)
            stale = drop_stale_vectors(session, self._sealer.workspace_id)
            for each in index.profiles():
                if not each.active and not self._is_known(each.profile.revision):
                    index.drop_profile(each.profile_id)
            session.flush()
            queued = outbox.add_unindexed(active.profile_id if active else None)
        drift = Drift(lacking=queued, gone=len(gone), stale_vectors=stale)
        if drift.total:
            _log.warning(
                "index and notes had drifted apart: %d lacking, %d gone, %d with vectors of others",
                *(drift.lacking, drift.gone, drift.stale_vectors),
            )
        return drift

    def open_all(self, active: StoredProfile | None, cancel: CancelToken) -> Drift:
        """Opens every sealed row of the active profile; what does not open is forgotten and made anew.

        Loading the memory index does the same by itself: this is for whoever loads nothing.
        """
        damaged = []
        with (
            self._database.begin(statement_limit_s=0) as session,
            closing(IndexRepository(session, self._sealer).all_sources(active)) as sources,
        ):
            for found in sources:
                cancel.raise_if_cancelled()
                if isinstance(found, DamagedSource):
                    damaged.append(found.source_id)
        if damaged:
            _log.warning("the index of %d sources did not open and will be made again", len(damaged))
            with self._memory.changing, self._database.begin() as session:
                for source_id in damaged:
                    self._memory.retire(source_id)
                IndexRepository(session, self._sealer).forget(damaged)
                session.flush()
                outbox = OutboxRepository(session, self._sealer.workspace_id)
                outbox.add_unindexed(active.profile_id if active else None)
        return Drift(damaged=len(damaged))
