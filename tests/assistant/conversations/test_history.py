"""The history of conversations: searched, deleted, judged; and that none of it shows another's."""

from __future__ import annotations

import pytest
from sqlalchemy import func, select

from core.assistant.dto import FEEDBACK_LIMIT_CHARS, Answer
from core.errors import InputRefused, NotFound
from core.ids import ConversationId, MessageId, new_id
from core.sessions.dto import SoapText
from core.sources.dto import SearchScope
from models import AuditEvent, ConversationRow, MessageFeedbackRow, MessageRow, MessageSourceRow
from tests.assistant.conftest import NOW, PLAN
from tests.fakes.search import DAY, passage_of

QUESTION = "How much ibuprofen was given for the knee?"


@pytest.fixture
def answer(assistant, scope) -> Answer:
    return assistant.ask(QUESTION, scope, use_model=False)


def test_a_search_finds_question_answer_and_quote(conversations, ada, answer):
    for words in ("ibuprofen GIVEN", "600", "every hours", "knee advised"):
        (hit,) = conversations.search(words, ada)
        assert (hit.message_id, hit.summary.conversation_id) == (answer.message_id, answer.conversation_id)
        assert hit.excerpt[hit.start : hit.end].casefold() in f"{QUESTION} {PLAN}".casefold()
    assert conversations.search("ibuprofen headache", ada) == []
    assert conversations.search("  ", ada) == []


def test_a_search_passes_over_what_was_merely_found(assistant, fake_engine, conversations, ada, scope):
    fake_engine.script("Ibuprofen 600 mg was advised. [1]")
    answer = assistant.ask(QUESTION, scope, use_model=True)
    assert "teacher" in " ".join(source.quote for source in answer.sources if not source.used)
    assert conversations.search("teacher", ada) == []
    assert conversations.search("ibuprofen", ada)


def test_a_hit_shows_the_question_that_it_answers(assistant, conversations, scope, ada, answer):
    second = assistant.ask(
        "What was advised for her right knee?", scope, conversation_id=answer.conversation_id, use_model=False
    )
    hits = conversations.search("ibuprofen", ada)
    assert {(hit.message_id, hit.question) for hit in hits} == {
        (each.message_id, each.question) for each in (answer, second)
    }
    assert {hit.summary.title for hit in hits} == {QUESTION}


def test_a_search_stays_with_whom_it_is_about(assistant, conversations, ada, ben, answer):
    whole = assistant.ask("Who takes ibuprofen?", SearchScope(), use_model=False)
    assert [hit.message_id for hit in conversations.search("ibuprofen", None)] == [whole.message_id]
    assert [hit.message_id for hit in conversations.search("ibuprofen", ada)] == [answer.message_id]
    assert conversations.search("ibuprofen", ben) == []


def test_what_was_taken_back_is_found_by_its_question_only(assistant, conversations, sessions, search, ada):
    draft = sessions.start_draft(ada, day=DAY, text=SoapText(plan=PLAN))
    signed = sessions.sign(draft.session_id, expected_version=draft.version)
    search.passages = [passage_of(PLAN, client_id=ada, source_id=draft.session_id)]
    assistant.ask("Which tablet was given for the knee?", SearchScope(client_id=ada), use_model=False)
    assert conversations.search("ibuprofen", ada)
    sessions.retract(draft.session_id, reason="wrong chart", expected_version=signed.version)
    assert conversations.search("ibuprofen", ada) == []
    (hit,) = conversations.search("given knee", ada)
    assert "Ibuprofen" not in hit.excerpt


def test_a_deleted_conversation_is_gone_with_all_that_was_in_it(
    assistant, conversations, database, scope, ada, answer
):
    second = assistant.ask("And why?", scope, conversation_id=answer.conversation_id, use_model=False)
    kept = assistant.ask(QUESTION, scope, use_model=False, regenerate=True)
    conversations.give_feedback(second.message_id, "wrong", why="not asked")
    conversations.delete(answer.conversation_id)
    with database.begin() as session:
        left = [
            session.scalar(select(func.count()).select_from(row))
            for row in (ConversationRow, MessageRow, MessageFeedbackRow)
        ]
        of_gone = session.scalar(select(func.count()).where(MessageSourceRow.message_id != kept.message_id))
        event = session.scalars(select(AuditEvent).where(AuditEvent.action == "ask.delete")).one()
    assert (left, of_gone) == ([1, 1, 0], 0)
    assert event.object_id == answer.conversation_id
    assert [each.conversation_id for each in conversations.list(ada)] == [kept.conversation_id]
    with pytest.raises(NotFound):
        conversations.open(answer.conversation_id)
    with pytest.raises(NotFound):
        conversations.delete(answer.conversation_id)


def test_an_opinion_is_kept_replaced_and_taken_back(conversations, database, answer):
    given = conversations.give_feedback(answer.message_id, "wrong", why="  the\u202e other\x00\n knee ")
    assert given.feedback is not None
    assert (given.feedback.verdict, given.feedback.why, given.feedback.given_at) == (
        "wrong",
        "the other knee",
        NOW,
    )
    assert conversations.open(answer.conversation_id) == [given]
    assert conversations.give_feedback(answer.message_id, "useful").feedback.why == ""
    assert conversations.take_feedback_back(answer.message_id).feedback is None
    assert conversations.open(answer.conversation_id) == [answer]
    with database.begin() as session:
        events = list(session.scalars(select(AuditEvent).where(AuditEvent.action == "ask.feedback")))
    assert [event.object_id for event in events] == [answer.message_id] * 3
    assert all(b"knee" not in event.sealed_details for event in events)


def test_an_opinion_of_no_answer_and_one_that_is_too_long_are_refused(conversations, answer):
    with pytest.raises(InputRefused) as refused:
        conversations.give_feedback(answer.message_id, "wrong", why="x" * (FEEDBACK_LIMIT_CHARS + 1))
    assert refused.value.code == "feedback_too_long"
    with pytest.raises(InputRefused) as refused:
        conversations.give_feedback(answer.message_id, "perfect")
    assert refused.value.code == "feedback_unknown"
    for act in (
        lambda: conversations.give_feedback(MessageId(new_id()), "useful"),
        lambda: conversations.take_feedback_back(MessageId(new_id())),
        lambda: conversations.open(ConversationId(new_id())),
        lambda: conversations.about(ConversationId(new_id())),
    ):
        with pytest.raises(NotFound):
            act()
    assert conversations.open(answer.conversation_id) == [answer]


def test_an_answer_given_again_comes_without_the_opinion_on_the_first(
    assistant, conversations, scope, answer
):
    conversations.give_feedback(answer.message_id, "useful")
    again = assistant.ask(QUESTION, scope, use_model=False)
    assert again.cached
    assert again.feedback is None
