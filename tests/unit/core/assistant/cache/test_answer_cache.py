"""Which answers are found again, how long, and which go first."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from core.assistant.cache.answer_cache import (
    ENTRIES_LIMIT,
    KEPT_FOR,
    AnswerCache,
    CacheKey,
    Kept,
)
from core.assistant.cache.same_words import what_is_said
from core.ids import ConversationId, MessageId, new_id

NOW = datetime(2024, 4, 8, 9, 30, tzinfo=UTC)


def asked(question: str, *, place: object = "here") -> CacheKey:
    return CacheKey(place, "|".join(what_is_said(question)))


def kept() -> Kept:
    return Kept(ConversationId(new_id()), MessageId(new_id()))


def test_a_question_finds_the_answer_to_its_own_words_and_to_no_others():
    cache, answer = AnswerCache(), kept()
    cache.put(asked("Pain in the left knee?"), answer, now=NOW)
    assert cache.find(asked("please: pain in the left knee"), now=NOW) == answer
    assert cache.find(asked("Pain in the right knee?"), now=NOW) is None


def test_once_closed_nothing_is_kept():
    cache = AnswerCache()
    cache.put(asked("Does she smoke?"), kept(), now=NOW)
    cache.close()
    cache.put(asked("Does she drink?"), kept(), now=NOW)
    assert len(cache) == 0


def test_where_an_answer_was_given_again_is_known():
    cache, answer, copy = AnswerCache(), kept(), MessageId(new_id())
    question = asked("Does she smoke?")
    cache.put(question, answer, now=NOW)
    cache.given_again(question, answer.message_id, copy)
    # Another answer took its place meanwhile, or none is there any more.
    cache.given_again(question, MessageId(new_id()), MessageId(new_id()))
    cache.given_again(asked("Does she drink?"), answer.message_id, copy)
    found = cache.find(question, now=NOW)
    assert found is not None
    assert (found.message_id, found.copies) == (answer.message_id, (copy,))
    assert len(cache) == 1


def test_another_place_is_another_question():
    cache = AnswerCache()
    cache.put(asked("Does she smoke?", place=("ada", 1)), kept(), now=NOW)
    assert cache.find(asked("Does she smoke?", place=("ada", 2)), now=NOW) is None


def test_an_hour_is_the_end_and_so_is_a_clock_put_back():
    cache, question = AnswerCache(), asked("Does she smoke?")
    cache.put(question, kept(), now=NOW)
    assert cache.find(question, now=NOW + KEPT_FOR - timedelta(seconds=1)) is not None
    assert cache.find(question, now=NOW + KEPT_FOR) is None
    cache.put(question, kept(), now=NOW)
    assert cache.find(question, now=NOW - timedelta(seconds=1)) is None
    assert len(cache) == 0


def test_the_least_recently_used_goes_first():
    cache = AnswerCache()
    for number in range(ENTRIES_LIMIT):
        cache.put(asked(f"Does she take {number} mg?"), kept(), now=NOW)
    assert cache.find(asked("Does she take 0 mg?"), now=NOW) is not None
    cache.put(asked("Does she take 1000 mg?"), kept(), now=NOW)
    assert len(cache) == ENTRIES_LIMIT == 100
    assert cache.find(asked("Does she take 0 mg?"), now=NOW) is not None
    assert cache.find(asked("Does she take 1 mg?"), now=NOW) is None


def test_the_same_question_is_kept_once():
    cache, last = AnswerCache(), kept()
    cache.put(asked("Does she smoke?"), kept(), now=NOW)
    cache.put(asked("Does she smoke?"), last, now=NOW)
    assert len(cache) == 1
    assert cache.find(asked("Does she smoke?"), now=NOW) == last
    cache.drop(asked("Does she smoke?"))
    assert len(cache) == 0


def test_a_deleted_conversation_is_forgotten_and_no_other():
    cache, gone, other = AnswerCache(), kept(), kept()
    cache.put(asked("Does she smoke?"), gone, now=NOW)
    cache.put(asked("Does she take aspirin?"), other, now=NOW)
    cache.forget(gone.conversation_id)
    assert cache.find(asked("Does she smoke?"), now=NOW) is None
    assert cache.find(asked("Does she take aspirin?"), now=NOW) == other
