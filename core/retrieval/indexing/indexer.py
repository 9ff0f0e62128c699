"""Indexes one source after another in its current version, in the active profile or a new one.

Everything about a source is stored in one transaction, its outbox rows included, so an interruption leaves it
either old or new, and the next run continues.
"""

from __future__ import annotations

import dataclasses
import logging
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple
from uuid import UUID

import numpy as np
from numpy.typing import NDArray
from sqlalchemy.orm import Session as DatabaseSession

from core.cancel import CancelToken
from core.database.access import Database
from core.engine.client import EngineClient
from core.engine.dto import EngineState
from core.errors import EngineProblem, ModelError, NotFound, TamperedRecord
from core.facts.sets import FactSets
from core.records.outbox import OutboxRepository, PendingSource
from core.retrieval.index.index_drift import newest_sequence
from core.retrieval.index.repository import IndexRepository
from core.retrieval.index.sealed_index import StoredProfile
from core.retrieval.indexed import IndexedSource
from core.retrieval.indexing.preparation import Prepared, prepare
from core.retrieval.memory.memory_index import MemoryIndex
from core.retrieval.memory.room import available_memory_bytes
from core.security.sealing import Sealer

_log = logging.getLogger(__name__)

TEXTS_AT_ONCE = 100
"""Texts collected over several sources for one call of the engine."""

_ROOM_FOR_ALL_BYTES = 1 << 30
_FEWEST_TEXTS = 8
_DOWN = (EngineState.STOPPED, EngineState.FAILED, EngineState.RESTING)

Settled = Callable[[int, int], None]
"""Called with how many sources were just settled, and how many known ones remain."""


@dataclass(slots=True)
class _Run:
    """One pass: its resources and the problems it met."""

    profile: StoredProfile | None
    may_embed: bool
    cancel: CancelToken
    on_settled: Settled
    keep_searched: bool = True
    left: set[int] = dataclasses.field(default_factory=set)
    """Outbox sequences that this pass cannot settle."""
    failed: set[UUID] = dataclasses.field(default_factory=set)
    """Sources that this pass cannot settle."""
    problem: str | None = None
    remaining: int = 0

    def settled(self, count: int) -> None:
        self.remaining = max(0, self.remaining - count)
        self.on_settled(count, self.remaining)

    def fails(self, pending: PendingSource, code: str) -> None:
        self.left.add(pending.sequence)
        self.failed.add(pending.source_id)
        self.problem = code


@dataclass(frozen=True, slots=True)
class Built:
    """The progress of a new profile. `complete`: it may replace the active one.

    `interrupted`: a change or another caller takes precedence.
    """

    complete: bool
    interrupted: bool
    problem: str | None


class _Written(NamedTuple):
    """What was stored and must be put into memory after the commit."""

    passages: bool
    facts: bool


class Indexer:
    """Processes pending sources. One call at a time, ensured by the caller.

    `facts` are extracted with the passages of each version, without the engine.
    """

    def __init__(
        self,
        *,
        database: Database,
        sealer: Sealer,
        engine: EngineClient,
        memory: MemoryIndex,
        facts: FactSets | None = None,
    ) -> None:
        self._database = database
        self._sealer = sealer
        self._engine = engine
        self._memory = memory
        self._facts = facts
        self._seen = 0
        self._sent_back: set[tuple[UUID, int]] = set()

    def run(
        self,
        active: StoredProfile | None,
        *,
        may_embed: bool,
        cancel: CancelToken,
        on_settled: Settled,
        keep_searched: bool = True,
    ) -> str | None:
        """Indexes in the active profile until the outbox holds nothing that can be settled.

        Returns the code of the last problem. Without `may_embed` the words of a source are stored and
        searchable at once, and its outbox row stays for its vectors; with `keep_searched`, an entry of this
        version with vectors is kept until it can be replaced completely. Raises `Cancelled`, `VaultLocked`,
        `DatabaseProblem`, `DiskFull`.
        """
        run = _Run(active, may_embed, cancel, on_settled, keep_searched)
        while pending := self._queued(run):
            run.remaining = len(pending)
            for group in self._groups(pending, run):
                run.cancel.raise_if_cancelled()
                self._index(group, run, self._store)
        return run.problem

    def build(
        self,
        new: StoredProfile,
        *,
        cancel: CancelToken,
        on_settled: Settled,
        awaited: Callable[[], bool] = lambda: False,
    ) -> Built:
        """Builds the vectors of a new profile beside the active one, until they are complete, something
        changed, or another caller `awaited` the turn.

        The active profile and the searched index stay unchanged. Raises as `run`.
        """
        run = _Run(new, True, cancel, on_settled)
        with self._database.begin() as session:
            pending = IndexRepository(session, self._sealer).lacking(new.profile_id)
        run.remaining = len(pending)
        for group in self._groups(pending, run):
            run.cancel.raise_if_cancelled()
            self._index(group, run, self._store_beside)
            if awaited() or self._changed():
                return Built(complete=False, interrupted=True, problem=run.problem)
            if self._engine.state in _DOWN:
                break
        return Built(self._may_take_over(new, run), interrupted=False, problem=run.problem)

    def _queued(self, run: _Run) -> list[PendingSource]:
        with self._database.begin() as session:
            self._seen = newest_sequence(session, self._sealer.workspace_id)
            pending = OutboxRepository(session, self._sealer.workspace_id).pending()
        return [source for source in pending if source.sequence not in run.left]

    def _changed(self) -> bool:
        """Whether anything was queued since the outbox was last read."""
        with self._database.begin() as session:
            return newest_sequence(session, self._sealer.workspace_id) > self._seen

    def _may_take_over(self, new: StoredProfile, run: _Run) -> bool:
        """Whether switching would not lose anything that is now found by meaning."""
        with self._database.begin() as session:
            index = IndexRepository(session, self._sealer)
            lacking = {each.source_id for each in index.lacking(new.profile_id)}
            if not lacking:
                return True
            active = index.active_profile()
            # A source that fails in both profiles (a damaged note) must not block the switch.
            nowhere = {each.source_id for each in index.lacking(active.profile_id if active else None)}
        return lacking <= run.failed & nowhere

    def _groups(self, pending: Sequence[PendingSource], run: _Run) -> Iterator[list[Prepared]]:
        """Prepared sources in groups that fill a batch of the engine."""
        group: list[Prepared] = []
        texts, most = 0, texts_at_once()
        for source in pending:
            run.cancel.raise_if_cancelled()
            prepared = self._prepare(source, run)
            if prepared is None:
                run.settled(1)
                continue
            group.append(prepared)
            texts += len(prepared.texts)
            if texts >= most or len(group) >= most:
                yield group
                group, texts, most = [], 0, texts_at_once()
        if group:
            yield group

    def _prepare(self, source: PendingSource, run: _Run) -> Prepared | None:
        try:
            with self._database.begin() as session:
                return prepare(session, self._sealer, source, run.profile, self._facts)
        except NotFound:
            self._forget(source)
        except TamperedRecord as error:
            _log.error("a %s could not be indexed: %s", source.kind, error.code)
            run.fails(source, error.code)
        return None

    def _forget(self, source: PendingSource) -> None:
        with self._memory.changing, self._database.begin() as session:
            outbox = OutboxRepository(session, self._sealer.workspace_id)
            self._memory.retire(source.source_id)
            claimed = outbox.claim(source)
            IndexRepository(session, self._sealer).forget([source.source_id])
            outbox.remove(claimed)
            if self._facts is not None:
                self._facts.memory.retire(source.source_id)

    def _index(
        self,
        group: list[Prepared],
        run: _Run,
        store: Callable[[Prepared, NDArray[np.float16] | None, _Run], None],
    ) -> None:
        embedded = self._embed(group, run)
        if embedded is None and len(group) > 1 and run.may_embed and self._engine.state not in _DOWN:
            # One text may make the engine fail: the others are tried separately.
            for prepared in group:
                self._index([prepared], run, store)
            return
        for prepared in group:
            run.cancel.raise_if_cancelled()
            vectors = None
            if run.profile is not None:
                vectors = prepared.vectors(embedded or {}, run.profile.profile.dimension)
            store(prepared, vectors, run)
        run.settled(len(group))

    def _embed(self, group: list[Prepared], run: _Run) -> dict[str, NDArray[np.float32]] | None:
        """Vectors of the group's texts, (dimension,) each; None if the engine failed."""
        texts = list(dict.fromkeys(text for prepared in group for text in prepared.texts))
        if not texts:
            return {}
        if not run.may_embed or run.profile is None:
            return None
        model = run.profile.profile.revision
        try:
            return dict(zip(texts, self._engine.embed(texts, model=model, cancel=run.cancel), strict=True))
        except (EngineProblem, ModelError) as error:
            run.problem = error.code
            return None

    def _store(self, prepared: Prepared, vectors: NDArray[np.float16] | None, run: _Run) -> None:
        """Stores into the active profile, including the words, and removes the settled outbox rows."""
        with self._memory.changing:
            with self._database.begin() as session:
                written = self._written(session, prepared, vectors, run)
            if written.passages:
                self._memory.put(dataclasses.replace(prepared.source, vectors=self._for_memory(vectors, run)))
            if written.facts and self._facts is not None and prepared.facts is not None:
                self._facts.memory.put(prepared.facts)

    def _written(
        self,
        session: DatabaseSession,
        prepared: Prepared,
        vectors: NDArray[np.float16] | None,
        run: _Run,
    ) -> _Written:
        source, pending = prepared.source, prepared.pending
        outbox = OutboxRepository(session, self._sealer.workspace_id)
        index = IndexRepository(session, self._sealer)
        claimed = outbox.claim(pending)
        if not claimed or index.current_version(source.kind, source.source_id) != source.version:
            # Another worker has it, or it was saved again: that row has a later sequence.
            run.left.add(pending.sequence)
            return _Written(passages=False, facts=False)
        if vectors is None and prepared.held_as is None and self._is_searched(index, source, run):
            # Built by another layout, but of this version: found by meaning until its new vectors exist.
            run.left.add(pending.sequence)
            return _Written(passages=False, facts=self._store_facts(session, prepared))
        if self._memory.version_of(source.source_id) != source.version:
            # Before the outbox row is removed, or a search could find the old version.
            self._memory.retire(source.source_id)
        index_version = prepared.held_as or index.store(source)
        facts = self._store_facts(session, prepared)
        if run.profile is None or vectors is None:
            run.left.add(pending.sequence)
        elif index.store_vectors(run.profile.profile_id, source, vectors, index_version):
            outbox.remove(claimed)
        else:
            # The entry was removed since it was read: it is read again.
            return _Written(passages=False, facts=facts)
        return _Written(passages=True, facts=facts)

    def _store_facts(self, session: DatabaseSession, prepared: Prepared) -> bool:
        if self._facts is None or prepared.facts is None:
            return False
        self._facts.store(session, prepared.facts)
        return True

    @staticmethod
    def _is_searched(index: IndexRepository, source: IndexedSource, run: _Run) -> bool:
        """Whether the indexed source is to be kept: of this version, with vectors in this pass's profile."""
        if not run.keep_searched or run.profile is None:
            return False
        return index.searched_version(source, run.profile) == source.version

    def _store_beside(self, prepared: Prepared, vectors: NDArray[np.float16] | None, run: _Run) -> None:
        """Stores into the new profile only. A source that the active one holds differently is left for
        later.
        """
        source = prepared.source
        if vectors is None or run.profile is None:
            run.failed.add(source.source_id)
            return
        with self._database.begin() as session:
            index = IndexRepository(session, self._sealer)
            if index.current_version(source.kind, source.source_id) != source.version:
                return
            if prepared.held_as is not None:
                index.store_vectors(run.profile.profile_id, source, vectors, prepared.held_as)
            elif (source.source_id, source.version) not in self._sent_back:
                # The active profile is updated first: its passages differ from those just cut.
                self._sent_back.add((source.source_id, source.version))
                outbox = OutboxRepository(session, self._sealer.workspace_id)
                outbox.add(source.kind, source.source_id, source.client_id)
            else:
                run.fails(prepared.pending, "index_failed")

    def _for_memory(self, vectors: NDArray[np.float16] | None, run: _Run) -> NDArray[np.float16] | None:
        """The vectors, unless they belong to another profile than those in memory."""
        held = self._memory.profile
        if held is not None and run.profile is not None and held.profile_id == run.profile.profile_id:
            return vectors
        return None


def texts_at_once() -> int:
    """How many texts make a batch: fewer if memory is short, because it holds them and their vectors."""
    available = available_memory_bytes()
    if available >= _ROOM_FOR_ALL_BYTES:
        return TEXTS_AT_ONCE
    return max(1, min(TEXTS_AT_ONCE, max(_FEWEST_TEXTS, TEXTS_AT_ONCE * available // _ROOM_FOR_ALL_BYTES)))
