"""Where notes of the practice mention a word, one sentence for each client, for lists of clients."""

from __future__ import annotations

from typing import NamedTuple, Protocol

from core.facts.quoting import Quote
from core.ids import ClientId
from core.language.sentences import sentences
from core.retrieval.dto import Hit, SearchOptions, SearchResult
from core.sources.dto import SearchScope

_MOST_HITS = 200
_WHOLE = 0.99
"""Of the words: `disease` alone is no mention of coeliac disease."""
_BY_WORDS = SearchOptions(recency=False, understand=False, sides="words")


class Search(Protocol):
    """Finds passages; see `core.retrieval.search`."""

    def search(
        self, question: str, scope: SearchScope, *, limit: int = ..., options: SearchOptions = ...
    ) -> SearchResult:
        """Up to `limit` passages within `scope`, best first."""


class Mentions(NamedTuple):
    """A sentence of each client whose notes have a word; `more`: not all of the passages were looked at."""

    quotes: tuple[Quote, ...] = ()
    more: bool = False


class NoteMentions:
    """Searches all notes by words and synonyms."""

    def __init__(self, search: Search) -> None:
        self._search = search

    def __call__(self, words: str) -> Mentions:
        """The sentence of each client that mentions `words` best. Raises as `SearchService.search`."""
        found = self._search.search(words, SearchScope(), limit=_MOST_HITS, options=_BY_WORDS)
        quotes: dict[ClientId, Quote] = {}
        whole = [hit for hit in found.hits if hit.marks and hit.coverage >= _WHOLE]
        for hit in whole:
            if hit.passage.client_id not in quotes:
                quotes[hit.passage.client_id] = _sentence(hit)
        return Mentions(tuple(quotes.values()), more=len(whole) == _MOST_HITS)


def _sentence(hit: Hit) -> Quote:
    """The sentence around the first marked word of a passage."""
    passage, at = hit.passage, hit.marks[0][0]
    start, end = next(
        ((one.start, one.end) for one in sentences(passage.text) if one.start <= at < one.end),
        (0, len(passage.text)),
    )
    return Quote(
        client_id=passage.client_id,
        kind=passage.source_kind,
        source_id=passage.source_id,
        version=passage.version,
        field=passage.field,
        start=passage.start + start,
        end=passage.start + end,
        text=passage.text[start:end],
        day=passage.day,
        title=passage.title,
        author=passage.author,
    )
