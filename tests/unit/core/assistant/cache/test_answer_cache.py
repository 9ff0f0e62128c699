"""Two wordings are one question only where nothing that matters differs."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import numpy as np
import pytest

from core.assistant.cache.answer_cache import (
    ENTRIES_LIMIT,
    KEPT_FOR,
    AnswerCache,
    Asked,
    Kept,
    as_typed,
    what_is_said,
)
from core.ids import ConversationId, MessageId, new_id

NOW = datetime(2024, 4, 8, 9, 30, tzinfo=UTC)
NEAR = np.array([1.0, 0.0], np.float32)


def asked(question: str, *, place: object = "here", vector: object = NEAR) -> Asked:
    return Asked(place, as_typed(question), "|".join(what_is_said(question)), vector)  # type: ignore[arg-type]


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
        ("כאב בברך שמאל?", "כאב בברך ימין?"),
        ("האם היא נוטלת אספירין?", "האם היא לא נוטלת אספירין?"),
    ],
)
def test_what_differs_in_substance_is_another_question(one, other):
    cache = AnswerCache()
    cache.put(asked(one), kept(), now=NOW)
    assert cache.find(asked(other), now=NOW) is None
    assert not cache.may_hold(asked(other))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("What dose of ibuprofen was advised?", "what dose of  Ibuprofen was advised"),
        ("What dose of ibuprofen was the patient advised?", "What dose of ibuprofen was she advised?"),
        ("Does the patient smoke?", "Please tell me: does she smoke?"),
        ("Does she take 5 mg?", "Does the client take 5mg?"),
        ("האם המטופלת נוטלת אספירין?", "האם היא נוטלת אספירין?"),
    ],
)
def test_the_frame_of_a_question_may_differ(one, other):
    cache, answer = AnswerCache(), kept()
    cache.put(asked(one), answer, now=NOW)
    assert cache.find(asked(other), now=NOW) == answer


def test_words_alike_and_vectors_apart_are_two_questions():
    cache = AnswerCache()
    cache.put(asked("Does she smoke?"), kept(), now=NOW)
    apart = np.array([0.94, np.sqrt(1 - 0.94**2)], np.float32)
    assert cache.find(asked("Does the patient smoke?", vector=apart), now=NOW) is None
    near = np.array([0.96, np.sqrt(1 - 0.96**2)], np.float32)
    assert cache.find(asked("Does the patient smoke?", vector=near), now=NOW) is not None


def test_without_a_vector_only_the_exact_question_counts():
    cache, answer = AnswerCache(), kept()
    cache.put(asked("Does she smoke?", vector=None), answer, now=NOW)
    assert cache.find(asked("  does she SMOKE ", vector=None), now=NOW) == answer
    assert cache.find(asked("Does the patient smoke?"), now=NOW) is None


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
    cache.drop(last)
    assert len(cache) == 0


def test_a_deleted_conversation_is_forgotten_and_no_other():
    cache, gone, other = AnswerCache(), kept(), kept()
    cache.put(asked("Does she smoke?"), gone, now=NOW)
    cache.put(asked("Does she take aspirin?"), other, now=NOW)
    cache.forget(gone.conversation_id)
    assert cache.find(asked("Does she smoke?"), now=NOW) is None
    assert cache.find(asked("Does she take aspirin?"), now=NOW) == other
