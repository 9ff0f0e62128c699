"""The sentences that mention a word, one of each client, and whether there may be more."""

from __future__ import annotations

from dataclasses import replace

import pytest

from core.ids import ClientId, new_id
from core.lookup.note_mentions import Mentions, NoteMentions
from core.retrieval.dto import Hit, SearchOptions, SearchResult
from core.sources.dto import SearchScope
from tests.fakes.search import hits_of, passage_of, result_of

ADA = ClientId(new_id())


class Marking:
    """A search that finds `hits`, as far as `limit` goes, and marks them."""

    def __init__(self, *hits: Hit) -> None:
        self._hits = hits

    def search(
        self, question: str, scope: SearchScope, *, limit: int = 10, options: SearchOptions | None = None
    ) -> SearchResult:
        return result_of(*(replace(hit, marks=((0, 4),), coverage=1.0) for hit in self._hits[:limit]))


def found(hits: tuple[Hit, ...]) -> Mentions:
    return NoteMentions(Marking(*hits))("gout")


def test_one_sentence_of_each_client_is_given():
    hits = hits_of(
        [passage_of("Gout asked about. Sleeps well.", client_id=ADA), passage_of("Gout?", client_id=ADA)]
    )
    mentioned = found(hits)
    assert [quote.text for quote in mentioned.quotes] == ["Gout asked about."]
    assert not mentioned.more


@pytest.mark.parametrize(("passages", "more"), [(199, False), (200, True), (260, True)])
def test_where_the_search_ends_before_the_mentions_do_there_may_be_more(passages: int, more: bool):
    mentioned = found(hits_of([passage_of("Gout was discussed.") for _ in range(passages)]))
    assert (len(mentioned.quotes), mentioned.more) == (min(passages, 200), more)
