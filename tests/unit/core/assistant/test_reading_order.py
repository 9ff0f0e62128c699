"""Sources are numbered as a reader comes to them: as cited, then the other used ones, then the rest."""

from __future__ import annotations

from dataclasses import replace

from core.assistant.composing import compose
from core.assistant.dto import Sentence, Source
from core.assistant.evidence.ranking import rank_evidence
from core.assistant.finding import RetrievedPassages
from core.assistant.reading_order import reading_order, renumbered_sentences, renumbered_sources
from core.assistant.writing.generation import ModelTurn
from core.sources.dto import Coverage, SearchScope
from tests.fakes.search import hits_of, passage_of


def _source(number: int, *, used: bool) -> Source:
    return Source(
        number=number, used=used, usage_reason="", quote="x", quote_start=0, quote_end=1, verified=used,
        passage=passage_of("x"), client_name="", score=1.0,
    )  # fmt: skip


def test_cited_then_used_then_the_rest() -> None:
    sources = [_source(number, used=number in (2, 3, 5)) for number in range(1, 6)]
    sentences = [Sentence("b", (5, 9), True), Sentence("a", (2, 5), True)]
    numbers = reading_order(sentences, sources)
    assert numbers == {5: 1, 2: 2, 3: 3, 1: 4, 4: 5}
    assert [one.sources for one in renumbered_sentences(sentences, numbers)] == [(1,), (2, 1)]
    shown = renumbered_sources(sources, numbers)
    assert [one.number for one in shown] == [1, 2, 3, 4, 5]
    assert [one.used for one in shown] == [True, True, True, False, False]


def test_the_quotes_of_an_answer_are_numbered_as_they_stand_and_keep_their_rank() -> None:
    work = passage_of("She works as a teacher.")
    dose = passage_of("Walks daily. Ibuprofen 600 mg was advised.", client_id=work.client_id, start=4)
    question = "What dose of ibuprofen was advised?"
    hits = tuple(replace(hit, score=1.0) for hit in hits_of([work, dose]))
    scope = SearchScope(client_id=work.client_id)
    found = RetrievedPassages(
        question, scope, hits, {work.client_id: "Byron, Ada"}, Coverage(1), by_meaning=True
    )
    composed = compose(found, rank_evidence(question, hits), ModelTurn())
    first = composed.sources[0]
    assert (first.number, first.rank, first.used) == (1, 2, True)
    assert composed.sentences[0].sources == (1,)
    assert composed.text.splitlines()[0].endswith("[1]")
    assert first.proof_text == "Ibuprofen 600 mg was advised."
    assert first.quote == "Walks daily. Ibuprofen 600 mg was advised.", "its neighbour is read with it"
    assert composed.leading == 1
