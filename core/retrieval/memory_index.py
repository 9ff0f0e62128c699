"""Everything that can be found, in memory only: the passages' texts and the two indexes over them.

Built when the vault is unlocked, dropped when it is locked. The lexical side is always there; the dense one
may be missing (no model yet, memory short, its session lost) and `dense_problem` then says why.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, field
from uuid import UUID

import numpy as np
from numpy.typing import NDArray

from core.errors import DatabaseProblem, RetrievalError, VaultLocked
from core.ids import ClientId
from core.repositories.sealed_passages import StoredPassage, StoredProfile
from core.retrieval.dto import FIELDS_OF, Passage, SearchScope
from core.retrieval.embedding import VectorRows
from core.retrieval.indexes import Place, PlaceFilter, VectorIndex
from core.retrieval.lexemes import note_lexemes
from core.retrieval.lexical_index import FtsIndex

FIELDS = tuple(name for names in FIELDS_OF.values() for name in names)

VectorIndexFactory = Callable[[int, int], VectorIndex]
"""Makes an empty dense index from (dimension, expected rows)."""


@dataclass(frozen=True, slots=True)
class Scored:
    """A candidate: its inner product with the question and its BM25 score, None where it has none."""

    passage: Passage
    dense: float | None
    lexical: float | None


@dataclass(slots=True)
class _Source:
    number: int
    version: int
    passages: list[int] = field(default_factory=list)


class MemoryIndex:
    """Thread-safe. `make_vectors` opens the session that holds the vectors."""

    def __init__(self, make_vectors: VectorIndexFactory) -> None:
        self._make_vectors = make_vectors
        self._lock = threading.RLock()
        self.changing = threading.RLock()
        """Held by whoever changes stored passages and this index together, or loads one from the other."""
        self._closed = False
        self._reset()

    def _reset(self) -> None:
        self._passages: dict[int, Passage] = {}
        self._sources: dict[UUID, _Source] = {}
        self._clients: dict[ClientId, int] = {}
        self._next = 1
        self._words: FtsIndex | None = None
        self._vectors: VectorIndex | None = None
        self._complete = False
        self.profile: StoredProfile | None = None
        self.dense_problem: str | None = None

    @property
    def loaded(self) -> bool:
        """Whether it holds the whole practice."""
        return self._complete

    @property
    def closed(self) -> bool:
        return self._closed

    @property
    def passages(self) -> int:
        return len(self._passages)

    def begin(self, profile: StoredProfile | None, *, expected_rows: int = 0) -> None:
        """Empties the index for passages with vectors of `profile`. Raises `VaultLocked` after `close`."""
        with self._lock:
            if self._closed:
                raise VaultLocked
            self._drop()
            self._words = FtsIndex(self._lexemes_of)
            self.profile = profile
            if profile is not None:
                try:
                    self._vectors = self._make_vectors(profile.profile.dimension, expected_rows)
                except (RetrievalError, DatabaseProblem) as error:
                    self.dense_problem = error.code

    def complete(self) -> None:
        """Says that everything was added; from now on it may be searched."""
        with self._lock:
            self._complete = self._words is not None

    def abandon(self) -> None:
        """Empties it again, as before `begin`."""
        with self._lock:
            self._drop()

    def put(self, source_id: UUID, version: int, stored: Sequence[StoredPassage]) -> None:
        """Makes `stored` the passages of a source in place of those it had. Does nothing before `begin`."""
        with self._lock:
            if self._words is None:
                return
            self.retire(source_id)
            self._sources[source_id] = _Source(self._number(), version)
            self._add(stored)

    def extend(self, stored: Sequence[StoredPassage]) -> None:
        """Adds passages to the sources they belong to. Does nothing before `begin`."""
        with self._lock:
            if self._words is not None:
                self._add(stored)

    def retire(self, source_id: UUID) -> None:
        """Takes a source out of the index."""
        with self._lock:
            held = self._sources.get(source_id)
            if held is None:
                return
            if self._words is not None:
                self._words.remove(held.number)
            self._with_vectors(lambda vectors: vectors.remove(held.number))
            for number in held.passages:
                del self._passages[number]
            del self._sources[source_id]

    def forget_client(self, client_id: ClientId) -> None:
        """Takes everything of a client out of the index."""
        with self._lock:
            theirs = {each.source_id for each in self._passages.values() if each.client_id == client_id}
            for source_id in theirs:
                self.retire(source_id)

    def version_of(self, source_id: UUID) -> int | None:
        """Which version of a source is held."""
        with self._lock:
            held = self._sources.get(source_id)
            return held.version if held else None

    @property
    def dense_ready(self) -> bool:
        """Whether vectors can be searched."""
        return self._vectors is not None

    def holds(self, profile: StoredProfile | None) -> bool:
        """Whether it is loaded with the vectors of `profile`; with any vectors or none if None is given.

        A dense side that was lost counts as not loaded, one that the memory is too short for does not.
        """
        with self._lock:
            if not self._complete or self.dense_problem not in (None, "search_memory_short"):
                return False
            return profile is None or (
                self.profile is not None and self.profile.profile_id == profile.profile_id
            )

    def compares(self, *, model: str, revision: str) -> bool:
        """Whether a question embedded by this model can be compared with what is held."""
        with self._lock:
            return (
                self._vectors is not None
                and self.profile is not None
                and (self.profile.profile.model, self.profile.profile.revision) == (model, revision)
            )

    def candidates(
        self,
        *,
        question: NDArray[np.float32] | None,
        lexemes: Sequence[str],
        scope: SearchScope,
        without: Collection[UUID],
        limit: int,
    ) -> list[Scored]:
        """The best of both sides within `scope`, each with its exact score on both; in no order.

        `question` is (dimension,) float32 of unit length in the index's profile, or None. `limit` bounds
        each side. `without` are sources to leave out. Raises `VaultLocked`, and `RetrievalError` before
        `complete`.
        """
        with self._lock:
            words = self._words
            if self._closed:
                raise VaultLocked
            if words is None or not self._complete:
                raise RetrievalError("index_not_loaded")
            within = self._filter(scope, without)
            if within is None:
                return []
            dense = self._nearest(question, within, limit)
            lexical = words.scores(lexemes, within, limit, list(dense))
            dense |= self._inner_products(question, [number for number in lexical if number not in dense])
            numbers = dense.keys() | lexical.keys()
            return [
                Scored(self._passages[number], dense.get(number), lexical.get(number)) for number in numbers
            ]

    def close(self) -> None:
        """Drops everything for good. Safe to call twice."""
        with self._lock:
            self._closed = True
            self._drop()

    def _nearest(
        self, question: NDArray[np.float32] | None, within: PlaceFilter, limit: int
    ) -> dict[int, float]:
        found: dict[int, float] = {}
        if question is not None:
            self._with_vectors(lambda vectors: found.update(vectors.best(question, within, limit)))
        return found

    def _inner_products(
        self, question: NDArray[np.float32] | None, numbers: Sequence[int]
    ) -> dict[int, float]:
        found: dict[int, float] = {}
        if question is not None and numbers:
            self._with_vectors(lambda vectors: found.update(vectors.scores(question, numbers)))
        return found

    def _with_vectors(self, use: Callable[[VectorIndex], None]) -> None:
        """Uses the dense index; when it fails it is given up, and the lexical one goes on alone."""
        if self._vectors is None:
            return
        try:
            use(self._vectors)
        except (RetrievalError, DatabaseProblem) as error:
            self.dense_problem = error.code
            self._vectors.close()
            self._vectors = None

    def _add(self, stored: Sequence[StoredPassage]) -> None:
        words: list[tuple[Place, Sequence[str]]] = []
        rows: list[tuple[Place, VectorRows]] = []
        for one in stored:
            place = self._place(one.passage)
            self._passages[place.number] = one.passage
            words.append((place, note_lexemes(one.passage.text)))
            if one.vectors is not None:
                rows.append((place, one.vectors))
        if self._words is not None and words:
            self._words.add(words)
        if rows:
            self._with_vectors(lambda vectors: vectors.add(rows))

    def _place(self, passage: Passage) -> Place:
        source = self._sources.get(passage.source_id)
        if source is None:
            source = self._sources[passage.source_id] = _Source(self._number(), passage.version)
        place = Place(
            number=self._number(),
            source=source.number,
            client=self._clients.setdefault(passage.client_id, len(self._clients) + 1),
            day=passage.day.toordinal() if passage.day else 0,
            field=FIELDS.index(passage.field),
        )
        source.passages.append(place.number)
        return place

    def _filter(self, scope: SearchScope, without: Collection[UUID]) -> PlaceFilter | None:
        """The scope in numbers; None when nothing that is held can be in it."""
        fields = tuple(FIELDS.index(name) for name in scope.fields if name in FIELDS)
        if scope.fields and not fields:
            return None
        client = None
        if scope.client_id is not None:
            client = self._clients.get(scope.client_id)
            if client is None:
                return None
        held = [self._sources[source_id].number for source_id in without if source_id in self._sources]
        return PlaceFilter(
            client=client,
            since=scope.since.toordinal() if scope.since else None,
            until=scope.until.toordinal() if scope.until else None,
            fields=fields or None,
            without=tuple(held),
        )

    def _number(self) -> int:
        self._next += 1
        return self._next

    def _lexemes_of(self, number: int) -> list[str]:
        return note_lexemes(self._passages[number].text)

    def _drop(self) -> None:
        words, vectors = self._words, self._vectors
        self._reset()
        if words is not None:
            words.close()
        if vectors is not None:
            vectors.close()
