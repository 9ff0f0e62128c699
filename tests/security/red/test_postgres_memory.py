"""Processes of the same user read nothing of the database server's memory, where vectors lie in clear."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import numpy as np
import psycopg
import pytest

from core.database import postmaster
from core.database.cluster import Cluster
from core.database.demotion import server_account
from core.database.processes import cluster_processes
from core.database.untraceable import is_traceable
from tests.fixtures.figures import figure
from tests.fixtures.server_program import needs_an_open_server_program

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="the kernel's mark is that of Linux")

VECTORS, DIMENSION = 40, 384
READER = """
for range in $(grep -E 'rw-p|rw-s' /proc/$1/maps | grep -v '/' | cut -d' ' -f1); do
    from=$((0x${range%-*})); to=$((0x${range#*-}))
    dd if=/proc/$1/mem bs=4096 skip=$((from / 4096)) count=$(((to - from) / 4096)) 2>/dev/null
done
"""
"""What another program of the same user does: no rights, no library, the files under /proc."""


@pytest.fixture
def root():
    """Reachable for the account that runs the server without any right of root's."""
    place = Path("/dev/shm") / f"anamnesis-memory-{os.getpid()}"
    place.mkdir(mode=0o711)
    place.chmod(0o711)
    yield place
    subprocess.run(["rm", "-r", str(place)], check=True)


@contextmanager
def session_with_vectors(root: Path) -> Iterator[tuple[Cluster, int, list[bytes]]]:
    """A running cluster, the process of a session with vectors in a temporary table, and those vectors."""
    cluster = Cluster(
        cluster_dir=root / "postgres",
        socket_dir=root / "run",
        secrets_dir=root / "secrets",
        log_dir=root / "logs",
        durable=False,
    )
    if not cluster.exists:
        cluster.create()
    cluster.start()
    try:
        with psycopg.connect(**cluster.app_conninfo(), autocommit=True) as app:  # type: ignore[arg-type]
            drawn = np.random.default_rng(5).standard_normal((VECTORS, DIMENSION)).astype(np.float16)
            app.execute(f"CREATE TEMPORARY TABLE places (place halfvec({DIMENSION}))")
            for row in drawn:
                app.execute("INSERT INTO places VALUES (%s::halfvec)", (str(row.tolist()),))
            yield cluster, app.info.backend_pid, [row.tobytes() for row in drawn]
    finally:
        cluster.stop()


def as_the_servers_user(cluster: Cluster, *command: str) -> subprocess.CompletedProcess[bytes]:
    account = server_account(cluster.cluster_dir)
    prefix = (
        ()
        if account is None
        else (
            *("setpriv", f"--reuid={account.uid}", f"--regid={account.gid}", "--clear-groups"),
            *("--inh-caps=-all", "--"),
        )
    )
    return subprocess.run([*prefix, *command], capture_output=True, timeout=60, check=False, cwd="/")


def vectors_read(cluster: Cluster, pid: int, vectors: list[bytes]) -> int:
    image = as_the_servers_user(cluster, "/bin/sh", "-c", READER, "sh", str(pid)).stdout
    return sum(vector in image for vector in vectors)


@needs_an_open_server_program
def test_no_vector_can_be_read_from_the_search_session(root, monkeypatch):
    with monkeypatch.context() as patch:
        patch.setattr(postmaster, "untraceable_command", lambda program, **_: (str(program),))
        with session_with_vectors(root) as (cluster, pid, vectors):
            before = vectors_read(cluster, pid, vectors)
    if not before:
        pytest.skip("this system lets no process read another (Yama)")
    with session_with_vectors(root) as (cluster, pid, vectors):
        after = vectors_read(cluster, pid, vectors)
        assert after == 0
        assert cluster.traceable is False
        shown = as_the_servers_user(cluster, "cat", f"/proc/{pid}/environ", f"/proc/{pid}/maps")
        assert shown.stdout == b""
    figure(
        f"vectors read from the database server by the same user: {before} of {VECTORS} before, {after} now"
    )


@needs_an_open_server_program
def test_every_process_of_the_server_is_closed_and_still_recognised(root):
    with session_with_vectors(root) as (cluster, pid, _):
        name = re.search(r"cluster_name = '([^']+)'", (cluster.cluster_dir / "postgresql.conf").read_text())
        assert name is not None
        processes = cluster_processes(cluster.cluster_dir, name=name[1])
        assert pid in {process.pid for process in processes}
        assert not (root / "run" / "postgres").exists(), "a copy of the directory could not be made"
        assert len(processes) > 3
        assert not any(is_traceable(process.pid) for process in processes)


def test_an_ordinary_process_is_traceable():
    """The control: what is said of the server is not said of everything."""
    ordinary = subprocess.Popen(["sleep", "30"])
    try:
        assert is_traceable(ordinary.pid)
    finally:
        ordinary.kill()
        ordinary.wait()
    assert is_traceable(ordinary.pid) is None
