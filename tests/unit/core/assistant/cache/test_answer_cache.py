"""Two wordings are one question only where nothing that matters differs."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

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


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Pain in the left knee?", "Pain in the right knee?"),
        ("Does she take 5 mg?", "Does she take 10 mg?"),
        ("Does she take 5 mg?", "Does she take 5 mcg?"),
        ("Does he deny chest pain?", "Does he report chest pain?"),
        ("Is there chest pain?", "Is there no chest pain?"),
        ("Who denies cough?", "Who does not deny cough?"),
        ("Is she on sertraline?", "Is she on citalopram?"),
        ("Aspirin before ibuprofen?", "Ibuprofen before aspirin?"),
        ("What happened on 3 April 2024?", "What happened on 4 April 2024?"),
        ("When did she stop smoking?", "Why did she stop smoking?"),
        ("Does she take aspirin?", "Did she take aspirin?"),
        ("What is the latest weight?", "What is the first weight?"),
        ("Platelets 10⁹?", "Platelets 10⁸?"),
        ("HbA1c > 7?", "HbA1c < 7?"),
        ("L4 or L5?", "L4 or L6?"),
        ("Does her mother smoke?", "Does her father smoke?"),
        ("When did he hit her?", "When did she hit him?"),
        ("What did he say about her pain?", "What did she say about his pain?"),
        ("Did the patient tell her mother of it?", "Did her mother tell the patient of it?"),
        ("What did you give him for pain?", "What did they give him for pain?"),
        ("Is hemoglobin A low?", "Is hemoglobin low?"),
        ("Did he have hepatitis A vaccine?", "Did he have hepatitis vaccine?"),
        ("Group A strep?", "Group strep?"),
        ("Did he get IT chemo?", "Did he get chemo?"),
        ("Type I diabetes?", "Type diabetes?"),
        ("Is it in US units?", "Is it in units?"),
        ("T-score of -2.5?", "T-score of 2.5?"),
        ("Which chart mentions it?", "Which note mentions it?"),
        ("Please", "Show me"),
        ("Show me up to five?", "Up to five?"),
        ("Does she take aspirin?", "Does the patient take aspirin?"),
        ("מה אמר לו?", "מה אמר לה?"),
        ("האם לקח כדור?", "האם לקחה כדור?"),
        ("כאב בברך שמאל?", "כאב בברך ימין?"),
        ("האם היא נוטלת אספירין?", "האם היא לא נוטלת אספירין?"),
    ],
)
def test_what_differs_in_substance_is_another_question(one, other):
    cache = AnswerCache()
    cache.put(asked(one), kept(), now=NOW)
    assert cache.find(asked(other), now=NOW) is None


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("What dose of ibuprofen was advised?", "what dose of  Ibuprofen was advised"),
        ("What's the dose?", "What is the dose?"),
        ("Does she smoke?", "Please tell me: does she smoke?"),
        ("Does she smoke?", "Could you please tell me, does she smoke?"),
        ("Does she take 5 mg?", "Does she take 5mg?"),
        ("A beta-blocker?", "a beta blocker"),
        ("האם היא נוטלת אספירין?", "בבקשה תגיד לי האם היא נוטלת אספירין"),
    ],
)
def test_courtesy_case_and_marks_may_differ(one, other):
    cache, answer = AnswerCache(), kept()
    cache.put(asked(one), answer, now=NOW)
    assert cache.find(asked(other), now=NOW) == answer


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
