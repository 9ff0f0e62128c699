"""The passages a question is answered from, checked against the scope, with their clients' names."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Literal

from core.assistant.evidence.events import days_by_event, opened, time_clause
from core.assistant.evidence.subjects import Subjects
from core.assistant.evidence.times import DaysAsked
from core.assistant.evidence.warned import asks_whether_safe, is_warned
from core.assistant.scope import require_within
from core.cancel import CancelToken
from core.clinical_language.statements import statement_of
from core.ids import ClientId
from core.retrieval.dto import Hit, Passage, SearchResult
from core.retrieval.search import SearchService
from core.sources.dto import Coverage, SearchScope

PASSAGES_OF_A_CLIENT = 13
PASSAGES_OF_A_PRACTICE = 15
FEW_CLIENTS = 12
"""For lists up to this length, more than the best passage of each client is considered."""
_LISTS = "allergies and alerts"
_LISTS_FOUND = 6
"""If the question asks whether a drug may be given, warnings against it are searched for as well."""

_OF_DAYS_FOUND = 6
"""If the question gives its time by an event, passages of that time are searched for as well."""

NamesOf = Callable[[Iterable[ClientId]], Mapping[ClientId, str]]
"""Display names by client."""


@dataclass(frozen=True, slots=True)
class RetrievedPassages:
    """The search result for one question. `by_meaning` is false if only words could be compared.

    `listed`: for a question which clients something holds for, the first so many hits are the best passage of
    each listed client; None for any other question. `order`: the latest or the first is asked for. `days`:
    those that the question names. `subjects`: the words of the question in the practice's vocabulary;
    `mentioned`: how certainly each of them occurs anywhere in the scope, found or not (None: unknown).
    """

    question: str
    scope: SearchScope
    hits: tuple[Hit, ...]
    names: Mapping[ClientId, str]
    searched: Coverage
    by_meaning: bool
    listed: int | None = None
    order: Literal["latest", "first"] | None = None
    days: DaysAsked | None = None
    subjects: Subjects | None = None
    mentioned: tuple[float, ...] | None = None

    @property
    def whole_practice(self) -> bool:
        return self.scope.client_id is None

    def passage(self, number: int) -> Passage:
        """The passage of source `number` (from 1)."""
        return self.hits[number - 1].passage

    def name_to_show(self, passage: Passage) -> str | None:
        """The client of the passage, if that is not clear from the question."""
        return self.names.get(passage.client_id) if self.whole_practice else None


def find(
    question: str, scope: SearchScope, *, search: SearchService, names_of: NamesOf, cancel: CancelToken | None
) -> RetrievedPassages:
    """Searches. Raises `RetrievalError` for a passage outside of the scope, and what searching raises."""
    limit = PASSAGES_OF_A_PRACTICE if scope.client_id is None else PASSAGES_OF_A_CLIENT
    result = search.search(question, scope, limit=limit, cancel=cancel)
    hits, listed = _numbered(result)
    subjects = Subjects(question, search.vocabulary())
    if scope.client_id is not None and asks_whether_safe(question, subjects):
        known = {hit.passage.passage_id for hit in hits}
        lists = search.search(_LISTS, scope, limit=_LISTS_FOUND, cancel=cancel).hits
        hits += tuple(
            hit for hit in lists if hit.passage.passage_id not in known and is_warned(subjects, (hit,))
        )
    days, more = _days_asked(question, result, subjects, hits, search=search, scope=scope, cancel=cancel)
    hits += more
    require_within(hits, scope)
    names = names_of({hit.passage.client_id for hit in hits})
    return RetrievedPassages(
        question=question,
        scope=scope,
        hits=hits,
        names=names,
        searched=result.searched,
        by_meaning=result.dense_available,
        listed=listed,
        order=next((read.code for read in result.understood if read.code in ("latest", "first")), None),
        days=days,
        subjects=subjects,
        mentioned=search.mentioned(subjects.query, scope),
    )


def _days_asked(
    question: str,
    result: SearchResult,
    subjects: Subjects,
    hits: tuple[Hit, ...],
    *,
    search: SearchService,
    scope: SearchScope,
    cancel: CancelToken | None,
) -> tuple[DaysAsked | None, tuple[Hit, ...]]:
    """The days that the question names, as the search understood them, or gives by an event.

    For an event also the best passages of its days, searched for without its words.
    """
    if "asks of the future" in statement_of(question).says:
        # Notes tell of what lies ahead before its days.
        return None, ()
    clause = time_clause(question) if scope.client_id is not None else None
    for each in (read for read in result.understood if read.since is not None or read.until is not None):
        named = DaysAsked(each.since, each.until, each.yearless)
        return named if clause is None else opened(named, clause, subjects), ()
    days = None if clause is None else days_by_event(clause, subjects, hits)
    if clause is None or days is None:
        return None, ()
    rest = f"{question[: clause.start]} {question[clause.end :]}".strip()
    within = dataclasses.replace(
        scope,
        since=max(filter(None, (scope.since, days.since)), default=None),
        until=min(filter(None, (scope.until, days.until)), default=None),
    )
    known = {hit.passage.passage_id for hit in hits}
    found = search.search(rest, within, limit=_OF_DAYS_FOUND, cancel=cancel).hits
    return days, tuple(hit for hit in found if hit.passage.passage_id not in known)


def _numbered(result: SearchResult) -> tuple[tuple[Hit, ...], int | None]:
    """The hits in the order of their numbers; of a list every client's, however many."""
    if not result.groups:
        return result.hits, None
    groups = [hits for group in result.groups if (hits := [hit for hit in group.hits if not hit.denies])]
    held = [hits[0] for hits in groups]
    known = {hit.passage.passage_id for hit in held}
    others = [hit for hits in groups for hit in hits[1:]] if len(groups) <= FEW_CLIENTS else []
    for hit in (*others, *result.hits):
        if hit.passage.passage_id not in known:
            known.add(hit.passage.passage_id)
            held.append(hit)
    return tuple(held), len(groups)
