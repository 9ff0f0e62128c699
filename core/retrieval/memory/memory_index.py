"""The searchable practice, in memory only: the sources' texts and the two indexes over their passages.

Built when the vault is unlocked, dropped when it is locked. The lexical index always exists; the dense one
may be missing (no model yet, too little memory, its session lost), and `dense_problem` then says why.
"""

from __future__ import annotations

import threading
from bisect import bisect_right
from collections.abc import Callable, Collection, Iterator, Sequence
from uuid import UUID

import numpy as np
from numpy.typing import NDArray

from core.errors import DatabaseProblem, DiskFull, RetrievalError, VaultLocked
from core.ids import ClientId, UserId
from core.language.query import Query
from core.retrieval.index.sealed_index import StoredProfile
from core.retrieval.indexed import IndexedSource
from core.retrieval.memory.indexes import LexicalIndex, PassagePlace, PlaceFilter, VectorIndex
from core.retrieval.memory.lexical_index import ImpactIndex
from core.retrieval.memory.remembered import RememberedSource, remembered
from core.retrieval.memory.room import give_back_memory
from core.retrieval.memory.scored import Scored
from core.sources.dto import FIELDS_OF, SearchScope

FIELDS = tuple(name for names in FIELDS_OF.values() for name in names)
_FIELD_NUMBERS = {name: number for number, name in enumerate(FIELDS)}

_LACKING_SHARE = 4
"""One passage in this many may lack its vector: a note just written does not affect the others."""

VectorIndexFactory = Callable[[int, int], VectorIndex]
"""Makes an empty dense index from (dimension, expected rows)."""

Questions = NDArray[np.float32]
"""(dimension,) or (texts, dimension) float32 of unit length: one question, or several phrasings."""


class MemoryIndex:
    """Thread-safe. `make_vectors` opens the session that holds the vectors."""

    def __init__(
        self, make_vectors: VectorIndexFactory, make_words: Callable[[], LexicalIndex] = ImpactIndex
    ) -> None:
        self._make_vectors = make_vectors
        self._make_words = make_words
        self._lock = threading.RLock()
        self.changing = threading.RLock()
        """Held while stored passages and this index are changed together, or one is loaded from the other."""
        self._closed = False
        self._revision = self._generation = 0
        self._reset()

    def _reset(self) -> None:
        self._sources: dict[UUID, RememberedSource] = {}
        self._by_first: list[RememberedSource] = []
        self._firsts: list[int] = []
        self._clients: dict[ClientId, int] = {}
        self._authors: dict[UserId, int] = {}
        self._passages = 0
        self._lacking: dict[UUID, int] = {}
        self._next_source = self._next_passage = 1
        self._words: LexicalIndex | None = None
        self._vectors: VectorIndex | None = None
        self._complete = False
        self.profile: StoredProfile | None = None
        self.dense_problem: str | None = None
        self._changed(lost=True)

    @property
    def loaded(self) -> bool:
        """Whether it holds the whole practice."""
        return self._complete

    @property
    def closed(self) -> bool:
        return self._closed

    @property
    def passages(self) -> int:
        return self._passages

    @property
    def revision(self) -> int:
        """Increases with every change of the content."""
        return self._revision

    @property
    def generation(self) -> int:
        """Increases when a source is removed, or replaced by an older version."""
        return self._generation

    def begin(self, profile: StoredProfile | None, *, expected_rows: int = 0) -> None:
        """Empties the index for passages with vectors of `profile`. Raises `VaultLocked` after `close`."""
        with self._lock:
            if self._closed:
                raise VaultLocked
            self._drop()
            self._words = self._make_words()
            self.profile = profile
            if profile is not None:
                try:
                    self._vectors = self._make_vectors(profile.profile.dimension, expected_rows)
                except (RetrievalError, DatabaseProblem, DiskFull) as error:
                    self.dense_problem = error.code

    def complete(self) -> None:
        """Marks the index as complete; from now on it may be searched."""
        with self._lock:
            self._complete = self._words is not None

    def abandon(self) -> None:
        """Empties it again, as before `begin`."""
        with self._lock:
            self._drop()

    def put(self, source: IndexedSource) -> None:
        """Replaces the content of a source. Does nothing before `begin`."""
        with self._lock:
            if self._words is None:
                return
            before = self._take_out(source.source_id)
            self._add([source])
            self._changed(lost=before is not None and before.version > source.version)

    def extend(self, sources: Sequence[IndexedSource]) -> None:
        """Adds sources that are not in the index yet. Does nothing before `begin`."""
        with self._lock:
            if self._words is not None:
                self._add(sources)
                self._changed()

    def retire(self, source_id: UUID) -> None:
        """Removes a source from the index."""
        with self._lock:
            if self._take_out(source_id) is not None:
                self._changed(lost=True)

    def forget_client(self, client_id: ClientId) -> None:
        """Removes a client from the index."""
        with self._lock:
            theirs = [one.source_id for one in self._sources.values() if one.client_id == client_id]
            for source_id in theirs:
                self.retire(source_id)

    def version_of(self, source_id: UUID) -> int | None:
        """The indexed version of a source."""
        with self._lock:
            held = self._sources.get(source_id)
            return held.version if held else None

    def held_as(self, source_id: UUID) -> tuple[ClientId, int] | None:
        """The client and version under which a source is indexed."""
        with self._lock:
            held = self._sources.get(source_id)
            return (held.client_id, held.version) if held else None

    def source_ids(self) -> set[UUID]:
        """Every indexed source."""
        with self._lock:
            return set(self._sources)

    def authored(self, authors: Collection[UserId]) -> set[UUID]:
        """The sources written by these authors."""
        with self._lock:
            return {one.source_id for one in self._sources.values() if one.author in authors}

    @property
    def dense_ready(self) -> bool:
        """Whether vectors can be searched, and nearly all passages have one.

        While they are being made, passages with a vector would rank above those without.
        """
        with self._lock:
            lacking = sum(self._lacking.values())
            return self._vectors is not None and lacking * _LACKING_SHARE <= self._passages

    def holds(self, profile: StoredProfile | None) -> bool:
        """Whether it is loaded with the vectors of `profile`; with any vectors or none if None is given.

        A dense index that was lost counts as not loaded, one that did not fit into memory does not.
        """
        with self._lock:
            if not self._complete or self.dense_problem not in (None, "search_memory_short"):
                return False
            return profile is None or (
                self.profile is not None and self.profile.profile_id == profile.profile_id
            )

    def compares(self, *, model: str, revision: str) -> bool:
        """Whether a question embedded by this model can be compared with the vectors."""
        with self._lock:
            return (
                self._vectors is not None
                and self.profile is not None
                and (self.profile.profile.model, self.profile.profile.revision) == (model, revision)
            )

    def count(self, scope: SearchScope, without: Collection[UUID] = ()) -> int:
        """The number of passages within `scope`; `without` are sources to leave out."""
        with self._lock:
            within = self._filter(scope, without)
            return self._words.count(within) if self._words is not None and within is not None else 0

    def held(self, query: Query, scope: SearchScope, without: Collection[UUID] = ()) -> tuple[float, ...]:
        """How certainly each group of `query` occurs anywhere in `scope` (0 to 1)."""
        with self._lock:
            within = self._filter(scope, without)
            if self._words is None or within is None:
                return (0.0,) * len(query.groups)
            return self._words.held(query, within)

    def candidates(
        self,
        *,
        question: Questions | None,
        profile: StoredProfile | None,
        query: Query,
        scope: SearchScope,
        without: Collection[UUID],
        limit: int,
    ) -> list[Scored]:
        """The best of both indexes within `scope`, each with its exact score in both; unordered.

        `question` is in `profile`; of several phrasings, the nearest counts. `limit` bounds each index.
        `without` are sources to leave out. Raises `VaultLocked`, and `RetrievalError` (`index_not_loaded`)
        before `complete` and when the vectors held are of another profile.
        """
        with self._lock:
            words = self._words
            if self._closed:
                raise VaultLocked
            another = question is not None and self.profile != profile
            if words is None or not self._complete or another:
                raise RetrievalError("index_not_loaded")
            within = self._filter(scope, without)
            if within is None:
                return []
            dense = self._nearest(question, within, limit)
            lexical = words.scores(query, within, limit, list(dense))
            dense |= self._inner_products(question, [number for number in lexical if number not in dense])
            numbers = [*dense, *(number for number in lexical if number not in dense)]
            return [
                Scored((self._source_of(number), number), dense.get(number), lexical.get(number))
                for number in numbers
            ]

    def close(self) -> None:
        """Drops everything permanently. Safe to call twice."""
        with self._lock:
            self._closed = True
            self._drop()
        give_back_memory()

    def _changed(self, *, lost: bool = False) -> None:
        self._revision += 1
        self._generation += lost

    def _nearest(self, question: Questions | None, within: PlaceFilter, limit: int) -> dict[int, float]:
        found: dict[int, float] = {}
        if question is not None:
            self._with_vectors(lambda vectors: found.update(vectors.best(question, within, limit)))
        return found

    def _inner_products(self, question: Questions | None, numbers: Sequence[int]) -> dict[int, float]:
        found: dict[int, float] = {}
        if question is not None and numbers:
            self._with_vectors(lambda vectors: found.update(vectors.scores(question, numbers)))
        return found

    def _with_vectors(self, use: Callable[[VectorIndex], None]) -> None:
        """Uses the dense index; if that fails it is dropped, and the lexical one continues alone."""
        if self._vectors is None:
            return
        try:
            use(self._vectors)
        except (RetrievalError, DatabaseProblem, DiskFull) as error:
            self.dense_problem = error.code
            self._vectors.close()
            self._vectors = None

    def _add(self, sources: Sequence[IndexedSource]) -> None:
        words: list[tuple[PassagePlace, Sequence[str]]] = []
        placed: list[PassagePlace] = []
        vectors: list[NDArray[np.float16]] = []
        for source in sources:
            places = list(self._remember(source))
            lexemes = (one.lexemes for one in source.passages)
            words += zip(places, lexemes, strict=True)
            if source.vectors is None and places:
                self._lacking[source.source_id] = len(places)
            if source.vectors is not None:
                placed += places
                vectors.append(source.vectors)
        if self._words is not None and words:
            self._words.add(words)
        if placed:
            self._with_vectors(lambda index: index.add(placed, np.concatenate(vectors)))

    def _take_out(self, source_id: UUID) -> RememberedSource | None:
        held = self._sources.pop(source_id, None)
        self._lacking.pop(source_id, None)
        if held is None:
            return None
        if held.passages:
            place = bisect_right(self._firsts, held.first) - 1
            del self._firsts[place], self._by_first[place]
        self._passages -= held.passages
        if self._words is not None:
            self._words.remove(held.number)
        self._with_vectors(lambda vectors: vectors.remove(held.number))
        return held

    def _remember(self, source: IndexedSource) -> Iterator[PassagePlace]:
        """Keeps the source; yields the place of each of its passages."""
        held = remembered(source, number=self._next_source, first=self._next_passage)
        self._sources[source.source_id] = held
        self._next_source += 1
        if held.passages:
            self._by_first.append(held)
            self._firsts.append(held.first)
            self._next_passage += held.passages
            self._passages += held.passages
        client = self._clients.setdefault(source.client_id, len(self._clients) + 1)
        day = source.day.toordinal() if source.day else 0
        author = self._authors.setdefault(source.author, len(self._authors) + 1) if source.author else 0
        for number, field in enumerate(held.field_names(), start=held.first):
            yield PassagePlace(number, held.number, client, day, _FIELD_NUMBERS[field], author)

    def _source_of(self, number: int) -> RememberedSource:
        return self._by_first[bisect_right(self._firsts, number) - 1]

    def _filter(self, scope: SearchScope, without: Collection[UUID]) -> PlaceFilter | None:
        """The scope in numbers; None if no indexed source can be in it."""
        fields = tuple(_FIELD_NUMBERS[name] for name in scope.fields if name in _FIELD_NUMBERS)
        authors = tuple(self._authors[one] for one in scope.authors if one in self._authors)
        client = self._clients.get(scope.client_id) if scope.client_id is not None else None
        unknown = (scope.fields and not fields) or (scope.authors and not authors)
        if unknown or (scope.client_id is not None and client is None):
            return None
        held = (self._sources.get(source_id) for source_id in without)
        return PlaceFilter(
            client=client,
            since=scope.since.toordinal() if scope.since else None,
            until=scope.until.toordinal() if scope.until else None,
            fields=fields or None,
            authors=authors or None,
            without=tuple(one.number for one in held if one is not None),
        )

    def _drop(self) -> None:
        words, vectors = self._words, self._vectors
        self._reset()
        if words is not None:
            words.close()
        if vectors is not None:
            vectors.close()
