"""The second check that clients are kept apart: every search result is compared with the requested scope."""

from __future__ import annotations

from collections.abc import Iterable

from core.errors import RetrievalError
from core.retrieval.dto import Hit, Passage
from core.sources.dto import SearchScope


def require_within(hits: Iterable[Hit], scope: SearchScope) -> None:
    """Raises `RetrievalError("hit_outside_scope")` for a passage of another client, day or field.

    Search applies the scope itself, before ranking; a hit outside of it is a defect that must never become an
    answer about another client.
    """
    for hit in hits:
        if not _within(hit.passage, scope):
            raise RetrievalError("hit_outside_scope", passage_id=hit.passage.passage_id)


def _within(passage: Passage, scope: SearchScope) -> bool:
    if scope.client_id is not None and passage.client_id != scope.client_id:
        return False
    if scope.fields and passage.field not in scope.fields:
        return False
    if passage.day is None:
        return scope.since is None and scope.until is None
    return not (
        (scope.since is not None and passage.day < scope.since)
        or (scope.until is not None and passage.day > scope.until)
    )
