"""Fills the memory index from the sealed rows; rows that do not open are queued for indexing."""

from __future__ import annotations

import logging
from contextlib import closing
from uuid import UUID

from core.cancel import CancelToken, OnProgress, ignore_progress
from core.database.access import Database
from core.retrieval.index.index_state import queue_unindexed
from core.retrieval.index.repository import IndexRepository
from core.retrieval.index.sealed_index import StoredProfile
from core.retrieval.indexed import IndexedSource
from core.retrieval.memory.memory_index import MemoryIndex
from core.retrieval.memory.room import give_back_memory
from core.security.sealing import Sealer
from core.sources.dto import DamagedSource

_log = logging.getLogger(__name__)
_PASSAGES_AT_ONCE = 1_000


def load_memory(
    *,
    database: Database,
    sealer: Sealer,
    memory: MemoryIndex,
    profile: StoredProfile | None = None,
    cancel: CancelToken | None = None,
    on_progress: OnProgress = ignore_progress,
) -> None:
    """Empties `memory` and fills it with every passage and its vectors in `profile`, else in the active one.

    Progress is counted in passages. Raises `Cancelled`, `VaultLocked`, `DatabaseProblem`; then `memory` is
    empty and must be loaded again.
    """
    # Until the end no source may be indexed: the data read here would overwrite it.
    with memory.changing:
        try:
            with database.begin(statement_limit_s=0) as session:
                index = IndexRepository(session, sealer)
                damaged = _fill(memory, index, profile or index.active_profile(), cancel, on_progress)
            if damaged:
                _queue_again(database, sealer, memory, damaged)
        except BaseException:
            memory.abandon()
            raise
        memory.complete()
    give_back_memory()


def _fill(
    memory: MemoryIndex,
    index: IndexRepository,
    profile: StoredProfile | None,
    cancel: CancelToken | None,
    on_progress: OnProgress,
) -> set[UUID]:
    """Adds every passage that opens; returns the sources of the others."""
    damaged: set[UUID] = set()
    batch: list[IndexedSource] = []
    done, waiting, total = 0, 0, index.counts(None)[2]
    memory.begin(profile, expected_rows=total)
    with closing(index.all_sources(profile)) as sources:
        for found in sources:
            if isinstance(found, DamagedSource):
                damaged.add(found.source_id)
                continue
            batch.append(found)
            waiting += len(found.passages)
            if waiting >= _PASSAGES_AT_ONCE:
                if cancel is not None:
                    cancel.raise_if_cancelled()
                memory.extend(batch)
                done += waiting
                on_progress(done, total)
                batch, waiting = [], 0
    memory.extend(batch)
    on_progress(total, total)
    return damaged


def _queue_again(database: Database, sealer: Sealer, memory: MemoryIndex, damaged: set[UUID]) -> None:
    _log.warning("passages of %d sources did not open and will be made again", len(damaged))
    for source_id in damaged:
        memory.retire(source_id)
    with database.begin() as session:
        index = IndexRepository(session, sealer)
        index.forget(damaged)
        active = index.active_profile()
        session.flush()
        queue_unindexed(session, sealer.workspace_id, active.profile_id if active else None)
