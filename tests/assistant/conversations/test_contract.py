"""The fake conversations behind the window's tests answer as the real ones do."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import pytest

from core.assistant.dto import FEEDBACK_LIMIT_CHARS, Answer, Sentence
from core.errors import InputRefused, NotFound
from core.ids import ClientId, ConversationId, MessageId, new_id
from core.sources.dto import SearchScope
from tests.fakes.assistant import FakeAssistant, answer_of
from tests.fakes.conversations import FakeConversations

QUESTION = "What dose of ibuprofen was advised for the right knee?"
WRITTEN = "Ibuprofen 600 mg was advised."


@dataclass(frozen=True, slots=True)
class Kept:
    """The service, typed loosely, since that is the point; and a way to fill it."""

    service: Any
    ask: Callable[[ConversationId | None], Answer]
    client_id: ClientId


@pytest.fixture(params=["fake", "real"])
def kept(request: pytest.FixtureRequest) -> Kept:
    if request.param == "fake":
        assistant = FakeAssistant()
        assistant.prepare(answer_of(QUESTION, [], [Sentence(WRITTEN, (1,), True)]))
        scope = SearchScope(client_id=ClientId(new_id()))
        service: Any = FakeConversations(assistant.stored)

        def ask(conversation: ConversationId | None) -> Answer:
            return assistant.ask(QUESTION, scope, conversation_id=conversation, regenerate=True)
    else:
        request.getfixturevalue("fake_engine").script(f"{WRITTEN} [1]")
        real = request.getfixturevalue("assistant")
        scope = request.getfixturevalue("scope")
        service = request.getfixturevalue("conversations")

        def ask(conversation: ConversationId | None) -> Answer:
            answer: Answer = real.ask(QUESTION, scope, conversation_id=conversation)
            return answer

    assert scope.client_id is not None
    return Kept(service, ask, scope.client_id)


def test_a_conversation_is_listed_and_opened(kept: Kept) -> None:
    assert kept.service.list(kept.client_id) == []
    first = kept.ask(None)
    second = kept.ask(first.conversation_id)
    (summary,) = kept.service.list(kept.client_id)
    assert (summary.conversation_id, summary.client_id) == (first.conversation_id, kept.client_id)
    assert (summary.title, summary.questions) == (QUESTION, 2)
    assert summary.last_asked_at == second.asked_at
    opened = kept.service.open(first.conversation_id)
    assert [each.message_id for each in opened] == [first.message_id, second.message_id]
    assert kept.service.list(None) == []


def test_every_word_has_to_be_there(kept: Kept) -> None:
    answer = kept.ask(None)
    (hit,) = kept.service.search("IBUPROFEN advised", kept.client_id)
    assert (hit.message_id, hit.summary.title) == (answer.message_id, QUESTION)
    assert hit.excerpt[hit.start : hit.end].casefold() == "ibuprofen"
    assert kept.service.search("ibuprofen zebra", kept.client_id) == []
    assert kept.service.search("  ", kept.client_id) == []
    assert kept.service.search("ibuprofen", None) == []


def test_a_deleted_one_is_gone(kept: Kept) -> None:
    answer = kept.ask(None)
    kept.service.delete(answer.conversation_id)
    assert kept.service.list(kept.client_id) == []
    for call in (kept.service.open, kept.service.delete):
        with pytest.raises(NotFound):
            call(answer.conversation_id)


def test_feedback_is_kept_replaced_and_taken_back(kept: Kept) -> None:
    answer = kept.ask(None)
    given = kept.service.give_feedback(answer.message_id, "wrong", why="  the other knee ")
    assert (given.feedback.verdict, given.feedback.why) == ("wrong", "the other knee")
    kept.service.give_feedback(answer.message_id, "useful")
    (opened,) = kept.service.open(answer.conversation_id)
    assert (opened.feedback.verdict, opened.feedback.why) == ("useful", "")
    assert kept.service.take_feedback_back(answer.message_id).feedback is None
    with pytest.raises(InputRefused, match="feedback_too_long"):
        kept.service.give_feedback(answer.message_id, "wrong", why="x" * (FEEDBACK_LIMIT_CHARS + 1))
    with pytest.raises(NotFound):
        kept.service.give_feedback(MessageId(new_id()), "useful")
