"""Answers that quote what was retracted or deleted since are not given any more, and come back with it."""

from __future__ import annotations

from datetime import date

import pytest

from core.assistant.dto import TAKEN_BACK, Answer
from core.clients.dto import Client
from core.retrieval.dto import SearchScope
from core.sessions.dto import SoapText
from tests.assistant.conftest import PLAN, Heard
from tests.fakes.search import passage_of

QUESTION = "Who takes ibuprofen?"
DAY = date(2024, 4, 7)


@pytest.fixture
def note(sessions, search, ada, ben):
    """A signed note of Ada's that is found, and one of Ben's."""
    drafts = [sessions.start_draft(each, day=DAY, text=SoapText(plan=PLAN)) for each in (ada, ben)]
    search.passages = [
        passage_of(PLAN, client_id=each.client_id, source_id=each.session_id) for each in drafts
    ]
    signed = sessions.sign(drafts[0].session_id, expected_version=1)
    return signed


def assert_nothing_is_said(answer: Answer) -> None:
    assert (answer.taken_back, answer.notice, answer.mode) == (True, TAKEN_BACK, "evidence")
    assert (answer.answer, answer.sentences, answer.withheld, answer.sources) == ("", (), (), ())
    assert "Byron" not in str(answer)
    assert "600 mg" not in str(answer)


def deleted(clients, client_id) -> Client:
    return clients.delete(client_id, reason="moved", expected_version=clients.get(client_id).row_version)


def test_a_deleted_chart_is_quoted_by_no_answer_until_it_is_restored(
    assistant, clients, note, ada, ben, conversations
):
    whole = assistant.ask(QUESTION, SearchScope(), use_model=False)
    of_ben = assistant.ask(QUESTION, SearchScope(client_id=ben), use_model=False)
    assert "Byron" in whole.answer
    gone = deleted(clients, ada)
    (answer,) = conversations.open(whole.conversation_id)
    assert_nothing_is_said(answer)
    assert (answer.question, answer.message_id, answer.asked_at) == (
        QUESTION,
        whole.message_id,
        whole.asked_at,
    )
    assert conversations.open(of_ben.conversation_id) == [of_ben]
    clients.restore(ada, expected_version=gone.row_version)
    assert conversations.open(whole.conversation_id) == [whole]


def test_a_retracted_note_takes_its_answers_with_it(assistant, sessions, note, ada, ben, conversations):
    scopes = (SearchScope(), SearchScope(client_id=ada), SearchScope(client_id=ben))
    answers = [assistant.ask(QUESTION, scope, use_model=False) for scope in scopes]
    sessions.retract(note.session_id, reason="another patient", expected_version=note.version)
    everywhere, of_ada, of_ben = (conversations.open(each.conversation_id)[0] for each in answers)
    assert_nothing_is_said(everywhere)
    assert_nothing_is_said(of_ada)
    assert of_ben == answers[2]


def test_a_merged_chart_is_quoted_by_its_copies_only(assistant, clients, note, ada, ben, conversations):
    whole = assistant.ask(QUESTION, SearchScope(), use_model=False)
    clients.merge(source=ada, into=ben, reason="same person")
    assert_nothing_is_said(conversations.open(whole.conversation_id)[0])


def test_what_is_taken_back_while_the_model_writes_is_not_given(
    assistant, fake_engine, sessions, note, ada, conversations
):
    class Retracting(Heard):
        def on_text(self, delta: str) -> None:
            if not self.text:
                sessions.retract(note.session_id, reason="wrong chart", expected_version=note.version)
            super().on_text(delta)

    fake_engine.script("Ibuprofen 600 mg was advised. [1]")
    heard = Retracting()
    given = assistant.ask(
        "What dose of ibuprofen was advised for the knee?", SearchScope(client_id=ada), listener=heard
    )
    assert heard.text
    assert_nothing_is_said(given)
    assert conversations.open(given.conversation_id) == [given]
