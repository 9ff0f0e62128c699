"""The words of each passage that a model is given: the best sentence and what fits beside it."""

from __future__ import annotations

from core.assistant.evidence.ranking import rank_evidence
from core.assistant.finding import RetrievedPassages
from core.assistant.writing.offering import EXCERPT_CHARS, offers
from core.sources.dto import Coverage, SearchScope
from tests.fakes.search import hits_of, passage_of

LONG = "Walked the dog along the river every single morning of the week with her neighbour and his two sons. "


def test_the_best_passage_first_with_its_best_sentence_alone_or_grown():
    sentences = f"{LONG}Ibuprofen 600 mg was advised. {LONG}"
    passages = [passage_of("She sings in a choir. Rests on Sundays."), passage_of(sentences, start=7)]
    question = "What dose of ibuprofen was advised?"
    found = RetrievedPassages(
        question, SearchScope(), hits_of(passages), {}, Coverage(sessions=2), by_meaning=True
    )
    dose, work = offers(found, rank_evidence(question, found.hits))
    assert dose.number == 2
    assert "Ibuprofen 600 mg was advised." in dose.span.text
    assert len(dose.span.text) <= EXCERPT_CHARS
    assert sentences[dose.span.start - 7 : dose.span.end - 7] == dose.span.text
    assert (work.number, work.span.text) == (1, "She sings in a choir. Rests on Sundays.")


def test_a_long_sentence_stays_whole():
    text = "Ibuprofen was advised " + "and then again " * 30 + "at last."
    passages = [passage_of(text)]
    found = RetrievedPassages(
        "Ibuprofen?", SearchScope(), hits_of(passages), {}, Coverage(sessions=1), by_meaning=True
    )
    (only,) = offers(found, rank_evidence("Ibuprofen?", found.hits))
    assert only.span.text in text
    assert only.span.text.startswith("Ibuprofen was advised")
