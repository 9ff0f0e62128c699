"""Notes change while they are indexed in two profiles: what was replaced or put away is never found again."""

from __future__ import annotations

import random
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

import pytest

from core.clients.dto import ClientDetails
from core.clients.service import ClientService
from core.retrieval.dto import IndexStatus
from core.retrieval.indexing import index_worker, indexer
from core.retrieval.indexing.profile_choice import EmbedderSupply
from core.retrieval.session import Retrieval, build_retrieval
from core.service_context import ServiceContext
from core.sessions.dto import Session
from core.sources.dto import SearchScope
from tests.fakes.two_embedders import NEW, OLD, TwoEmbedders, Wanted
from tests.retrieval.conftest import Practice, as_engine
from tests.retrieval.state import index_state, texts_of
from tests.retrieval.test_index_worker import WAIT_S, Heard

STEPS = 60
EVERYWHERE = SearchScope()


@dataclass
class Account:
    """Which words may be found, and which never again. Each text has one word that no other has."""

    practice: Practice
    retrieval: Retrieval
    rng: random.Random
    live: dict[str, Session] = field(default_factory=dict)
    dead: list[str] = field(default_factory=list)
    written: int = 0

    def word(self) -> str:
        self.written += 1
        return f"zq{self.written:04d}x"

    def save(self, session: Session | None = None) -> None:
        """A new note, or another text in place of the one that `session` has."""
        word = self.word()
        text = f"Started {word} today, to be looked at again in a week."
        if session is None:
            client = self.rng.choice([self.practice.ada, self.practice.noa])
            self.live[word] = self.practice.write(client, plan=text)
        else:
            self.bury(session)
            self.live[word] = self.practice.change(session, plan=text)

    def bury(self, session: Session) -> None:
        word = next(word for word, one in self.live.items() if one.session_id == session.session_id)
        del self.live[word]
        self.dead.append(word)

    def step(self) -> None:
        """Something happens to a note, and from then on the search must know."""
        sessions = self.practice.sessions
        word = self.rng.choice(sorted(self.live)) if self.live else None
        session = self.live[word] if word is not None else None
        match self.rng.randrange(6):
            case 0 | 1 if session is not None and session.state == "draft":
                self.save(session)
            case 2 if session is not None and session.state == "draft" and word is not None:
                self.live[word] = sessions.sign(session.session_id, expected_version=session.version)
            case 3 if session is not None and session.state == "signed":
                sessions.retract(session.session_id, reason="Wrong", expected_version=session.version)
                self.bury(session)
            case 4 if session is not None and session.state == "draft":
                sessions.delete_draft(session.session_id, expected_version=session.version)
                self.bury(session)
            case _:
                self.save()

    def check(self) -> None:
        """None of the last words that died is found, by whatever is near them."""
        for word in self.dead[-3:]:
            found = self.retrieval.search.search(f"started {word} today", EVERYWHERE, limit=50)
            assert not [hit for hit in found.hits if word in hit.passage.text], word
            for hit in found.hits:
                assert not any(dead in hit.passage.text for dead in self.dead), hit


@pytest.fixture
def both() -> TwoEmbedders:
    return TwoEmbedders(OLD, NEW)


@pytest.fixture
def wanted() -> Wanted:
    return Wanted()


@pytest.fixture
def retrieval(context: ServiceContext, both: TwoEmbedders, wanted: Wanted) -> Iterator[Retrieval]:
    built = build_retrieval(context, engine=as_engine(both), supply=EmbedderSupply(wanted, both.use))
    try:
        yield built
    finally:
        built.close()


@pytest.fixture(autouse=True)
def at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(index_worker, "_SETTLE_S", 0.0)
    monkeypatch.setattr(index_worker, "_PENDING_POLL_S", 0.01)
    monkeypatch.setattr(indexer, "TEXTS_AT_ONCE", 4)


@contextmanager
def indexing(retrieval: Retrieval) -> Iterator[Heard]:
    heard = Heard()
    unsubscribe = retrieval.index.subscribe(heard)
    retrieval.index.start()
    try:
        yield heard
    finally:
        retrieval.index.stop()
        unsubscribe()


def settled_in(model: str, total: int | None = None) -> Any:
    def settled(status: IndexStatus) -> bool:
        done = (status.model, status.building, status.pending, status.running) == (model, None, 0, False)
        return done and (total is None or status.total == total)

    return settled


@pytest.mark.parametrize("seed", [1, 2])
def test_nothing_replaced_or_put_away_is_found(retrieval, practice, wanted, database, sealer, seed):
    account = Account(practice, retrieval, random.Random(seed))
    with indexing(retrieval) as heard:
        for number in range(STEPS):
            if number % 12 == 6:
                wanted.sha256 = NEW if wanted.sha256 == OLD else OLD
            account.step()
            retrieval.index.wake()
            account.check()
        name = "new-embedder" if wanted.sha256 == NEW else "old-embedder"
        before = len(heard.statuses)
        retrieval.index.wake()
        heard.until(settled_in(name, total=len(account.live) + 6), since=before)
        account.check()
    state = index_state(database, sealer)
    held = " ".join(texts_of(state))
    assert not [word for word in account.dead if word in held]
    assert not [word for word in account.live if word not in held]
    assert state["vectors"] == len(state["sources"]) == len(account.live) + 6
    retrieval.index.rebuild()
    assert index_state(database, sealer) == state


def test_a_merge_while_both_profiles_are_made(retrieval, practice, wanted, both, database, sealer):
    clients: ClientService = practice.clients
    third = clients.create(ClientDetails(first_name="Lia", last_name="Stern"))
    for number in range(6):
        practice.write(third, plan=f"Started zq{number:04d}x today.")
    retrieval.load()
    retrieval.index.run_pending()
    wanted.sha256 = NEW
    merged = threading.Event()

    def merge(model: str) -> None:
        if not merged.is_set() and both.by_model[NEW]:
            merged.set()
            practice.merging.merge(source=third.client_id, into=practice.ada.client_id, reason="Twice")
            assert not found_of(retrieval, third)

    both.before = merge
    status = retrieval.index.run_pending()
    assert merged.is_set()
    assert (status.model, status.pending) == ("new-embedder", 0)
    assert not found_of(retrieval, third)
    scope = SearchScope(client_id=practice.ada.client_id)
    hits = retrieval.search.search("started zq0003x today", scope, limit=50).hits
    assert any("zq0003x" in hit.passage.text for hit in hits)
    state = index_state(database, sealer)
    assert str(third.client_id) not in repr(state["sources"])
    retrieval.index.rebuild()
    assert index_state(database, sealer) == state


def found_of(retrieval: Retrieval, client: Any) -> bool:
    hits = retrieval.search.search("started zq0003x today", EVERYWHERE, limit=50).hits
    return any(hit.passage.client_id == client.client_id for hit in hits)


def test_a_deleted_chart_is_out_of_both_profiles(retrieval, practice, wanted, both, database, sealer):
    retrieval.load()
    retrieval.index.run_pending()
    wanted.sha256 = NEW
    deleted = threading.Event()

    def delete(model: str) -> None:
        if not deleted.is_set():
            deleted.set()
            practice.clients.delete(practice.ada.client_id, reason="Moved", expected_version=1)

    both.before = delete
    status = retrieval.index.run_pending()
    assert (status.model, status.total, status.pending) == ("new-embedder", 2, 0)
    state = index_state(database, sealer)
    assert state["vectors"] == len(state["sources"]) == 2
    assert str(practice.ada.client_id) not in repr(state["sources"])


def test_a_question_under_way_at_the_switch_is_not_compared_with_the_other_model(
    retrieval, practice, wanted, both
):
    retrieval.load()
    retrieval.index.run_pending()
    wanted.sha256 = NEW
    embed = both.embed
    switched = threading.Event()

    def switch_behind(texts: Any, *, urgent: bool = False, **options: Any) -> Any:
        vectors = embed(texts, urgent=urgent, **options)
        if urgent and not switched.is_set():
            switched.set()
            worker = threading.Thread(target=retrieval.index.run_pending)
            worker.start()
            worker.join(WAIT_S)
        return vectors

    both.embed = switch_behind
    question = "metformin twice daily"
    during = retrieval.search.search(question, EVERYWHERE)
    assert switched.is_set()
    assert retrieval.index.status().model == "new-embedder"
    after = retrieval.search.search(question, EVERYWHERE)
    assert after.dense_available
    scores = [(hit.passage.passage_id, hit.dense) for hit in after.hits]
    if during.dense_available:
        assert [(hit.passage.passage_id, hit.dense) for hit in during.hits] == scores
    else:
        assert all(hit.dense is None for hit in during.hits)
