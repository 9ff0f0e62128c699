"""The frozen history makes what the models describe, goes both ways with rows in it, and knows its limits."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import psycopg
import pytest
import sqlalchemy as sa
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory

from core.audit.event_store import unchained_digest
from core.audit.log import AuditLog
from core.database.access import Database
from core.database.cluster import Cluster, Conninfo
from core.database.migrator import alembic_config, known_revisions, migrate, schema_revision
from core.errors import DatabaseProblem, NewerDataDirectory
from core.ids import UserId, WorkspaceId, new_id
from core.security.sealing import Sealer
from models import (
    AttachmentChunkRow,
    AuditChainRow,
    AuditCheckpointRow,
    AuditEvent,
    AuditReaderRow,
    Base,
    ChartRecordRow,
    ClientKeyRow,
    ClientManifestRow,
    ClientRow,
    ConversationRow,
    FactSetRow,
    MessageFeedbackRow,
    MessageRow,
    MessageSourceRow,
    MessageVectorRow,
    OutboxRow,
    PracticeRecordRow,
    ProfileRow,
    SessionRow,
    SessionVersionRow,
    SourceIndexRow,
    SourceVectorsRow,
    WorkspaceRow,
)
from tests.fixtures.database import TestDatabase

DAY = date(2025, 3, 1)

CONSTRAINTS = """
    SELECT conrelid::regclass::text, conname, pg_get_constraintdef(oid) FROM pg_constraint
    WHERE connamespace = 'public'::regnamespace AND conrelid <> 0
    AND conrelid::regclass::text <> 'alembic_version'
"""
INDEXES = "SELECT indexdef FROM pg_indexes WHERE schemaname = 'public' AND tablename <> 'alembic_version'"
COLUMNS = """
    SELECT table_name, column_name, data_type, character_maximum_length, is_nullable, is_identity,
           identity_generation, column_default
    FROM information_schema.columns WHERE table_schema = 'public' AND table_name <> 'alembic_version'
"""


def _engine(conninfo: Conninfo) -> sa.Engine:
    return sa.create_engine(
        "postgresql+psycopg://",
        creator=lambda: psycopg.connect(**conninfo),  # type: ignore[arg-type]
        poolclass=sa.NullPool,
    )


@pytest.fixture
def admin(cloned_database: TestDatabase) -> Iterator[sa.Connection]:
    """The superuser's connection to a migrated database of this test."""
    with _engine(cloned_database.admin_conninfo).connect() as connection:
        yield connection


def _rows(connection: sa.Connection, query: str) -> set[tuple[object, ...]]:
    return {tuple(row) for row in connection.execute(sa.text(query))}


def _one_of_each(workspace_id: WorkspaceId) -> list[Base]:
    client, session, profile, conversation, message, record = (new_id() for _ in range(6))
    ws = workspace_id
    return [
        WorkspaceRow(workspace_id=ws, sealed_name=b"s", created_on=DAY),
        ClientRow(workspace_id=ws, client_id=client, row_version=1, state="active", sealed_details=b"s"),
        ClientKeyRow(workspace_id=ws, client_id=client, key_version=1, epoch=1, wrapped_key=b"s"),
        SessionRow(
            workspace_id=ws, session_id=session, client_id=client, day=DAY, state="draft", current_version=1
        ),
        SessionVersionRow(
            workspace_id=ws,
            session_id=session,
            version=1,
            sealed_subjective=b"s",
            sealed_objective=b"s",
            sealed_assessment=b"s",
            sealed_plan=b"s",
            sealed_about=b"s",
        ),
        ProfileRow(
            workspace_id=ws,
            profile_id=profile,
            model="m",
            revision="r",
            dimension=3,
            pooling="mean",
            normalised=True,
            active=True,
        ),
        SourceIndexRow(
            workspace_id=ws,
            source_id=session,
            client_id=client,
            source_kind="session",
            source_version=1,
            index_version=1,
            layout=1,
            passages=1,
            sealed_index=b"s",
        ),
        SourceVectorsRow(
            workspace_id=ws, source_id=session, profile_id=profile, index_version=1, sealed_vectors=b"s"
        ),
        FactSetRow(
            workspace_id=ws,
            source_id=session,
            client_id=client,
            source_kind="session",
            source_version=1,
            set_version=1,
            extractor_version=1,
            sealed_facts=b"s",
        ),
        OutboxRow(workspace_id=ws, source_kind="session", source_id=session, client_id=client),
        ConversationRow(workspace_id=ws, conversation_id=conversation, client_id=client, started_on=DAY),
        MessageRow(
            workspace_id=ws, message_id=message, conversation_id=conversation, ordinal=1, sealed_body=b"s"
        ),
        MessageSourceRow(
            workspace_id=ws,
            message_id=message,
            number=1,
            used=True,
            client_id=client,
            source_id=session,
            source_version=1,
            sealed_detail=b"s",
        ),
        MessageVectorRow(workspace_id=ws, message_id=message, profile_id=profile, sealed_vector=b"s"),
        MessageFeedbackRow(workspace_id=ws, message_id=message, sealed_feedback=b"s"),
        AuditEvent(
            workspace_id=ws, event_id=new_id(), day=DAY, action="a", outcome="ok", sealed_details=b"s"
        ),
        ClientManifestRow(workspace_id=ws, client_id=client, counter=1, sealed_manifest=b"s"),
        AuditChainRow(workspace_id=ws, position=1, head=b"h", charts=b"c", sealed_key=b"s"),
        ChartRecordRow(
            workspace_id=ws,
            record_id=record,
            client_id=client,
            session_id=session,
            kind="attachment",
            day=DAY,
            state="live",
            row_version=1,
            sealed_body=b"s",
        ),
        AttachmentChunkRow(workspace_id=ws, record_id=record, number=0, sealed_bytes=b"s"),
        PracticeRecordRow(workspace_id=ws, record_id=new_id(), kind="word", row_version=1, sealed_body=b"s"),
        AuditReaderRow(workspace_id=ws, user_id=new_id(), wrapped_key=b"s"),
        AuditCheckpointRow(
            workspace_id=ws,
            position=1,
            head=b"h",
            charts=b"c",
            vault_sequence=1,
            day=DAY,
            user_id=new_id(),
            device_id=new_id(),
            membership=b"",
            signature=b"s",
        ),
    ]


def _fill(conninfo: Conninfo, workspace_id: WorkspaceId) -> None:
    rows = _one_of_each(workspace_id)
    assert {type(row).__tablename__ for row in rows} == set(Base.metadata.tables)
    database = Database(conninfo, workspace_id=workspace_id)
    with database.begin() as session:
        for row in rows:
            session.add(row)
            session.flush()
    database.dispose()


def test_the_models_add_nothing_to_the_migrated_schema(admin: sa.Connection) -> None:
    context = MigrationContext.configure(admin, opts={"compare_type": True, "compare_server_default": True})
    assert compare_metadata(context, Base.metadata) == []


@pytest.mark.parametrize(
    "catalogue", [CONSTRAINTS, INDEXES, COLUMNS], ids=["constraints", "indexes", "columns"]
)
def test_the_catalogue_is_the_one_that_the_models_would_make(
    cluster: Cluster, admin: sa.Connection, catalogue: str
) -> None:
    name = f"from_models_{new_id().hex[:8]}"
    cluster.create_database(name)
    with _engine(cluster.admin_conninfo(name)).begin() as connection:
        Base.metadata.create_all(connection)
        assert _rows(admin, catalogue) == _rows(connection, catalogue)


def test_up_down_and_up_again_with_rows_present(
    cluster: Cluster, cloned_database: TestDatabase, workspace_id: WorkspaceId
) -> None:
    name, head = cloned_database.name, schema_revision(cluster, cloned_database.name)
    assert head is not None
    before = {
        catalogue: _catalogue(cloned_database, catalogue) for catalogue in (CONSTRAINTS, INDEXES, COLUMNS)
    }
    _fill(cloned_database.conninfo, workspace_id)

    _downgrade(cloned_database, "base")
    assert schema_revision(cluster, name) is None
    assert _catalogue(cloned_database, COLUMNS) == set()
    assert _catalogue(cloned_database, "SELECT proname FROM pg_proc WHERE proname = 'refuse_change'") == set()

    migrate(cluster, name)
    assert schema_revision(cluster, name) == head
    assert {catalogue: _catalogue(cloned_database, catalogue) for catalogue in before} == before
    _fill(cloned_database.conninfo, workspace_id)


def _catalogue(database: TestDatabase, query: str) -> set[tuple[object, ...]]:
    with _engine(database.admin_conninfo).connect() as connection:
        return _rows(connection, query)


def _downgrade(database: TestDatabase, revision: str) -> None:
    with _engine(database.admin_conninfo).begin() as connection, alembic_config(connection) as config:
        connection.execute(sa.text("SET LOCAL ROLE anamnesis_owner"))
        command.downgrade(config, revision)


FIRST_VERSION_ROWS = """
    INSERT INTO workspace VALUES (%(ws)s, 's', '2025-03-01');
    INSERT INTO client VALUES (%(ws)s, %(client)s, 1, 's');
    INSERT INTO session VALUES (%(ws)s, %(visit)s, %(client)s, '2025-03-01', 'draft', 1);
    INSERT INTO session_version VALUES (%(ws)s, %(visit)s, 1, 's', 's', 's', 's', 's');
    INSERT INTO audit_event (workspace_id, event_id, day, action, outcome, sealed_details)
        VALUES (%(ws)s, %(event)s, '2025-03-01', 'client.create', 'ok', 's');
"""
TOLD = "SELECT workspace_id, event_id, day, user_id, action, object_kind, object_id, outcome, sealed_details"


def _first_version(database: TestDatabase, workspace_id: WorkspaceId) -> None:
    """The database as the first version of the program left it, with rows in it."""
    _downgrade(database, "0001")
    values = {"ws": workspace_id, "client": new_id(), "visit": new_id(), "event": new_id()}
    with psycopg.connect(**database.admin_conninfo) as admin:  # type: ignore[arg-type]
        for statement in FIRST_VERSION_ROWS.strip().rstrip(";").split(";"):
            named = {name: value for name, value in values.items() if f"%({name})s" in statement}
            admin.execute(statement, named)


def test_a_database_of_the_first_version_keeps_its_rows_up_down_and_up_again(
    cluster: Cluster, cloned_database: TestDatabase, workspace_id: WorkspaceId
) -> None:
    _first_version(cloned_database, workspace_id)
    counted = "SELECT (SELECT count(*) FROM client), (SELECT count(*) FROM session_version)"
    rows = _catalogue(cloned_database, f"{TOLD} FROM audit_event")
    for _ in range(2):
        migrate(cluster, cloned_database.name)
        assert _catalogue(cloned_database, f"{TOLD} FROM audit_event WHERE position IS NULL") == rows
        assert _catalogue(cloned_database, counted) == {(1, 1)}
        _downgrade(cloned_database, "0001")
        assert _catalogue(cloned_database, f"{TOLD} FROM audit_event") == rows
        assert _catalogue(cloned_database, counted) == {(1, 1)}


def test_a_chain_begins_again_over_what_a_way_down_left(
    cluster: Cluster,
    cloned_database: TestDatabase,
    workspace_id: WorkspaceId,
    sealer: Sealer,
    user_id: UserId,
) -> None:
    _first_version(cloned_database, workspace_id)
    for unchained in (1, 3):
        migrate(cluster, cloned_database.name)
        database = Database(cloned_database.conninfo, workspace_id=workspace_id)
        log = AuditLog(sealer, user_id)
        with database.begin() as session:
            log.record(session, action="unlock")
        with database.begin() as session:
            found = session.scalars(
                sa.select(AuditEvent.action).where(AuditEvent.position > 0).order_by(AuditEvent.position)
            ).all()
            assert found == ["audit.begin", "unlock"]
            assert unchained_digest(session, workspace_id)[0] == unchained
        database.dispose()
        _downgrade(cloned_database, "0001")


def test_after_the_way_down_versions_are_as_safe_as_before(
    cloned_database: TestDatabase, workspace_id: WorkspaceId
) -> None:
    _first_version(cloned_database, workspace_id)
    with (
        psycopg.connect(**cloned_database.admin_conninfo) as admin,  # type: ignore[arg-type]
        pytest.raises(psycopg.errors.InsufficientPrivilege),
    ):
        admin.execute("DELETE FROM session_version")
    functions = "SELECT proname FROM pg_proc WHERE proname IN ('erase_client', 'refuse_change_but_erase')"
    assert _catalogue(cloned_database, functions) == set()


def test_migrating_again_changes_nothing(
    cluster: Cluster, cloned_database: TestDatabase, workspace_id: WorkspaceId
) -> None:
    _fill(cloned_database.conninfo, workspace_id)
    migrate(cluster, cloned_database.name)
    migrate(cluster, cloned_database.name)
    assert _catalogue(cloned_database, "SELECT count(*) FROM session_version") == {(1,)}


def test_a_schema_from_a_later_version_is_refused_and_left_alone(
    cluster: Cluster, cloned_database: TestDatabase
) -> None:
    head = schema_revision(cluster, cloned_database.name)
    with _engine(cloned_database.admin_conninfo).begin() as connection:
        connection.execute(sa.text("UPDATE alembic_version SET version_num = '9999'"))
    columns = _catalogue(cloned_database, COLUMNS)
    with pytest.raises(NewerDataDirectory) as raised:
        migrate(cluster, cloned_database.name)
    assert raised.value.params == {"found": "9999", "known": head}
    assert schema_revision(cluster, cloned_database.name) == "9999"
    assert _catalogue(cloned_database, COLUMNS) == columns


def test_a_migration_that_fails_leaves_the_schema_as_it_was(
    cluster: Cluster, cloned_database: TestDatabase
) -> None:
    _downgrade(cloned_database, "base")
    with _engine(cloned_database.admin_conninfo).begin() as connection:
        # In the way of one of the last tables of the first revision.
        connection.execute(sa.text("CREATE TABLE message_source (surprise int)"))
    with pytest.raises(DatabaseProblem) as raised:
        migrate(cluster, cloned_database.name)
    assert raised.value.code == "migration_failed"
    assert raised.value.params == {"sqlstate": "42P07"}
    assert schema_revision(cluster, cloned_database.name) is None
    assert _catalogue(cloned_database, COLUMNS) == {
        ("message_source", "surprise", "integer", None, "YES", "NO", None, None)
    }


def test_every_table_belongs_to_the_owner_who_cannot_log_in(admin: sa.Connection) -> None:
    owners = _rows(admin, "SELECT DISTINCT tableowner FROM pg_tables WHERE schemaname = 'public'")
    assert owners == {("anamnesis_owner",)}


def test_the_history_is_one_line_with_one_end(admin: sa.Connection) -> None:
    with alembic_config(admin) as config:
        script = ScriptDirectory.from_config(config)
        assert len(script.get_heads()) == len(script.get_bases()) == 1
        assert all(revision.doc for revision in script.walk_revisions())
        newest_first = [revision.revision for revision in script.walk_revisions()]
    assert list(known_revisions()) == newest_first[::-1], "a file's name must begin with its revision"


def test_a_fresh_database_has_no_revision(cluster: Cluster) -> None:
    assert schema_revision(cluster) is None
