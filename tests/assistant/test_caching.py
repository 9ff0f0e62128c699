"""An answer is given again as long as it would be the same, and not a moment longer."""

from __future__ import annotations

import dataclasses
import threading
import time
from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import func, select

from core.assistant.finding import find
from core.assistant.service import AskService
from core.clients.dto import ClientDetails
from core.engine.dto import EngineState, ModelInfo
from core.errors import ModelMissing
from core.ids import new_id
from core.sources.dto import SearchScope
from core.vocabulary.dto import VocabularyEntry
from core.vocabulary.service import VocabularyService
from models import AuditEvent, MessageRow, MessageSourceRow
from tests.assistant.conftest import NOW
from tests.fixtures.figures import figure

QUESTION = "What dose of ibuprofen was advised for the right knee?"
RIGHT = "Ibuprofen 600 mg was advised. [1]"


class _Clock:
    def __init__(self) -> None:
        self.now = NOW

    def __call__(self):
        return self.now


@pytest.fixture
def clock() -> _Clock:
    return _Clock()


@pytest.fixture
def assistant(context, search, fake_engine, clock) -> AskService:
    fake_engine.script(RIGHT)
    return AskService(replace(context, clock=clock), search=search, engine=fake_engine)


def test_the_second_time_it_is_read_from_its_sealed_row(
    assistant, fake_engine, search, scope, heard, database, conversations
):
    first = assistant.ask(QUESTION, scope)
    again = assistant.ask(f"  {QUESTION.lower()} ", scope, listener=heard)
    assert (first.cached, again.cached) == (False, True)
    assert (again.answer, again.sentences, again.sources) == (first.answer, first.sentences, first.sources)
    assert again.message_id != first.message_id
    assert heard.order == ["evidence"]
    assert (len(search.asked), len(fake_engine.requests)) == (1, 1)
    assert conversations.open(again.conversation_id) == [again]
    with database.begin() as session:
        asked = session.scalar(select(func.count()).where(AuditEvent.action == "ask"))
    assert asked == 2


def test_it_is_a_message_of_the_conversation_that_goes_on(assistant, scope, conversations):
    first = assistant.ask(QUESTION, scope)
    again = assistant.ask(QUESTION, scope, conversation_id=first.conversation_id)
    assert again.cached
    assert conversations.open(first.conversation_id) == [first, again]


def test_another_question_is_asked_anew(assistant, search, scope):
    # All rules of what another question is: `tests/unit/core/assistant/cache/test_same_words.py`.
    assistant.ask(QUESTION, scope)
    others = (
        "What dose of ibuprofen was advised for the left knee?",
        "What dose of ibuprofen was not advised for the right knee?",
        "What ibuprofen dosage was advised for the right knee?",
    )
    assert [other for other in others if assistant.ask(other, scope).cached] == []
    assert len(search.asked) == 1 + len(others)


def test_another_client_period_or_the_practice_is_asked_anew(assistant, search, scope, ben):
    assistant.ask(QUESTION, scope)
    for other in (
        SearchScope(client_id=ben),
        SearchScope(),
        dataclasses.replace(scope, since=NOW.date()),
        dataclasses.replace(scope, fields=frozenset({"plan"})),
    ):
        assert not assistant.ask(QUESTION, other).cached


def test_a_changed_chart_ends_its_answers_and_those_over_the_practice(assistant, clients, scope, ada, ben):
    assistant.ask(QUESTION, scope)
    assistant.ask(QUESTION, SearchScope())
    _change(clients, ben)
    assert assistant.ask(QUESTION, scope).cached
    assert not assistant.ask(QUESTION, SearchScope()).cached
    _change(clients, ada)
    assert not assistant.ask(QUESTION, scope).cached


def _change(clients, client_id) -> None:
    chart = clients.get(client_id)
    details = dataclasses.replace(chart.details, phone="03-5551234")
    clients.update(client_id, details, expected_version=chart.row_version)


def test_a_new_client_ends_what_was_said_of_the_practice(assistant, clients):
    assistant.ask(QUESTION, SearchScope())
    assert assistant.ask(QUESTION, SearchScope()).cached
    clients.create(ClientDetails(first_name="Cy", last_name="Young"))
    assert not assistant.ask(QUESTION, SearchScope()).cached


def test_an_abbreviation_of_the_practice_ends_them(assistant, scope, context):
    vocabulary = VocabularyService(context)
    assistant.ask(QUESTION, scope)
    stored = vocabulary.save(VocabularyEntry(new_id(), "RKP", ("right knee pain",)))
    assert not assistant.ask(QUESTION, scope).cached
    # As many as before, all at their first version: still others.
    vocabulary.delete(stored)
    vocabulary.save(VocabularyEntry(new_id(), "RKP", ("rotator cuff",)))
    assert not assistant.ask(QUESTION, scope).cached
    assert assistant.ask(QUESTION, scope).cached


def test_another_model_or_none_answers_anew(assistant, fake_engine, scope, monkeypatch):
    assistant.ask(QUESTION, scope)
    assert not assistant.ask(QUESTION, scope, use_model=False).cached
    info = ModelInfo(name="other", sha256="2" * 64, limit_tokens=4096)
    monkeypatch.setattr(fake_engine, "generator_info", lambda timeout_s=None, cancel=None: info)
    assert not assistant.ask(QUESTION, scope).cached


def test_an_hour_later_and_the_next_day_it_is_asked_anew(assistant, clock, scope):
    assistant.ask(QUESTION, scope)
    clock.now += timedelta(minutes=59)
    assert assistant.ask(QUESTION, scope).cached
    clock.now += timedelta(minutes=1)
    assert not assistant.ask(QUESTION, scope).cached


def test_being_given_again_does_not_prolong_it(assistant, clock, scope):
    assistant.ask(QUESTION, scope)
    for _ in range(3):
        clock.now += timedelta(minutes=20)
        last = assistant.ask(QUESTION, scope)
    assert not last.cached


def test_regenerating_asks_anew_and_replaces(assistant, search, scope):
    assistant.ask(QUESTION, scope)
    anew = assistant.ask(QUESTION, scope, regenerate=True)
    assert not anew.cached
    assert len(search.asked) == 2


def test_what_failed_or_lacked_something_is_not_given_again(assistant, fake_engine, search, scope):
    fake_engine.tell(EngineState.RESTING)
    assert assistant.ask(QUESTION, scope).notice == "engine_resting"
    assert not assistant.ask(QUESTION, scope).cached
    fake_engine.tell(EngineState.READY)
    search.dense_available = False
    assistant.ask(QUESTION, scope)
    assert not assistant.ask(QUESTION, scope).cached


def test_an_answer_deleted_or_damaged_meanwhile_is_made_anew(assistant, scope, database):
    first = assistant.ask(QUESTION, scope)
    with database.begin() as session:
        row = session.get(MessageSourceRow, (database.workspace_id, first.message_id, 1))
        row.sealed_detail = row.sealed_detail[:-1] + bytes([row.sealed_detail[-1] ^ 1])
    assert not assistant.ask(QUESTION, scope).cached
    with database.begin() as session:
        for row in session.scalars(select(MessageRow)):
            session.delete(row)
    assert not assistant.ask(QUESTION, scope).cached


def test_a_lock_forgets(assistant, scope):
    assistant.ask(QUESTION, scope)
    assistant.close()
    assert not assistant.ask(QUESTION, scope).cached


def test_an_answer_judged_wrong_is_not_given_again(assistant, conversations, scope):
    first = assistant.ask(QUESTION, scope)
    conversations.give_feedback(first.message_id, "useful")
    assert assistant.ask(QUESTION, scope).cached
    conversations.give_feedback(first.message_id, "wrong", why="it was 400")
    anew = assistant.ask(QUESTION, scope)
    assert not anew.cached
    assert assistant.ask(QUESTION, scope).first_asked_at == anew.asked_at


def test_nor_is_it_when_the_message_judged_is_one_that_gave_it_again(assistant, conversations, scope):
    assistant.ask(QUESTION, scope)
    again = assistant.ask(QUESTION, scope)
    assert again.cached
    conversations.give_feedback(again.message_id, "wrong")
    assert not assistant.ask(QUESTION, scope).cached


def test_a_question_under_way_at_a_lock_leaves_nothing(assistant, scope, monkeypatch):
    inside, go_on = threading.Event(), threading.Event()

    def slowly(*args, **how):
        found = find(*args, **how)
        inside.set()
        assert go_on.wait(20)
        return found

    monkeypatch.setattr("core.assistant.service.find", slowly)
    asking = threading.Thread(target=assistant.ask, args=(QUESTION, scope))
    asking.start()
    assert inside.wait(20)
    assistant.close()
    go_on.set()
    asking.join(20)
    assert not asking.is_alive()
    assert not assistant.ask(QUESTION, scope).cached


def test_without_an_embedder_it_is_given_again_too(assistant, fake_engine, scope, monkeypatch):
    def gone(*args, **how):
        raise ModelMissing("embedder_missing")

    monkeypatch.setattr(fake_engine, "embedder_info", gone)
    monkeypatch.setattr(fake_engine, "embed", gone)
    assistant.ask(QUESTION, scope)
    assert assistant.ask(QUESTION, scope).cached


@pytest.mark.engine
def test_a_cached_answer_takes_a_tenth_at_most(assistant_over, search, engine, scope):
    assistant = assistant_over(search, engine)

    def timed(*, regenerate: bool = False) -> float:
        began = time.perf_counter()
        answer = assistant.ask(QUESTION, scope, use_model=True, regenerate=regenerate)
        assert answer.cached is not regenerate
        return (time.perf_counter() - began) * 1000

    uncached = sorted(timed(regenerate=True) for _ in range(3))[1]
    cached = sorted(timed() for _ in range(5))[2]
    figure(
        f"cached answer: {cached:.0f} ms against {uncached:.0f} ms uncached "
        f"({1 - cached / uncached:.0%} less; the starter model writing, medians)"
    )
