"""Whatever drifts apart between notes and index is found by looking, and put right."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import psycopg
import pytest
from sqlalchemy import Engine, delete, event, select, update

from core.database.access import Database
from core.retrieval.dto import Drift
from core.retrieval.index.index_state import queue_unindexed
from core.sources.dto import SearchScope
from models import OutboxRow, SourceIndexRow, SourceVectorsRow
from tests.retrieval.conftest import Practice
from tests.retrieval.state import index_state
from tests.retrieval.test_index_worker import Heard, all_indexed

EVERYWHERE = SearchScope()


@pytest.fixture
def indexed(opened, practice, database, sealer) -> dict[str, Any]:
    with opened() as retrieval:
        retrieval.index.run_pending()
    return index_state(database, sealer)


def forget_one(database: Database, practice: Practice) -> None:
    with database.begin() as session:
        chosen = session.scalars(select(SourceIndexRow.source_id)).first()
        session.execute(delete(SourceIndexRow).where(SourceIndexRow.source_id == chosen))


def forget_vectors(database: Database, practice: Practice) -> None:
    with database.begin() as session:
        chosen = session.scalars(select(SourceVectorsRow.source_id)).first()
        session.execute(delete(SourceVectorsRow).where(SourceVectorsRow.source_id == chosen))


def earlier_layout(database: Database, practice: Practice) -> None:
    with database.begin() as session:
        chosen = session.scalars(select(SourceIndexRow.source_id)).first()
        session.execute(update(SourceIndexRow).where(SourceIndexRow.source_id == chosen).values(layout=0))


def change_that_queued_nothing(database: Database, practice: Practice) -> None:
    session = practice.sessions.list_for_client(practice.ada.client_id)[0]
    practice.change(practice.sessions.get(session.session_id), plan="Changed behind its back.")
    with database.begin() as deleting:
        deleting.execute(delete(OutboxRow))


def vectors_of_other_passages(database: Database, practice: Practice) -> None:
    with database.begin() as session:
        chosen = session.scalars(select(SourceVectorsRow.source_id)).first()
        session.execute(
            update(SourceVectorsRow).where(SourceVectorsRow.source_id == chosen).values(index_version=99)
        )


@pytest.mark.parametrize(
    ("spoil", "expected"),
    [
        (forget_one, Drift(lacking=1)),
        (forget_vectors, Drift(lacking=1)),
        (earlier_layout, Drift(lacking=1)),
        (change_that_queued_nothing, Drift(lacking=1)),
        (vectors_of_other_passages, Drift(lacking=1, stale_vectors=1)),
    ],
)
def test_what_is_lacking_is_found_queued_and_made(
    opened: Any,
    indexed: dict[str, Any],
    practice: Practice,
    database: Database,
    sealer: Any,
    spoil: Callable[[Database, Practice], None],
    expected: Drift,
) -> None:
    spoil(database, practice)
    with opened() as retrieval:
        status = retrieval.index.look()
        assert (status.drift, status.pending) == (expected, 1)
        assert retrieval.index.look().drift == Drift()
        status = retrieval.index.run_pending()
        assert (status.pending, status.drift) == (0, Drift())
        now = index_state(database, sealer)
        retrieval.index.rebuild()
    # Not `indexed`: a note may have changed. What was mended is what is made from nothing.
    assert index_state(database, sealer) == now
    assert (now["vectors"], now["waiting"]) == (6, 0)


def test_a_source_that_is_gone_is_forgotten_in_memory_too(opened, indexed, practice, database, sealer):
    """As after a restored index: a row of a session that nobody has."""
    with opened() as retrieval:
        retrieval.load()
        with database.begin() as session:
            row = session.scalars(
                select(SourceIndexRow).where(SourceIndexRow.client_id == practice.noa.client_id)
            ).first()
            assert row is not None
            session.execute(
                update(SourceIndexRow)
                .where(SourceIndexRow.source_id == row.source_id)
                .values(source_kind="attachment")
            )
            gone = row.source_id
        status = retrieval.index.look()
        assert status.drift == Drift(gone=1, lacking=1)
        with database.begin() as session:
            assert session.get(SourceIndexRow, (sealer.workspace_id, gone)) is None
        retrieval.index.run_pending()
    assert index_state(database, sealer) == indexed


@pytest.mark.parametrize("state", ["retracted", "deleted"])
def test_a_hidden_session_that_nobody_queued_is_forgotten(
    opened, indexed, practice, database, sealer, cloned_database, state
):
    session = practice.sessions.list_for_client(practice.ada.client_id)[0]
    with psycopg.connect(**cloned_database.admin_conninfo, autocommit=True) as admin:
        admin.execute("SET session_replication_role = replica")
        admin.execute("UPDATE session SET state = %s WHERE session_id = %s", (state, session.session_id))
    with opened() as retrieval:
        retrieval.load()
        assert retrieval.index.look().drift == Drift(gone=1)
    after = index_state(database, sealer)
    assert str(session.session_id) not in repr(after["sources"])
    assert after["vectors"] == 5


def test_a_source_of_another_client_than_its_index_says_is_made_anew(
    opened, indexed, practice, database, sealer
):
    with database.begin() as session:
        chosen = session.scalars(
            select(SourceIndexRow.source_id).where(SourceIndexRow.client_id == practice.noa.client_id)
        ).first()
        session.execute(
            update(SourceIndexRow)
            .where(SourceIndexRow.source_id == chosen)
            .values(client_id=practice.ada.client_id)
        )
    with opened() as retrieval:
        assert retrieval.index.look().drift == Drift(gone=1, lacking=1)
        retrieval.index.run_pending()
    assert index_state(database, sealer) == indexed


def test_what_waits_in_the_queue_is_no_drift(opened, indexed, practice, database):
    session = practice.write(practice.ada, plan="Just written.")
    practice.sessions.delete_draft(session.session_id, expected_version=session.version)
    practice.write(practice.noa, plan="And this.")
    with opened() as retrieval:
        assert retrieval.index.look().drift == Drift()


def test_a_thorough_look_opens_everything(opened, indexed, practice, database, sealer):
    with database.begin() as session:
        first, second = session.scalars(select(SourceIndexRow.source_id)).all()[:2]
        session.execute(
            update(SourceIndexRow).where(SourceIndexRow.source_id == first).values(sealed_index=b"short")
        )
        other = session.scalars(
            select(SourceVectorsRow.sealed_vectors).where(SourceVectorsRow.source_id == first)
        ).one()
        session.execute(
            update(SourceVectorsRow).where(SourceVectorsRow.source_id == second).values(sealed_vectors=other)
        )
    with opened() as retrieval:
        assert retrieval.index.look().drift == Drift()
        assert retrieval.index.look(thorough=True).drift == Drift(damaged=2)
        status = retrieval.index.run_pending(thorough=True)
        assert (status.pending, status.drift) == (0, Drift())
    assert index_state(database, sealer) == indexed


def test_the_thread_looks_at_its_start(opened, indexed, practice, database, sealer, monkeypatch):
    forget_one(database, practice)
    with opened() as retrieval:
        heard = Heard()
        retrieval.index.subscribe(heard)
        retrieval.index.start()
        status = heard.until(all_indexed)
        assert status.drift == Drift(lacking=1)
        retrieval.index.stop()
    assert index_state(database, sealer) == indexed


def test_looking_costs_the_same_few_statements_however_much_there_is(
    opened, indexed, practice, database, sealer
):
    counts = []
    for _ in range(2):
        statements: list[str] = []

        def note(_connection: Any, _cursor: Any, statement: str, *_: Any, statements=statements) -> None:
            statements.append(statement)

        with opened() as retrieval:
            event.listen(Engine, "before_cursor_execute", note)
            try:
                retrieval.index.look()
            finally:
                event.remove(Engine, "before_cursor_execute", note)
            for number in range(20):
                practice.write(practice.noa, plan=f"More of it, {number}.")
            retrieval.index.run_pending()
        counts.append(len(statements))
    assert counts[0] == counts[1] < 60


def test_the_queue_says_how_many_it_took(indexed, database, sealer):
    with database.begin() as session:
        workspace_id = sealer.workspace_id
        assert queue_unindexed(session, workspace_id, None) == 0
        session.execute(update(SourceIndexRow).values(layout=0))
        assert queue_unindexed(session, workspace_id, None) == 6
        assert queue_unindexed(session, workspace_id, None) == 0
