"""What a cross-encoder finds, and that an answer never waits for it or fails with it."""

from __future__ import annotations

import contextlib
import math
import time
from typing import cast

import pytest

from core.assistant.reader.scoring import (
    LONGEST_PAUSE_S,
    MISSES,
    OFFSET,
    PAUSE_S,
    SCORED,
    SLOPE,
    ScoredSentences,
    Scoring,
    SentenceScorer,
)
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


def scoring(fake: FakeEngine, question: str = "What dose of ibuprofen?") -> Scoring:
    what = found(question)
    return SentenceScorer(cast("EngineClient", fake)).score(what, ranked(what))


def score(fake: FakeEngine, question: str = "What dose of ibuprofen?") -> ScoredSentences | None:
    return scoring(fake, question).scored


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
    scored = SentenceScorer(cast("EngineClient", fake)).score(what, ranked(what)).scored
    assert scored is not None
    assert len(fake.scored[0][1]) == SCORED
    assert scored.share(ranked(what)[-1]) == 0


@pytest.mark.parametrize(
    ("spoil", "missed"),
    [
        (lambda fake: fake.stop(), False),
        (lambda fake: fake.tell(EngineState.RESTING), False),
        (lambda fake: fake.fail_embeds(EmbeddingError("engine_crashed")), True),
        (lambda fake: fake.fail_embeds(EngineProblem("engine_resting")), False),
    ],
)
def test_an_engine_that_cannot_leaves_the_answer_as_it_is(spoil, missed):
    fake = engine({"600 mg": 5.0})
    spoil(fake)
    assert scoring(fake) == Scoring(missed=missed)


def test_without_an_embedder_or_an_adapter_nothing_is_asked():
    assert scoring(engine(embedder=False)) == Scoring()
    fake = engine(cross_encoder="")
    assert scoring(fake) == Scoring()
    assert fake.scored == []


def test_a_question_in_hebrew_is_scored():
    fake = engine({"600 mg": 5.0})
    assert score(fake, "איזה מינון של ibuprofen?") is not None
    assert fake.scored


@pytest.mark.parametrize("sentence", ['איבופרופן 600 מ"ג כל 6 שעות', "Ibuprofen 600 mg every 6 hours."])
def test_a_question_in_hebrew_is_scored_with_sentences_in_hebrew_and_in_english(sentence):
    fake = engine({"600": 2.0})
    what = found("איזה מינון של איבופרופן?", passage_of(sentence, client_id=ADA))
    assert SentenceScorer(cast("EngineClient", fake)).score(what, ranked(what)).scored is not None


def test_a_question_in_a_language_that_it_never_learned_is_not_scored():
    fake = engine({"600 mg": 5.0})
    assert scoring(fake, "какая доза ibuprofen?") == Scoring()
    assert fake.scored == []


@pytest.mark.parametrize("sentence", ['איבופרופן 600 מ"ג כל 6 שעות', "Ибупрофен 600 мг каждые 6 часов"])
def test_sentences_in_another_language_than_an_english_question_leave_the_answer_as_it_is(sentence):
    """It finds them all unlikely, so that what a chart does say would be refused."""
    fake = engine()
    chart = [passage_of("Ibuprofen was advised.", client_id=ADA), passage_of(sentence, client_id=ADA)]
    what = found("What dose of ibuprofen?", *chart)
    assert SentenceScorer(cast("EngineClient", fake)).score(what, ranked(what)) == Scoring()
    assert fake.scored == []


def test_signs_of_an_english_note_are_no_other_language():
    fake = engine({"600": 2.0})
    sentence = "Naïve ﬁbrosis? Ibuprofen 600 µg/μl, SpO₂ 97 %, TNF-α; café — β-blocker ½ tablet ℞ 37 ℃."
    what = found("What dose of ibuprofen?", passage_of(sentence, client_id=ADA))
    assert SentenceScorer(cast("EngineClient", fake)).score(what, ranked(what)).scored is not None


class Slow(FakeEngine):
    """Never done."""

    def answer_odds(self, question, sentences, *, cancel=None):
        self.scored.append((question, tuple(sentences)))
        while True:
            cancel.raise_if_cancelled()
            time.sleep(0.01)


class Recovering(Slow):
    """Late while it is `busy`."""

    busy = True

    def answer_odds(self, question, sentences, *, cancel=None):
        if self.busy:
            return super().answer_odds(question, sentences, cancel=cancel)
        return FakeEngine.answer_odds(self, question, sentences, cancel=cancel)


class Asking:
    """One scorer with a clock that the test moves."""

    def __init__(self, fake: FakeEngine) -> None:
        self.fake = fake
        self.now_s = 1000.0
        self._scorer = SentenceScorer(cast("EngineClient", fake), monotonic=lambda: self.now_s)

    def ask(self, **options) -> Scoring:
        what = found()
        return self._scorer.score(what, ranked(what), **{"within_s": 0.05} | options)

    def is_waited_for(self) -> bool:
        """Whether a question waits for scores that are late."""
        before = len(self.fake.scored)
        assert self.ask() == Scoring(missed=True)
        return len(self.fake.scored) > before


def test_one_that_is_late_each_time_is_not_waited_for_in_a_pause():
    asking = Asking(Slow(cross_encoder=ADAPTER))
    assert [asking.is_waited_for() for _ in range(MISSES + 2)] == [True] * MISSES + [False] * 2
    asking.now_s += PAUSE_S - 1
    assert not asking.is_waited_for()


def test_after_a_pause_one_question_tries_and_each_that_is_late_doubles_the_pause():
    asking = Asking(Slow(cross_encoder=ADAPTER))
    for _ in range(MISSES):
        asking.ask()
    pause_s = PAUSE_S
    pauses: list[float] = []
    while len(pauses) < 7:
        asking.now_s += pause_s - 1
        assert not asking.is_waited_for()
        asking.now_s += 1
        assert asking.is_waited_for()
        assert not asking.is_waited_for(), "one, not three again"
        pauses.append(pause_s)
        pause_s = min(2 * pause_s, LONGEST_PAUSE_S)
    assert pauses == [60, 120, 240, 480, 900, 900, 900]


def test_once_it_is_in_time_it_is_used_for_each_question_and_the_pause_is_short_again():
    fake = Recovering(cross_encoder=ADAPTER)
    asking = Asking(fake)
    for _ in range(MISSES):
        asking.ask()
    asking.now_s += PAUSE_S
    assert asking.is_waited_for()
    asking.now_s += 2 * PAUSE_S
    fake.busy = False
    assert [asking.ask().scored is not None for _ in range(3)] == [True] * 3
    fake.busy = True
    assert [asking.is_waited_for() for _ in range(MISSES + 1)] == [True] * MISSES + [False]
    asking.now_s += PAUSE_S
    assert asking.is_waited_for()


def test_one_that_is_late_now_and_then_is_asked_again():
    """Notes that are being embedded make it wait."""
    fake = Recovering(cross_encoder=ADAPTER)
    asking = Asking(fake)
    for number in range(3 * MISSES):
        fake.busy = number % MISSES != MISSES - 1
        assert asking.ask().missed == fake.busy
    assert len(fake.scored) == 3 * MISSES


def test_one_that_was_stopped_by_the_person_is_asked_again():
    fake = Recovering(cross_encoder=ADAPTER)
    asking = Asking(fake)
    stopped = CancelToken()
    stopped.cancel()
    for _ in range(MISSES):
        assert asking.ask(cancel=stopped) == Scoring()
    assert asking.is_waited_for()
    for _ in range(MISSES - 1):
        asking.ask()
    asking.now_s += PAUSE_S
    assert asking.ask(cancel=stopped) == Scoring(), "the try that was stopped says nothing"
    fake.busy = False
    assert asking.ask().scored is not None


@pytest.mark.parametrize("error", [EngineProblem("engine_stopped"), RuntimeError("unforeseen")])
def test_a_try_without_a_verdict_leaves_the_next_one_to_try(error):
    fake = Recovering(cross_encoder=ADAPTER)
    asking = Asking(fake)
    for _ in range(MISSES):
        asking.ask()
    asking.now_s += PAUSE_S
    fake.busy = False
    fake.fail_embeds(error)
    with contextlib.suppress(RuntimeError):
        asking.ask()
    assert asking.ask().scored is not None
