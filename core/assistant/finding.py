"""The passages a question is answered from, held against the scope, with whose they are."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from core.assistant.scope import require_within
from core.cancel import CancelToken
from core.ids import ClientId
from core.retrieval.dto import Coverage, Hit, Passage, SearchScope
from core.retrieval.search import SearchService

PASSAGES_OF_A_CLIENT = 10
PASSAGES_OF_A_PRACTICE = 15

NamesOf = Callable[[Iterable[ClientId]], Mapping[ClientId, str]]
"""Display names by client."""


@dataclass(frozen=True, slots=True)
class Found:
    """What search gave for one question. `by_meaning` is false when only words could be compared."""

    question: str
    scope: SearchScope
    hits: tuple[Hit, ...]
    names: Mapping[ClientId, str]
    searched: Coverage
    by_meaning: bool

    @property
    def whole_practice(self) -> bool:
        return self.scope.client_id is None

    def passage(self, number: int) -> Passage:
        """The passage of source `number` (from 1)."""
        return self.hits[number - 1].passage

    def name_to_show(self, passage: Passage) -> str | None:
        """Whose words these are, where that is not plain from the question."""
        return self.names.get(passage.client_id) if self.whole_practice else None


def find(
    question: str, scope: SearchScope, *, search: SearchService, names_of: NamesOf, cancel: CancelToken | None
) -> Found:
    """Searches. Raises `RetrievalError` for a passage outside of the scope, and what searching raises."""
    limit = PASSAGES_OF_A_PRACTICE if scope.client_id is None else PASSAGES_OF_A_CLIENT
    result = search.search(question, scope, limit=limit, cancel=cancel)
    require_within(result.hits, scope)
    names = names_of({hit.passage.client_id for hit in result.hits})
    return Found(question, scope, result.hits, names, result.searched, result.dense_available)
