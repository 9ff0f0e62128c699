"""The resources of a running Anamnesis: memory by process, threads, open files, child processes."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

from tests.journeys.processes import PROC, Process, family

_FIELD = re.compile(r"^(\w+):\s+(\d+) kB$", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Footprint:
    """Anonymous memory in KiB, in which a leak would show.

    File pages (programs, libraries, weights) are excluded, because their share depends on other processes. So
    are the server's shared buffers, which fill up to a fixed size: `shared_kib`. `files` and `threads` are
    the program's and the engine's.
    """

    program_kib: int
    engine_kib: int
    postgres_kib: int
    shared_kib: int
    threads: int
    files: int
    children: int

    def grown(self, warm: Footprint) -> dict[str, float]:
        """The relative growth since `warm`, by process."""
        return {
            name: getattr(self, f"{name}_kib") / max(1, getattr(warm, f"{name}_kib")) - 1
            for name in ("program", "engine", "postgres")
        }


def footprint(pid: int) -> Footprint:
    """Of the program `pid` and everything below it, now."""
    members = family(pid)
    program = [each for each in members if each.pid == pid]
    postgres = [each for each in members if each.command.startswith("postgres")]
    others = [each for each in members if each.pid != pid and each not in postgres]
    ours = [*program, *others]
    served = [_memory(each) for each in postgres]
    return Footprint(
        program_kib=sum(_memory(each)[0] for each in program),
        engine_kib=sum(_memory(each)[0] for each in others),
        postgres_kib=sum(own for own, _ in served),
        shared_kib=sum(shared for _, shared in served),
        threads=sum(_count(each, "task") for each in ours),
        files=sum(_count(each, "fd") for each in ours),
        children=len(members) - 1,
    )


def _memory(process: Process) -> tuple[int, int]:
    """KiB of a process: private, and shared memory; zero if it has just ended."""
    try:
        text = (PROC / str(process.pid) / "smaps_rollup").read_text()
    except OSError:
        return 0, 0
    found = {name: int(value) for name, value in _FIELD.findall(text)}
    return found.get("Pss_Anon", 0), found.get("Pss_Shmem", 0)


def _count(process: Process, what: str) -> int:
    folder: Path = PROC / str(process.pid) / what
    try:
        return sum(1 for _ in folder.iterdir())
    except OSError:
        return 0
