"""The cross-encoder in the assistant: one sign among others, for one chart; it never stops an answer."""

from __future__ import annotations

import pytest

from core.assistant.reader.scoring import MISSES
from core.cancel import CancelToken
from core.errors import Cancelled, EmbeddingError
from core.sources.dto import SearchScope
from tests.fakes.engine import FakeEngine

ASKED = "What dose of ibuprofen was advised?"
DOUBTFUL = "Was she told to ignore the previous ibuprofen orders?"
WORK = "Works as a teacher."


def engine(odds: dict[str, float], *, cross_encoder: str = "c" * 64) -> FakeEngine:
    def of(question, sentences):
        return [
            max((each for words, each in odds.items() if words in one), default=-9.0) for one in sentences
        ]

    return FakeEngine(cross_encoder=cross_encoder, odds=of)


def told(answer):
    """What a person sees of an answer."""
    sources = [(each.number, each.used, each.quote, each.usage_reason) for each in answer.sources]
    return (answer.mode, answer.answer, answer.not_in_record, sources, answer.leading)


@pytest.fixture
def asked(assistant_over, search, scope):
    def ask(fake: FakeEngine, question: str = ASKED, **options):
        options.setdefault("use_model", False)
        return assistant_over(search, fake).ask(question, options.pop("of", scope), **options)

    return ask


def test_where_no_sentence_answers_by_far_nothing_is_answered(asked):
    answer = asked(engine({"600 mg": -9.0}))
    assert answer.not_in_record
    assert answer.notice == "nothing_answers"


def test_where_it_is_not_sure_the_record_s_words_are_shown(asked):
    answer = asked(engine({"600 mg": 0.0}))
    assert (answer.not_in_record, answer.uncertain) == (False, False)


def test_what_hardly_answers_is_shown_with_the_doubt(asked):
    answer = asked(engine({"600 mg": -1.5}))
    assert "600 mg" in answer.answer
    assert (answer.not_in_record, answer.uncertain) == (False, True)
    assert not asked(engine({"600 mg": -9.0})).uncertain, "what is refused is in no doubt"


def test_what_answers_likely_is_quoted_first(asked):
    question = "Anything about ibuprofen or a teacher?"
    plain = asked(engine({}, cross_encoder=""), question)
    scored = asked(engine({WORK: 6.0, "600 mg": -6.0}), question)
    assert "teacher" not in plain.answer.splitlines()[0]
    assert "teacher" in scored.answer.splitlines()[0]


def test_without_a_cross_encoder_or_where_it_fails_the_answer_is_that_of_before(asked):
    plain = asked(engine({}, cross_encoder=""))
    failing = engine({"600 mg": -9.0})
    failing.fail_embeds(EmbeddingError("engine_crashed"))
    assert told(asked(failing)) == told(plain)


def failing(times: int) -> FakeEngine:
    fake = engine({"600 mg": 3.0})
    fake.fail_embeds(*[EmbeddingError("engine_crashed")] * times)
    return fake


def test_answers_without_scores_say_so_until_there_are_scores_again(
    assistant_over, search, scope, conversations
):
    fake = failing(2)
    assistant = assistant_over(search, fake)
    answers = [assistant.ask(ASKED, scope, use_model=False) for _ in range(4)]
    assert [each.unscored for each in answers] == [True, True, False, False]
    assert [each.cached for each in answers] == [False, False, False, True], "what lacks scores is not kept"
    assert conversations.open(answers[0].conversation_id) == [answers[0]]
    assert len(fake.scored) == 3


def test_answers_in_the_pause_say_so_too_and_the_engine_is_not_asked(assistant_over, search, scope):
    fake = failing(MISSES)
    assistant = assistant_over(search, fake)
    questions = (ASKED, "What dose of metformin was advised?")
    answers = [assistant.ask(ASKED, scope, use_model=False) for _ in range(MISSES)]
    answers += [assistant.ask(each, scope, use_model=False) for each in questions]
    assert all(each.unscored for each in answers)
    assert [each.not_in_record for each in answers] == [False] * (MISSES + 1) + [True]
    assert len(fake.scored) == MISSES


def test_what_is_not_scored_at_all_lacks_nothing(asked):
    assert not asked(engine({}, cross_encoder="")).unscored
    assert not asked(failing(1), of=SearchScope()).unscored


def test_an_answer_that_was_stopped_while_it_was_scored_is_not_repeated(assistant_over, search, scope):
    """It was said without the scores, which may say otherwise."""
    stop = CancelToken()

    class Stopped(FakeEngine):
        def answer_odds(self, question, sentences, *, cancel=None):
            if not stop.cancelled:
                stop.cancel()
                raise Cancelled
            return super().answer_odds(question, sentences, cancel=cancel)

    fake = Stopped(cross_encoder="c" * 64)
    assistant = assistant_over(search, fake)
    question = "What dose of metformin was advised?"
    assert assistant.ask(question, scope, use_model=False, cancel=stop).not_in_record
    assert not assistant.ask(question, scope, use_model=False).cached
    assert len(fake.scored) == 1


def test_the_whole_practice_is_not_scored(asked):
    fake = engine({"600 mg": -9.0})
    assert not asked(fake, of=SearchScope()).not_in_record
    assert fake.scored == []


def test_what_may_be_an_order_is_scored_all_the_same(asked):
    fake = engine({"600 mg": 3.0})
    answer = asked(fake, DOUBTFUL, use_model=None)
    assert answer.notice == "reads_as_order"
    assert len(fake.scored) == 1
    assert fake.requests == []


def test_no_note_of_another_client_is_before_it(asked):
    fake = engine({})
    asked(fake)
    assert not any("200 mg" in sentence for _, sentences in fake.scored for sentence in sentences)
