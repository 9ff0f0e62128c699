"""Identifies a cluster's processes and ends those left by a crash.

A process id in a file proves nothing, because ids are reused. A process counts as this cluster's only if it
is a `postgres` of the cluster's account whose working directory is the cluster's.
"""

from __future__ import annotations

import contextlib
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

import psutil  # type: ignore[import-untyped]

from core.database.binaries import PostgresBinaries
from core.database.endpoint import Endpoint
from core.errors import DatabaseProblem

PID_FILE = "postmaster.pid"
_POLL_S = 0.02
_FAST_STOP_S = 20.0
_PATIENCE_S = (1.5, 2.0, 5.0)
"""How long leftovers may take: on their own, after the quit signal, after the kill."""


@dataclass(frozen=True, slots=True)
class PidFile:
    """The file in a data directory in which a postmaster describes itself."""

    pid: int
    ready: bool

    @classmethod
    def read(cls, data_dir: Path) -> PidFile | None:
        """None if the file does not exist or is incomplete."""
        try:
            lines = (data_dir / PID_FILE).read_text("utf-8", errors="replace").splitlines()
            return cls(pid=abs(int(lines[0])), ready=len(lines) > 7 and lines[7].strip() == "ready")
        except (OSError, ValueError, IndexError):
            return None


def cluster_processes(data_dir: Path, *, name: str) -> list[psutil.Process]:
    """Every living server process of the cluster at `data_dir` whose `cluster_name` is `name`."""
    owner = data_dir.stat().st_uid
    return [process for process in psutil.process_iter() if _belongs(process, data_dir, name, owner)]


def send_fast_stop(pid: int, binaries: PostgresBinaries) -> None:
    """Asks a postmaster to end its sessions, flush and exit."""
    if sys.platform == "win32":
        # Windows has no signals; pg_ctl knows the server's substitute.
        subprocess.run([binaries.program("pg_ctl"), "kill", "INT", str(pid)], check=False, timeout=10)
        return
    with contextlib.suppress(ProcessLookupError):
        os.kill(pid, signal.SIGINT)


def clear_leftovers(data_dir: Path, endpoint: Endpoint, binaries: PostgresBinaries, *, name: str) -> None:
    """After a crash: ends remaining processes of the cluster and removes lock files that would be misread.

    The caller holds the cluster's lock, so remaining processes have no program any more. Raises
    `DatabaseProblem("database_still_running")` if one cannot be ended.
    """
    noted = PidFile.read(data_dir)
    left = cluster_processes(data_dir, name=name) if noted or endpoint.lock_file.exists() else []
    if noted and any(process.pid == noted.pid for process in left):
        send_fast_stop(noted.pid, binaries)
        left = _await_end(left, _FAST_STOP_S)
    # Sessions of a dead postmaster notice and exit; hanging ones do not.
    left = _await_end(left, _PATIENCE_S[0])
    left = _await_end(_signalled(left, getattr(signal, "SIGQUIT", signal.SIGTERM)), _PATIENCE_S[1])
    left = _await_end(_signalled(left, getattr(signal, "SIGKILL", signal.SIGTERM)), _PATIENCE_S[2])
    if left:
        raise DatabaseProblem("database_still_running", processes=len(left))
    _remove_misleading_lock(data_dir / PID_FILE)
    if endpoint.is_socket:
        _remove_misleading_lock(endpoint.lock_file)


def _belongs(process: psutil.Process, data_dir: Path, name: str, owner: int) -> bool:
    try:
        if not process.name().startswith("postgres") or not _lives(process):
            return False
        if sys.platform != "win32" and process.uids().effective != owner:
            return False
        try:
            return Path(process.cwd()) == data_dir
        except psutil.AccessDenied:
            # Root without the right to trace cannot read the working directory of a demoted process, but can
            # read its title: the postmaster's names the directory, its children's the cluster.
            command = process.cmdline()
            return str(data_dir) in command or any(part.startswith(f"postgres: {name}:") for part in command)
    except psutil.Error:
        return False


def _signalled(processes: Iterable[psutil.Process], number: int) -> list[psutil.Process]:
    processes = list(processes)
    for process in processes:
        with contextlib.suppress(psutil.Error):
            process.send_signal(number)
    return processes


def _await_end(processes: list[psutil.Process], timeout_s: float) -> list[psutil.Process]:
    """Those still running after `timeout_s`. Zombies count as ended: nobody may ever collect them."""
    deadline = time.monotonic() + timeout_s
    while (alive := [process for process in processes if _lives(process)]) and time.monotonic() < deadline:
        time.sleep(_POLL_S)
    return alive


def _lives(process: psutil.Process) -> bool:
    try:
        return bool(process.is_running() and process.status() != psutil.STATUS_ZOMBIE)
    except psutil.NoSuchProcess:
        return False


def _remove_misleading_lock(lock_file: Path) -> None:
    """Removes a lock file whose process id now belongs to another process or a zombie.

    The server handles files of ended processes itself, but takes any running one for a rival.
    """
    try:
        pid = abs(int(lock_file.read_text("utf-8").splitlines()[0]))
    except (OSError, ValueError, IndexError):
        # A power failure can leave it empty; the server refuses an empty one.
        lock_file.unlink(missing_ok=True)
        return
    if psutil.pid_exists(pid):
        lock_file.unlink(missing_ok=True)
