"""A search over a handful of passages that a test wrote, and one that lies about whose they are."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from uuid import UUID

from core.assistant.verification.reading.words import words
from core.cancel import CancelToken
from core.errors import AnamnesisError
from core.ids import ClientId, PassageId, SourceKind, new_id
from core.language.query import Query
from core.language.vocabulary import Vocabulary
from core.retrieval.dto import ClientGroup, Hit, Passage, Reading, SearchOptions, SearchResult
from core.sources.dto import Coverage, SearchScope
from tests.fakes.gate import Gate

DAY = date(2024, 4, 7)


def passage_of(
    text: str,
    *,
    client_id: ClientId | None = None,
    field: str = "plan",
    start: int = 0,
    day: date | None = DAY,
    source_id: UUID | None = None,
    source_kind: SourceKind = "session",
    version: int = 1,
    heading: str = "",
    title: str = "",
) -> Passage:
    """A passage that holds `text` at `start` of its field."""
    return Passage(
        passage_id=PassageId(new_id()),
        client_id=client_id or ClientId(new_id()),
        source_kind=source_kind,
        source_id=source_id or new_id(),
        version=version,
        field=field,
        start=start,
        end=start + len(text),
        text=text,
        day=day,
        title=title,
        heading=heading,
    )


def hits_of(passages: Iterable[Passage], *, dense: float | None = 0.5) -> tuple[Hit, ...]:
    """The passages as hits, best first."""
    return tuple(Hit(rank, 1.0 / rank, dense, 1.0, passage) for rank, passage in enumerate(passages, start=1))


class WordsOfQuestions:
    """What an assistant asks of a search about words: built-in meanings, and nothing mentioned elsewhere."""

    def vocabulary(self) -> Vocabulary:
        return Vocabulary.built_in()

    def mentioned(self, query: Query, scope: SearchScope) -> tuple[float, ...]:
        return (0.0,) * len(query.groups)


class FakeSearch(WordsOfQuestions):
    """Finds the passages of its scope, those that share most words with the question first.

    `failure` is raised instead; `cancel_during` cancels the caller's token while searching, `cancel_late`
    when it is too late for the search to notice. With `lying` the scope is ignored.
    """

    def __init__(self, passages: Sequence[Passage] = (), *, lying: bool = False) -> None:
        self.passages = list(passages)
        self.lying = lying
        self.failure: AnamnesisError | None = None
        self.cancel_during = False
        self.cancel_late = False
        self.dense_available = True
        self.dense: float | None = 0.5
        self.asked: list[tuple[str, SearchScope]] = []

    def search(
        self, question: str, scope: SearchScope, *, limit: int = 10, cancel: CancelToken | None = None
    ) -> SearchResult:
        self.asked.append((question, scope))
        if self.cancel_during and cancel is not None:
            cancel.cancel()
        if cancel is not None:
            cancel.raise_if_cancelled()
        if self.failure is not None:
            raise self.failure
        inside = [passage for passage in self.passages if self.lying or _inside(passage, scope)]
        inside.sort(key=lambda passage: -_shared(question, passage.text))
        if self.cancel_late and cancel is not None:
            cancel.cancel()
        days = [passage.day for passage in inside if passage.day is not None]
        return SearchResult(
            question=question,
            hits=hits_of(inside[:limit], dense=self.dense if self.dense_available else None),
            searched=Coverage(
                sessions=len({passage.source_id for passage in inside}),
                since=min(days, default=None),
                until=max(days, default=None),
            ),
            elapsed_ms=1.0,
            dense_available=self.dense_available,
        )


def _inside(passage: Passage, scope: SearchScope) -> bool:
    return (
        (scope.client_id is None or passage.client_id == scope.client_id)
        and (not scope.fields or passage.field in scope.fields)
        and (scope.since is None or (passage.day is not None and passage.day >= scope.since))
        and (scope.until is None or (passage.day is not None and passage.day <= scope.until))
    )


def _shared(question: str, text: str) -> int:
    asked = {form for word in words(question) for form in word.forms}
    return sum(not asked.isdisjoint(word.forms) for word in words(text))


@dataclass(frozen=True, slots=True)
class SearchCall:
    """One search as it was asked for."""

    question: str
    scope: SearchScope
    options: SearchOptions
    limit: int


class FakeFinder(WordsOfQuestions, Gate):
    """Gives back `result` for whatever is asked, as far as `limit` goes, and remembers what that was.

    `gives` has results that come before it, one a search.
    """

    def __init__(self, *hits: Hit) -> None:
        super().__init__()
        self.result = result_of(*hits)
        self.gives: list[SearchResult] = []
        self.asked: list[SearchCall] = []

    def find(
        self,
        question: str,
        scope: SearchScope,
        *,
        limit: int = 10,
        options: SearchOptions = SearchOptions(),  # noqa: B008 - frozen
        cancel: CancelToken | None = None,
    ) -> SearchResult:
        self.asked.append(SearchCall(question, scope, options, limit))
        given = self.gives.pop(0) if self.gives else self.result
        self._pass("find")
        if cancel is not None:
            cancel.raise_if_cancelled()
        understood = given.understood if options.understand else ()
        return replace(given, question=question, hits=given.hits[:limit], understood=understood)


def hit_on(
    passage: Passage, *words: str, rank: int = 1, also: tuple[Passage, ...] = (), denies: bool = False
) -> Hit:
    """A hit with the first of each of `words` marked."""
    places = [(passage.text.index(word), len(word)) for word in words]
    marks = tuple((start, start + length) for start, length in places)
    return Hit(rank, 1.0 / rank, 0.5, 1.0, passage, coverage=1.0, marks=marks, also=also, denies=denies)


def result_of(
    *hits: Hit,
    unread: int = 0,
    understood: tuple[Reading, ...] = (),
    groups: tuple[ClientGroup, ...] = (),
    dense_available: bool = True,
) -> SearchResult:
    """What a search gives back that found `hits` in eighty-four sessions."""
    return SearchResult(
        question="",
        hits=hits,
        searched=Coverage(84, date(2023, 1, 14), date(2024, 10, 3), unread, clients=22, passages=900),
        elapsed_ms=1.0,
        dense_available=dense_available,
        groups=groups,
        understood=understood,
    )
