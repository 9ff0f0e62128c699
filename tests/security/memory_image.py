"""Reads the memory of a running process and counts what is found in it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from contextlib import suppress
from io import FileIO

from tests.journeys.processes import PROC

_CHUNK_BYTES = 8 << 20
_OVERLAP_BYTES = 4096


def readable(pid: int) -> bool:
    """Whether this process may look into that one (same user and ptrace allowed, or root)."""
    try:
        with (PROC / str(pid) / "mem").open("rb", buffering=0) as memory:
            return memory.readable() and next(pieces(pid), None) is not None
    except OSError:
        return False


def pieces(pid: int) -> Iterator[bytes]:
    """The readable memory of a process, in pieces that overlap."""
    maps = (PROC / str(pid) / "maps").read_text("ascii", "replace").splitlines()
    with (PROC / str(pid) / "mem").open("rb", buffering=0) as memory:
        for line in maps:
            addresses, permissions, *_ = line.split()
            if not permissions.startswith("r") or "[v" in line:
                continue
            start, end = (int(each, 16) for each in addresses.split("-"))
            yield from _region(memory, start, end)


def _region(memory: FileIO, start: int, end: int) -> Iterator[bytes]:
    for place in range(start, end, _CHUNK_BYTES):
        try:
            memory.seek(place)
            piece = memory.read(min(_CHUNK_BYTES + _OVERLAP_BYTES, end - place))
        except (OSError, ValueError):
            # A page that is mapped and not there: beyond a file's end, or the system's own.
            continue
        if piece:
            yield piece


def count(pids: list[int], patterns: Mapping[str, bytes]) -> Counter[str]:
    """How often each pattern was found, in all the processes together; one cut in two by a piece is found."""
    found: Counter[str] = Counter()
    for pid in pids:
        # A worker of the database may have ended meanwhile.
        with suppress(FileNotFoundError, ProcessLookupError):
            for piece in pieces(pid):
                for name, pattern in patterns.items():
                    hits = piece.count(pattern, 0, _CHUNK_BYTES + len(pattern) - 1)
                    if hits:
                        found[name] += hits
    return found
