"""Vectors of answers and opinions on them: sealed, of one client, and no burden to the answers themselves."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import numpy as np
import pytest
from sqlalchemy import select, update

from core.assistant.conversations.message_feedback import MessageFeedbackRepository
from core.assistant.conversations.message_vectors import MessageVectorRepository
from core.assistant.conversations.repository import ConversationRepository
from core.assistant.dto import Feedback
from core.clients.dto import ClientDetails
from core.errors import NotFound
from core.ids import ClientId, ConversationId, MessageId, ProfileId, new_id
from core.keys.epochs import EpochRepository
from core.security.envelope import read_header
from core.security.keyring import EPOCH_BIT
from models import MessageFeedbackRow, MessageRow, MessageVectorRow, ProfileRow
from tests.assistant.conversations.test_conversations import answer_about, store

GIVEN_AT = datetime(2024, 4, 8, 10, 0, tzinfo=UTC)


@pytest.fixture
def ada(clients) -> ClientId:
    return clients.create(ClientDetails(first_name="Ada", last_name="Byron")).client_id


@pytest.fixture
def ben(clients) -> ClientId:
    return clients.create(ClientDetails(first_name="Ben", last_name="Katz")).client_id


@pytest.fixture
def profile(database) -> ProfileId:
    return _profile(database, "first")


def _profile(database, model: str) -> ProfileId:
    row = ProfileRow(
        workspace_id=database.workspace_id,
        profile_id=new_id(),
        model=model,
        revision="r",
        dimension=4,
        pooling="mean",
        normalised=True,
        active=model == "first",
    )
    with database.begin() as session:
        session.add(row)
        session.flush()
        return ProfileId(row.profile_id)


def _stored(database, sealer, client_id: ClientId | None, about: ClientId) -> MessageId:
    answer = answer_about(about)
    store(database, sealer, client_id, answer)
    return answer.message_id


def _unit(*values: float) -> np.ndarray:
    vector = np.array(values, dtype=np.float32)
    return vector / np.linalg.norm(vector)


def test_a_vector_comes_back_under_whom_the_answer_is_about(database, sealer, ada, ben, profile):
    of_ada, of_all = _stored(database, sealer, ada, ada), _stored(database, sealer, None, ben)
    with database.begin() as session:
        vectors = MessageVectorRepository(session, sealer)
        vectors.put(of_ada, profile, _unit(1, 2, 3, 4))
        vectors.put(of_all, profile, _unit(4, 3, 2, 1))
        vectors.put(of_ada, profile, _unit(1, 0, 0, 1))
    with database.begin() as session:
        vectors = MessageVectorRepository(session, sealer)
        (kept,) = vectors.of(ada, profile)
        assert vectors.of(ben, profile) == []
        assert [each.message_id for each in vectors.of(None, profile)] == [of_all]
        sealed = {row.message_id: row.sealed_vector for row in session.scalars(select(MessageVectorRow))}
    assert (kept.message_id, kept.ordinal, kept.vector.dtype.name) == (of_ada, 0, "float32")
    np.testing.assert_allclose(kept.vector, _unit(1, 0, 0, 1), atol=1e-3)
    assert np.linalg.norm(kept.vector) == pytest.approx(1.0, abs=1e-6)
    for message_id, client_id in ((of_ada, ada), (of_all, None)):
        key, header = sealer.keyring.current(client_id, "conversation"), read_header(sealed[message_id])
        assert (header.key_id, header.key_version) == (key.key_id, key.version)
    # Of answers about the practice, the epoch's: it goes when a client is erased.
    assert read_header(sealed[of_all]).key_version & EPOCH_BIT


def test_what_is_missing_is_told_profile_by_profile(database, sealer, ada, profile):
    other = _profile(database, "second")
    messages = sorted(_stored(database, sealer, ada, ada) for _ in range(5))
    with database.begin() as session:
        vectors = MessageVectorRepository(session, sealer)
        vectors.put(messages[1], profile, _unit(1, 1, 1, 1))
        assert vectors.missing(profile, limit=2) == [messages[0], messages[2]]
        assert vectors.missing(profile, limit=9, after=messages[2]) == messages[3:]
        assert vectors.missing(other, limit=9) == messages
        assert (vectors.counts(profile), vectors.counts(other)) == ((1, 4), (0, 5))


def test_a_vector_that_was_moved_is_left_out_and_costs_nothing_else(database, sealer, ada, profile):
    first, second = (_stored(database, sealer, ada, ada) for _ in range(2))
    with database.begin() as session:
        vectors = MessageVectorRepository(session, sealer)
        vectors.put(first, profile, _unit(1, 0, 0, 0))
        vectors.put(second, profile, _unit(0, 1, 0, 0))
    with database.begin() as session:
        taken = session.get(MessageVectorRow, (database.workspace_id, first, profile)).sealed_vector
        session.execute(
            update(MessageVectorRow).where(MessageVectorRow.message_id == second).values(sealed_vector=taken)
        )
    with database.begin() as session:
        kept = MessageVectorRepository(session, sealer).of(ada, profile)
    assert [each.message_id for each in kept] == [first]


def test_an_opinion_is_replaced_taken_back_and_sealed(database, sealer, ada, profile):
    message = _stored(database, sealer, ada, ada)
    useful = Feedback("useful", "", GIVEN_AT)
    wrong = replace(useful, verdict="wrong", why="kestrel: the dose is of \u05d0\u05de\u05e9")
    with database.begin() as session:
        opinions = MessageFeedbackRepository(session, sealer)
        opinions.put(message, useful)
        opinions.put(message, wrong)
        assert opinions.of([message, MessageId(new_id())]) == {message: wrong}
        (sealed,) = session.scalars(select(MessageFeedbackRow.sealed_feedback))
        assert b"kestrel" not in sealed
        opinions.remove(message)
        opinions.remove(message)
        assert opinions.of([message]) == {}


def test_nothing_is_kept_of_an_answer_that_is_not_there(database, sealer, profile):
    with database.begin() as session:
        with pytest.raises(NotFound):
            MessageFeedbackRepository(session, sealer).put(
                MessageId(new_id()), Feedback("useful", "", GIVEN_AT)
            )
        with pytest.raises(NotFound):
            MessageVectorRepository(session, sealer).put(MessageId(new_id()), profile, _unit(1, 1, 1, 1))


def test_a_damaged_opinion_hides_no_answer(database, sealer, ada, profile):
    message = _stored(database, sealer, ada, ada)
    with database.begin() as session:
        opinions = MessageFeedbackRepository(session, sealer)
        opinions.put(message, Feedback("wrong", "why", GIVEN_AT))
        session.execute(update(MessageFeedbackRow).values(sealed_feedback=b"broken"))
    with database.begin() as session:
        assert MessageFeedbackRepository(session, sealer).of([message]) == {}
        assert ConversationRepository(session, sealer).answer(message).message_id == message


def test_both_go_with_the_answer(database, sealer, ada, profile):
    answer = answer_about(ada)
    conversation_id = store(database, sealer, ada, answer)
    with database.begin() as session:
        MessageVectorRepository(session, sealer).put(answer.message_id, profile, _unit(1, 1, 1, 1))
        MessageFeedbackRepository(session, sealer).put(answer.message_id, Feedback("useful", "", GIVEN_AT))
        ConversationRepository(session, sealer).delete(conversation_id)
    with database.begin() as session:
        for row in (MessageRow, MessageVectorRow, MessageFeedbackRow):
            assert session.scalars(select(row)).all() == []
        with pytest.raises(NotFound):
            ConversationRepository(session, sealer).delete(ConversationId(new_id()))


def test_a_new_epoch_takes_opinions_along_and_has_vectors_made_anew(database, sealer, ada, profile):
    """Of answers about the practice, whose key goes when a client is erased."""
    message = _stored(database, sealer, None, ada)
    opinion = Feedback("wrong", "she stopped it", GIVEN_AT)
    with database.begin() as session:
        MessageVectorRepository(session, sealer).put(message, profile, _unit(1, 1, 1, 1))
        MessageFeedbackRepository(session, sealer).put(message, opinion)
        before = session.scalars(select(MessageFeedbackRow.sealed_feedback)).one()
        assert EpochRepository(session, sealer).reseal_message(message)
    with database.begin() as session:
        after = session.scalars(select(MessageFeedbackRow.sealed_feedback)).one()
        assert before != after
        assert MessageFeedbackRepository(session, sealer).of([message]) == {message: opinion}
        assert MessageVectorRepository(session, sealer).missing(profile, limit=9) == [message]
