"""Transactions, and what a failing one says."""

from __future__ import annotations

import gc
import logging
import os
import shutil
import subprocess
import threading
import traceback
import weakref
from collections.abc import Callable, Iterator
from contextlib import closing
from datetime import date
from pathlib import Path
from uuid import UUID

import psutil
import psycopg
import pytest
from pgvector import HalfVector
from pgvector.psycopg.halfvec import HalfVectorBinaryDumper
from sqlalchemy import text
from sqlalchemy.exc import ProgrammingError
from sqlalchemy.orm import Session

from core.database.access import Database
from core.database.cluster import DATABASE, Cluster, Conninfo
from core.database.processes import PidFile
from core.errors import AnamnesisError, DatabaseProblem, DiskFull, EditConflict
from core.ids import ClientId, WorkspaceId, new_id
from core.security.freed_memory import collect_garbage
from models import ClientRow, WorkspaceRow
from tests.fixtures.database import TestDatabase
from tests.unit.core.database.conftest import ClusterAt


def _client(workspace_id: UUID, client_id: UUID | None = None) -> ClientRow:
    return ClientRow(
        workspace_id=workspace_id,
        client_id=client_id or new_id(),
        row_version=1,
        state="active",
        sealed_details=b"sealed",
    )


def _count(database: Database) -> int:
    with database.begin() as session:
        return session.execute(text("SELECT count(*) FROM client")).scalar_one()


def _fail(
    database: Database, act: Callable[[Session], object], *, optimistic: bool = False
) -> AnamnesisError:
    with pytest.raises(AnamnesisError) as raised, database.begin(optimistic=optimistic) as session:
        act(session)
    return raised.value


def _raising(state: str) -> Callable[[Session], object]:
    return lambda session: session.execute(
        text(f"DO $$ BEGIN RAISE EXCEPTION 'a value' USING ERRCODE = '{state}'; END $$")
    )


def test_a_block_that_ends_is_committed(database: Database) -> None:
    with database.begin() as session:
        session.add(_client(database.workspace_id))
    assert _count(database) == 1


def test_a_block_that_raises_is_rolled_back(database: Database) -> None:
    with pytest.raises(ZeroDivisionError), database.begin() as session:  # noqa: PT012
        session.add(_client(database.workspace_id))
        session.flush()
        raise ZeroDivisionError
    assert _count(database) == 0


def test_it_works_as_the_application_role_in_its_workspace(database: Database) -> None:
    with database.begin() as session:
        found = session.execute(
            text(
                "SELECT current_user, current_setting('anamnesis.workspace'),"
                " current_setting('statement_timeout')"
            )
        ).one()
    assert tuple(found) == ("anamnesis_app", str(database.workspace_id), "10s")


def test_a_longer_limit_holds_for_one_transaction(database: Database) -> None:
    with database.begin(statement_limit_s=90) as session:
        assert session.execute(text("SHOW statement_timeout")).scalar_one() == "90s"
    with database.begin() as session:
        assert session.execute(text("SHOW statement_timeout")).scalar_one() == "10s"


def test_a_statement_over_its_limit_is_ended(database: Database) -> None:
    with pytest.raises(DatabaseProblem) as raised, database.begin(statement_limit_s=0.02) as session:
        session.execute(text("SELECT pg_sleep(20)"))
    assert raised.value.code == "database_timeout"


@pytest.mark.parametrize(
    ("state", "kind", "code"),
    [
        ("53100", DiskFull, "disk_full"),
        ("53200", DatabaseProblem, "database_out_of_resources"),
        ("53300", DatabaseProblem, "database_busy"),
        ("40001", DatabaseProblem, "database_busy"),
        ("40P01", DatabaseProblem, "database_busy"),
        ("55P03", DatabaseProblem, "database_busy"),
        ("42501", DatabaseProblem, "database_refused"),
        ("23514", DatabaseProblem, "database_constraint"),
        ("XX001", DatabaseProblem, "database_damaged"),
        ("57P01", DatabaseProblem, "database_unreachable"),
        ("22P02", DatabaseProblem, "database_error"),
    ],
)
def test_a_state_becomes_our_word_for_it(
    database: Database, state: str, kind: type[AnamnesisError], code: str
) -> None:
    problem = _fail(database, _raising(state))
    assert type(problem) is kind
    assert problem.code == code


def test_who_comes_second_is_told_so_where_that_is_the_question(database: Database) -> None:
    client_id = ClientId(new_id())
    with database.begin() as session:
        session.add(_client(database.workspace_id, client_id))

    def again(session: Session) -> None:
        session.add(_client(database.workspace_id, client_id))

    assert isinstance(_fail(database, again, optimistic=True), EditConflict)
    assert isinstance(_fail(database, _raising("40001"), optimistic=True), EditConflict)
    otherwise = _fail(database, again)
    assert otherwise.code == "database_constraint"
    assert otherwise.params == {"sqlstate": "23505", "constraint": "pk_client"}


def test_no_value_is_in_what_is_raised_logged_or_traced(
    database: Database, caplog: pytest.LogCaptureFixture
) -> None:
    canary = "canary-52c0"
    with caplog.at_level(logging.DEBUG):
        problem = _fail(
            database, lambda session: session.execute(text("SELECT CAST(:v AS int)"), {"v": canary})
        )
    shown = "".join(traceback.format_exception(problem)) + str(problem) + caplog.text
    assert "database_error" in shown
    assert canary not in shown


def test_a_mistake_in_our_sql_is_a_bug_and_flies(database: Database) -> None:
    with pytest.raises(ProgrammingError), database.begin() as session:
        session.execute(text("SELECT no_such_column FROM client"))


def test_threads_share_it(database: Database) -> None:
    def work() -> None:
        for _ in range(5):
            with database.begin() as session:
                session.add(_client(database.workspace_id))

    threads = [threading.Thread(target=work) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert _count(database) == 40


def test_the_search_session_takes_binary_vectors_into_memory_only(database: Database) -> None:
    with closing(database.dedicated_connection()) as connection:
        connection.execute("SET temp_buffers = '8MB'")
        connection.execute("CREATE TEMPORARY TABLE vectors (passage_id uuid, vector halfvec(3))")
        with connection.cursor().copy("COPY vectors FROM STDIN (FORMAT BINARY)") as copy:
            copy.set_types(["uuid", "halfvec"])
            copy.write_row((new_id(), HalfVector([0.0, 0.6, 0.8])))
        found = connection.execute(
            "SELECT -(vector <#> %s) FROM vectors", [HalfVector([0.0, 0.6, 0.8])]
        ).fetchone()
        assert found is not None
        assert found[0] == pytest.approx(1.0, abs=0.01)
        with pytest.raises(psycopg.errors.ConfigurationLimitExceeded):
            connection.execute(
                "SELECT count(*) FROM (SELECT g FROM generate_series(1, 500000) g ORDER BY g) s"
            )


def test_a_search_session_leaves_no_class_behind(database: Database) -> None:
    made = []
    for _ in range(3):
        database.dedicated_connection().close()
        gc.collect()
        made.append(len(HalfVectorBinaryDumper.__subclasses__()))
    assert made[1:] == made[:1] * 2


def test_nothing_that_was_compiled_outlives_its_engine(
    statements_compiled_anew: None, database_conninfo: Conninfo, workspace_id: WorkspaceId
) -> None:
    database = Database(database_conninfo, workspace_id=workspace_id)
    with database.begin() as session:
        session.add(WorkspaceRow(workspace_id=workspace_id, sealed_name=b"s", created_on=date(2025, 1, 1)))
        session.flush()
        session.add(_client(workspace_id))
    compiled_for = weakref.ref(database._engine.dialect)
    database.dispose()
    del database, session
    # Threads of other tests may be collecting at this moment.
    collect_garbage()
    assert compiled_for() is None


def test_a_connection_to_nowhere_is_a_database_problem(tmp_path: Path, workspace_id: WorkspaceId) -> None:
    conninfo: Conninfo = {"host": str(tmp_path), "user": "anamnesis_app", "password": "p", "dbname": DATABASE}
    nowhere = Database(conninfo, workspace_id=workspace_id)
    with pytest.raises(DatabaseProblem) as raised:
        _ping(nowhere)
    assert raised.value.code == "database_unreachable"
    with pytest.raises(DatabaseProblem):
        nowhere.dedicated_connection()
    nowhere.dispose()


@pytest.fixture
def own_database(breakable: Cluster, workspace_id: WorkspaceId) -> Iterator[Database]:
    """A database on a server that the test may break; its table is `saved`."""
    breakable.start()
    database = Database(breakable.app_conninfo(), workspace_id=workspace_id)
    yield database
    database.dispose()


def _ping(database: Database) -> int:
    with database.begin() as session:
        return session.execute(text("SELECT 1")).scalar_one()


def test_what_the_role_set_for_itself_binds_no_connection(own_database: Database, breakable: Cluster) -> None:
    unsafe = {
        "synchronous_commit": "off",
        "row_security": "off",
        "search_path": "pg_temp",
        "default_transaction_read_only": "on",
    }
    names = ", ".join(f"current_setting('{name}')" for name in unsafe)
    with closing(psycopg.connect(**breakable.app_conninfo(), autocommit=True)) as other:  # type: ignore[arg-type]
        for name, value in unsafe.items():
            other.execute(f"ALTER ROLE anamnesis_app SET {name} = {value}")
        try:
            with own_database.begin() as session:
                found = tuple(session.execute(text(f"SELECT {names}")).one())
            with closing(psycopg.connect(**breakable.app_conninfo())) as plain:  # type: ignore[arg-type]
                assert plain.execute(f"SELECT {names}").fetchone() == found
        finally:
            other.execute("ALTER ROLE anamnesis_app RESET ALL")
    assert found == ("on", "on", "public", "off")


def test_a_restarted_server_is_found_again_without_a_failed_save(
    own_database: Database, breakable: Cluster
) -> None:
    assert _ping(own_database) == 1
    breakable.stop()
    breakable.start()
    assert _ping(own_database) == 1


def test_a_server_that_restarts_itself_is_waited_for(own_database: Database, breakable: Cluster) -> None:
    with closing(psycopg.connect(**breakable.app_conninfo())) as witness:  # type: ignore[arg-type]
        with pytest.raises(DatabaseProblem) as raised, own_database.begin() as session:  # noqa: PT012
            pid = session.execute(text("SELECT pg_backend_pid()")).scalar_one()
            psutil.Process(pid).kill()
            session.execute(text("SELECT 1"))
        assert raised.value.code == "database_unreachable"
        # The server ends every other session before it recovers.
        with pytest.raises(psycopg.OperationalError):
            witness.execute("SELECT pg_sleep(60)")
    assert _ping(own_database) == 1
    assert breakable.running


def test_a_server_that_is_gone_is_unreachable_until_it_is_started(
    own_database: Database, breakable: Cluster
) -> None:
    noted = PidFile.read(breakable.cluster_dir)
    assert noted is not None
    psutil.Process(noted.pid).kill()
    os.waitid(os.P_PID, noted.pid, os.WEXITED | os.WNOWAIT)
    with pytest.raises(DatabaseProblem) as raised:
        _ping(own_database)
    assert raised.value.code == "database_unreachable"
    breakable.start()
    assert _ping(own_database) == 1


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A file system of 300 MiB of this test's own."""
    disk = tmp_path / "disk"
    disk.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=300m", "none", str(disk)]
    if shutil.which("mount") is None or subprocess.run(mount, capture_output=True, check=False).returncode:
        pytest.skip("needs the right to mount")
    yield disk
    subprocess.run(["umount", "--lazy", str(disk)], check=True)


def test_a_full_disk_is_named_and_everything_committed_is_there_afterwards(
    small_disk: Path, cluster_at: ClusterAt, workspace_id: WorkspaceId
) -> None:
    made = cluster_at(small_disk, durable=True)
    made.create()
    made.start()
    with psycopg.connect(**made.admin_conninfo()) as admin:  # type: ignore[arg-type]
        admin.execute("CREATE TABLE saved (number int PRIMARY KEY, sealed bytea)")
        admin.execute("ALTER TABLE saved ALTER sealed SET STORAGE EXTERNAL")
        admin.execute("GRANT SELECT, INSERT ON saved TO anamnesis_app")
    database = Database(made.app_conninfo(), workspace_id=workspace_id, data_dir=made.cluster_dir)
    ballast = small_disk / "ballast"
    ballast.write_bytes(b"\0" * (shutil.disk_usage(small_disk).free - 4 * 1024 * 1024))
    acknowledged = 0
    try:
        with pytest.raises(DiskFull):  # noqa: PT012 - which of the saves meets the full disk is open
            for number in range(200):
                with database.begin() as session:
                    session.execute(
                        text("INSERT INTO saved VALUES (:number, :sealed)"),
                        {"number": number, "sealed": os.urandom(1024 * 1024)},
                    )
                acknowledged += 1
        ballast.unlink()
        if not made.running:
            made.start()
        with database.begin() as session:
            found = session.execute(text("SELECT count(*), sum(length(sealed)) FROM saved")).one()
        assert acknowledged > 0
        assert tuple(found) == (acknowledged, acknowledged * 1024 * 1024)
    finally:
        database.dispose()
        made.stop()


def test_the_clone_of_one_test_is_not_that_of_another(cloned_database: TestDatabase) -> None:
    with psycopg.connect(**cloned_database.admin_conninfo) as admin:  # type: ignore[arg-type]
        counted = admin.execute("SELECT count(*) FROM workspace").fetchone()
    assert counted == (0,)
