"""Kill anything at any moment: the next start works without help, and what was committed is there."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import psutil
import psycopg
import pytest

from core.database.cluster import Cluster
from core.database.processes import PID_FILE, PidFile
from core.errors import DataDirectoryInUse
from tests.unit.core.database.conftest import ClusterAt

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="there are no signals")

# The program, as far as the cluster is concerned: starts it, says so, waits to be killed.
PROGRAM = """
import sys
from pathlib import Path
from core.database import cluster as module
root = Path(sys.argv[1])
cluster = module.Cluster(
    cluster_dir=root / "postgres", socket_dir=root / "run",
    secrets_dir=root / "secrets", log_dir=root / "logs",
)
def wait(*arguments):
    print("waiting", flush=True)
    input()
"""
STARTED = PROGRAM + "cluster.start(); wait()"
HALF_MADE = PROGRAM + "module.extension_statement = wait; cluster.create()"


def _server_processes(cluster: Cluster) -> list[psutil.Process]:
    noted = PidFile.read(cluster.cluster_dir)
    assert noted is not None
    postmaster = psutil.Process(noted.pid)
    return [postmaster, *postmaster.children(recursive=True)]


def _kill(processes: list[psutil.Process]) -> None:
    for process in processes:
        process.kill()
    if processes[0].ppid() == os.getpid():
        # Until the signal has arrived our own server counts as running. The rest need not be gone yet.
        os.waitid(os.P_PID, processes[0].pid, os.WEXITED | os.WNOWAIT)


def _lives(process: psutil.Process) -> bool:
    # Whoever inherits the orphans here may be slow to collect them.
    try:
        return process.status() != psutil.STATUS_ZOMBIE
    except psutil.NoSuchProcess:
        return False


def _save(cluster: Cluster, number: int) -> None:
    with psycopg.connect(**cluster.app_conninfo()) as app:  # type: ignore[arg-type]
        app.execute("INSERT INTO saved VALUES (%s)", [number])


def _saved(cluster: Cluster) -> set[int]:
    with psycopg.connect(**cluster.app_conninfo()) as app:  # type: ignore[arg-type]
        return {row[0] for row in app.execute("SELECT number FROM saved")}


@pytest.fixture
def program(breakable: Cluster) -> Iterator[subprocess.Popen[bytes]]:
    """The program in a process of its own, its cluster running."""
    with _waiting(STARTED, breakable.cluster_dir.parent) as running:
        yield running
        running.kill()


@contextmanager
def _waiting(script: str, root: Path) -> Iterator[subprocess.Popen[bytes]]:
    with subprocess.Popen(
        [sys.executable, "-c", script, str(root)], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    ) as running:
        assert running.stdout is not None
        assert running.stdout.readline() == b"waiting\n"
        yield running


def test_ten_times_the_postmaster_is_killed(breakable: Cluster) -> None:
    acknowledged = set()
    for number in range(10):
        breakable.start()
        _save(breakable, number)
        acknowledged.add(number)
        _kill(_server_processes(breakable)[:1])
    breakable.start()
    assert acknowledged <= _saved(breakable)


def test_five_times_everything_is_killed_in_the_middle_of_a_transaction(breakable: Cluster) -> None:
    for number in range(100, 105):
        breakable.start()
        _save(breakable, number)
        with closing(psycopg.connect(**breakable.app_conninfo())) as app:  # type: ignore[arg-type]
            app.execute("INSERT INTO saved VALUES (%s)", [number + 1000])
            _kill(_server_processes(breakable))
    breakable.start()
    found = _saved(breakable)
    assert set(range(100, 105)) <= found
    assert not set(range(1100, 1105)) & found


def test_a_killed_programs_server_is_stopped_and_replaced(
    breakable: Cluster, program: subprocess.Popen[bytes]
) -> None:
    orphans = _server_processes(breakable)
    with pytest.raises(DataDirectoryInUse):
        breakable.start()
    program.kill()
    program.wait()
    assert all(_lives(process) for process in orphans)
    breakable.start()
    assert not any(_lives(process) for process in orphans)
    assert _server_processes(breakable)[0] != orphans[0]


def test_program_and_server_are_killed_together(breakable: Cluster, program: subprocess.Popen[bytes]) -> None:
    victims = _server_processes(breakable)
    program.kill()
    _kill(victims)
    program.wait()
    breakable.start()
    assert _saved(breakable) is not None


def test_a_session_that_outlives_its_postmaster_is_ended(breakable: Cluster) -> None:
    breakable.start()
    with closing(psycopg.connect(**breakable.app_conninfo())) as app:  # type: ignore[arg-type]
        # A stopped process cannot notice that its postmaster is gone, and holds on to the shared memory.
        session = psutil.Process(app.info.backend_pid)
        session.suspend()
        _kill(_server_processes(breakable)[:1])
        breakable.start()
        assert not _lives(session)


@pytest.mark.parametrize("content", ["recycled", ""])
def test_lock_files_that_a_power_cut_left_do_not_stop_a_start(breakable: Cluster, content: str) -> None:
    owner = breakable.cluster_dir.stat()
    with subprocess.Popen(
        ["sleep", "60"], user=owner.st_uid if os.geteuid() == 0 else None, cwd="/"
    ) as stranger:
        # The server takes a living process of its own account for a rival, whatever that really is.
        text = f"{stranger.pid}\n{breakable.cluster_dir}\n1\n5432\n" if content else ""
        socket_lock = breakable.cluster_dir.parent / "run" / ".s.PGSQL.5432.lock"
        for lock in (breakable.cluster_dir / PID_FILE, socket_lock):
            lock.write_text(text)
            os.chown(lock, owner.st_uid, owner.st_gid)
        breakable.start()
        assert stranger.poll() is None, "a stranger with a recycled process id was ended"
        stranger.kill()


def test_killed_while_the_cluster_is_made_it_is_made_anew(tmp_path: Path, cluster_at: ClusterAt) -> None:
    staging = tmp_path / "postgres.creating"
    with _waiting(HALF_MADE, tmp_path) as program:
        assert (staging / "PG_VERSION").exists()
        program.kill()
    made = cluster_at(tmp_path)
    assert not made.exists
    made.create()
    made.start()
    made.stop()
    assert not staging.exists()
