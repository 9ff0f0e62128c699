"""No superuser can log in while the program runs, and the program's role is held to its tables."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from pathlib import Path

import psycopg
import pytest

from core.database.cluster import Cluster, Conninfo
from core.database.credentials import ADMIN_ROLE
from core.database.migrator import migrate, schema_revision
from core.database.superuser import scram_verifier
from core.errors import DatabaseProblem
from migrations.versions.r0004_one_round_trip import SAVE
from tests.fixtures.database import TestDatabase
from tests.fixtures.figures import figure
from tests.fixtures.proofs import ALL, Proof

pytestmark = pytest.mark.usefixtures("closed_superuser")


def cluster_at(root: Path) -> Cluster:
    return Cluster(
        cluster_dir=root / "postgres",
        socket_dir=root / "run",
        secrets_dir=root / "secrets",
        log_dir=root / "logs",
    )


@pytest.fixture
def made(tmp_path):
    """A cluster as the program makes it, running and upgraded."""
    cluster = cluster_at(tmp_path)
    cluster.create()
    cluster.start()
    migrate(cluster)
    yield cluster
    cluster.stop()


def asked(conninfo: Conninfo, query: str) -> object:
    with psycopg.connect(**conninfo) as connection:  # type: ignore[arg-type]
        row = connection.execute(query).fetchone()
    return row and row[0]


def superuser_may_log_in(cluster: Cluster) -> bool:
    return bool(
        asked(
            cluster.app_conninfo(),
            "SELECT bool_or(rolcanlogin) FROM pg_roles WHERE rolsuper OR rolcreaterole",
        )
    )


def assert_closed(cluster: Cluster, *passwords: str) -> None:
    assert not superuser_may_log_in(cluster)
    assert ADMIN_ROLE not in (cluster.cluster_dir / "pg_hba.conf").read_text()
    secrets_dir = cluster.cluster_dir.parent / "secrets"
    assert sorted(file.name for file in secrets_dir.iterdir()) == ["database-app"]
    # Every password there is, and those that there were.
    for password in (*passwords, (secrets_dir / "database-app").read_text(), ""):
        conninfo = cluster.app_conninfo() | {"user": ADMIN_ROLE, "password": password}
        with pytest.raises(psycopg.OperationalError):
            psycopg.connect(**conninfo)  # type: ignore[arg-type]


def test_no_superuser_while_the_program_runs(made):
    assert_closed(made)
    with pytest.raises(RuntimeError):
        made.admin_conninfo()


def test_after_an_upgrade_there_is_none_again(made):
    with made.upgrading():
        conninfo = made.admin_conninfo()
        assert asked(conninfo, "SELECT rolsuper FROM pg_roles WHERE rolname = current_user") is True
    assert_closed(made, str(conninfo["password"]))


def test_a_failed_upgrade_leaves_none(made):
    with pytest.raises(ZeroDivisionError), made.upgrading():
        raise ZeroDivisionError
    assert_closed(made)


def test_a_directory_of_an_earlier_version_is_converted_at_its_next_start(made, tmp_path, monkeypatch):
    """It had a superuser with a password in a file, whose role could log in."""
    password = "the password of an earlier version"
    with made.upgrading():
        with psycopg.connect(**made.admin_conninfo(), autocommit=True) as admin:
            admin.execute("REVOKE SELECT ON alembic_version FROM anamnesis_app")
            # What later revisions added goes, and what one of them dropped comes back.
            admin.execute("DROP TABLE fact_set")
            admin.execute(SAVE)
            admin.execute("UPDATE alembic_version SET version_num = '0006'")
        # Instead of closing it.
        left = f"ALTER ROLE {ADMIN_ROLE} LOGIN PASSWORD '{scram_verifier(password)}'"
        monkeypatch.setattr(made._superuser, "closing", lambda: left)
    made.stop()
    (tmp_path / "secrets" / "database-admin").write_text(password)
    again = cluster_at(tmp_path)
    again.start()
    try:
        migrate(again)
        assert_closed(again, password)
    finally:
        again.stop()


STEPS = {
    "its password is set": "single_user = module.run_single_user\n"
    "def die(*given, **named):\n    single_user(*given, **named)\n    os._exit(9)\n"
    "cluster.start(); module.run_single_user = die\nwith cluster.upgrading(): pass",
    "the note is written": "cluster.start(); module.run_single_user = lambda *given, **named: os._exit(9)\n"
    "with cluster.upgrading(): pass",
    "it works": "cluster.start()\nwith cluster.upgrading(): os._exit(9)",
    "it is shut out": "cluster.start()\ncluster._superuser.closing = lambda: os._exit(9)\n"
    "with cluster.upgrading(): pass",
    "its login is gone": "cluster.start()\ncluster._superuser.closed = lambda: os._exit(9)\n"
    "with cluster.upgrading(): pass",
    "what an earlier version left is closed": "(root / 'secrets' / 'database-admin').write_text('x')\n"
    "module.run_single_user = lambda *given, **named: os._exit(9)\ncluster.start()",
    "what an earlier version left is removed": "(root / 'secrets' / 'database-admin').write_text('x')\n"
    "cluster._superuser.closed = lambda: os._exit(9)\ncluster.start()",
}
PROGRAM = """
import os, sys
from pathlib import Path
from core.database import cluster as module
root = Path(sys.argv[1])
cluster = module.Cluster(
    cluster_dir=root / "postgres", socket_dir=root / "run",
    secrets_dir=root / "secrets", log_dir=root / "logs",
)
"""


@pytest.mark.proof("killed at a step of an upgrade, no superuser may log in", short=2, long=ALL)
def test_a_kill_at_any_step_leaves_none(made, tmp_path, proof: Proof):
    made.stop()
    steps = proof.sample(STEPS.items())
    for step, script in steps:
        ended = subprocess.run(
            [sys.executable, "-c", PROGRAM + script, str(tmp_path)],
            env=os.environ | {"PYTHONPATH": os.pathsep.join(sys.path)},
            timeout=120,
            check=False,
        )
        assert ended.returncode == 9, step
        again = cluster_at(tmp_path)
        again.start()
        try:
            assert_closed(again)
            assert schema_revision(again), step
        finally:
            again.stop()
    figure(
        f"superuser: closed after a kill at {len(steps)} of {len(STEPS)} steps of an upgrade or a conversion"
    )


OUTSIDE = Path(tempfile.gettempdir()) / f"anamnesis-red-{os.getpid()}"
BEYOND_ITS_TABLES = {
    "a program": f"COPY (SELECT 1) TO PROGRAM 'touch {OUTSIDE}'",
    "a program's output": "COPY pg_temp.lines FROM PROGRAM 'id'",
    "a file": "COPY pg_temp.lines FROM '/etc/passwd'",
    "a file to write": f"COPY (SELECT 1) TO '{OUTSIDE}'",
    "a file by function": "SELECT pg_read_file('/etc/passwd')",
    "a binary file": "SELECT pg_read_binary_file('postgresql.conf')",
    "a directory": "SELECT pg_ls_dir('/')",
    "a large object from a file": "SELECT lo_import('/etc/passwd')",
    "a large object to a file": f"SELECT lo_export(1, '{OUTSIDE}')",
    "an extension": "CREATE EXTENSION pg_trgm",
    "a native function": "CREATE FUNCTION pg_temp.f() RETURNS int LANGUAGE c AS 'libc.so.6', 'system'",
    "a library": f"LOAD '{OUTSIDE}.so'",
    "a setting of the server": "ALTER SYSTEM SET shared_preload_libraries = 'x'",
    "a role": "CREATE ROLE another SUPERUSER",
    "the superuser": f"SET ROLE {ADMIN_ROLE}",
    "the owner": "SET ROLE anamnesis_owner",
    "its own rights": "ALTER ROLE anamnesis_app SUPERUSER",
    "a table": "CREATE TABLE public.another (n int)",
    "an audit event": "DELETE FROM audit_event",
    "the schema's revision": "UPDATE alembic_version SET version_num = '9999'",
    "stored passwords": "SELECT rolpassword FROM pg_authid",
}


@pytest.mark.parametrize("what", sorted(BEYOND_ITS_TABLES))
def test_the_programs_role_is_refused(cloned_database: TestDatabase, what: str) -> None:
    with psycopg.connect(**cloned_database.conninfo, autocommit=True) as app:  # type: ignore[arg-type]
        app.execute("CREATE TEMPORARY TABLE lines (line text)")
        with pytest.raises(psycopg.Error) as refused:
            app.execute(BEYOND_ITS_TABLES[what])
    # Insufficient privilege; a setting may not be changed this way at all in newer servers.
    assert refused.value.sqlstate in {"42501", "0A000", "55000"} or isinstance(
        refused.value, psycopg.errors.InvalidParameterValue
    ), refused.value
    assert not OUTSIDE.exists()


def test_the_programs_role_has_no_predefined_role(cloned_database):
    held = asked(
        cloned_database.conninfo,
        "SELECT count(*) FROM pg_auth_members WHERE member = 'anamnesis_app'::regrole",
    )
    assert held == 0


def test_a_closed_cluster_does_not_open_its_superuser_while_stopped(made):
    made.stop()
    with pytest.raises(DatabaseProblem) as raised, made.upgrading():
        pass
    assert raised.value.code == "database_not_running"
