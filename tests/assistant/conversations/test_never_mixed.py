"""Random walks over several clients: what was asked about one reaches nothing that is asked of another."""

from __future__ import annotations

import itertools
import random
from typing import Any

import pytest

from core.assistant.conversations import recalling
from core.assistant.conversations.turn_embedding import TurnEmbedder
from core.assistant.dto import Answer
from core.clients.dto import ClientDetails
from core.ids import ClientId, ConversationId, ProfileId, new_id
from core.sources.dto import SearchScope
from models import ProfileRow
from tests.fakes.engine import FakeEngine
from tests.fakes.search import FakeSearch, passage_of
from tests.fixtures.figures import figure

STEPS = 60
SECRETS = {"Ada": ("lisinopril", "shoulder"), "Ben": ("metformin", "elbow"), "Cleo": ("warfarin", "ankle")}
QUESTIONS = (
    "Which tablet is taken for the {place}?",
    "And the dose?",
    "Is it still taken?",
    "What about the left one?",
    "Since when?",
    "What was the dose of that tablet we talked about last week?",
    "ומה המינון?",
)


@pytest.fixture
def three(clients) -> dict[str, ClientId]:
    return {
        name: clients.create(ClientDetails(first_name=name, last_name="Byron")).client_id for name in SECRETS
    }


@pytest.fixture
def over_three(assistant_over, database, three, monkeypatch) -> tuple[Any, FakeEngine, FakeSearch]:
    monkeypatch.setattr(recalling, "FLOOR", -1.0)
    row = ProfileRow(
        workspace_id=database.workspace_id,
        profile_id=ProfileId(new_id()),
        model="fake-embedder",
        revision="0" * 64,
        dimension=384,
        pooling="mean",
        normalised=True,
        active=True,
    )
    with database.begin() as session:
        session.add(row)
    search = FakeSearch(
        [
            passage_of(f"Takes {drug} 5 mg for the right {place}.", client_id=three[name])
            for name, (drug, place) in SECRETS.items()
        ]
    )
    engine = FakeEngine(started=True)
    return assistant_over(search, engine), engine, search


@pytest.mark.parametrize("seed", range(2))
def test_no_word_of_one_client_reaches_another(over_three, three, context, seed):
    assistant, engine, search = over_three
    turn_embedder = TurnEmbedder(context, engine=engine)
    chance = random.Random(seed)
    going: dict[str, ConversationId | None] = dict.fromkeys(three)
    completed = 0
    for step in range(STEPS):
        name = chance.choice(sorted(three))
        scope = SearchScope(client_id=three[name])
        question = chance.choice(QUESTIONS).format(place=SECRETS[name][1])
        conversation = going[name] if chance.random() < 0.7 else None
        answer = assistant.ask(question, scope, conversation_id=conversation)
        going[name] = answer.conversation_id
        completed += answer.understood is not None
        assert_nothing_of_others(name, answer, engine, search)
        if step % 10 == 9:
            turn_embedder.run()
    assert completed > STEPS // 4
    figure(f"conversations of three clients: {STEPS} questions at random, {completed} completed, 0 leaks")


def assert_nothing_of_others(name: str, answer: Answer, engine: FakeEngine, search: FakeSearch) -> None:
    others = list(itertools.chain.from_iterable(SECRETS[other] for other in SECRETS if other != name))
    told = [answer.answer, answer.understood or "", str(answer.sources)]
    told += [question for question, _ in search.asked]
    told += [message.content for request in engine.requests for message in request.messages]
    # One that is given again is neither searched for nor written.
    search.asked.clear()
    engine.requests.clear()
    for secret in others:
        assert all(secret not in text for text in told), (name, secret)
