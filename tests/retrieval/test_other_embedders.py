"""Embedders of another size, and a record of the models that cannot be read: nothing is mixed up or lost."""

from __future__ import annotations

import itertools
import threading
from collections.abc import Iterator
from typing import Any

import pytest

from core.cancel import CancelToken
from core.errors import Cancelled
from core.retrieval.dto import IndexStatus
from core.retrieval.indexing import indexer
from core.retrieval.indexing.profile_choice import EmbedderSupply, embedders_for
from core.retrieval.memory import vector_index
from core.retrieval.session import Retrieval, build_retrieval
from core.service_context import ServiceContext
from core.sources.dto import SearchScope
from tests.fakes.two_embedders import NEW, OLD, TwoEmbedders, Wanted
from tests.retrieval.conftest import as_engine
from tests.retrieval.state import index_state

EVERYWHERE = SearchScope()
WAIT_S = 20.0


@pytest.fixture
def both() -> TwoEmbedders:
    return TwoEmbedders(OLD, NEW)


@pytest.fixture
def wanted() -> Wanted:
    return Wanted()


@pytest.fixture
def retrieval(context: ServiceContext, both: TwoEmbedders, wanted: Wanted) -> Iterator[Retrieval]:
    built = build_retrieval(context, engine=as_engine(both), supply=EmbedderSupply(wanted, both.use))
    yield built
    built.close()


@pytest.mark.parametrize("by_signs", [False, True])
@pytest.mark.parametrize(("before", "after"), [(OLD, NEW), (NEW, OLD)])
def test_a_switch_to_another_size_under_a_question_costs_nobody_the_meaning(
    retrieval, practice, wanted, both, monkeypatch, before, after, by_signs
):
    if by_signs:
        monkeypatch.setattr(vector_index, "FIRST_STAGE", 1)
        monkeypatch.setattr(vector_index, "_ROWS_A_RESULT", 0)
    wanted.sha256 = before
    retrieval.index.run_pending()
    retrieval.load()
    wanted.sha256 = after
    embed = both.embed
    switched: list[IndexStatus] = []

    def switch_behind(texts: Any, *, urgent: bool = False, **options: Any) -> Any:
        vectors = embed(texts, urgent=urgent, **options)
        if urgent and not switched:
            switched.append(IndexStatus())
            switched[0] = retrieval.index.run_pending()
        return vectors

    both.embed = switch_behind
    found = retrieval.search.search("metformin twice daily", EVERYWHERE)
    assert switched[0].problem is None
    assert found.dense_available
    assert any(hit.dense is not None for hit in found.hits)
    assert (retrieval.index.status().problem, retrieval._memory.dense_problem) == (None, None)


def test_a_record_that_cannot_be_read_leaves_the_practice_in_its_profile(
    retrieval, practice, wanted, both, database, sealer
):
    wanted.sha256 = NEW
    retrieval.index.run_pending()
    retrieval.load()
    kept = index_state(database, sealer)
    wanted.damaged = True
    status = retrieval.index.run_pending()
    assert (status.problem, status.model) == ("model_library_damaged", "new-embedder")
    assert index_state(database, sealer) == kept
    assert retrieval.search.search("metformin", EVERYWHERE).dense_available
    written = practice.write(practice.ada, plan="Zolpidem at night.")
    assert retrieval.index.run_pending().pending == 0
    found = retrieval.search.search("zolpidem", EVERYWHERE)
    assert found.hits[0].passage.source_id == written.session_id
    wanted.damaged = False
    assert retrieval.index.run_pending().problem is None


def test_a_record_that_cannot_be_read_drops_no_profile_half_made(
    retrieval, practice, wanted, both, database, sealer, monkeypatch
):
    monkeypatch.setattr(indexer, "TEXTS_AT_ONCE", 1)
    retrieval.index.run_pending()
    wanted.sha256 = NEW
    token = CancelToken()
    calls = itertools.count(1)
    both.before = lambda model: token.cancel() if next(calls) == 3 else None
    with pytest.raises(Cancelled):
        retrieval.index.run_pending(cancel=token)
    half = index_state(database, sealer)
    assert half["beside"]["new-embedder"]
    wanted.damaged = True
    retrieval.index.look()
    retrieval.index.run_pending()
    assert index_state(database, sealer) == half


def test_without_a_record_the_engine_begins_with_the_starter() -> None:
    assert [spec.sha256 for spec in embedders_for(Wanted(damaged=True), NEW)] == [OLD]
    assert [spec.sha256 for spec in embedders_for(Wanted(sha256=NEW), OLD)] == [OLD, NEW]


def test_a_look_need_not_wait_for_a_whole_profile(retrieval, practice, wanted, both, monkeypatch):
    monkeypatch.setattr(indexer, "TEXTS_AT_ONCE", 1)
    retrieval.index.run_pending()
    wanted.sha256 = NEW
    looking = threading.Thread(target=retrieval.index.look)
    order: list[str] = []

    def look_once(model: str) -> None:
        order.append(model)
        if len(order) == 2:
            looking.start()
            assert _until(lambda: retrieval.index._turn.awaited)
        if len(order) == 4:
            order.append("still looking" if looking.is_alive() else "looked")

    both.before = look_once
    status = retrieval.index.run_pending()
    looking.join(WAIT_S)
    assert "looked" in order
    assert (status.model, status.pending) == ("new-embedder", 0)


@pytest.mark.parametrize("call", ["rebuild", "look", "run_pending"])
def test_who_waits_for_the_indexer_can_leave(retrieval, practice, both, call):
    go, inside, left = threading.Event(), threading.Event(), threading.Event()

    def hold(model: str) -> None:
        inside.set()
        go.wait(WAIT_S)

    both.before = hold
    working = threading.Thread(target=retrieval.index.run_pending)
    working.start()
    assert inside.wait(WAIT_S)
    token = CancelToken()
    token.cancel()

    def leave() -> None:
        with pytest.raises(Cancelled):
            getattr(retrieval.index, call)(cancel=token)
        left.set()

    leaving = threading.Thread(target=leave)
    leaving.start()
    try:
        assert left.wait(3)
    finally:
        go.set()
        working.join(WAIT_S)
        leaving.join(WAIT_S)


def _until(true: Any) -> bool:
    """Gives other threads a while to make it true."""
    waiting = threading.Event()
    return any(true() or waiting.wait(0.01) for _ in range(1000)) or true()
