"""Reads the memory of a running process and counts what is found in it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from hashlib import sha256
from io import FileIO

import numpy as np

from tests.journeys.processes import PROC

_CHUNK_BYTES = 1 << 20
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


class _Beginnings:
    """The first four bytes of all patterns, looked up at every place of a piece at once.

    A hundred patterns one after the other take ten times as long, and hardly any piece holds one.
    """

    def __init__(self, patterns: Iterable[bytes]) -> None:
        self._fours = np.array([int.from_bytes(each[:4], "little") for each in patterns], dtype=np.uint32)
        self._twos = np.zeros(1 << 16, dtype=np.bool_)
        self._twos[self._fours & 0xFFFF] = True

    def stand_in(self, piece: bytes) -> bool:
        for offset in range(4):
            words = np.frombuffer(piece, "<u4", count=(len(piece) - offset) // 4, offset=offset)
            # Two of the four bytes leave next to nothing to compare.
            if np.isin(words[self._twos[words & 0xFFFF]], self._fours).any():
                return True
        return False


def count(pids: list[int], patterns: Mapping[str, bytes], *, clean: set[bytes]) -> Counter[str]:
    """How often each pattern was found, in all the processes together; one cut in two by a piece is found.

    `clean`: digests of pieces with none of these patterns, by this count or one before: libraries, and what
    processes share, are looked through once.
    """
    found: Counter[str] = Counter()
    beginnings = _Beginnings(patterns.values())
    for pid in pids:
        # A worker of the database may have ended meanwhile.
        with suppress(FileNotFoundError, ProcessLookupError):
            for piece in pieces(pid):
                digest = sha256(piece).digest()
                if digest in clean or not beginnings.stand_in(piece):
                    continue
                hits = {
                    name: piece.count(pattern, 0, _CHUNK_BYTES + len(pattern) - 1)
                    for name, pattern in patterns.items()
                }
                if not any(hits.values()):
                    clean.add(digest)
                found += Counter(hits)
    return found
