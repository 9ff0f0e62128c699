"""Another embedder is made ready beside the one in use: nothing is lost or mixed up, or deleted too soon."""

from __future__ import annotations

import dataclasses
import itertools
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import psycopg
import pytest
from sqlalchemy import delete, event, select, update
from sqlalchemy.orm import Session as DatabaseSession

from core.cancel import CancelToken
from core.engine.dto import EngineState
from core.errors import Cancelled, EmbeddingError, EngineProblem
from core.records.outbox import OutboxRepository
from core.retrieval.dto import Building
from core.retrieval.index.repository import IndexRepository
from core.retrieval.indexing import indexer
from core.retrieval.indexing.profile_choice import EmbedderSupply
from core.retrieval.memory.memory_index import MemoryIndex
from core.retrieval.session import Retrieval, build_retrieval
from core.service_context import ServiceContext
from core.sources.dto import SearchScope
from models import OutboxRow, SourceIndexRow
from tests.fakes.two_embedders import NEW, OLD, TwoEmbedders, Wanted
from tests.fixtures.proofs import ALL, Proof
from tests.retrieval.conftest import as_engine
from tests.retrieval.state import index_state

EVERYWHERE = SearchScope()
Both = Callable[..., Any]


@pytest.fixture
def both() -> TwoEmbedders:
    return TwoEmbedders(OLD, NEW)


@pytest.fixture
def wanted() -> Wanted:
    return Wanted()


@pytest.fixture
def opened(context: ServiceContext, both: TwoEmbedders, wanted: Wanted) -> Both:
    @contextmanager
    def opener(engine: TwoEmbedders = both) -> Iterator[Retrieval]:
        built = build_retrieval(context, engine=as_engine(engine), supply=EmbedderSupply(wanted, engine.use))
        try:
            yield built
        finally:
            built.close()

    return opener


@pytest.fixture
def in_old(opened, practice, database, sealer) -> dict[str, Any]:
    """The practice is indexed in the old model."""
    with opened() as retrieval:
        retrieval.index.run_pending()
    return index_state(database, sealer)


def texts(retrieval: Retrieval, question: str) -> list[str]:
    return [hit.passage.text for hit in retrieval.search.search(question, EVERYWHERE, limit=50).hits]


def profiles(state: dict[str, Any]) -> list[tuple[str, bool]]:
    return [(model, active) for model, _, active in state["profiles"]]


def test_the_new_profile_is_built_beside_the_old_one_and_then_switched_to(
    opened, in_old, both, wanted, database, sealer
):
    wanted.sha256 = NEW
    seen: list[dict[str, Any]] = []
    both.before = lambda model: seen.append(index_state(database, sealer))
    with opened() as retrieval:
        retrieval.load()
        status = retrieval.index.run_pending()
        assert (status.model, status.building, status.pending) == ("new-embedder", None, 0)
        assert retrieval.search.search("metformin", EVERYWHERE).dense_available
    during = seen[-1]
    assert profiles(during) == [("new-embedder", False), ("old-embedder", True)]
    assert during["sources"] == in_old["sources"]
    after = index_state(database, sealer)
    assert profiles(after) == [("new-embedder", True)]
    assert after["vectors"] == in_old["vectors"] == len(after["sources"])
    assert [one[:-1] for one in after["sources"]] == [one[:-1] for one in in_old["sources"]]
    assert [one[-1] for one in after["sources"]] != [one[-1] for one in in_old["sources"]]
    assert len(both.by_model[NEW]) == len(both.by_model[OLD])


def test_the_switched_index_is_the_one_a_fresh_start_with_that_model_makes(
    opened, practice, both, wanted, database, sealer
):
    with opened() as retrieval:
        retrieval.index.run_pending()
        wanted.sha256 = NEW
        retrieval.index.run_pending()
        switched = index_state(database, sealer)
        retrieval.index.rebuild()
    assert index_state(database, sealer) == switched


def test_questions_are_answered_in_the_active_profile_until_the_switch(
    opened, in_old, both, wanted, monkeypatch
):
    answers: list[tuple[list[str], bool]] = []
    wanted.sha256 = NEW
    monkeypatch.setattr(indexer, "TEXTS_AT_ONCE", 1)
    with opened() as retrieval:
        retrieval.load()
        before = texts(retrieval, "metformin meloxicam")

        def ask(model: str) -> None:
            found = retrieval.search.search("metformin meloxicam", EVERYWHERE, limit=50)
            answers.append(([hit.passage.text for hit in found.hits], found.dense_available))

        both.before = ask
        retrieval.index.run_pending()
        assert len(answers) > 3
        assert all(answer == (before, True) for answer in answers)
        after = retrieval.search.search("metformin meloxicam", EVERYWHERE, limit=50)
        assert after.dense_available
        assert {hit.passage.text for hit in after.hits} == set(before)


def test_what_is_written_meanwhile_is_found_first_and_is_in_the_new_profile_too(
    opened, in_old, practice, both, wanted, monkeypatch
):
    wanted.sha256 = NEW
    monkeypatch.setattr(indexer, "TEXTS_AT_ONCE", 1)
    order: list[str] = []
    with opened() as retrieval:
        retrieval.load()

        def write_once(model: str) -> None:
            order.append(model)
            if len(order) == 2:
                practice.write(practice.ada, plan="Zolpidem at night.")
            if len(order) == 4:
                assert texts(retrieval, "zolpidem")[0] == "Zolpidem at night."

        both.before = write_once
        assert retrieval.index.run_pending().pending == 0
        assert order[:3] == [NEW, NEW, OLD]
        assert NEW in order[3:]
        assert texts(retrieval, "zolpidem")[0] == "Zolpidem at night."


def test_going_back_before_the_switch_costs_nothing(opened, in_old, both, wanted, database, sealer):
    wanted.sha256 = NEW
    token = CancelToken()
    with opened() as retrieval:
        both.before = lambda model: token.cancel()
        with pytest.raises(Cancelled):
            retrieval.index.run_pending(cancel=token)
        both.before = lambda model: None
        wanted.sha256 = OLD
        both.by_model = {OLD: [], NEW: []}
        status = retrieval.index.run_pending()
        assert (status.pending, status.building, status.model) == (0, None, "old-embedder")
    assert both.by_model == {OLD: [], NEW: []}
    assert index_state(database, sealer)["sources"] == in_old["sources"]


def test_a_started_profile_is_gone_on_with_where_it_stopped(opened, in_old, both, wanted, monkeypatch):
    wanted.sha256 = NEW
    monkeypatch.setattr(indexer, "TEXTS_AT_ONCE", 1)
    token = CancelToken()
    calls = itertools.count(1)
    both.before = lambda model: token.cancel() if next(calls) == 4 else None
    with opened() as retrieval, pytest.raises(Cancelled):
        retrieval.index.run_pending(cancel=token)
    before = set(both.by_model[NEW])
    stopped_at = len(both.by_model[NEW])
    both.before = lambda model: None
    with opened() as retrieval:
        status = retrieval.index.status()
        assert isinstance(status.building, Building)
        assert (status.building.model, status.building.total) == ("new-embedder", 6)
        assert 0 < status.building.done < 6
        retrieval.index.run_pending()
    after = set(both.by_model[NEW][stopped_at:])
    # Of the one batch that was under way everything is read again, of those before it nothing.
    assert before - after
    assert before | after == set(both.by_model[OLD])


def test_a_wanted_model_that_is_not_there_changes_nothing(opened, in_old, wanted, database, sealer):
    wanted.sha256 = NEW
    with opened(TwoEmbedders(OLD)) as retrieval:
        status = retrieval.index.run_pending()
        assert (status.problem, status.pending) == ("model_not_configured", 0)
        assert status.building == Building("new-embedder", 0, 6)
        assert retrieval.search.search("metformin", EVERYWHERE).dense_available
    assert index_state(database, sealer) == in_old


def test_when_the_old_model_is_gone_words_are_found_until_the_new_one_is_ready(
    opened, in_old, practice, wanted
):
    wanted.sha256 = NEW
    alone = TwoEmbedders(NEW)
    alone.failing = {NEW}
    written = practice.write(practice.ada, plan="Zolpidem at night.")
    with opened(alone) as retrieval:
        status = retrieval.index.run_pending()
        assert (status.problem, status.pending) == ("vector_invalid", 1)
        assert texts(retrieval, "zolpidem") == ["Zolpidem at night."]
        alone.failing = set()
        status = retrieval.index.run_pending()
        assert (status.problem, status.pending, status.model) == (None, 0, "new-embedder")
        found = retrieval.search.search("zolpidem", EVERYWHERE)
        assert found.dense_available
        assert found.hits[0].passage.source_id == written.session_id


def test_one_text_that_the_new_model_fails_on_keeps_the_old_one(
    opened, in_old, both, wanted, database, sealer
):
    wanted.sha256 = NEW
    both.failing = {NEW}
    with opened() as retrieval:
        status = retrieval.index.run_pending()
        assert (status.problem, status.model) == ("vector_invalid", "old-embedder")
    assert index_state(database, sealer)["sources"] == in_old["sources"]


def test_a_note_that_opens_in_neither_does_not_hold_up_the_switch(
    opened, in_old, practice, both, wanted, cloned_database
):
    damaged = practice.write(practice.ada, plan="Soon damaged.")
    with psycopg.connect(**cloned_database.admin_conninfo, autocommit=True) as admin:
        admin.execute("SET session_replication_role = replica")
        admin.execute(
            "UPDATE session_version SET sealed_plan = sealed_subjective WHERE session_id = %s",
            (damaged.session_id,),
        )
    wanted.sha256 = NEW
    with opened() as retrieval:
        status = retrieval.index.run_pending()
    assert (status.model, status.pending, status.problem) == ("new-embedder", 1, "tampered_record")


def test_a_profile_of_a_model_this_machine_no_longer_has_is_dropped(
    opened, in_old, both, wanted, database, sealer
):
    wanted.sha256 = NEW
    token = CancelToken()
    both.before = lambda model: token.cancel()
    with opened() as retrieval, pytest.raises(Cancelled):
        retrieval.index.run_pending(cancel=token)
    wanted.sha256 = OLD
    wanted.known = {OLD}
    both.before = lambda model: None
    with opened() as retrieval:
        retrieval.index.run_pending()
    assert index_state(database, sealer) == in_old


class Killed(BaseException):
    """Ends everything where it is raised, as a killed process does."""


@pytest.mark.parametrize("moment", ["before_commit", "after_commit"])
@pytest.mark.proof("killed around a commit of a change of models, index the same", short=6, long=ALL)
def test_killed_around_any_commit_the_end_is_the_same(
    opened, practice, both, wanted, database, sealer, moment, monkeypatch, proof: Proof
):
    """From the old model to the new one and back, killed at every commit on the way."""
    monkeypatch.setattr(indexer, "TEXTS_AT_ONCE", 1)
    ends: dict[str, dict[str, Any]] = {}
    with opened() as retrieval:
        for sha256 in (OLD, NEW):
            wanted.sha256 = sha256
            retrieval.index.run_pending()
            ends[sha256] = index_state(database, sealer)
    killed = 0
    chosen = proof.sample(range(1, 34))
    for nth in chosen:
        calls = itertools.count(1)

        def kill(_: DatabaseSession, calls=calls, nth=nth) -> None:
            if next(calls) == nth:
                raise Killed

        wanted.sha256 = OLD if wanted.sha256 == NEW else NEW
        with opened() as retrieval:
            if nth % 4 == 1:
                retrieval.load()
            event.listen(DatabaseSession, moment, kill)
            try:
                retrieval.index.run_pending()
            except Killed:
                killed += 1
            finally:
                event.remove(DatabaseSession, moment, kill)
        with opened() as retrieval:
            assert texts(retrieval, "metformin")
            retrieval.index.run_pending()
            assert retrieval.search.search("metformin", EVERYWHERE).dense_available
        assert index_state(database, sealer) == ends[wanted.sha256], nth
    # After the last commits there is nobody left to be killed.
    assert killed >= min(len(chosen) - 13, 20)
    assert killed > 0


@pytest.mark.parametrize(
    ("owner", "name"),
    [
        (IndexRepository, "activate"),
        (IndexRepository, "store_vectors"),
        (IndexRepository, "lacking"),
        (IndexRepository, "ensure_profile"),
        (MemoryIndex, "begin"),
        (MemoryIndex, "complete"),
        (OutboxRepository, "pending"),
    ],
)
@pytest.mark.parametrize("after", [False, True])
def test_killed_at_a_step_of_the_switch_the_end_is_the_same(
    opened, in_old, both, wanted, database, sealer, owner, name, after
):
    wanted.sha256 = NEW
    with opened() as retrieval, pytest.MonkeyPatch.context() as armed:
        retrieval.load()
        original = getattr(owner, name)

        def step(*arguments: Any, **options: Any) -> Any:
            if not after:
                raise Killed
            original(*arguments, **options)
            raise Killed

        armed.setattr(owner, name, step)
        with pytest.raises(Killed):
            retrieval.index.run_pending()
    state = index_state(database, sealer)
    assert state["sources"] == in_old["sources"] or profiles(state) == [("new-embedder", True)]
    with opened() as retrieval:
        status = retrieval.index.run_pending()
        assert (status.model, status.pending) == ("new-embedder", 0)
        retrieval.index.rebuild()
        rebuilt = index_state(database, sealer)
    assert rebuilt["vectors"] == len(rebuilt["sources"])


def test_passages_that_are_no_longer_the_ones_held_are_made_anew_first(
    opened, in_old, both, wanted, database, sealer
):
    """As after a change of how passages are made that nobody gave a number."""
    with database.begin() as session:
        chosen = session.scalars(select(SourceIndexRow.source_id)).first()
        index = IndexRepository(session, sealer)
        held = index.source(chosen, index.active_profile())
        assert held is not None
        other = dataclasses.replace(held.source, title="Another title", vectors=None)
        version = index.store(other)
        active = index.active_profile()
        assert active is not None
        assert held.source.vectors is not None
        assert index.store_vectors(active.profile_id, other, held.source.vectors, version)
    wanted.sha256 = NEW
    with opened() as retrieval:
        status = retrieval.index.run_pending()
    assert (status.model, status.pending, status.problem) == ("new-embedder", 0, None)


def test_the_engine_stops_in_the_middle(opened, in_old, both, wanted, monkeypatch):
    wanted.sha256 = NEW
    monkeypatch.setattr(indexer, "TEXTS_AT_ONCE", 1)

    def stop(model: str) -> None:
        both.before = lambda model: None
        both.stop()
        raise EngineProblem("engine_stopped")

    with opened() as retrieval:
        both.before = stop
        status = retrieval.index.run_pending()
        assert (status.problem, status.model) == ("engine_stopped", "old-embedder")
        both.start()
        assert retrieval.index.run_pending().model == "new-embedder"


def test_a_failure_of_a_batch_does_not_fail_its_sources(opened, in_old, both, wanted):
    wanted.sha256 = NEW
    both.fail_embeds(EmbeddingError("vector_invalid"))
    with opened() as retrieval:
        assert retrieval.index.run_pending().model == "new-embedder"


def test_nothing_of_a_row_nobody_queued_is_left_behind(opened, in_old, both, wanted, database, sealer):
    with database.begin() as session:
        session.execute(delete(OutboxRow))
        session.execute(update(SourceIndexRow).values(layout=0))
    wanted.sha256 = NEW
    with opened() as retrieval:
        assert retrieval.index.run_pending().pending == 0
    assert index_state(database, sealer)["layouts"] != [0]


def test_an_engine_that_died_before_it_was_of_use_is_used_again(opened, in_old, practice, both, monkeypatch):
    """Nobody else would ask it for anything: it is started anew by whoever needs it."""
    practice.write(practice.ada, plan="Zolpidem at night.")
    ready = both.embedder_info

    def failed(timeout_s=None, *, model=None, cancel=None):
        if both.state is EngineState.FAILED:
            raise EngineProblem("engine_crashed")
        return ready(timeout_s, model=model)

    monkeypatch.setattr(both, "embedder_info", failed)
    both.before = lambda model: both.tell(EngineState.READY)
    both.tell(EngineState.FAILED)
    with opened() as retrieval:
        status = retrieval.index.run_pending()
    assert (status.problem, status.pending) == (None, 0)


def test_an_engine_that_stays_dead_is_a_problem_and_the_words_are_there(
    opened, in_old, practice, both, monkeypatch
):
    practice.write(practice.ada, plan="Zolpidem at night.")

    def failed(timeout_s=None, *, model=None, cancel=None):
        raise EngineProblem("engine_crashed")

    monkeypatch.setattr(both, "embedder_info", failed)
    both.tell(EngineState.FAILED)
    both.failing = {OLD, NEW}
    with opened() as retrieval:
        status = retrieval.index.run_pending()
        assert (status.problem, status.pending) == ("engine_crashed", 1)
        assert texts(retrieval, "zolpidem") == ["Zolpidem at night."]
