"""Brings the index of one source after another up to its current version.

Everything that is stored for a source is stored in one transaction, its outbox rows included; so an
interruption leaves it as it was or as it will be, and the next run does the rest.
"""

from __future__ import annotations

import dataclasses
import logging
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from core.cancel import CancelToken, OnProgress
from core.database.access import Database
from core.engine.client import EngineClient
from core.engine.dto import EngineState
from core.errors import EngineProblem, ModelError, NotFound, TamperedRecord
from core.repositories.index import IndexRepository
from core.repositories.outbox import OutboxRepository, PendingSource
from core.repositories.sealed_passages import StoredPassage, StoredProfile
from core.retrieval.embedding import searched_vectors
from core.retrieval.memory_index import MemoryIndex
from core.retrieval.preparation import Prepared, prepare, texts_of
from core.security.sealing import Sealer

_log = logging.getLogger(__name__)

TEXTS_AT_ONCE = 100
"""Texts gathered over several sources for one call of the engine."""

_DOWN = (EngineState.STOPPED, EngineState.FAILED, EngineState.RESTING)


@dataclass(slots=True)
class _Run:
    """One call of `Indexer.run`: what it may use and what it has met."""

    profile: StoredProfile | None
    may_embed: bool
    cancel: CancelToken
    on_progress: OnProgress
    left: set[int] = dataclasses.field(default_factory=set)
    """Outbox sequences that this run cannot settle."""
    problem: str | None = None
    done: int = 0
    total: int = 0

    def settled(self, count: int) -> None:
        self.done += count
        self.on_progress(self.done, max(self.total, self.done))


class Indexer:
    """Takes what waits in the outbox. One `run` at a time; the caller sees to that."""

    def __init__(
        self, *, database: Database, sealer: Sealer, engine: EngineClient, memory: MemoryIndex
    ) -> None:
        self._database = database
        self._sealer = sealer
        self._engine = engine
        self._memory = memory

    def run(
        self,
        profile: StoredProfile | None,
        *,
        may_embed: bool,
        cancel: CancelToken,
        on_progress: OnProgress,
    ) -> str | None:
        """Indexes until nothing waits that can be settled; returns the code of the last problem met.

        Without `may_embed` the words of a source are stored and can be found at once, and its outbox row
        stays for its vectors. Raises `Cancelled`, `VaultLocked`, `DatabaseProblem`, `DiskFull`.
        """
        run = _Run(profile, may_embed, cancel, on_progress)
        with self._database.begin() as session:
            OutboxRepository(session, self._sealer.workspace_id).add_unindexed(
                profile.profile_id if profile else None
            )
        while pending := self._pending(run):
            run.total = run.done + len(pending)
            for group in self._groups(pending, run):
                run.cancel.raise_if_cancelled()
                self._index(group, run)
        return run.problem

    def _pending(self, run: _Run) -> list[PendingSource]:
        with self._database.begin() as session:
            pending = OutboxRepository(session, self._sealer.workspace_id).pending()
        return [source for source in pending if source.sequence not in run.left]

    def _groups(self, pending: Sequence[PendingSource], run: _Run) -> Iterator[list[Prepared]]:
        """Prepared sources that together give the engine a full batch."""
        group: list[Prepared] = []
        texts = 0
        for source in pending:
            run.cancel.raise_if_cancelled()
            prepared = self._prepare(source, run)
            if prepared is None:
                run.settled(1)
                continue
            group.append(prepared)
            texts += len(prepared.texts)
            if texts >= TEXTS_AT_ONCE or len(group) >= TEXTS_AT_ONCE:
                yield group
                group, texts = [], 0
        if group:
            yield group

    def _prepare(self, source: PendingSource, run: _Run) -> Prepared | None:
        try:
            with self._database.begin() as session:
                return prepare(session, self._sealer, source, run.profile)
        except NotFound:
            self._forget(source)
        except TamperedRecord as error:
            _log.error("a %s could not be indexed: %s", source.kind, error.code)
            run.left.add(source.sequence)
            run.problem = error.code
        return None

    def _forget(self, source: PendingSource) -> None:
        with self._memory.changing, self._database.begin() as session:
            outbox = OutboxRepository(session, self._sealer.workspace_id)
            self._memory.retire(source.source_id)
            claimed = outbox.claim(source)
            IndexRepository(session, self._sealer).forget([source.source_id])
            outbox.remove(claimed)

    def _index(self, group: list[Prepared], run: _Run) -> None:
        vectors = self._embed(group, run)
        if vectors is None and len(group) > 1 and run.may_embed and self._engine.state not in _DOWN:
            # One text may be what the engine fails on: the others must not wait for it.
            for prepared in group:
                self._index([prepared], run)
            return
        for prepared in group:
            run.cancel.raise_if_cancelled()
            self._store(prepared, _with_vectors(prepared, vectors or {}), run)
        run.settled(len(group))

    def _embed(self, group: list[Prepared], run: _Run) -> dict[str, NDArray[np.float32]] | None:
        """Vectors of the group's texts, (dimension,) each; None when the engine failed."""
        texts = list(dict.fromkeys(text for prepared in group for text in prepared.texts))
        if not texts:
            return {}
        if not run.may_embed:
            return None
        try:
            return dict(zip(texts, self._engine.embed(texts, cancel=run.cancel), strict=True))
        except (EngineProblem, ModelError) as error:
            run.problem = error.code
            return None

    def _store(self, prepared: Prepared, passages: list[StoredPassage], run: _Run) -> None:
        source = prepared.source
        complete = all(one.vectors is not None for one in passages)
        with self._memory.changing:
            with self._database.begin() as session:
                outbox = OutboxRepository(session, self._sealer.workspace_id)
                index = IndexRepository(session, self._sealer)
                claimed = outbox.claim(source)
                if not claimed or index.current_version(source.kind, source.source_id) != prepared.version:
                    # Somebody else has it, or it was saved again: that row has a later sequence.
                    run.left.add(source.sequence)
                    return
                if self._memory.version_of(source.source_id) != prepared.version:
                    # Before the outbox row goes, or a search could find what is no longer current.
                    self._memory.retire(source.source_id)
                index.replace(source.source_id, passages)
                if run.profile is not None:
                    index.put_vectors(run.profile.profile_id, passages)
                if run.profile is None or not complete:
                    run.left.add(source.sequence)
                else:
                    index.mark_indexed(run.profile.profile_id, source.source_id, prepared.version)
                    outbox.remove(claimed)
            self._memory.put(source.source_id, prepared.version, self._for_memory(passages, run))

    def _for_memory(self, passages: list[StoredPassage], run: _Run) -> list[StoredPassage]:
        """The passages, without vectors that lie in another space than those in memory."""
        held = self._memory.profile
        if held is not None and run.profile is not None and held.profile_id == run.profile.profile_id:
            return passages
        return [dataclasses.replace(one, vectors=None) for one in passages]


def _with_vectors(prepared: Prepared, vectors: dict[str, NDArray[np.float32]]) -> list[StoredPassage]:
    """The passages of a source with what was embedded for them."""
    found = []
    for one in prepared.passages:
        texts = texts_of(one) if one.vectors is None else []
        if texts and all(text in vectors for text in texts):
            rows = searched_vectors(np.stack([vectors[text] for text in texts]))
            found.append(dataclasses.replace(one, vectors=rows))
        else:
            found.append(one)
    return found
