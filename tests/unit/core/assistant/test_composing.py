"""What becomes an answer: verified sentences, else quotes; and what is said of every source."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from core.assistant.composing import compose, not_in_record
from core.assistant.dto import Sentence
from core.assistant.evidence.ranking import rank_evidence
from core.assistant.finding import RetrievedPassages
from core.assistant.verification.sentence_verifier import SentenceVerifier
from core.assistant.writing.generation import ModelTurn
from core.assistant.writing.writer import Draft
from core.sources.dto import Coverage, SearchScope
from tests.fakes.search import hits_of, passage_of

DOSE = passage_of("Ibuprofen 600 mg every 6 hours was advised. Rest was advised too.", start=5)
WORK = passage_of("She works as a teacher.", client_id=DOSE.client_id)
FOUND = RetrievedPassages(
    question="What dose of ibuprofen was advised?",
    scope=SearchScope(client_id=DOSE.client_id),
    hits=hits_of([DOSE, WORK]),
    names={DOSE.client_id: "Byron, Ada"},
    searched=Coverage(sessions=2),
    by_meaning=True,
)
EVIDENCE = rank_evidence(FOUND.question, FOUND.hits)


def drafted(*sentences: tuple[str, int], found: RetrievedPassages = FOUND) -> Draft:
    """A draft whose sentences were verified."""
    draft = Draft(first_token_at=1.0)
    verifier = SentenceVerifier({number: found.passage(number) for number in (1, 2)})
    for text, number in sentences:
        verdict = verifier.check(text, [number])
        assert verdict.supported
        draft.sentences.append(Sentence(text, (number,), verified=True))
        draft.supports.append(verdict.supports)
    return draft


def test_a_written_answer_uses_what_it_cites_and_nothing_else():
    composed = compose(
        FOUND,
        EVIDENCE,
        ModelTurn(drafted(("Ibuprofen 600 mg was advised.", 1)), "m", offered=frozenset({1, 2})),
    )
    assert (composed.mode, composed.notice) == ("written", None)
    assert composed.text == "Ibuprofen 600 mg was advised. [1]"
    used, unused = composed.sources
    assert (used.used, used.verified) == (True, True)
    assert used.quote == "Ibuprofen 600 mg every 6 hours was advised."
    assert (used.quote_start, used.quote_end) == (5, 5 + len(used.quote))
    assert used.usage_reason.startswith("supports sentence 1: ‘Ibuprofen’")
    assert used.usage_reason.endswith("‘600 mg’")
    assert (unused.used, unused.verified, unused.usage_reason) == (
        False,
        False,
        "given to the model, not used: near in meaning only",
    )
    assert unused.quote == "She works as a teacher."
    assert used.client_name == "Byron, Ada"


def test_two_sentences_on_one_source_mark_the_words_of_both():
    found = replace(FOUND, question="What was advised, ibuprofen or rest?")
    evidence = [replace(one, score=1.0) for one in EVIDENCE]
    composed = compose(
        found,
        evidence,
        ModelTurn(
            drafted(("Ibuprofen 600 mg was advised.", 1), ("Rest was advised.", 1)), "m", frozenset({1})
        ),
    )
    source = composed.sources[0]
    assert source.quote == DOSE.text
    assert source.usage_reason.count("supports sentence") == 2
    assert composed.sources[1].usage_reason.startswith("found, not used: ")


@pytest.mark.parametrize("sentence", ["She works as a teacher.", "Rest was advised."])
def test_a_true_sentence_beside_the_question_is_withheld(sentence):
    number = 2 if "teacher" in sentence else 1
    composed = compose(
        FOUND, EVIDENCE, ModelTurn(drafted((sentence, number)), "m", offered=frozenset({1, 2}))
    )
    assert composed.mode == "evidence"
    assert composed.notice == "not_supported"
    assert [(one.text, one.verified, one.reason) for one in composed.withheld] == [
        (sentence, False, "off_question")
    ]


def test_the_best_words_answer_where_no_number_is_asked_and_others_do_not():
    found = replace(FOUND, question="Which painkiller was advised, ibuprofen?")
    evidence = rank_evidence(found.question, found.hits)
    draft = drafted(("Rest was advised.", 1), ("Ibuprofen was advised.", 1))
    composed = compose(found, evidence, ModelTurn(draft, "m", offered=frozenset({1, 2})))
    assert composed.text == "Ibuprofen was advised. [1]"
    assert [(one.text, one.reason) for one in composed.withheld] == [("Rest was advised.", "off_question")]
    assert composed.sources[0].usage_reason.startswith("supports sentence 1:")


def test_without_a_sentence_the_record_is_quoted():
    composed = compose(FOUND, EVIDENCE, ModelTurn(Draft(notice="engine_resting")))
    assert (composed.mode, composed.notice, composed.attribution) == ("evidence", "engine_resting", "tracked")
    assert composed.text.startswith("7 Apr 2024, plan: “Ibuprofen 600 mg every 6 hours was advised.")
    assert composed.text.count("[1]") == 1
    assert all(sentence.verified for sentence in composed.sentences)
    assert composed.sources[0].used
    assert composed.sources[0].usage_reason.startswith("quoted: shares ‘ibuprofen’")


def test_the_words_asked_for_are_emphasised_in_what_is_quoted():
    composed = compose(FOUND, EVIDENCE, ModelTurn())
    line = composed.sentences[0]
    marked = " ".join(line.text[start:end] for start, end in line.emphasis)
    assert "Ibuprofen" in marked
    assert "advised" in marked
    assert "every" not in marked
    assert min(start for start, _ in line.emphasis) > line.text.index("“")


def test_attribution_that_could_not_be_read_is_said_and_marks_no_more_than_the_quotes():
    draft = Draft(
        attribution="unavailable", withheld=[Sentence("Well.", (), verified=False, reason="no_citation")]
    )
    composed = compose(FOUND, EVIDENCE, ModelTurn(draft, "m", offered=frozenset({1, 2})))
    assert composed.attribution == "unavailable"
    quoted = {number for sentence in composed.sentences for number in sentence.sources}
    assert {source.number for source in composed.sources if source.used} == quoted


def test_not_in_the_record_has_no_words_and_uses_nothing():
    composed = not_in_record(FOUND, EVIDENCE, "value_not_found")
    assert (composed.text, composed.sentences, composed.not_in_record) == ("", (), True)
    assert composed.notice == "value_not_found"
    assert [source.used for source in composed.sources] == [False, False]


def test_every_unused_source_says_why():
    older = replace(DOSE, passage_id=WORK.passage_id, day=date(2023, 1, 1))
    hits = hits_of([DOSE, WORK, older, replace(DOSE, text="No ibuprofen was advised.", start=90, end=115)])
    denies = (*hits[:3], replace(hits[3], denies=True))
    found = replace(FOUND, hits=denies, order="latest")
    evidence = rank_evidence(found.question, found.hits)
    vain = Sentence("She teaches ibuprofen.", (2,), verified=False, reason="unsupported_words")
    draft = drafted(("Ibuprofen 600 mg was advised.", 1), found=found)
    draft.withheld.append(vain)
    composed = compose(found, evidence, ModelTurn(draft, "m", frozenset({1, 2})))
    assert [source.usage_reason for source in composed.sources[1:]] == [
        "given to the model, not used: cited only by a sentence that was withheld",
        "found, not used: of another day than the latest",
        "found, not used: says that it is not so",
    ]


def test_what_the_model_says_of_its_sources_is_told_as_its_own_words():
    draft = drafted(("Ibuprofen 600 mg was advised.", 1))
    draft.reasons = {1: "gives the dose of ibuprofen", 2: "names her work"}
    composed = compose(FOUND, EVIDENCE, ModelTurn(draft, "m", frozenset({1, 2})))
    used, unused = composed.sources
    assert used.usage_reason.endswith("; in the model's words: gives the dose of ibuprofen")
    assert "model's words" not in unused.usage_reason
    assert "gives the dose" not in composed.text
