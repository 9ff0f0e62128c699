"""What a cross-encoder finds, and that an answer never waits for it or fails with it."""

from __future__ import annotations

import math
import time
from typing import cast

import pytest

from core.assistant.reader.scoring import MISSES, OFFSET, SCORED, SLOPE, ScoredSentences, SentenceScorer
from core.cancel import CancelToken
from core.engine.client import EngineClient
from core.engine.dto import EngineState
from core.errors import EmbeddingError, EngineProblem
from tests.fakes.engine import FakeEngine
from tests.fakes.search import passage_of
from tests.unit.core.assistant.reader.made import ADA, found, ranked

ADAPTER = "c" * 64


def engine(odds: dict[str, float] | None = None, **options) -> FakeEngine:
    """One that finds each sentence as likely as `odds` says by words of it."""
    given = odds or {}

    def of(question, sentences):
        return [
            max((value for words, value in given.items() if words in one), default=-6.0) for one in sentences
        ]

    return FakeEngine(cross_encoder=options.pop("cross_encoder", ADAPTER), odds=of, **options)


def score(fake: FakeEngine, question: str = "What dose of ibuprofen?", **options) -> ScoredSentences | None:
    what = found(question)
    return SentenceScorer(cast("EngineClient", fake)).score(what, ranked(what), **options)


def test_each_sentence_has_its_probability_and_nothing_answers_as_the_best_says():
    scored = score(engine({"600 mg": 2.0, "teacher": -1.0}))
    assert scored is not None
    shares = {one.span.text: scored.share(one) for one in ranked(found())}
    assert shares["Ibuprofen 600 mg every 6 hours was advised."] == pytest.approx(1 / (1 + math.exp(-2)))
    assert shares["She works as a teacher."] == pytest.approx(1 / (1 + math.exp(1)))
    assert scored.none == pytest.approx(1 / (1 + math.exp(SLOPE * 2.0 + OFFSET)))


def test_a_sentence_is_scored_once_behind_the_name_of_its_field():
    fake = engine()
    score(fake, "What  dose of [ibuprofen]?")
    ((question, sentences),) = fake.scored
    assert "[" not in question
    assert "  " not in question
    assert "subjective: She works as a teacher." in sentences
    assert len(set(sentences)) == len(sentences) == 4


def test_only_the_best_are_scored():
    fake = engine()
    many = [passage_of(f"Ibuprofen, note {number}.", client_id=ADA) for number in range(SCORED + 9)]
    what = found("What dose of ibuprofen?", *many)
    scored = SentenceScorer(cast("EngineClient", fake)).score(what, ranked(what))
    assert scored is not None
    assert len(fake.scored[0][1]) == SCORED
    assert scored.share(ranked(what)[-1]) == 0


@pytest.mark.parametrize(
    "spoil",
    [
        lambda fake: fake.stop(),
        lambda fake: fake.tell(EngineState.RESTING),
        lambda fake: fake.fail_embeds(EmbeddingError("engine_crashed")),
        lambda fake: fake.fail_embeds(EngineProblem("engine_resting")),
    ],
)
def test_an_engine_that_cannot_leaves_the_answer_as_it_is(spoil):
    fake = engine({"600 mg": 5.0})
    spoil(fake)
    assert score(fake) is None


def test_without_an_embedder_or_an_adapter_nothing_is_asked():
    assert score(engine(embedder=False)) is None
    fake = engine(cross_encoder="")
    assert score(fake) is None
    assert fake.scored == []


def test_a_question_in_hebrew_is_scored():
    fake = engine({"600 mg": 5.0})
    assert score(fake, "איזה מינון של ibuprofen?") is not None
    assert fake.scored


@pytest.mark.parametrize("sentence", ['איבופרופן 600 מ"ג כל 6 שעות', "Ibuprofen 600 mg every 6 hours."])
def test_a_question_in_hebrew_is_scored_with_sentences_in_hebrew_and_in_english(sentence):
    fake = engine({"600": 2.0})
    what = found("איזה מינון של איבופרופן?", passage_of(sentence, client_id=ADA))
    assert SentenceScorer(cast("EngineClient", fake)).score(what, ranked(what)) is not None


def test_a_question_in_a_language_that_it_never_learned_is_not_scored():
    fake = engine({"600 mg": 5.0})
    assert score(fake, "какая доза ibuprofen?") is None
    assert fake.scored == []


@pytest.mark.parametrize("sentence", ['איבופרופן 600 מ"ג כל 6 שעות', "Ибупрофен 600 мг каждые 6 часов"])
def test_sentences_in_another_language_than_an_english_question_leave_the_answer_as_it_is(sentence):
    """It finds them all unlikely, so that what a chart does say would be refused."""
    fake = engine()
    chart = [passage_of("Ibuprofen was advised.", client_id=ADA), passage_of(sentence, client_id=ADA)]
    what = found("What dose of ibuprofen?", *chart)
    assert SentenceScorer(cast("EngineClient", fake)).score(what, ranked(what)) is None
    assert fake.scored == []


def test_signs_of_an_english_note_are_no_other_language():
    fake = engine({"600": 2.0})
    sentence = "Naïve ﬁbrosis? Ibuprofen 600 µg/μl, SpO₂ 97 %, TNF-α; café — β-blocker ½ tablet ℞ 37 ℃."
    what = found("What dose of ibuprofen?", passage_of(sentence, client_id=ADA))
    assert SentenceScorer(cast("EngineClient", fake)).score(what, ranked(what)) is not None


class Slow(FakeEngine):
    """Never done."""

    def answer_odds(self, question, sentences, *, cancel=None):
        self.scored.append((question, tuple(sentences)))
        while True:
            cancel.raise_if_cancelled()
            time.sleep(0.01)


class Sometimes(Slow):
    """Done in time for one question of so many as may be late in a row."""

    def answer_odds(self, question, sentences, *, cancel=None):
        if len(self.scored) % MISSES == MISSES - 1:
            return FakeEngine.answer_odds(self, question, sentences, cancel=cancel)
        return super().answer_odds(question, sentences, cancel=cancel)


def test_one_that_is_late_each_time_is_not_waited_for_again():
    fake = Slow(cross_encoder=ADAPTER)
    scorer = SentenceScorer(cast("EngineClient", fake))
    what = found()
    for _ in range(MISSES + 2):
        assert scorer.score(what, ranked(what), within_s=0.05) is None
    assert len(fake.scored) == MISSES


def test_one_that_is_late_now_and_then_is_asked_again():
    """Notes that are being embedded make it wait."""
    fake = Sometimes(cross_encoder=ADAPTER)
    scorer = SentenceScorer(cast("EngineClient", fake))
    what = found()
    scored = [scorer.score(what, ranked(what), within_s=0.05) is not None for _ in range(3 * MISSES)]
    assert scored == [number % MISSES == MISSES - 1 for number in range(3 * MISSES)]


def test_one_that_was_stopped_by_the_person_is_asked_again():
    fake = engine({"600 mg": 2.0})
    scorer = SentenceScorer(cast("EngineClient", fake))
    what = found()
    stopped = CancelToken()
    stopped.cancel()
    assert scorer.score(what, ranked(what), cancel=stopped) is None
    assert scorer.score(what, ranked(what)) is not None
