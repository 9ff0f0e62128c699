"""The lexical index: inverted lists in numpy arrays, scored by BM25; in memory only.

A word of the question may have many synonyms. Each group of alternatives scores as the best of them in a
passage, not as their sum, so that repeating something in three words does not raise the score. An alternative
of several words matches a passage with all of them.
"""

from __future__ import annotations

import threading
from collections.abc import Sequence
from itertools import chain

import numpy as np
from numpy.typing import NDArray

from core.errors import VaultLocked
from core.language.query import Group, Query
from core.retrieval.memory.indexes import LexicalScore, PassagePlace, PlaceFilter
from core.retrieval.memory.lexical_scoring import Floats, Scope, Sums, WeightedList, length_norms, rarity_of
from core.retrieval.memory.place_columns import PlaceColumns
from core.retrieval.memory.postings import Counts, Postings, Rows, in_both

_DEAD_SHARE = 5
"""Deleted rows are removed when they exceed one in this many, and a minimum."""
_FEW_DEAD = 1_000


class ImpactIndex:
    """Thread-safe. The rarity of a word is counted over the whole practice, whatever is searched: on
    development charts that found slightly more than counting within the scope.
    """

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._closed = False
        self._reset()

    def _reset(self) -> None:
        self._ids = _Numbered()
        self._places = PlaceColumns()
        self._postings = Postings()
        self._norms: Floats | None = None

    @property
    def nbytes(self) -> int:
        """Bytes of its arrays, without the lexemes, which are Python objects."""
        with self._lock:
            return self._postings.nbytes + self._places.nbytes

    @property
    def lexemes(self) -> int:
        """The number of different lexemes."""
        return len(self._ids)

    def add(self, rows: Sequence[tuple[PassagePlace, Sequence[str]]]) -> None:
        """Adds passages with their lexemes. Raises `VaultLocked` after `close`."""
        with self._lock:
            self._require_open()
            lengths = [len(lexemes) for _, lexemes in rows]
            first = self._places.extend([place for place, _ in rows], lengths)
            every = chain.from_iterable(lexemes for _, lexemes in rows)
            terms = np.fromiter(map(self._ids.__getitem__, every), np.int32, sum(lengths))
            held_by = np.arange(first, first + len(rows), dtype=np.int32)
            self._postings.add(np.repeat(held_by, lengths), terms)
            self._norms = None

    def remove(self, source: int) -> None:
        """Removes every passage of a source. Raises `VaultLocked` after `close`."""
        with self._lock:
            self._require_open()
            self._places.remove(source)
            self._norms = None
            if self._places.dead > max(_FEW_DEAD, self._places.rows // _DEAD_SHARE):
                self._postings.renumber(self._places.keep_alive())

    def scores(
        self, query: Query, within: PlaceFilter, limit: int, also: Sequence[int] = ()
    ) -> dict[int, LexicalScore]:
        """Scores of the best `limit` passages with any match, best first, and of those among `also` with one.
        Raises `VaultLocked` after `close`.
        """
        with self._lock:
            self._require_open()
            if not query or not self._places.living:
                return {}
            return self._scores(query, within, limit, also)

    def held(self, query: Query, within: PlaceFilter) -> tuple[float, ...]:
        """How certainly each group occurs in any passage within (0 to 1). Raises `VaultLocked` once
        closed.
        """
        with self._lock:
            self._require_open()
            allowed = self._places.allowed(within)
            return tuple(self._surest(group, allowed) for group in query.groups)

    def count(self, within: PlaceFilter) -> int:
        """The number of passages within."""
        with self._lock:
            allowed = self._places.allowed(within)
            return self._places.living if allowed is None else int(np.count_nonzero(allowed))

    def close(self) -> None:
        """Drops the index; using it afterwards raises `VaultLocked`. Safe to call twice."""
        with self._lock:
            self._closed = True
            self._reset()

    def _scores(
        self, query: Query, within: PlaceFilter, limit: int, also: Sequence[int]
    ) -> dict[int, LexicalScore]:
        scope = Scope(self._places.allowed(within), self._places.rows)
        sums = Sums(scope.size)
        norms = scope.of_rows(self._row_norms())
        for group in query.groups:
            lists, rarity = self._lists(group)
            sums.add(scope.matches(lists, norms), rarity, once=len(lists) == 1)
        found = dict.fromkeys(sums.best(limit))
        if also:
            rows = self._places.rows_of(np.asarray(also, np.int32))
            found |= dict.fromkeys(at for at in scope.positions(rows) if sums.bm25[at] > 0)
        at = np.fromiter(found, np.intp, len(found))
        numbers = scope.of_rows(self._places.column("number"))[at].tolist()
        scored = zip(sums.bm25[at].tolist(), sums.coverage()[at].tolist(), strict=True)
        return {number: LexicalScore(*score) for number, score in zip(numbers, scored, strict=True)}

    def _lists(self, group: Group) -> tuple[list[WeightedList], float]:
        """The lists of the group's alternatives, and the rarity of the group."""
        lists: list[WeightedList] = []
        ceiling, rarest = None, 0.0
        for place, alternative in enumerate(group.alternatives):
            rows, counts = self._list_of(alternative.lexeme)
            held = self._living(rows)
            if not held:
                continue
            rarity = rarity_of(held, self._places.living)
            if place == 0:
                ceiling = rarity
            if ceiling is not None:
                # A rare synonym of a common word is no better evidence than the word itself.
                rarity = min(rarity, ceiling)
            rarest = max(rarest, rarity)
            lists.append(WeightedList(rows, counts, alternative.weight, rarity))
        return lists, rarest or rarity_of(0, self._places.living)

    def _surest(self, group: Group, allowed: NDArray[np.bool_] | None) -> float:
        for alternative in sorted(group.alternatives, key=lambda each: -each.weight):
            rows, _ = self._list_of(alternative.lexeme)
            if self._living(rows) if allowed is None else allowed[rows].any():
                return alternative.weight
        return 0.0

    def _list_of(self, lexeme: str) -> tuple[Rows, Counts]:
        """The list of a lexeme; of a term of several words, the rows that contain all of them."""
        words = lexeme.split(" ")
        found = self._one_list(words[0])
        for word in words[1:]:
            if not len(found[0]):
                break
            found = in_both(found, self._one_list(word))
        return found

    def _one_list(self, word: str) -> tuple[Rows, Counts]:
        # An unknown word has no term number.
        return self._postings.list_of(self._ids.get(word, -1))

    def _living(self, rows: Rows) -> int:
        return int(self._places.alive[rows].sum()) if self._places.dead else len(rows)

    def _row_norms(self) -> Floats:
        if self._norms is None:
            self._norms = length_norms(self._places.column("length"), self._places.mean_length)
        return self._norms

    def _require_open(self) -> None:
        if self._closed:
            raise VaultLocked


class _Numbered(dict[str, int]):
    """Numbers lexemes in the order of their first request; `get` does not add any."""

    def __missing__(self, lexeme: str) -> int:
        number = self[lexeme] = len(self)
        return number
