"""Finds and kills everything a running Anamnesis consists of: the program, Postgres, the engine."""

from __future__ import annotations

import os
import random
import signal
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

PROC = Path("/proc")


@dataclass(frozen=True, slots=True)
class Process:
    """A process that is not a zombie. `started` (clock ticks) distinguishes a reused id."""

    pid: int
    parent: int
    started: int
    command: str


def available() -> bool:
    """Whether this system supports the process inspection these tests need."""
    return (PROC / "self" / "stat").exists()


def read_process(pid: int) -> Process | None:
    """The process, or None if it has ended."""
    try:
        text = (PROC / str(pid) / "stat").read_text("utf-8", "replace")
    except OSError:
        return None
    # The command is in parentheses and may contain anything, parentheses included.
    command, _, rest = text.partition("(")[2].rpartition(")")
    fields = rest.split()
    if fields[0] in "ZX":
        return None
    return Process(pid=pid, parent=int(fields[1]), started=int(fields[19]), command=command)


def all_processes() -> dict[int, Process]:
    found = (read_process(int(entry.name)) for entry in PROC.iterdir() if entry.name.isdigit())
    return {process.pid: process for process in found if process}


def family(pid: int) -> list[Process]:
    """The process `pid` and everything below it."""
    processes = all_processes()
    members = [processes[pid]] if pid in processes else []
    for member in members:
        members += [process for process in processes.values() if process.parent == member.pid]
    return members


def working_inside(directory: Path) -> list[Process]:
    """Processes whose working directory is `directory` or below: Postgres works in its data directory.

    If the server's directory is unreadable, its processes are recognised by the loader that runs them.
    """
    return [process for process in all_processes().values() if _works_inside(process.pid, directory)]


def _works_inside(pid: int, directory: Path) -> bool:
    entry = PROC / str(pid)
    try:
        try:
            place = os.readlink(entry / "cwd")
        except PermissionError:
            place = os.fsdecode((entry / "cmdline").read_bytes().partition(b"\0")[0])
    except OSError:
        return False
    return Path(place).is_relative_to(directory)


def belonging_to(pid: int, data_dir: Path) -> list[Process]:
    """All processes of one running program, including reparented ones."""
    return list({process.pid: process for process in [*family(pid), *working_inside(data_dir)]}.values())


def is_postmaster_of(pid: int, process: Process) -> bool:
    """Whether `process` is the database server that the program `pid` started."""
    return process.parent == pid and process.command.startswith("postgres")


def everything(process: Process) -> bool:
    return True


def kill_all(
    pid: int, data_dir: Path, *, rng: random.Random, only: Callable[[Process], bool] = everything
) -> list[Process]:
    """`kill -9` for everything, in random order; repeated until nothing new has been forked meanwhile.

    `only` spares the processes it is false for. Returns what was killed. Does not wait for the kernel to
    remove them: a restart must handle that.
    """
    killed: dict[int, Process] = {}
    while remaining := [p for p in belonging_to(pid, data_dir) if p.pid not in killed and only(p)]:
        rng.shuffle(remaining)
        for process in remaining:
            # Killing the parent first would let its children react; so all ids at once, in any order.
            _send_kill(process)
            killed[process.pid] = process
    return list(killed.values())


def _send_kill(process: Process) -> None:
    now = read_process(process.pid)
    if now is not None and now.started == process.started:
        try:
            os.kill(process.pid, signal.SIGKILL)
        except ProcessLookupError:
            return


def wait_until_gone(processes: list[Process], *, timeout_s: float = 20.0) -> list[Process]:
    """Waits for killed processes to end; returns those still running (normally none)."""
    deadline = time.monotonic() + timeout_s
    left = processes
    while left and time.monotonic() < deadline:
        left = [p for p in left if (now := read_process(p.pid)) is not None and now.started == p.started]
        if left:
            time.sleep(0.01)  # another process's end cannot be waited for on an event
    return left


def command_line(process: Process) -> bytes:
    """A process's arguments as in `ps`, separated by NUL."""
    try:
        return (PROC / str(process.pid) / "cmdline").read_bytes()
    except OSError:
        return b""


def environment(process: Process) -> bytes:
    """The environment a process was started with, separated by NUL."""
    try:
        return (PROC / str(process.pid) / "environ").read_bytes()
    except OSError:
        return b""
