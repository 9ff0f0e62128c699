"""Indexing: one transaction a source, the same end from every interruption, nothing embedded twice."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterator
from typing import Any

import psycopg
import pytest
from sqlalchemy import event, select, update
from sqlalchemy.orm import Session as DatabaseSession

from core.cancel import CancelToken
from core.engine.dto import EngineState
from core.errors import Cancelled, EmbeddingError, EngineProblem
from core.ids import new_id
from core.records.outbox import OutboxRepository, PendingSource
from core.retrieval.index.repository import IndexRepository
from core.retrieval.indexed import IndexedSource
from core.retrieval.indexing import indexer, preparation
from core.retrieval.memory.memory_index import MemoryIndex
from core.sources.dto import SearchScope
from models import OutboxRow, SourceIndexRow
from tests.fakes.engine import FakeEngine
from tests.fixtures.proofs import ALL, Proof
from tests.retrieval.conftest import LONG
from tests.retrieval.state import index_state

EVERYWHERE = SearchScope()


def found(retrieval, question: str) -> list[str]:
    return [hit.passage.text for hit in retrieval.search.search(question, EVERYWHERE, limit=50).hits]


def test_everything_is_indexed_and_nothing_waits(retrieval, practice, database, sealer):
    status = retrieval.index.run_pending()
    assert (status.total, status.indexed, status.pending, status.problem) == (6, 6, 0, None)
    state = index_state(database, sealer)
    assert state["waiting"] == 0
    assert state["vectors"] == len(state["sources"]) == 6
    assert status.passages > 6


def test_progress_reaches_its_end(retrieval, practice):
    seen: list[tuple[int, int]] = []
    retrieval.index.run_pending(on_progress=lambda done, total: seen.append((done, total)))
    assert seen[-1] == (6, 6)
    assert seen == sorted(seen)


def test_a_new_version_replaces_the_old_one(retrieval, practice, database, sealer):
    session = practice.write(practice.ada, plan="First words.")
    retrieval.index.run_pending()
    practice.change(session, plan="Second words.")
    retrieval.index.run_pending()
    held = repr(index_state(database, sealer)["sources"])
    assert "Second words." in held
    assert "First words." not in held


def test_only_what_changed_is_embedded(retrieval, practice, fake):
    session = practice.write(practice.ada, subjective=LONG * 3, plan="Ice.")
    retrieval.index.run_pending()
    fake.embedded.clear()
    practice.change(session, subjective=LONG * 3, plan="Ice and rest.")
    retrieval.index.run_pending()
    assert fake.embedded == ["plan: Ice and rest."]
    fake.embedded.clear()
    practice.sessions.sign(session.session_id, expected_version=session.version + 1)
    assert retrieval.index.run_pending().pending == 0
    assert fake.embedded == []


def test_texts_of_several_sources_go_to_the_engine_together(retrieval, practice, fake, monkeypatch):
    sizes: list[int] = []
    embed = fake.embed

    def counted(texts, **options):
        sizes.append(len(texts))
        return embed(texts, **options)

    monkeypatch.setattr(fake, "embed", counted)
    retrieval.index.run_pending()
    assert len(sizes) == 1


def test_a_version_saved_while_indexing_is_indexed_and_the_old_one_never_stored(
    retrieval, practice, fake, database, sealer, monkeypatch
):
    session = practice.write(practice.ada, plan="Old words.")
    embed = fake.embed

    def save_meanwhile(texts, **options):
        if any("Old words." in text for text in texts):
            practice.change(session, plan="New words.")
        return embed(texts, **options)

    monkeypatch.setattr(fake, "embed", save_meanwhile)
    assert retrieval.index.run_pending().pending == 0
    state = index_state(database, sealer)
    assert "New words." in repr(state["sources"])
    assert "Old words." not in repr(state["sources"])
    assert state["waiting"] == 0


def test_rows_held_by_another_worker_are_left_to_it(retrieval, practice, database, sealer, workspace_id):
    session = practice.write(practice.ada, plan="Contested words.")
    with database.begin() as holding:
        outbox = OutboxRepository(holding, workspace_id)
        (held,) = [one for one in outbox.pending() if one.source_id == session.session_id]
        assert outbox.claim(held)
        status = retrieval.index.run_pending()
        assert status.pending == 1
    assert retrieval.index.run_pending().pending == 0


class Killed(BaseException):
    """Ends everything where it is raised, as a killed process does."""


def kill_points(
    monkeypatch: pytest.MonkeyPatch, fake: FakeEngine
) -> Iterator[tuple[str, Callable[[int], None]]]:
    """Each step of indexing, before and after, with what arms it to kill at its nth time."""
    steps: list[tuple[Any, str]] = [
        (fake, "embed"),
        (preparation, "cut_passages"),
        (OutboxRepository, "pending"),
        (OutboxRepository, "claim"),
        (OutboxRepository, "remove"),
        (IndexRepository, "store"),
        (IndexRepository, "store_vectors"),
        (MemoryIndex, "retire"),
        (MemoryIndex, "put"),
    ]
    for (owner, name), after in itertools.product(steps, (False, True)):
        yield f"{'after' if after else 'before'} {name}", _arm(monkeypatch, owner, name, after=after)


def _arm(monkeypatch: pytest.MonkeyPatch, owner: Any, name: str, *, after: bool) -> Callable[[int], None]:
    def arm(nth: int) -> None:
        original = getattr(owner, name)
        calls = itertools.count(1)

        def step(*arguments: Any, **options: Any) -> Any:
            fatal = next(calls) == nth
            if fatal and not after:
                raise Killed
            result = original(*arguments, **options)
            if fatal:
                raise Killed
            return result

        monkeypatch.setattr(owner, name, step)

    return arm


@pytest.mark.proof("killed at a step of indexing, index the same", short=8, long=ALL)
def test_killed_at_any_step_and_run_again_the_end_is_the_same(
    opened, practice, fake, database, sealer, proof: Proof
):
    with opened() as retrieval:
        retrieval.load()
        retrieval.index.run_pending()
    undisturbed = index_state(database, sealer)
    killed = 0
    with pytest.MonkeyPatch.context() as naming:
        names = [name for name, _ in kill_points(naming, fake)]
    steps = proof.sample(itertools.product(range(len(names)), (1, 3)))
    for at, nth in steps:
        with opened() as retrieval, pytest.MonkeyPatch.context() as armed:
            retrieval.load()
            list(kill_points(armed, fake))[at][1](nth)
            try:
                retrieval.index.rebuild()
            except Killed:
                killed += 1
        with opened() as retrieval:
            retrieval.index.run_pending()
        assert index_state(database, sealer) == undisturbed, (names[at], nth)
    assert killed > (len(names) if proof.long else 0)


@pytest.mark.parametrize("moment", ["before_commit", "after_commit"])
@pytest.mark.proof("killed around a commit of indexing, index the same", short=6, long=ALL)
def test_killed_around_any_commit_the_end_is_the_same(
    opened, practice, database, sealer, moment, proof: Proof
):
    with opened() as retrieval:
        retrieval.index.run_pending()
    undisturbed = index_state(database, sealer)
    for nth in proof.sample(range(1, 24)):
        calls = itertools.count(1)

        def kill(_: DatabaseSession, calls=calls, nth=nth) -> None:
            if next(calls) == nth:
                raise Killed

        with opened() as retrieval:
            event.listen(DatabaseSession, moment, kill)
            try:
                retrieval.index.rebuild()
            except Killed:
                pass
            finally:
                event.remove(DatabaseSession, moment, kill)
        with opened() as retrieval:
            retrieval.index.run_pending()
        state = index_state(database, sealer)
        assert state == undisturbed, nth


def test_killed_on_the_first_run_nothing_is_lost(opened, practice, fake, database, sealer):
    with opened() as retrieval, pytest.MonkeyPatch.context() as armed:
        _arm(armed, IndexRepository, "store_vectors", after=True)(2)
        with pytest.raises(Killed):
            retrieval.index.run_pending()
    assert index_state(database, sealer)["waiting"] > 0
    with opened() as retrieval:
        assert retrieval.index.run_pending().pending == 0
        assert any("metformin" in text for text in found(retrieval, "metformin"))


def test_after_a_kill_the_memory_of_the_next_start_agrees_with_the_rows(opened, practice, fake):
    with opened() as retrieval, pytest.MonkeyPatch.context() as armed:
        retrieval.load()
        _arm(armed, MemoryIndex, "put", after=False)(3)
        with pytest.raises(Killed):
            retrieval.index.run_pending()
    with opened() as retrieval:
        retrieval.index.run_pending()
        before = found(retrieval, "pain meloxicam rash")
    with opened() as retrieval:
        assert found(retrieval, "pain meloxicam rash") == before


def test_without_an_engine_words_are_stored_and_vectors_follow(retrieval, practice, fake, database, sealer):
    fake.stop()
    status = retrieval.index.run_pending()
    assert (status.problem, status.indexed) == ("engine_stopped", 0)
    state = index_state(database, sealer)
    assert state["sources"]
    assert state["vectors"] == 0
    waiting = state["waiting"]
    fake.start()
    status = retrieval.index.run_pending()
    assert (status.problem, status.pending) == (None, 0)
    complete = index_state(database, sealer)
    assert complete["vectors"] == len(complete["sources"])
    assert [one[:-1] for one in complete["sources"]] == [one[:-1] for one in state["sources"]]
    assert (waiting > 0, complete["waiting"]) == (True, 0)


def test_passages_stored_without_vectors_keep_their_rows(retrieval, practice, fake, database):
    def ids() -> set:
        with database.begin() as session:
            rows = session.execute(select(SourceIndexRow.source_id, SourceIndexRow.index_version))
            return {tuple(row) for row in rows}

    fake.stop()
    retrieval.index.run_pending()
    before = ids()
    fake.start()
    retrieval.index.run_pending()
    assert ids() == before


def test_one_text_the_engine_fails_on_holds_up_nobody_else(retrieval, practice, fake, monkeypatch):
    practice.write(practice.ada, plan="Poison words.")
    embed = fake.embed

    def fail_on_poison(texts, **options):
        if any("Poison" in text for text in texts):
            raise EmbeddingError("vector_invalid")
        return embed(texts, **options)

    monkeypatch.setattr(fake, "embed", fail_on_poison)
    status = retrieval.index.run_pending()
    assert (status.problem, status.pending) == ("vector_invalid", 1)
    assert "Poison words." in found(retrieval, "poison")


def test_an_engine_that_fails_part_way_leaves_the_rest_for_later(retrieval, practice, fake, monkeypatch):
    def fail(texts, **options):
        fake.tell(EngineState.RESTING)
        raise EngineProblem("engine_resting")

    monkeypatch.setattr(fake, "embed", fail)
    status = retrieval.index.run_pending()
    assert status.problem == "engine_resting"
    assert status.passages > 0


def test_a_damaged_note_is_told_and_the_others_are_indexed(retrieval, practice, cloned_database):
    session = practice.write(practice.ada, plan="Soon damaged.")
    with psycopg.connect(**cloned_database.admin_conninfo, autocommit=True) as admin:
        admin.execute("SET session_replication_role = replica")
        admin.execute(
            "UPDATE session_version SET sealed_plan = sealed_subjective WHERE session_id = %s",
            (session.session_id,),
        )
    status = retrieval.index.run_pending()
    assert (status.problem, status.pending) == ("tampered_record", 1)
    assert any("metformin" in text for text in found(retrieval, "metformin"))


def test_whose_words_they_are_is_not_taken_from_the_outbox(retrieval, practice, database):
    session = practice.write(practice.ada, plan="Words of Ada.")
    with database.begin() as tampering:
        tampering.execute(
            update(OutboxRow)
            .where(OutboxRow.source_id == session.session_id)
            .values(client_id=practice.noa.client_id)
        )
    retrieval.index.run_pending()
    for client, expected in ((practice.ada, 1), (practice.noa, 0)):
        hits = retrieval.search.search("words of Ada", SearchScope(client_id=client.client_id)).hits
        assert sum(hit.passage.text == "Words of Ada." for hit in hits) == expected


def test_a_source_that_is_gone_leaves_nothing(retrieval, practice, database, sealer, workspace_id):
    retrieval.load()
    retrieval.index.run_pending()
    with database.begin() as session:
        session.add(
            OutboxRow(
                workspace_id=workspace_id,
                source_kind="session",
                source_id=new_id(),
                client_id=practice.ada.client_id,
            )
        )
    retrieval.index.run_pending()
    assert index_state(database, sealer)["waiting"] == 0


def test_rebuilding_takes_nothing_over_and_can_be_interrupted(
    opened, practice, fake, database, sealer, monkeypatch
):
    with opened() as retrieval:
        retrieval.index.run_pending()
    undisturbed = index_state(database, sealer)
    everything = set(fake.embedded)
    fake.embedded.clear()
    monkeypatch.setattr(indexer, "TEXTS_AT_ONCE", 1)
    token = CancelToken()
    with opened() as retrieval:
        with pytest.raises(Cancelled):
            retrieval.index.rebuild(
                cancel=token, on_progress=lambda done, total: token.cancel() if fake.embedded else None
            )
        assert 0 < len(fake.embedded) < len(everything)
        retrieval.index.run_pending()
    assert set(fake.embedded) == everything
    assert index_state(database, sealer) == undisturbed


def test_the_old_index_is_searched_while_the_new_one_is_made(retrieval, practice, fake, monkeypatch):
    retrieval.index.run_pending()
    before = found(retrieval, "metformin meloxicam")
    seen: list[list[str]] = []
    embed = fake.embed

    def look(texts, *, urgent=False, **options):
        if not urgent and not seen:
            seen.append(found(retrieval, "metformin meloxicam"))
        return embed(texts, urgent=urgent, **options)

    monkeypatch.setattr(fake, "embed", look)
    retrieval.index.rebuild()
    assert seen == [before]


def test_no_vector_is_zero(retrieval, practice, database, sealer):
    retrieval.index.run_pending()
    with database.begin() as session:
        index = IndexRepository(session, sealer)
        for stored in index.all_sources(index.active_profile()):
            assert isinstance(stored, IndexedSource)
            assert stored.vectors is not None
            assert (abs(stored.vectors).sum(axis=1) > 0).all()


def test_pending_sources_come_newest_first_and_once(practice, database, workspace_id):
    session = practice.write(practice.noa, plan="One.")
    practice.change(session, plan="Two.")
    with database.begin() as reading:
        pending = OutboxRepository(reading, workspace_id).pending()
    assert pending[0].source_id == session.session_id
    assert len({one.source_id for one in pending}) == len(pending) == 7
    assert isinstance(pending[0], PendingSource)
