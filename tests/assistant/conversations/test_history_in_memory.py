"""Earlier answers are opened once while it is unlocked, and nothing of them outlives what it came from."""

from __future__ import annotations

import gc
import threading

import pytest

from core.assistant.conversations.history import History, SearchableTurn, told_of
from core.assistant.conversations.repository import ConversationRepository
from core.assistant.conversations.word_search import WordSearch
from core.cancel import CancelToken
from core.clients.dto import ClientDetails
from core.errors import Cancelled
from core.sources.dto import SearchScope
from models import MessageSourceRow

QUESTION = "How much ibuprofen was given for the knee?"


@pytest.fixture
def opened(monkeypatch) -> list[int]:
    """How many answers were opened, look by look."""
    counted: list[int] = []
    resting = ConversationRepository.resting

    def counting(self, message_ids, client_id):
        counted.append(len(message_ids))
        yield from resting(self, message_ids, client_id)

    monkeypatch.setattr(ConversationRepository, "resting", counting)
    return counted


@pytest.fixture
def answer(assistant, scope):
    return assistant.ask(QUESTION, scope, use_model=False)


def test_each_answer_is_opened_once(assistant, conversations, ada, scope, answer, opened):
    assert conversations.search("ibuprofen", ada) == conversations.search("ibuprofen", ada)
    assert opened == [1]
    second = assistant.ask("What was advised for her right knee?", scope, use_model=False)
    assert {hit.message_id for hit in conversations.search("ibuprofen", ada)} == {
        answer.message_id,
        second.message_id,
    }
    assert opened == [1, 1]


def test_the_titles_and_counts_are_those_of_the_list(assistant, conversations, ada, scope, answer):
    assistant.ask("And why?", scope, conversation_id=answer.conversation_id, use_model=False)
    (listed,) = conversations.list(ada)
    assert {hit.summary for hit in conversations.search("ibuprofen", ada)} == {listed}


def test_what_was_deleted_goes_from_memory_too(assistant, conversations, ada, scope, answer, opened):
    kept = assistant.ask("What was advised for her right knee?", scope, use_model=False)
    assert len(conversations.search("ibuprofen", ada)) == 2
    conversations.delete(answer.conversation_id)
    assert QUESTION not in _told()
    assert [hit.message_id for hit in conversations.search("ibuprofen", ada)] == [kept.message_id]


def test_what_somebody_else_deleted_is_found_by_nobody(conversations, database, sealer, ada, answer):
    assert conversations.search("ibuprofen", ada)
    with database.begin() as session:
        ConversationRepository(session, sealer).delete(answer.conversation_id)
    assert conversations.search("ibuprofen", ada) == []
    assert QUESTION not in _told()


def test_an_erased_client_and_the_practices_answers_leave_at_once(assistant, conversations, ada, ben, answer):
    assistant.ask("Who takes ibuprofen?", SearchScope(), use_model=False)
    other = assistant.ask("Does Ben take ibuprofen?", SearchScope(client_id=ben), use_model=False)
    for whose in (ada, ben, None):
        assert conversations.search("ibuprofen", whose)
    conversations.forget_client(ada)
    assert _told() == {other.question}


def test_a_lock_forgets_and_nothing_is_kept_after_it(conversations, ada, answer):
    assert conversations.search("ibuprofen", ada)
    conversations.close()
    assert _told() == set()
    assert conversations.search("ibuprofen", ada), "whoever still may reads it from its seal"
    assert _told() == set()


@pytest.mark.parametrize("end", ["close", "forget_client"])
def test_a_look_under_way_at_a_lock_or_an_erase_keeps_nothing(conversations, ada, answer, monkeypatch, end):
    inside, go_on = threading.Event(), threading.Event()
    resting = ConversationRepository.resting

    def slowly(self, message_ids, client_id):
        found = list(resting(self, message_ids, client_id))
        inside.set()
        assert go_on.wait(20)
        yield from found

    monkeypatch.setattr(ConversationRepository, "resting", slowly)
    looking = threading.Thread(target=conversations.search, args=("ibuprofen", ada))
    looking.start()
    assert inside.wait(20)
    conversations.close() if end == "close" else conversations.forget_client(ada)
    go_on.set()
    looking.join(20)
    assert not looking.is_alive()
    assert _told() == set()


def test_the_first_look_can_be_stopped(conversations, ada, answer):
    stopped = CancelToken()
    stopped.cancel()
    with pytest.raises(Cancelled):
        conversations.search("ibuprofen", ada, cancel=stopped)
    assert conversations.search("ibuprofen", ada)


def test_one_that_does_not_open_hides_its_conversation_only(
    assistant, conversations, database, ada, scope, answer
):
    kept = assistant.ask(QUESTION, scope, use_model=False, regenerate=True)
    with database.begin() as session:
        row = session.get(MessageSourceRow, (database.workspace_id, answer.message_id, 1))
        assert row is not None
        row.sealed_detail = row.sealed_detail[:-1] + bytes([row.sealed_detail[-1] ^ 1])
    assert [hit.message_id for hit in conversations.search("ibuprofen", ada)] == [kept.message_id]


def test_what_there_is_no_room_for_is_opened_at_each_look(
    assistant, conversations, database, sealer, ada, scope, answer, opened
):
    assistant.ask("What was advised for her right knee?", scope, use_model=False)
    history = History(most_chars=len("".join(told_of(answer).texts)) + 1)
    wanted = WordSearch("ibuprofen")
    for _ in range(2):
        with database.begin() as session:
            found, _ = history.look(wanted, ada, ConversationRepository(session, sealer))
        assert len(found) == 2
    assert len(history) == 1
    assert opened == [2, 1]


def test_the_scope_least_recently_looked_at_goes_first(assistant, clients, database, sealer, scope, answer):
    other = clients.create(ClientDetails(first_name="Cy", last_name="Young")).client_id
    assistant.ask(QUESTION, SearchScope(client_id=other), use_model=False)
    history = History(most_chars=len("".join(told_of(answer).texts)) + 1)
    for client_id in (scope.client_id, other):
        with database.begin() as session:
            history.look(WordSearch("knee"), client_id, ConversationRepository(session, sealer))
    assert len(history) == 1


def _told() -> set[str]:
    """The questions of all answers that lie in memory for searching."""
    gc.collect()
    return {one.question for one in gc.get_objects() if type(one) is SearchableTurn}
