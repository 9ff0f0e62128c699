"""Retrieval of one unlocked workspace: search, index worker and their shared memory."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from core.cancel import CancelToken, OnProgress, ignore_progress
from core.database.access import Database
from core.engine.client import EngineClient
from core.errors import VaultLocked
from core.facts.sets import FactSets
from core.ids import ClientId
from core.language.forgetting import begin_remembering, end_remembering, forget_words
from core.language.vocabulary import Vocabulary
from core.metrics.metrics import Metrics
from core.retrieval.index.sealed_index import StoredProfile
from core.retrieval.indexing.index_worker import IndexWorker, WhenIdle
from core.retrieval.indexing.profile_choice import EmbedderSupply
from core.retrieval.memory.indexes import VectorIndex
from core.retrieval.memory.loading import load_memory
from core.retrieval.memory.memory_index import MemoryIndex
from core.retrieval.memory.vector_index import PgVectorIndex
from core.retrieval.search import SearchService
from core.security.sealing import Sealer
from core.service_context import ServiceContext

_LOCK_LOOK_S = 0.05


class _Loader:
    """Loads the memory index, once at a time, for the first caller that needs it."""

    def __init__(self, database: Database, sealer: Sealer, memory: MemoryIndex) -> None:
        self._database = database
        self._sealer = sealer
        self._memory = memory

    def ensure(self, cancel: CancelToken | None, on_progress: OnProgress = ignore_progress) -> None:
        """Loads in the active profile unless something is loaded."""
        self._load(lambda: self._memory.loaded, None, cancel, on_progress)

    def ensure_profile(self, profile: StoredProfile | None, cancel: CancelToken | None) -> None:
        """Loads in `profile` unless it is loaded so and its dense index works."""
        self._load(lambda: self._memory.holds(profile), profile, cancel, ignore_progress)

    def _load(
        self,
        done: Callable[[], bool],
        profile: StoredProfile | None,
        cancel: CancelToken | None,
        on_progress: OnProgress,
    ) -> None:
        if done():
            return
        while not self._memory.changing.acquire(timeout=_LOCK_LOOK_S):
            if cancel is not None:
                cancel.raise_if_cancelled()
        try:
            if self._memory.closed:
                raise VaultLocked
            if not done():
                load_memory(
                    database=self._database,
                    sealer=self._sealer,
                    memory=self._memory,
                    profile=profile,
                    cancel=cancel,
                    on_progress=on_progress,
                )
        finally:
            self._memory.changing.release()


@dataclass(frozen=True, slots=True)
class Retrieval:
    """`search` loads what it needs; `load` does so ahead of time, with progress."""

    search: SearchService
    index: IndexWorker
    _memory: MemoryIndex
    _loader: _Loader

    def load(self, cancel: CancelToken | None = None, on_progress: OnProgress = ignore_progress) -> None:
        """Builds the in-memory indexes from the sealed rows; progress in passages.

        Raises `Cancelled`, `VaultLocked`, `DatabaseProblem`.
        """
        self._loader.ensure(cancel, on_progress)

    def forget_client(self, client_id: ClientId) -> None:
        """Removes an erased client from memory; waits for a running load or store, which would put the
        client's data back.
        """
        with self._memory.changing:
            self._memory.forget_client(client_id)
        forget_words()

    def close(self) -> None:
        """Stops the worker and drops every text and vector in memory; searching then raises `VaultLocked`."""
        self.index.stop()
        self._memory.close()
        end_remembering()


def build_retrieval(
    context: ServiceContext,
    *,
    engine: EngineClient,
    supply: EmbedderSupply | None = None,
    vocabulary: Callable[[], Vocabulary] = Vocabulary.built_in,
    when_idle: WhenIdle | None = None,
    facts: FactSets | None = None,
    metrics: Metrics | None = None,
) -> Retrieval:
    """Retrieval over the context's database; nothing is read or started yet.

    `supply` names the selected embedder, `vocabulary` returns the current synonyms; the worker runs
    `when_idle` while there is nothing to index, and extracts `facts`.
    """

    def vectors(dimension: int, expected_rows: int) -> VectorIndex:
        connect = context.database.dedicated_connection
        return PgVectorIndex(connect, dimension=dimension, expected_rows=expected_rows)

    begin_remembering()
    memory = MemoryIndex(vectors)
    loader = _Loader(context.database, context.sealer, memory)
    return Retrieval(
        search=SearchService(
            context,
            engine=engine,
            memory=memory,
            ensure_loaded=loader.ensure,
            vocabulary=vocabulary,
            metrics=metrics,
        ),
        index=IndexWorker(
            context,
            engine=engine,
            memory=memory,
            load=loader.ensure_profile,
            supply=supply,
            when_idle=when_idle,
            facts=facts,
        ),
        _memory=memory,
        _loader=loader,
    )
