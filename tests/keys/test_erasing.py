"""Erasing one client takes everything of that client and nothing else, and only the function can do it."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

import psycopg
import pytest
from sqlalchemy import select, text

from core.database.access import Database
from core.errors import DatabaseProblem
from core.ids import ClientId, WorkspaceId, new_id
from core.keys.erasing import erase_client
from models import (
    AuditEvent,
    Base,
    ConversationRow,
    FactSetRow,
    MessageFeedbackRow,
    MessageRow,
    MessageSourceRow,
    MessageVectorRow,
    OutboxRow,
    ProfileRow,
    SourceIndexRow,
    SourceVectorsRow,
    WorkspaceRow,
)
from tests.security.audited_practice import DAY, AuditedPractice

OF_A_CLIENT = (
    "client",
    "client_key",
    "client_manifest",
    "session",
    "session_version",
    "source_index",
    "source_vectors",
    "fact_set",
    "outbox",
    "conversation",
    "message",
    "message_source",
    "message_vector",
    "message_feedback",
)


@pytest.fixture
def practice(database, sealer, user_id, tmp_path) -> AuditedPractice:
    return AuditedPractice(database, sealer, user_id, tmp_path)


def _conversation(ws, profile, client_id, quoted) -> list[Base]:
    conversation, message = new_id(), new_id()
    return [
        ConversationRow(workspace_id=ws, conversation_id=conversation, client_id=client_id, started_on=DAY),
        MessageRow(
            workspace_id=ws, message_id=message, conversation_id=conversation, ordinal=0, sealed_body=b"s"
        ),
        *[
            MessageSourceRow(
                workspace_id=ws,
                message_id=message,
                number=number,
                used=True,
                client_id=each,
                source_id=each,
                source_version=1,
                sealed_detail=b"s",
            )
            for number, each in enumerate(quoted, start=1)
        ],
        MessageVectorRow(workspace_id=ws, message_id=message, profile_id=profile, sealed_vector=b"s"),
        MessageFeedbackRow(workspace_id=ws, message_id=message, sealed_feedback=b"s"),
    ]


def _indexed(ws, profile, client_id, source_id) -> list[Base]:
    return [
        SourceIndexRow(
            workspace_id=ws,
            source_id=source_id,
            client_id=client_id,
            source_kind="session",
            source_version=1,
            index_version=1,
            layout=1,
            passages=1,
            sealed_index=b"s",
        ),
        SourceVectorsRow(
            workspace_id=ws, source_id=source_id, profile_id=profile, index_version=1, sealed_vectors=b"s"
        ),
        FactSetRow(
            workspace_id=ws,
            source_id=source_id,
            client_id=client_id,
            source_kind="session",
            source_version=1,
            set_version=1,
            extractor_version=1,
            sealed_facts=b"s",
        ),
        OutboxRow(workspace_id=ws, source_kind="session", source_id=source_id, client_id=client_id),
    ]


@pytest.fixture
def two(practice) -> tuple[ClientId, ClientId]:
    """One to be erased and one to stay, with a row of each in every table, and practice-wide answers."""
    gone, kept = practice.add_client("Gone").client_id, practice.add_client("Kept").client_id
    ws, profile = practice.sealer.workspace_id, new_id()
    rows: list[Base] = [
        ProfileRow(
            workspace_id=ws,
            profile_id=profile,
            model="m",
            revision="r",
            dimension=3,
            pooling="mean",
            normalised=True,
            active=True,
        )
    ]
    for client_id in (gone, kept):
        drafts = practice.add_sessions(client_id, ["a", "b"])
        practice.save(drafts[0].session_id, "c")
        rows += _indexed(ws, profile, client_id, drafts[0].session_id)
        rows += _indexed(ws, profile, client_id, client_id)
        rows += _conversation(ws, profile, client_id, [client_id])
    rows += _conversation(ws, profile, None, [gone, kept])
    rows += _conversation(ws, profile, None, [kept])
    with practice.database.begin() as session:
        for row in rows:
            session.add(row)
            session.flush()
    return gone, kept


def _counts(database) -> dict[str, int]:
    with database.begin() as session:
        return {
            table: session.scalar(text(f"SELECT count(*) FROM {table}"))
            for table in (*OF_A_CLIENT, "audit_event")
        }


def _erase(practice, client_id):
    with practice.database.begin() as session:
        erased = erase_client(session, practice.sealer, client_id)
        if erased is not None:
            practice.log.record(session, action="erase", object_kind="client", object_id=client_id)
    return erased


def test_everything_of_the_client_goes_and_nothing_of_anybody_else(practice, two, cloned_database):
    gone, kept = two
    before = _counts(practice.database)
    erased = _erase(practice, gone)
    practice.sealer.keyring.forget_client(gone)
    after = _counts(practice.database)
    assert (erased.sessions, erased.answers) == (2, 1)
    # What is left is the other client's, and the practice-wide conversation that quotes only them.
    expected = {table: before[table] // 2 for table in OF_A_CLIENT}
    expected |= dict.fromkeys(("conversation", "message", "message_source"), 2)
    expected |= dict.fromkeys(("message_vector", "message_feedback"), 2)
    assert {table: after[table] for table in OF_A_CLIENT} == expected
    assert after["audit_event"] == before["audit_event"] + 1
    with psycopg.connect(**cloned_database.admin_conninfo) as admin:
        for table in OF_A_CLIENT:
            for (row,) in admin.execute(f"SELECT t::text FROM {table} t"):
                assert str(gone) not in row, table
    assert practice.integrity().check_all() == ()
    assert practice.integrity().check_client(kept) == ()
    assert practice.reader().verify().intact
    newest = practice.reader().entries(limit=1).entries[0]
    assert newest.details["erased"] == [gone.hex]


def test_an_erased_client_is_not_erased_twice(practice, two):
    _erase(practice, two[0])
    before = _counts(practice.database)
    assert _erase(practice, two[0]) is None
    assert _counts(practice.database) == before


def test_an_erase_that_fails_erases_nothing(practice, two, monkeypatch):
    before = _counts(practice.database)
    monkeypatch.setattr(practice.log, "device_id", "no uuid at all")
    with pytest.raises(AttributeError):
        _erase(practice, two[0])
    assert _counts(practice.database) == before


def test_an_erase_without_an_event_is_a_mistake(practice, two):
    before = _counts(practice.database)
    with pytest.raises(RuntimeError), practice.database.begin() as session:
        erase_client(session, practice.sealer, two[0])
    assert _counts(practice.database) == before


@pytest.fixture
def other_workspace(database_conninfo) -> Iterator[Database]:
    other = Database(database_conninfo, workspace_id=WorkspaceId(new_id()))
    with other.begin() as session:
        session.add(WorkspaceRow(workspace_id=other.workspace_id, sealed_name=b"s", created_on=DAY))
    yield other
    other.dispose()


def test_nobody_erases_another_workspaces_client(practice, two, other_workspace):
    before = _counts(practice.database)
    with pytest.raises(DatabaseProblem), other_workspace.begin() as session:
        session.execute(text("SELECT * FROM erase_client(:client)"), {"client": two[0]})
    assert _counts(practice.database) == before


def test_a_connection_without_a_workspace_erases_nothing(practice, two, database_conninfo):
    before = _counts(practice.database)
    with psycopg.connect(**database_conninfo) as nowhere, pytest.raises(psycopg.errors.NoDataFound):
        nowhere.execute("SELECT * FROM erase_client(%s)", (two[0],))
    assert _counts(practice.database) == before


@pytest.mark.parametrize(
    "statement",
    [
        "DELETE FROM session_version",
        "SELECT set_config('anamnesis.erasing', 'yes', true); DELETE FROM session_version",
        "DELETE FROM session",
        "DELETE FROM client",
        "DELETE FROM client_manifest",
        "DELETE FROM audit_checkpoint",
        "UPDATE audit_checkpoint SET position = 7",
        "DELETE FROM audit_chain",
        "DROP FUNCTION refuse_change_but_erase() CASCADE",
    ],
)
def test_the_program_deletes_no_version_by_itself(practice, two, statement):
    before = _counts(practice.database)

    def attempt() -> None:
        with practice.database.begin() as session:
            for part in statement.split("; "):
                session.execute(text(part))

    with pytest.raises(DatabaseProblem) as refused:
        attempt()
    assert refused.value.code == "database_refused"
    assert _counts(practice.database) == before


def test_after_an_erase_in_the_same_transaction_versions_are_still_safe(practice, two):
    def erase_and_more() -> None:
        with practice.database.begin() as session:
            erase_client(session, practice.sealer, two[0])
            practice.log.record(session, action="erase", object_kind="client", object_id=two[0])
            assert session.scalar(text("SELECT current_setting('anamnesis.erasing', true)")) == ""
            session.execute(text("DELETE FROM session_version"))

    with pytest.raises(DatabaseProblem):
        erase_and_more()


def test_nobody_but_the_program_may_call_it(cloned_database):
    with psycopg.connect(**cloned_database.admin_conninfo) as admin:
        ((acl, definer, owner, config),) = admin.execute(
            "SELECT proacl::text, prosecdef, proowner::regrole::text, proconfig::text FROM pg_proc"
            " WHERE proname = 'erase_client'"
        ).fetchall()
    assert definer
    assert owner == "anamnesis_owner"
    assert "search_path" in config
    assert set(acl.strip("{}").split(",")) == {
        "anamnesis_owner=X/anamnesis_owner",
        "anamnesis_app=X/anamnesis_owner",
    }


def test_events_of_the_erased_stay(practice, two):
    _erase(practice, two[0])
    with practice.database.begin() as session:
        about = session.scalars(
            select(AuditEvent.action).where(AuditEvent.object_id == two[0]).order_by(AuditEvent.position)
        ).all()
    assert about == ["client.create", "erase"]


def test_an_erase_and_an_indexer_at_work_do_not_wait_in_a_ring(practice, two, cloned_database):
    """The indexer has claimed what is queued and takes the client's row, by a foreign key, only then."""
    gone, _ = two
    claimed, go_on = threading.Event(), threading.Event()

    def index() -> None:
        with practice.database.begin() as session:
            claim = text("SELECT sequence FROM outbox WHERE client_id = :client FOR UPDATE SKIP LOCKED")
            assert session.execute(claim, {"client": gone}).all()
            claimed.set()
            assert go_on.wait(30)
            (index, *_) = _indexed(practice.sealer.workspace_id, new_id(), gone, new_id())
            session.add(index)

    blocked = "SELECT FROM pg_stat_activity WHERE cardinality(pg_blocking_pids(pid)) > 0 AND datname = %s"
    with ThreadPoolExecutor() as pool, psycopg.connect(**cloned_database.admin_conninfo) as admin:
        admin.autocommit = True
        indexer = pool.submit(index)
        assert claimed.wait(30)
        eraser = pool.submit(_erase, practice, gone)
        while not eraser.done() and not admin.execute(blocked, (cloned_database.name,)).fetchall():
            # Each look is a question to the server: it is what says that somebody waits.
            continue
        go_on.set()
        indexer.result(30)
        assert eraser.result(30).sessions == 2
    assert set(_of_the_client(cloned_database, gone).values()) == {0}


def _of_the_client(cloned_database, client_id) -> dict[str, int]:
    tables = ("client", "source_index", "outbox", "session")
    with psycopg.connect(**cloned_database.admin_conninfo) as admin:
        return {
            table: admin.execute(f"SELECT client_id FROM {table} WHERE client_id = %s", (client_id,)).rowcount
            for table in tables
        }
