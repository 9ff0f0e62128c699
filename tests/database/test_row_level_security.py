"""The application role sees and writes one workspace's rows, and history only by adding to it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from itertools import product

import psycopg
import pytest
from sqlalchemy import func, select, text

from core.database.access import Database
from core.database.cluster import Conninfo
from core.errors import DatabaseProblem
from core.ids import WorkspaceId, new_id
from models import (
    AuditCheckpointRow,
    AuditEvent,
    Base,
    ClientRow,
    SessionRow,
    SessionVersionRow,
    WorkspaceRow,
)
from tests.fixtures.database import TestDatabase

DAY = date(2025, 3, 1)
TABLES = sorted(Base.metadata.tables)
APPEND_ONLY = ("audit_event", "audit_checkpoint", "session_version")
REWRITING = ("UPDATE {} SET workspace_id = workspace_id", "DELETE FROM {}", "TRUNCATE {}")


def _history(workspace_id: WorkspaceId) -> list[Base]:
    client, session = new_id(), new_id()
    return [
        ClientRow(
            workspace_id=workspace_id, client_id=client, row_version=1, state="active", sealed_details=b"s"
        ),
        SessionRow(
            workspace_id=workspace_id,
            session_id=session,
            client_id=client,
            day=DAY,
            state="draft",
            current_version=1,
        ),
        SessionVersionRow(
            workspace_id=workspace_id,
            session_id=session,
            version=1,
            sealed_subjective=b"s",
            sealed_objective=b"s",
            sealed_assessment=b"s",
            sealed_plan=b"s",
            sealed_about=b"s",
        ),
        AuditEvent(
            workspace_id=workspace_id,
            event_id=new_id(),
            day=DAY,
            action="a",
            outcome="ok",
            sealed_details=b"s",
        ),
        AuditCheckpointRow(
            workspace_id=workspace_id,
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


def _add_history(database: Database) -> None:
    with database.begin() as session:
        for row in _history(database.workspace_id):
            session.add(row)
            session.flush()


@pytest.fixture
def other_database(database: Database, database_conninfo: Conninfo) -> Iterator[Database]:
    """The same database as another workspace sees it, with a row of its own."""
    other = Database(database_conninfo, workspace_id=WorkspaceId(new_id()))
    with other.begin() as session:
        session.add(WorkspaceRow(workspace_id=other.workspace_id, sealed_name=b"s", created_on=DAY))
    yield other
    other.dispose()


def test_every_table_is_fenced_for_its_owner_too(cloned_database: TestDatabase) -> None:
    with psycopg.connect(**cloned_database.admin_conninfo) as admin:  # type: ignore[arg-type]
        found = admin.execute(
            "SELECT relname FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind = 'r'"
            " AND relrowsecurity AND relforcerowsecurity"
            " AND 1 = (SELECT count(*) FROM pg_policy WHERE polrelid = pg_class.oid)"
        ).fetchall()
    assert sorted(row[0] for row in found) == TABLES


def test_no_table_is_left_out(cloned_database: TestDatabase) -> None:
    with psycopg.connect(**cloned_database.admin_conninfo) as admin:  # type: ignore[arg-type]
        found = admin.execute("SELECT tablename FROM pg_tables WHERE schemaname = 'public'").fetchall()
    assert {row[0] for row in found} == {*TABLES, "alembic_version"}


def test_another_workspaces_rows_are_not_there(database: Database, other_database: Database) -> None:
    _add_history(database)
    for row_type in (WorkspaceRow, ClientRow, SessionRow, SessionVersionRow, AuditEvent):
        count = select(func.count()).select_from(row_type)
        with database.begin() as session:
            assert session.scalar(count) == 1, row_type
        with other_database.begin() as session:
            assert session.scalar(count) == (1 if row_type is WorkspaceRow else 0), row_type


def test_another_workspaces_rows_cannot_be_changed(database: Database, other_database: Database) -> None:
    _add_history(database)
    with other_database.begin() as session:
        changed = session.execute(text("UPDATE client SET row_version = 99"))
        assert changed.rowcount == 0  # type: ignore[attr-defined]
    with database.begin() as session:
        assert session.scalar(select(ClientRow.row_version)) == 1


def test_a_row_cannot_be_written_into_another_workspace(database: Database, other_database: Database) -> None:
    with pytest.raises(DatabaseProblem) as raised, database.begin() as session:
        session.add_all(_history(other_database.workspace_id)[:1])
    assert raised.value.code == "database_refused"


@pytest.mark.parametrize("setting", ["", "-c anamnesis.workspace="])
def test_a_connection_that_names_no_workspace_sees_nothing(
    database: Database, database_conninfo: Conninfo, setting: str
) -> None:
    _add_history(database)
    with psycopg.connect(**database_conninfo | {"options": setting}) as nowhere:  # type: ignore[arg-type]
        for table in TABLES:
            assert nowhere.execute(f"SELECT count(*) FROM {table}").fetchone() == (0,)


@pytest.mark.parametrize("table", APPEND_ONLY)
def test_the_program_cannot_rewrite_history(database: Database, table: str) -> None:
    _add_history(database)
    for statement in REWRITING:
        with pytest.raises(DatabaseProblem) as raised, database.begin() as session:
            session.execute(text(statement.format(table)))
        assert raised.value.code == "database_refused", statement
    with database.begin() as session:
        assert session.scalar(text(f"SELECT count(*) FROM {table}")) == 1


@pytest.mark.parametrize("table", APPEND_ONLY)
def test_nor_can_those_with_every_right(
    database: Database, cloned_database: TestDatabase, table: str
) -> None:
    _add_history(database)
    for role, statement in product(("anamnesis_owner", "anamnesis_admin"), REWRITING):
        with psycopg.connect(**cloned_database.admin_conninfo) as admin:  # type: ignore[arg-type]
            admin.execute(f"SET ROLE {role}")
            with pytest.raises(psycopg.errors.InsufficientPrivilege) as raised:
                admin.execute(statement.format(table))
        assert raised.value.diag.message_primary == "rows of this table are never changed"
        assert raised.value.diag.message_detail is None


def test_history_can_be_added_to(database: Database) -> None:
    _add_history(database)
    with database.begin() as session:
        first = session.scalars(select(SessionVersionRow)).one()
        values = {column.key: getattr(first, column.key) for column in SessionVersionRow.__mapper__.attrs}
        session.add(SessionVersionRow(**values | {"version": 2}))
    with database.begin() as session:
        assert session.scalar(select(func.count()).select_from(SessionVersionRow)) == 2


def test_the_program_cannot_change_the_schema(database: Database) -> None:
    for statement in (
        "CREATE TABLE mine (number int)",
        "ALTER TABLE client DISABLE ROW LEVEL SECURITY",
        "DROP TRIGGER refuse_change ON audit_event",
        "DROP TABLE outbox",
        "DELETE FROM alembic_version",
        "SET ROLE anamnesis_owner",
        "SET session_replication_role = replica",
    ):
        with pytest.raises(DatabaseProblem) as raised, database.begin() as session:
            session.execute(text(statement))
        assert raised.value.code == "database_refused", statement
