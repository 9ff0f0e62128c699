"""What counts as a proving source, a faithful sentence, an answer hit and a leak."""

from __future__ import annotations

import dataclasses
from datetime import UTC, datetime
from typing import Any

import pytest

from app.cli.evaluation_text import report_text
from core.assistant.dto import Answer, Sentence, Source, Timings, Usage
from core.cancel import CancelToken
from core.evaluation.answers import Answering, answer_scores, is_faithful, leaks, says
from core.evaluation.dto import (
    AnswersReport,
    EvaluationQuestion,
    GoldPlace,
    GoldQuote,
    SetReport,
    Table,
)
from core.evaluation.report import report_document
from core.evaluation.tallies import table_of
from core.ids import ClientId, ConversationId, MessageId, new_id
from core.sources.dto import Coverage, SearchScope
from tests.fakes.search import passage_of

HERON, PLOVER = ClientId(new_id()), ClientId(new_id())
TEXT = "Stopped ibuprofen because of stomach pain. Takes paracetamol 500 mg. Sleeps well."
PASSAGE = passage_of(TEXT, client_id=HERON, start=4)
GOLD = GoldQuote("heron", "s1", "plan", "because of stomach pain", ((22, 45),))
PLACE = GoldPlace(HERON, PASSAGE.source_id, "plan", GOLD.quote, GOLD.spans)
QUESTION = EvaluationQuestion(
    "q1", "Why?", "fact", "en", "heron", (GOLD,), must_include=("stomach",), must_not=("kidney",)
)
ABSENT = EvaluationQuestion("q2", "What dose?", "absent", "en", "heron")


def source(text: str = "Stopped ibuprofen because of stomach pain.", **changes: Any) -> Source:
    """One that quotes `text` of the passage."""
    start = PASSAGE.start + TEXT.index(text)
    made = Source(
        number=1,
        used=True,
        usage_reason="",
        quote=text,
        quote_start=start,
        quote_end=start + len(text),
        verified=True,
        passage=PASSAGE,
        client_name="Ines Heron",
        score=1.0,
    )
    return dataclasses.replace(made, **changes)


def line(words: str, *numbers: int) -> Sentence:
    return Sentence(f"7 Apr 2024, plan: “{words}”", numbers or (1,), verified=True)


def answer(*sentences: Sentence, sources: tuple[Source, ...] = (), **changes: Any) -> Answer:
    made = Answer(
        conversation_id=ConversationId(new_id()),
        message_id=MessageId(new_id()),
        question="Why?",
        answer="\n".join(sentence.text for sentence in sentences),
        sentences=sentences,
        withheld=(),
        sources=sources,
        not_in_record=False,
        mode="evidence",
        attribution="tracked",
        model=None,
        timings=Timings(1.0, None, 2.0),
        usage=Usage(),
        searched=Coverage(),
        asked_at=datetime(2024, 4, 8, tzinfo=UTC),
    )
    return dataclasses.replace(made, **changes)


QUOTED = answer(line("Stopped ibuprofen because of stomach pain."), sources=(source(),))


def scores_of(given: Answer, question: EvaluationQuestion = QUESTION) -> dict[str, tuple[float, float]]:
    asked: list[tuple[SearchScope, bool]] = []

    def ask(
        text: str,
        scope: SearchScope,
        *,
        cancel: CancelToken,
        use_model: bool,
        alone: bool,
        regenerate: bool,
    ) -> Answer:
        assert alone
        assert regenerate
        asked.append((scope, use_model))
        return given

    answering = Answering(ask, {"heron": HERON, "plover": PLOVER}, use_model=False)
    places = [PLACE] * len(question.gold)
    outcome = answering.outcome(question, places, CancelToken())
    expected = None if question.client_id is None else HERON
    assert asked == [(SearchScope(client_id=expected), False)]
    return {score.column: (score.value, score.of) for score in answer_scores(question, outcome)}


def test_an_answer_that_shows_the_proving_words_has_all_columns() -> None:
    scores = scores_of(QUOTED)
    assert scores["evidence_hit"] == (1, 1)
    assert scores["faithful"] == (1, 1)
    assert scores["answer_hit"] == (1, 1)
    assert scores["withheld"] == (0, 1)
    assert scores["false_abstention"] == (0, 1)
    assert scores["leaks"] == (0, 1)
    assert "abstained" not in scores


@pytest.mark.parametrize(
    "shown",
    [
        source(used=False),
        source("Takes paracetamol 500 mg."),
        source("Stopped ibuprofen because of"),
        source(passage=dataclasses.replace(PASSAGE, source_id=new_id())),
        source(passage=dataclasses.replace(PASSAGE, field="subjective")),
    ],
)
def test_words_unused_beside_in_part_or_elsewhere_are_no_evidence_hit(shown: Source) -> None:
    assert scores_of(answer(line("x"), sources=(shown,)))["evidence_hit"] == (0, 1)


def test_a_quote_is_faithful_only_word_for_word() -> None:
    assert is_faithful(QUOTED.sentences[0], QUOTED.sources)
    assert not is_faithful(line("Stopped ibuprofen because of knee pain."), QUOTED.sources)
    assert not is_faithful(line("Stopped ibuprofen because of stomach pain.", 2), QUOTED.sources)
    assert not is_faithful(QUOTED.sentences[0], (source(quote="Stopped ibuprofen."),))
    assert not is_faithful(QUOTED.sentences[0], (source(used=False),))


def test_a_written_sentence_is_faithful_if_the_verifier_says_so() -> None:
    whole = (source(TEXT),)
    assert is_faithful(Sentence("She takes paracetamol 500 mg.", (1,), verified=True), whole)
    assert not is_faithful(Sentence("She takes paracetamol 1000 mg.", (1,), verified=True), whole)


@pytest.mark.parametrize(
    ("changes", "hit"),
    [({}, 1), ({"must_include": ("stomach", "ulcer")}, 0), ({"must_not": ("ibuprofen",)}, 0),
     ({"must_include": ("2024-04-07",)}, 1), ({"must_not": ("2024-04-07",)}, 1)],
)  # fmt: skip
def test_an_answer_hit_has_every_word_it_must_and_none_it_must_not(changes: Any, hit: int) -> None:
    assert scores_of(QUOTED, dataclasses.replace(QUESTION, **changes))["answer_hit"] == (hit, 1)


def test_over_the_practice_the_clients_that_are_quoted_count_as_named() -> None:
    over = dataclasses.replace(QUESTION, client_id=None, must_include=("heron",), must_not=("plover",))
    assert scores_of(QUOTED, over)["answer_hit"] == (1, 1)
    over = dataclasses.replace(over, must_include=(), must_not=("heron",))
    assert scores_of(QUOTED, over)["answer_hit"] == (0, 1)


def test_abstaining_is_right_where_nothing_is_recorded_and_wrong_elsewhere() -> None:
    silent = answer(not_in_record=True, sources=(source(used=False),))
    assert scores_of(silent, ABSENT)["abstained"] == (1, 1)
    assert scores_of(QUOTED, ABSENT)["abstained"] == (0, 1)
    wrongly = scores_of(silent)
    assert (wrongly["false_abstention"], wrongly["answer_hit"]) == ((1, 1), (0, 1))
    assert wrongly["evidence_hit"] == (0, 1)
    assert "faithful" not in wrongly


def test_any_source_of_another_client_is_a_leak_used_or_not() -> None:
    other = source(used=False, passage=dataclasses.replace(PASSAGE, client_id=PLOVER))
    assert leaks(answer(sources=(source(), other)), HERON) == 1
    assert scores_of(answer(sources=(source(), other)))["leaks"] == (1, 1)
    over = dataclasses.replace(QUESTION, client_id=None)
    assert scores_of(answer(sources=(source(), other)), over)["leaks"] == (0, 1)


@pytest.mark.parametrize(
    ("text", "words", "whole", "there"),
    [
        ("a dose of 50 mg", "50", False, True),
        ("a dose of 150 mg", "50", False, False),
        ("Hb 12.1", "12", False, False),
        ("Hb 12.1", "2.1", False, False),
        ("an allergy", "allerg", False, True),
        ("her eyes", "yes", True, False),
        ("yes, she did", "yes", True, True),
        ("yesterday", "yes", True, False),
        ("מות סבתה", "סבת", False, True),
    ],
)
def test_words_stand_in_a_text_as_words_and_numbers_whole(
    text: str, words: str, whole: bool, there: bool
) -> None:
    assert says(text, words, whole=whole) is there


def test_the_columns_are_printed_and_written_beside_the_others() -> None:
    silent = answer(not_in_record=True)
    pairs = [(QUESTION, QUOTED), (dataclasses.replace(QUESTION, row_id="q3"), silent), (ABSENT, silent)]
    judged = []
    for question, given in pairs:
        answering = Answering(lambda *_, given=given, **__: given, {"heron": HERON}, use_model=False)
        judged.append((question, answering.outcome(question, [PLACE] * len(question.gold), CancelToken())))
    table = table_of((question, answer_scores(question, outcome)) for question, outcome in judged)
    outcomes = tuple(outcome for _, outcome in judged)
    report = SetReport(
        "c", "q", 3, 2, 2, 1, 1, "m", "0", 1.0, 1.0, 1.0, {"fused": Table({}, {}, {})}, (), (),
        (AnswersReport("evidence", None, table, 2.0, 3.0, outcomes),),
    )  # fmt: skip
    told = report_document(report)["answers"]["evidence"]
    assert told["table"]["total"]["evidence_hit"] == {"share": 0.5, "of": 2}
    assert told["table"]["kinds"]["absent"]["abstained"] == {"share": 1.0, "of": 1}
    assert [row["id"] for row in told["rows"]] == ["q1", "q3", "q2"]
    assert told["leaks"] == 0
    text = report_text(report)
    assert "evidence hit" in text
    assert "said to be in no note: q3" in text
