"""Search: a question and a scope in, the matching passages out, best first."""

from __future__ import annotations

import dataclasses
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial

from core.audit.findings import ChartMismatch
from core.cancel import CancelToken
from core.database.chart_reads import mismatches
from core.engine.client import EngineClient
from core.errors import InputRefused, RetrievalError
from core.ids import ClientId
from core.language.lexemes import question_query
from core.language.marking import matched_spans
from core.language.query import Query
from core.language.vocabulary import Vocabulary
from core.metrics.metrics import Metrics
from core.retrieval.collapsing import without_repeats
from core.retrieval.dto import QUESTION_LIMIT_CHARS, ClientGroup, Hit, Passage, SearchOptions, SearchResult
from core.retrieval.exhaustive import every_candidate, grouped, one_list, sure_query, united
from core.retrieval.index.sealed_index import StoredProfile
from core.retrieval.memory.memory_index import MemoryIndex
from core.retrieval.memory.scored import Scored
from core.retrieval.narrowing import Narrowed, narrowed, preferring
from core.retrieval.nearness import with_nearness
from core.retrieval.question import Question, as_asked, understand
from core.retrieval.question_embedding import QuestionEmbedder, Vector, Vectors
from core.retrieval.ranking import Ranked, led_by_parts, ranked
from core.service_context import ServiceContext
from core.sources.dto import Coverage, SearchScope
from core.sources.practice_map import PracticeMap, View
from core.sources.unread_attachments import UnreadAttachments

_CANDIDATES_EACH_SIDE = 200
_CANDIDATES_A_HIT = 10
_TRIES = 3
"""How often a search restarts because a note changed meanwhile."""


@dataclass(frozen=True, slots=True)
class _HitSet:
    hits: tuple[Hit, ...]
    groups: tuple[ClientGroup, ...] = ()

    def every_hit(self) -> tuple[Hit, ...]:
        return (*self.hits, *(hit for group in self.groups for hit in group.hits))

    def is_current(self, view: View) -> bool:
        """Whether every passage may still be found: the index may have changed after the comparison."""
        return all(
            _is_current(view, passage) for hit in self.every_hit() for passage in (hit.passage, *hit.also)
        )

    def current(self, view: View) -> _HitSet:
        """The passages that may still be found."""
        if self.is_current(view):
            return self
        return self._kept(partial(_is_current, view))

    def clients(self) -> set[ClientId]:
        """The clients of the passages."""
        return {hit.passage.client_id for hit in self.every_hit()}

    def as_written(self, mismatched: Mapping[ClientId, ChartMismatch]) -> _HitSet:
        """Without passages that do not match their chart's manifest."""
        if not mismatched:
            return self

        def matches(passage: Passage) -> bool:
            mismatch = mismatched.get(passage.client_id)
            return mismatch is None or not mismatch.covers(passage.source_id)

        return self._kept(matches)

    def _kept(self, may_be_shown: Callable[[Passage], bool]) -> _HitSet:
        groups = (ClientGroup(each.client_id, _shown(each.hits, may_be_shown)) for each in self.groups)
        return _HitSet(_shown(self.hits, may_be_shown), tuple(each for each in groups if each.hits))


class SearchService:
    """Thread-safe. `ensure_loaded` builds the memory index if needed; `vocabulary` is called for each
    question, because a practice adds words of its own.
    """

    def __init__(
        self,
        context: ServiceContext,
        *,
        engine: EngineClient,
        memory: MemoryIndex,
        ensure_loaded: Callable[[CancelToken | None], None],
        vocabulary: Callable[[], Vocabulary] = Vocabulary.built_in,
        metrics: Metrics | None = None,
    ) -> None:
        self._database, self._audit = context.database, context.audit
        self._access, self._clock = context.access, context.clock
        self._metrics = metrics or Metrics()
        self._embedder = QuestionEmbedder(engine, memory)
        self._memory = memory
        self._ensure_loaded = ensure_loaded
        self._vocabulary = vocabulary
        self._map = PracticeMap(context.database, memory)
        self._unread = UnreadAttachments(context.database, context.sealer)

    def find(
        self,
        question: str,
        scope: SearchScope,
        *,
        limit: int = 10,
        options: SearchOptions = SearchOptions(),  # noqa: B008 - frozen
        cancel: CancelToken | None = None,
    ) -> SearchResult:
        """As `search`, for a user who is shown the passages: audited, with the question as a hash."""
        with self._metrics.timed("find"):
            found = self.search(question, scope, limit=limit, options=options, cancel=cancel)
            hits = _HitSet(found.hits, found.groups).every_hit()
            shown = list(dict.fromkeys(str(hit.passage.source_id) for hit in hits))
            with self._database.begin() as session:
                self._audit.record(
                    session,
                    action="search",
                    client_id=scope.client_id,
                    details={"question_hash": self._audit.question_hash(question), "shown": shown},
                )
        return found

    def search(
        self,
        question: str,
        scope: SearchScope,
        *,
        limit: int = 10,
        options: SearchOptions = SearchOptions(),  # noqa: B008 - frozen
        cancel: CancelToken | None = None,
    ) -> SearchResult:
        """Up to `limit` passages of the current versions within `scope`, none overlapping another.

        A question which clients something holds for is answered by groups over all clients. Without an
        embedder, or if it is busy for too long, or while most vectors are missing, words alone decide and
        `dense_available` is false. Raises `InputRefused` (`empty_question`, `question_too_long`),
        `Cancelled`, `VaultLocked`, `DatabaseProblem`.
        """
        self._access.require("chart")
        started = time.perf_counter()
        check_question(question)
        read = self._reader(question, scope, options)
        asked = read(self._clock().astimezone().date())
        found, embedded = None, None
        for _ in range(_TRIES):
            self._ensure_loaded(cancel)
            if found is None:
                profile = self._memory.profile
                embedded = None if options.sides == "words" else self._embedder.embedded(asked, cancel)
            view = self._map.read()
            within = narrowed(asked, scope, view, again=read)
            found = self._found_in(profile, within, view, embedded, options, limit)
            if found is not None and found.is_current(view):
                break
            self._map.distrust()
        if found is None:
            raise RetrievalError("index_not_loaded")
        current = found.current(view)
        mismatched = self._mismatched(current, scope)
        current = current.as_written(mismatched)
        searched = self._searched(view, within.scope)
        unmatched = sum(len(each.findings) for each in mismatched.values())
        return SearchResult(
            question=question,
            hits=_marked(current.hits, within.question),
            searched=dataclasses.replace(searched, mismatched=unmatched),
            elapsed_ms=(time.perf_counter() - started) * 1000,
            dense_available=embedded is not None and self._memory.dense_ready,
            groups=tuple(
                ClientGroup(group.client_id, _marked(group.hits, within.question)) for group in current.groups
            ),
            understood=within.question.spoken,
        )

    def vocabulary(self) -> Vocabulary:
        """The synonyms, including the practice's own abbreviations."""
        return self._vocabulary()

    def mentioned(self, query: Query, scope: SearchScope) -> tuple[float, ...]:
        """How certainly each group of `query` occurs anywhere in `scope` (0 to 1), found or not."""
        self._access.require("chart")
        return self._memory.held(query, scope, self._map.read().without)

    def mentions(self, words: str) -> bool:
        """Whether notes of the practice contain all of `words`, directly or as synonyms."""
        held = self.mentioned(question_query(words, self._vocabulary()), SearchScope())
        return bool(held) and all(sure > 0 for sure in held)

    def _reader(self, text: str, scope: SearchScope, options: SearchOptions) -> Callable[[date], Question]:
        """Parses the question as of a given day."""
        vocabulary = self._vocabulary()
        if not options.understand:
            return lambda _: as_asked(text, vocabulary=vocabulary)
        practice = scope.client_id is None
        return lambda today: understand(text, today=today, vocabulary=vocabulary, practice=practice)

    def _found_in(
        self,
        profile: StoredProfile | None,
        within: Narrowed,
        view: View,
        embedded: Vectors | None,
        options: SearchOptions,
        limit: int,
    ) -> _HitSet | None:
        """As `_found`; None if the index was reloaded meanwhile, perhaps with another model."""
        try:
            found = self._found(profile, within, view, embedded, options, limit)
        except RetrievalError as error:
            if error.code != "index_not_loaded":
                raise
            return None
        return found if self._memory.profile == profile else None

    def _found(
        self,
        profile: StoredProfile | None,
        within: Narrowed,
        view: View,
        embedded: Vectors | None,
        options: SearchOptions,
        limit: int,
    ) -> _HitSet:
        asked = within.question
        vectors: Sequence[Vector | None] = embedded or (None,) * (1 + len(within.parts))
        wide = max(_CANDIDATES_EACH_SIDE, limit * _CANDIDATES_A_HIT)

        def words_of(what: Narrowed) -> Query:
            return Query(()) if options.sides == "meaning" else what.question.query

        def best_of(what: Narrowed, vector: Vector | None) -> list[Ranked]:
            found = self._candidates(profile, what.scope, view, vector)(query=words_of(what), limit=wide)
            return self._ordered(what.question, options, found, by_meaning=vector is not None)

        whole, *parts = map(best_of, (within, *within.parts), vectors)
        nearest = without_repeats(led_by_parts(whole, parts), limit, order=asked.order)
        nearest = with_nearness(nearest, (one.scored for one in whole))
        if not asked.listing:
            return _HitSet(nearest)

        def groups_of(way: Query) -> tuple[ClientGroup, ...]:
            one_side = self._candidates(profile, within.scope, view, vectors[0])
            sure = sure_query(way)
            every = every_candidate(
                lambda wider: one_side(query=sure, limit=wider), most=self._memory.passages
            )
            return grouped(self._ordered(asked, options, every, by_meaning=vectors[0] is not None), asked)

        groups = united(groups_of(way) for way in (words_of(within), *asked.or_else))
        return _HitSet(one_list(groups, nearest, limit), groups)

    def _candidates(
        self, profile: StoredProfile | None, scope: SearchScope, view: View, vector: Vector | None
    ) -> Callable[..., list[Scored]]:
        return partial(
            self._memory.candidates, question=vector, profile=profile, scope=scope, without=view.without
        )

    def _ordered(
        self, asked: Question, options: SearchOptions, candidates: list[Scored], *, by_meaning: bool
    ) -> list[Ranked]:
        sides = options.sides if by_meaning and self._memory.dense_ready else "words"
        ordered = ranked(candidates, question=asked, recency=options.recency, sides=sides)
        return preferring(ordered, asked)

    def _mismatched(self, found: _HitSet, scope: SearchScope) -> Mapping[ClientId, ChartMismatch]:
        """Which of the charts found, or asked about, do not match their manifests."""
        clients = found.clients() | ({scope.client_id} if scope.client_id is not None else set())
        if not clients:
            return {}
        with self._database.begin() as session:
            return mismatches(session, clients)

    def _searched(self, view: View, scope: SearchScope) -> Coverage:
        """What was searched, and how much of the scope could not be read."""
        behind = view.behind_in(scope)
        unread = self._unread.among(view.attachments(scope)) | behind
        authored = self._memory.authored(scope.authors) if scope.authors else None
        held = self._memory.count(scope, view.without)
        return dataclasses.replace(
            view.searched(scope, authored), unread=len(unread), unindexed=len(behind), passages=held
        )


def check_question(question: str) -> None:
    """Raises `InputRefused` (`empty_question`, `question_too_long`)."""
    if not question.strip():
        raise InputRefused("empty_question")
    if len(question) > QUESTION_LIMIT_CHARS:
        raise InputRefused("question_too_long", limit=QUESTION_LIMIT_CHARS, length=len(question))


def _marked(hits: tuple[Hit, ...], question: Question) -> tuple[Hit, ...]:
    """The hits with highlighting, computed only for those displayed."""
    return tuple(
        dataclasses.replace(hit, marks=matched_spans(hit.passage.text, question.words)) for hit in hits
    )


def _shown(hits: tuple[Hit, ...], may_be_shown: Callable[[Passage], bool]) -> tuple[Hit, ...]:
    return tuple(
        dataclasses.replace(hit, also=tuple(one for one in hit.also if may_be_shown(one)))
        for hit in hits
        if may_be_shown(hit.passage)
    )


def _is_current(view: View, passage: Passage) -> bool:
    return view.is_current(passage.client_id, passage.source_id, passage.version)
