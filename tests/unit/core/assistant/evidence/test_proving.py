"""What is highlighted of a quote: the clause that answers, never cut away from what denies or ends it."""

from __future__ import annotations

import pytest

from core.assistant.evidence.proving import clause_of, proof_of
from core.assistant.evidence.ranking import rank_evidence
from core.assistant.evidence.subjects import Subjects
from core.assistant.spans import Span, whole
from tests.fakes.search import hits_of, passage_of


def _clause(question: str, sentence: str) -> str:
    return clause_of(Span(7, 7 + len(sentence), sentence), Subjects(question), field="objective").text


@pytest.mark.parametrize(
    ("question", "sentence", "clause"),
    [
        (
            "What was the blood pressure?",
            "Weight 96.2 kg (104.5 a year ago), BP 126/76, HbA1c 6.8% (51 mmol/mol).",
            "BP 126/76",
        ),
        (
            "What dose of metformin does he take?",
            "Metformin 500 mg twice a day; foot care shown and shoes discussed.",
            "Metformin 500 mg twice a day",
        ),
        (
            "Why was ibuprofen stopped?",
            "Took ibuprofen 400 mg, stopped on day 4 for stomach upset.",
            "Took ibuprofen 400 mg, stopped on day 4 for stomach upset.",
        ),
        (
            "How is the knee?",
            "Sleeps well now, but the knee swells after long walks.",
            "the knee swells after long walks.",
        ),
        ("מה לחץ הדם?", 'משקל 92.1 ק"ג, ל"ד 126/78, דופק 72.', 'ל"ד 126/78'),
    ],
)
def test_a_sentence_is_cut_to_the_clause_that_answers(question: str, sentence: str, clause: str) -> None:
    assert _clause(question, sentence) == clause


@pytest.mark.parametrize(
    ("question", "sentence"),
    [
        ("Any cough?", "No fever; cough for 3 days; better at night but never gone."),
        (
            "What dose of ramipril does he take?",
            "Ramipril 5 mg, 2.5 mg before, stopped on 3 May, 4 weeks ago.",
        ),
        ("Which dose of insulin?", "Insulin 10 units, or 12 units if above 9, to be considered, 2 options."),
    ],
)
def test_what_denies_ends_or_doubts_is_never_left_out(question: str, sentence: str) -> None:
    assert _clause(question, sentence) == sentence


def test_a_denial_goes_with_the_clause_that_it_denies() -> None:
    found = _clause("Does she have chest pain?", "Denies fever; chest pain; walks 5 km.")
    assert found == "Denies fever; chest pain"


def test_a_clause_is_exactly_where_it_says() -> None:
    sentence = "Weight 96.2 kg, BP 126/76, pulse 72."
    found = clause_of(Span(7, 7 + len(sentence), sentence), Subjects("BP?"), field="objective")
    assert sentence[found.start - 7 : found.end - 7] == found.text


def test_of_a_longer_quote_only_what_answers_is_proof() -> None:
    text = "Right knee pain for 3 weeks, worse on stairs. Took ibuprofen, stopped on day 4. Walks 5 km a day."
    question = "Why was ibuprofen stopped?"
    passage = passage_of(text, start=11)
    evidence = rank_evidence(question, hits_of([passage]))
    (best,) = (one for one in evidence if one is evidence[0])
    quote = type(best)(best.number, whole(passage), best.score, best.matched)
    proof = proof_of(quote, evidence, passage, Subjects(question))
    assert [span.text for span in proof] == ["Took ibuprofen, stopped on day 4."]
    assert proof[0].start == 11 + text.index("Took")
