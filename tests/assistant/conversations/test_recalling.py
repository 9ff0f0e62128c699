"""Earlier answers are embedded when there is a model, and recalled where a question speaks of them."""

from __future__ import annotations

from typing import cast

import numpy as np
import pytest
from sqlalchemy import func, select

from core.assistant.conversations import recalling
from core.assistant.conversations.message_vectors import KeptVector
from core.assistant.conversations.recalling import MOST_TURNS, NEAREST, Recall, nearest
from core.cancel import CancelToken
from core.errors import Cancelled, EmbeddingError
from core.ids import ConversationId, MessageId, ProfileId, new_id
from core.sources.dto import SearchScope
from models import MessageVectorRow, ProfileRow

FIRST = "Which medicine was given for the right knee?"
FAR = "What was the dose of that knee tablet we talked about last week?"
UNDERSTOOD = "What was the dose of that knee tablet — ibuprofen?"


@pytest.fixture
def profile(database) -> ProfileId:
    """The practice's embedder."""
    row = ProfileRow(
        workspace_id=database.workspace_id,
        profile_id=new_id(),
        model="fake-embedder",
        revision="0" * 64,
        dimension=384,
        pooling="mean",
        normalised=True,
        active=True,
    )
    with database.begin() as session:
        session.add(row)
        session.flush()
        return ProfileId(row.profile_id)


@pytest.fixture(autouse=True)
def floor(monkeypatch) -> None:
    """Hashed words lie farther apart than the meanings that the floor was measured with."""
    monkeypatch.setattr(recalling, "FLOOR", 0.1)


@pytest.fixture
def recall(database, sealer, fake_engine) -> Recall:
    return Recall(database=database, sealer=sealer, engine=fake_engine)


def vectors(database) -> int:
    with database.begin() as session:
        return cast(int, session.scalar(select(func.count()).select_from(MessageVectorRow)))


def test_what_was_talked_about_in_another_conversation_is_understood(
    assistant, search, turn_embedder, profile, scope
):
    first = assistant.ask(FIRST, scope, use_model=False)
    done = turn_embedder.run()
    assert (done.done, done.missing, done.problem) == (1, 0, None)
    found = assistant.ask(FAR, scope, use_model=False)
    assert (found.understood, found.recalled) == (UNDERSTOOD, (first.message_id,))
    assert found.conversation_id != first.conversation_id
    assert search.asked[-1][0] == UNDERSTOOD


def test_nothing_is_recalled_of_anybody_else(assistant, search, turn_embedder, profile, ada, ben):
    scopes = {"ada": SearchScope(client_id=ada), "ben": SearchScope(client_id=ben), "all": SearchScope()}
    for name, scope in scopes.items():
        if name != "ben":
            assistant.ask(FIRST, scope, use_model=False)
    turn_embedder.run()
    assert assistant.ask(FAR, scopes["ben"], use_model=False).understood is None
    of_all = assistant.ask(FAR, scopes["all"], use_model=False)
    of_ada = assistant.ask(FAR, scopes["ada"], use_model=False)
    assert of_all.recalled != of_ada.recalled
    assert of_all.understood is not None


@pytest.mark.parametrize("trouble", ["no vectors", "no profile", "stopped", "failing", "deleted"])
def test_without_model_or_vectors_the_question_is_taken_as_typed(
    assistant, conversations, turn_embedder, request, fake_engine, scope, trouble
):
    if trouble != "no profile":
        request.getfixturevalue("profile")
    first = assistant.ask(FIRST, scope, use_model=False)
    if trouble not in ("no vectors", "no profile"):
        turn_embedder.run()
    if trouble == "stopped":
        fake_engine.stop()
    if trouble == "failing":
        fake_engine.fail_embeds(*[EmbeddingError("engine_crashed")] * 3)
    if trouble == "deleted":
        conversations.delete(first.conversation_id)
    answer = assistant.ask(FAR, scope, use_model=False)
    assert (answer.understood, answer.recalled) == (None, ())
    assert "600 mg" in answer.answer


def test_neighbours_come_with_what_is_recalled(
    assistant, turn_embedder, recall, profile, scope, ada, monkeypatch
):
    monkeypatch.setattr(recalling, "FLOOR", 0.5)
    asked = [assistant.ask(f"Was number{n} seen?", scope, use_model=False) for n in range(1)]
    for word in ("beta", "gamma", "delta", "epsilon", "zeta", "eta"):
        asked.append(
            assistant.ask(
                f"Was {word} found in the {word} of {word} and {word}?",
                scope,
                conversation_id=asked[0].conversation_id,
                use_model=False,
            )
        )
    turn_embedder.run()
    monkeypatch.setattr(recalling, "NEAREST", 1)
    found = recall.near("Was delta found in the delta of delta and delta?", ada)
    places = [[one.message_id for one in asked].index(turn.message_id) for turn in found]
    assert places == [3, 2, 4, 1, 5]


def test_the_nearest_above_the_floor_are_taken():
    def kept(*values: float) -> KeptVector:
        vector = np.array(values, dtype=np.float32)
        return KeptVector(MessageId(new_id()), ConversationId(new_id()), 0, vector / np.linalg.norm(vector))

    near = [kept(1.0, 0.1 * place) for place in range(NEAREST + 2)]
    others = [kept(0.0, 1.0), kept(-1.0, 0.0), kept(1.0, 0.0, 0.0)]
    found = nearest(np.array([1.0, 0.0], dtype=np.float32), [*others, *reversed(near)])
    assert found == near[:NEAREST]
    assert MOST_TURNS >= NEAREST


def test_only_what_is_missing_is_embedded_and_a_stop_loses_nothing(
    assistant, turn_embedder, fake_engine, database, profile, scope
):
    for place in range(11):
        assistant.ask(f"Was number{place} advised?", scope, use_model=False)
    stop = CancelToken()
    told: list[tuple[int, int]] = []

    def on_progress(done: int, total: int) -> None:
        told.append((done, total))
        stop.cancel()

    with pytest.raises(Cancelled):
        turn_embedder.run(cancel=stop, on_progress=on_progress)
    assert (told, vectors(database)) == ([(8, 11)], 8)
    fake_engine.embedded.clear()
    assert turn_embedder.run().missing == 0
    assert (len(fake_engine.embedded), vectors(database)) == (3, 11)
    fake_engine.embedded.clear()
    turn_embedder.run()
    assert fake_engine.embedded == []


def test_it_ends_when_something_is_to_be_indexed(assistant, turn_embedder, database, profile, scope):
    assistant.ask(FIRST, scope, use_model=False)
    turn_embedder.when_idle(CancelToken(), lambda: True)
    assert vectors(database) == 0
    turn_embedder.when_idle(CancelToken(), lambda: False)
    assert vectors(database) == 1


def test_without_a_model_it_says_why(assistant, turn_embedder, fake_engine, profile, scope):
    assistant.ask(FIRST, scope, use_model=False)
    fake_engine.stop()
    assert turn_embedder.run().problem == "engine_stopped"
    fake_engine.start()
    fake_engine.fail_embeds(EmbeddingError("engine_crashed"))
    failed = turn_embedder.run()
    assert (failed.missing, failed.problem) == (1, "engine_crashed")


def test_a_stop_while_it_recalls_stops_the_question(assistant, fake_engine, profile, scope, turn_embedder):
    assistant.ask(FIRST, scope, use_model=False)
    turn_embedder.run()
    stop = CancelToken()
    stop.cancel()
    with pytest.raises(Cancelled):
        assistant.ask(FAR, scope, use_model=False, cancel=stop)
