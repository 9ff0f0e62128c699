"""A cluster's life, and what it opens to whom."""

from __future__ import annotations

import contextlib
import os
import re
import stat
import subprocess
import sys
import tempfile
from pathlib import Path

import numpy as np
import psycopg
import pytest

from core.database import cluster as cluster_module
from core.database.access import Database
from core.database.cluster import DATABASE, Cluster
from core.database.configuration import BEHAVIOUR, QUIET_LOG
from core.database.processes import PidFile, cluster_processes
from core.errors import DatabaseProblem, DataDirectoryInUse, DiskFull
from core.ids import WorkspaceId, new_id
from core.retrieval.memory.indexes import PassagePlace
from core.retrieval.memory.vector_index import PgVectorIndex
from tests.unit.core.database.conftest import ClusterAt


def _shown(cluster: Cluster, query: str) -> str:
    with psycopg.connect(**cluster.admin_conninfo("postgres")) as admin:  # type: ignore[arg-type]
        row = admin.execute(query).fetchone()
    assert row is not None
    return str(row[0])


def _code(raised: pytest.ExceptionInfo[DatabaseProblem]) -> str:
    return raised.value.code


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("listen_addresses", ""),
        ("log_min_messages", "fatal"),
        ("log_min_error_statement", "panic"),
        ("log_error_verbosity", "terse"),
        ("log_statement", "none"),
        ("log_parameter_max_length", "0"),
        ("log_parameter_max_length_on_error", "0"),
        ("update_process_title", "off"),
        ("logging_collector", "off"),
        ("password_encryption", "scram-sha-256"),
        ("jit", "off"),
        ("max_connections", "20"),
        ("shared_buffers", "32MB"),
        ("data_checksums", "on"),
        ("server_encoding", "UTF8"),
        ("TimeZone", "UTC"),
    ],
)
def test_the_server_runs_with_these_settings(cluster: Cluster, name: str, value: str) -> None:
    assert _shown(cluster, f"SHOW {name}") == value


def test_collation_is_byte_order(cluster: Cluster) -> None:
    assert _shown(cluster, f"SELECT datcollate FROM pg_database WHERE datname = '{DATABASE}'") == "C"


def test_no_setting_of_ours_is_unknown_to_the_server_or_overridden(cluster: Cluster) -> None:
    names = "', '".join([*QUIET_LOG, *BEHAVIOUR])
    known = _shown(cluster, f"SELECT count(*) FROM pg_settings WHERE name IN ('{names}')")
    assert int(known) == len(QUIET_LOG | BEHAVIOUR)
    assert _shown(cluster, "SELECT count(*) FROM pg_file_settings WHERE error IS NOT NULL") == "0"
    elsewhere = "SELECT count(*) FROM pg_file_settings WHERE sourcefile NOT LIKE '%postgresql.conf'"
    assert _shown(cluster, elsewhere) == "0"


def test_no_process_of_the_server_holds_an_internet_socket(cluster: Cluster) -> None:
    def internet_sockets(pid: int) -> set[str]:
        try:
            links = {os.readlink(entry) for entry in Path(f"/proc/{pid}/fd").iterdir()}
        except PermissionError:
            pytest.skip("needs the right to look into a demoted process")
        except (FileNotFoundError, ProcessLookupError):
            # A helper of the server's that has ended since the list was made.
            return set()
        held = {match[1] for link in links if (match := re.match(r"socket:\[(\d+)\]", link))}
        tables = [Path(f"/proc/net/{name}").read_text() for name in ("tcp", "tcp6", "udp", "udp6")]
        open_ones = {line.split()[9] for table in tables for line in table.splitlines()[1:]}
        return held & open_ones

    name = _shown(cluster, "SHOW cluster_name")
    processes = cluster_processes(cluster.cluster_dir, name=name)
    assert len(processes) > 3
    assert not set().union(*(internet_sockets(process.pid) for process in processes))

    # The control: a listener of this test's own is seen by the same look.
    listen = "import socket; s = socket.create_server(('127.0.0.1', 0)); print(flush=True); input()"
    with subprocess.Popen(
        [sys.executable, "-c", listen], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    ) as listener:
        assert listener.stdout is not None
        listener.stdout.readline()
        assert internet_sockets(listener.pid)
        listener.communicate(b"\n")


def test_no_process_of_the_server_may_write_a_core_file(cluster: Cluster) -> None:
    processes = cluster_processes(cluster.cluster_dir, name=_shown(cluster, "SHOW cluster_name"))
    limits = []
    for process in processes:
        # A helper of the server's may have ended since the list was made.
        with contextlib.suppress(FileNotFoundError, ProcessLookupError):
            limits.append(Path(f"/proc/{process.pid}/limits").read_text())
    assert limits
    assert all(re.search(r"^Max core file size\s+0\s+0\s", text, re.MULTILINE) for text in limits)


def test_directories_and_files_are_open_to_nobody_else(cluster: Cluster) -> None:
    root = cluster.cluster_dir.parent
    for directory in ("postgres", "run", "secrets", "logs"):
        assert stat.S_IMODE((root / directory).stat().st_mode) == 0o700, directory
    files = [*(root / "secrets").iterdir(), cluster.log_file, cluster.cluster_dir / "postgresql.conf"]
    assert {stat.S_IMODE(file.stat().st_mode) for file in files} == {0o600}
    assert stat.S_IMODE((root / "run" / ".s.PGSQL.5432").stat().st_mode) == 0o700
    assert not (root / "run" / ".initial").exists()


@pytest.mark.parametrize("password", ["", "wrong"])
@pytest.mark.parametrize("role", ["anamnesis_app", "anamnesis_admin", "anamnesis_owner", "postgres"])
def test_nobody_enters_without_the_password(cluster: Cluster, role: str, password: str) -> None:
    conninfo = cluster.app_conninfo() | {"user": role, "password": password, "passfile": os.devnull}
    with pytest.raises(psycopg.OperationalError, match=r"authentication failed|no password|pg_hba"):
        psycopg.connect(**conninfo)  # type: ignore[arg-type]


def test_passwords_are_kept_as_scram_verifiers(cluster: Cluster) -> None:
    kinds = _shown(cluster, "SELECT string_agg(DISTINCT left(rolpassword, 13), ',') FROM pg_authid")
    assert kinds == "SCRAM-SHA-256"


def test_the_environment_cannot_redirect_a_connection(
    cluster: Cluster, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name, value in {
        "PGHOSTADDR": "192.0.2.1",
        "PGOPTIONS": "-c search_path=elsewhere",
        "PGSSLMODE": "verify-full",
        "PGTARGETSESSIONATTRS": "standby",
        "PGREQUIREAUTH": "none",
    }.items():
        monkeypatch.setenv(name, value)
    assert "public" in _shown(cluster, "SHOW search_path")


def test_the_app_role_is_an_ordinary_one(cluster: Cluster) -> None:
    with psycopg.connect(**cluster.app_conninfo()) as app:  # type: ignore[arg-type]
        rights = app.execute(
            "SELECT rolsuper, rolbypassrls, rolcreatedb, rolcreaterole, rolreplication"
            " FROM pg_roles WHERE rolname = current_user"
        ).fetchone()
        memberships = app.execute("SELECT pg_has_role('anamnesis_owner', 'MEMBER')").fetchone()
    assert rights == (False,) * 5
    assert memberships == (False,)


def test_the_app_role_stays_out_of_the_maintenance_database(cluster: Cluster) -> None:
    with pytest.raises(psycopg.OperationalError, match="permission denied"):
        psycopg.connect(**cluster.app_conninfo("postgres"))  # type: ignore[arg-type]


def test_the_owner_cannot_log_in(cluster: Cluster) -> None:
    assert _shown(cluster, "SELECT rolcanlogin FROM pg_roles WHERE rolname = 'anamnesis_owner'") == "False"


def test_a_running_cluster_is_in_use(cluster: Cluster, cluster_at: ClusterAt) -> None:
    with pytest.raises(DataDirectoryInUse):
        cluster.start()
    other = cluster_at(cluster.cluster_dir.parent)
    with pytest.raises(DataDirectoryInUse):
        other.start()
    assert not other.running
    with pytest.raises(DataDirectoryInUse):
        other.create()
    assert cluster.running
    assert _shown(cluster, "SELECT 1") == "1"


def test_another_process_finds_it_in_use(cluster: Cluster) -> None:
    root = str(cluster.cluster_dir.parent)
    script = (
        "import sys; from pathlib import Path; from core.database.cluster import Cluster\n"
        "root = Path(sys.argv[1])\n"
        "Cluster(cluster_dir=root / 'postgres', socket_dir=root / 'run', secrets_dir=root / 'secrets',"
        " log_dir=root / 'logs').start()"
    )
    ended = subprocess.run([sys.executable, "-c", script, root], capture_output=True, text=True, check=False)
    assert ended.returncode == 1
    assert "DataDirectoryInUse" in ended.stderr
    assert cluster.running


def test_starting_and_stopping_again_and_again(breakable: Cluster) -> None:
    for _ in range(3):
        assert not breakable.running
        breakable.start()
        assert breakable.running
        breakable.stop()
        breakable.stop()
        assert not (breakable.cluster_dir / "postmaster.pid").exists()
        assert not (breakable.cluster_dir.parent / "run" / ".s.PGSQL.5432").exists()


def test_what_is_not_there_is_not_started(tmp_path: Path, cluster_at: ClusterAt) -> None:
    absent = cluster_at(tmp_path)
    assert not absent.exists
    with pytest.raises(DatabaseProblem) as raised:
        absent.start()
    assert _code(raised) == "database_missing"


def test_what_is_there_is_not_made_again(breakable: Cluster) -> None:
    with pytest.raises(DatabaseProblem) as raised:
        breakable.create()
    assert _code(raised) == "database_exists"
    breakable.start()


def _of_a_group(cluster: Cluster) -> Cluster:
    root = cluster.cluster_dir.parent
    return Cluster(
        cluster_dir=root / "postgres",
        socket_dir=root / "run",
        secrets_dir=root / "secrets",
        log_dir=root / "logs",
        for_group=True,
    )


@pytest.mark.skipif(sys.platform == "win32", reason="sockets of Unix")
def test_a_group_is_admitted_when_told_and_finds_the_role_as_it_was_made(breakable: Cluster) -> None:
    root = breakable.cluster_dir.parent
    shared = _of_a_group(breakable)
    shared.start()
    try:
        (socket,) = (each for each in (root / "run").iterdir() if each.is_socket())
        assert stat.S_IMODE(socket.stat().st_mode) == 0o700
        shared.admit_group()
        assert stat.S_IMODE(socket.stat().st_mode) == 0o770
        with psycopg.connect(**shared.app_conninfo()) as app:  # type: ignore[arg-type]
            for change in (
                "IN DATABASE anamnesis SET work_mem = '1MB'",
                "PASSWORD 'another'",
                "SET local_preload_libraries = 'missing'",
            ):
                app.execute(f"ALTER ROLE anamnesis_app {change}")
        shared.stop()
        shared.start()
        assert stat.S_IMODE(socket.stat().st_mode) == 0o700
        with psycopg.connect(**shared.app_conninfo()) as app:  # type: ignore[arg-type]
            assert app.execute("SELECT count(*) FROM pg_db_role_setting").fetchone() == (0,)
    finally:
        shared.stop()


def _fill_index(cluster: Cluster) -> None:
    """As a search does: a temporary table that its owner fills and reads."""
    database = Database(cluster.app_conninfo(), workspace_id=WorkspaceId(new_id()))
    try:
        index = PgVectorIndex(database.dedicated_connection, dimension=8, spare_rows=64)
        try:
            index.add([PassagePlace(1, 1, 1, 1, 1, 1)], np.ones((1, 8), dtype=np.float16))
            assert index.scores(np.ones(8, dtype=np.float32), [1]) == {1: 8.0}
        finally:
            index.close()
    finally:
        database.dispose()


@pytest.mark.skipif(sys.platform == "win32", reason="sockets of Unix")
@pytest.mark.parametrize(
    ("changes", "breaks_search"),
    [
        (["REVOKE INSERT ON TABLES FROM anamnesis_app"], True),
        (["GRANT ALL ON {} TO PUBLIC", "REVOKE ALL ON {} FROM anamnesis_app"], False),
        # PostgreSQL takes no rights at all for those that were never changed.
        (["REVOKE ALL ON {} FROM anamnesis_app, PUBLIC"], False),
    ],
    ids=["one right", "given to others", "none"],
)
def test_rights_that_an_account_of_the_group_changed_for_the_role_are_back_after_a_start(
    breakable: Cluster, changes: list[str], breaks_search: bool
) -> None:
    shared = _of_a_group(breakable)
    shared.start()
    try:
        with psycopg.connect(**shared.app_conninfo()) as app:  # type: ignore[arg-type]
            for change in changes:
                for kind in ("TABLES", "SEQUENCES", "FUNCTIONS", "TYPES", "SCHEMAS"):
                    app.execute(f"ALTER DEFAULT PRIVILEGES {change.format(kind)}")
        with pytest.raises(DatabaseProblem) if breaks_search else contextlib.nullcontext():
            _fill_index(shared)
        shared.stop()
        shared.start()
        with psycopg.connect(**shared.app_conninfo()) as app:  # type: ignore[arg-type]
            assert app.execute("SELECT count(*) FROM pg_default_acl").fetchone() == (0,)
        _fill_index(shared)
    finally:
        shared.stop()


def test_somebody_elses_files_are_not_taken_over(tmp_path: Path, cluster_at: ClusterAt) -> None:
    (tmp_path / "postgres").mkdir()
    (tmp_path / "postgres" / "letter.txt").write_text("mine")
    with pytest.raises(DatabaseProblem) as raised:
        cluster_at(tmp_path).create()
    assert _code(raised) == "directory_not_empty"
    assert (tmp_path / "postgres" / "letter.txt").read_text() == "mine"


def test_a_cluster_of_another_release_is_refused(breakable: Cluster) -> None:
    version_file = breakable.cluster_dir / "PG_VERSION"
    version = version_file.read_text()
    version_file.write_text("12\n")
    try:
        with pytest.raises(DatabaseProblem) as raised:
            breakable.start()
    finally:
        version_file.write_text(version)
    assert _code(raised) == "database_version_mismatch"
    assert raised.value.params == {"found": "12", "expected": version.strip()}
    breakable.start()


def test_a_server_that_gives_up_is_reported_with_its_log(breakable: Cluster) -> None:
    control_file = breakable.cluster_dir / "global" / "pg_control"
    content = control_file.read_bytes()
    control_file.write_bytes(b"\0" * len(content))
    try:
        with pytest.raises(DatabaseProblem) as raised:
            breakable.start()
    finally:
        control_file.write_bytes(content)
    assert _code(raised) == "database_start_failed"
    assert raised.value.params == {"exit_code": 1, "log": str(breakable.log_file)}
    assert not breakable.running
    breakable.start()


@pytest.mark.parametrize("name", ["x" * 120, "a, b 'c' \"d\" %s ש"])
def test_any_directory_name_will_do(
    tmp_path: Path, cluster_at: ClusterAt, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    monkeypatch.delenv("XDG_RUNTIME_DIR", raising=False)
    made = cluster_at(tmp_path / name)
    made.create()
    made.start()
    try:
        assert _shown(made, "SELECT 1") == "1"
        # A program that did not start it, such as a backup, finds the same socket.
        assert cluster_at(tmp_path / name).app_conninfo() == made.app_conninfo()
    finally:
        made.stop()


def test_a_failed_creation_leaves_nothing_and_can_be_repeated(
    tmp_path: Path, cluster_at: ClusterAt, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = cluster_at(tmp_path)

    def refuse(*_arguments: object, **_named: object) -> None:
        raise DiskFull

    with monkeypatch.context() as patch:
        patch.setattr(cluster_module, "run_single_user", refuse)
        with pytest.raises(DiskFull):
            made.create()
    assert not made.exists
    assert not list(tmp_path.glob("postgres*.creating"))
    made.create()
    assert made.exists


def test_the_pid_file_tells_whether_the_server_is_ready(tmp_path: Path) -> None:
    lines = ["4711", str(tmp_path), "1", "5432", str(tmp_path), "", "  5432001  0", "starting"]
    (tmp_path / "postmaster.pid").write_text("\n".join(lines))
    assert PidFile.read(tmp_path) == PidFile(4711, ready=False)
    (tmp_path / "postmaster.pid").write_text("\n".join([*lines[:7], "ready   "]))
    assert PidFile.read(tmp_path) == PidFile(4711, ready=True)
    (tmp_path / "postmaster.pid").write_text("")
    assert PidFile.read(tmp_path) is None
