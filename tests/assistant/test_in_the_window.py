"""What the window asks of the assistant besides answers: a copy is recorded, a repeat knows its age."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import select

from core.assistant.service import AskService
from core.errors import InputRefused, NotFound
from core.ids import MessageId, new_id
from models import AuditEvent
from tests.assistant.conftest import NOW

QUESTION = "What dose of ibuprofen was advised for the right knee?"


def _copies(database) -> list[AuditEvent]:
    with database.begin() as session:
        return list(session.scalars(select(AuditEvent).where(AuditEvent.action == "copy")))


def test_a_copy_is_recorded_with_its_answer(assistant, scope, database):
    answer = assistant.ask(QUESTION, scope)
    assistant.record_copy(answer.message_id)
    (event,) = _copies(database)
    assert (event.object_kind, event.object_id) == ("message", answer.message_id)
    with pytest.raises(NotFound):
        assistant.record_copy(MessageId(new_id()))
    assert len(_copies(database)) == 1


def test_a_repeated_answer_knows_when_it_was_given_first(context, search, fake_engine, scope, conversations):
    moments = iter(NOW + timedelta(minutes=minute) for minute in range(0, 600, 3))
    fake_engine.script("Ibuprofen 600 mg was advised. [1]")
    assistant = AskService(replace(context, clock=lambda: next(moments)), search=search, engine=fake_engine)
    first = assistant.ask(QUESTION, scope)
    second = assistant.ask(QUESTION, scope)
    third = assistant.ask(QUESTION, scope, conversation_id=second.conversation_id)
    assert first.first_asked_at is None
    assert second.cached
    assert (second.first_asked_at, third.first_asked_at) == (first.asked_at, first.asked_at)
    assert conversations.open(second.conversation_id) == [second, third]


def test_where_it_is_switched_off_nothing_is_asked(context, search, fake_engine, scope):
    assistant = AskService(context, search=search, engine=fake_engine, enabled=False)
    with pytest.raises(InputRefused, match="assistant_off"):
        assistant.ask(QUESTION, scope)
    assert search.asked == []
