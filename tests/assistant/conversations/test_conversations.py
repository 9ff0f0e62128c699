"""Conversations on a real Postgres: sealed, equal when read back, and whole."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from sqlalchemy import delete, select, text, update

from core.assistant.conversations.repository import TITLE_LIMIT_CHARS, ConversationRepository
from core.assistant.dto import UNREADABLE_ANSWER, Answer, Sentence, Source, Timings, Usage
from core.clients.dto import ClientDetails
from core.errors import NotFound, TamperedRecord
from core.ids import ClientId, ConversationId, MessageId, new_id
from core.security.envelope import read_header
from core.sources.dto import Coverage
from models import MessageRow, MessageSourceRow
from tests.fakes.search import passage_of

CANARY = "kestrel-over-the-quarry"
ASKED_AT = datetime(2024, 4, 8, 9, 30, 15, 123456, tzinfo=UTC)


@pytest.fixture
def ada(clients) -> ClientId:
    return clients.create(ClientDetails(first_name="Ada", last_name="Byron")).client_id


@pytest.fixture
def ben(clients) -> ClientId:
    return clients.create(ClientDetails(first_name="Ben", last_name="Katz")).client_id


def source_of(client_id: ClientId, number: int, *, used: bool = True) -> Source:
    passage = passage_of(f"Ibuprofen 600 mg.\n{CANARY} \ud800 ללא חום", client_id=client_id, start=9)
    return Source(
        number=number, used=used, usage_reason="supports sentence 1: ‘ibuprofen’", quote=passage.text[:9],
        quote_start=9, quote_end=18, verified=used, passage=passage, client_name="Byron, Ada",
        score=1 / 3, dense=0.1 + 0.2, lexical=None,
    )  # fmt: skip


def answer_about(client_id: ClientId, **changes: object) -> Answer:
    answer = Answer(
        conversation_id=ConversationId(new_id()),
        message_id=MessageId(new_id()),
        question=f"What dose of {CANARY}?",
        answer="Ibuprofen 600 mg. [1]",
        sentences=(Sentence("Ibuprofen 600 mg.", (1, 2), verified=True, emphasis=((0, 9), (10, 16))),),
        withheld=(Sentence("Ibuprofen 6 g.", (1,), verified=False, reason="unit_mismatch"),),
        sources=(source_of(client_id, 1), source_of(client_id, 2, used=False)),
        not_in_record=False,
        mode="written",
        attribution="tracked",
        model="SmolLM2-135M-Instruct",
        timings=Timings(12.3, 1234.5678, 5e-324),
        usage=Usage(321, 45, 6),
        searched=Coverage(14, date(2023, 1, 3), date(2024, 4, 7), 2),
        asked_at=ASKED_AT,
        notice="stopped",
    )
    return replace(answer, **changes)  # type: ignore[arg-type]


def store(database, sealer, client_id: ClientId | None, *answers: Answer) -> ConversationId:
    """Stores the answers as one new conversation."""
    conversation_id = ConversationId(new_id())
    with database.begin() as session:
        conversations = ConversationRepository(session, sealer)
        conversations.start(conversation_id, client_id, day=ASKED_AT.date())
        for answer in answers:
            conversations.append(replace(answer, conversation_id=conversation_id))
    return conversation_id


def read(database, sealer, conversation_id: ConversationId) -> list[Answer]:
    with database.begin() as session:
        return ConversationRepository(session, sealer).answers(conversation_id)


def test_answers_come_back_equal_and_in_order(database, sealer, ada):
    first = answer_about(ada)
    second = answer_about(
        ada, answer="", sentences=(), withheld=(), sources=(), not_in_record=True, mode="evidence",
        model=None, timings=Timings(1.0, None, 2.0), searched=Coverage(), notice=None, usage=Usage(),
    )  # fmt: skip
    stored = store(database, sealer, ada, first, second)
    assert read(database, sealer, stored) == [
        replace(first, conversation_id=stored),
        replace(second, conversation_id=stored),
    ]


def test_a_practice_conversation_holds_sources_of_several_clients(database, sealer, ada, ben):
    answer = answer_about(ada, sources=(source_of(ada, 1), source_of(ben, 2)))
    stored = store(database, sealer, None, answer)
    assert read(database, sealer, stored) == [replace(answer, conversation_id=stored)]


def test_each_source_is_sealed_under_the_client_it_quotes(database, sealer, ada, ben):
    store(database, sealer, None, answer_about(ada, sources=(source_of(ada, 1), source_of(ben, 2))))
    with database.begin() as session:
        sealed = [*session.scalars(select(MessageRow.sealed_body))]
        sealed += session.scalars(select(MessageSourceRow.sealed_detail).order_by(MessageSourceRow.number))
    keys = [sealer.keyring.current(client_id, "conversation").key_id for client_id in (None, ada, ben)]
    assert [read_header(one).key_id for one in sealed] == keys
    assert len(set(keys)) == 3


def test_summaries_are_of_one_client_latest_first(database, sealer, ada, ben):
    early = answer_about(ada, question="word " * 40)
    late = answer_about(ada, asked_at=ASKED_AT + timedelta(days=1))
    older = store(database, sealer, ada, early)
    newer = store(database, sealer, ada, late, replace(late, message_id=MessageId(new_id())))
    practice = store(database, sealer, None, answer_about(ben, sources=()))
    with database.begin() as session:
        conversations = ConversationRepository(session, sealer)
        of_ada, of_ben = conversations.summaries(ada), conversations.summaries(ben)
        of_practice = conversations.summaries(None)
        assert conversations.client_of(older) == ada
        assert conversations.client_of(practice) is None
    assert [(one.conversation_id, one.questions) for one in of_ada] == [(newer, 2), (older, 1)]
    assert of_ada[0].last_asked_at == late.asked_at
    assert of_ada[1].title.endswith("word…")
    assert len(of_ada[1].title) <= TITLE_LIMIT_CHARS
    assert of_ben == []
    assert [one.conversation_id for one in of_practice] == [practice]


def test_an_unknown_conversation_is_not_found(database, sealer):
    with database.begin() as session, pytest.raises(NotFound) as missing:
        ConversationRepository(session, sealer).answers(ConversationId(new_id()))
    assert missing.value.code == "conversation_not_found"


def test_nothing_asked_or_answered_lies_in_the_clear(database, sealer, ada):
    store(database, sealer, ada, answer_about(ada))
    with database.begin() as session:
        for table in ("conversation", "message", "message_source"):
            for row in session.execute(text(f"SELECT t::text FROM {table} t")):
                for word in (CANARY, "Ibuprofen", "Byron"):
                    assert word not in row[0]
                    assert word.encode().hex() not in row[0]


@pytest.mark.parametrize(
    "tamper",
    [
        update(MessageRow).values(ordinal=MessageRow.ordinal + 5),
        update(MessageRow).values(message_id=new_id()),
        update(MessageSourceRow).values(used=False),
        update(MessageSourceRow).values(source_id=new_id()),
        update(MessageSourceRow).values(source_version=9),
        update(MessageSourceRow).values(number=MessageSourceRow.number + 10),
        delete(MessageSourceRow).where(MessageSourceRow.number == 2),
        delete(MessageSourceRow),
    ],
    ids=["moved", "renamed", "unused", "other-source", "other-version", "renumbered", "one-gone", "all-gone"],
)
def test_what_was_changed_in_the_database_does_not_open(database, sealer, ada, tamper):
    stored = store(database, sealer, ada, answer_about(ada))
    with database.begin() as session:
        session.execute(text("SET CONSTRAINTS ALL DEFERRED"))
        if "message_id" in str(tamper) and "UPDATE message SET" in str(tamper):
            session.execute(delete(MessageSourceRow))
        session.execute(tamper)
    (shown,) = read(database, sealer, stored)
    assert (shown.notice, shown.question, shown.answer, shown.sources) == (UNREADABLE_ANSWER, "", "", ())
    with database.begin() as session, pytest.raises(TamperedRecord):
        ConversationRepository(session, sealer).answer(shown.message_id)


def test_a_message_moved_to_another_conversation_does_not_open(database, sealer, ada):
    one = store(database, sealer, ada, answer_about(ada, sources=()))
    other = store(database, sealer, ada)
    with database.begin() as session:
        session.execute(update(MessageRow).values(conversation_id=other))
    assert read(database, sealer, one) == []
    moved, *others = read(database, sealer, other)
    assert (moved.notice, others) == (UNREADABLE_ANSWER, [])


def test_answers_take_their_places_in_order(database, sealer, ada):
    stored = store(database, sealer, ada, answer_about(ada), answer_about(ada), answer_about(ada))
    with database.begin() as session:
        ordinals = session.scalars(select(MessageRow.ordinal).order_by(MessageRow.ordinal)).all()
    assert ordinals == [0, 1, 2]
    assert len(read(database, sealer, stored)) == 3


def test_the_latest_answers_come_oldest_first(database, sealer, ada):
    answers = [answer_about(ada, question=f"Question {number}?") for number in range(5)]
    conversation = store(database, sealer, ada, *answers)
    with database.begin() as session:
        conversations = ConversationRepository(session, sealer)
        every = conversations.answers(conversation)
        assert conversations.latest(conversation, 2) == every[-2:]
        assert conversations.latest(conversation, 9) == every
