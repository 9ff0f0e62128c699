"""Finds canaries (words planted in notes) in files, in the disguises in which text reaches a disk.

Written apart from the program so that it shares none of its mistakes; its own tests show that it finds
each disguise, and every journey that reports "nothing found" also plants one and finds it.
"""

from __future__ import annotations

import base64
import json
import os
import re
import stat
import zlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from hashlib import sha256
from pathlib import Path

CHUNK_BYTES = 32 * 1024 * 1024
OVERLAP_BYTES = 256 * 1024
MEMBER_LIMIT_BYTES = 64 * 1024 * 1024
NESTING_LIMIT = 2
SHORTEST_CANARY = 12
"""Characters; anything shorter could stand in ciphertext by chance in one of its disguises."""

_MEMBERS = {"gzip": re.compile(rb"\x1f\x8b\x08"), "zlib": re.compile(rb"\x78[\x01\x5e\x9c\xda]")}
"""One expression each: both begin with one byte then, which is looked for five times as fast."""


@dataclass(frozen=True, slots=True)
class Finding:
    """One canary in one file; `encoding` names the disguise, `gzip>utf-8` for text inside a member."""

    path: Path
    encoding: str
    canary: str


@dataclass(slots=True)
class ScanReport:
    """What was read, so that "nothing found" can never mean "nothing looked at"."""

    files: int = 0
    bytes_read: int = 0
    findings: set[Finding] = field(default_factory=set)
    unreadable: list[Path] = field(default_factory=list)
    vanished: list[Path] = field(default_factory=list)

    def encodings(self, canary: str) -> set[str]:
        """The disguises in which `canary` was found anywhere."""
        return {finding.encoding for finding in self.findings if finding.canary == canary}

    def __str__(self) -> str:
        return (
            f"{self.files} files, {self.bytes_read / 1e6:.1f} MB, {len(self.findings)} findings, "
            f"{len(self.unreadable)} unreadable, {len(self.vanished)} vanished"
        )


def base64_forms(text: bytes) -> Iterator[tuple[str, bytes]]:
    """The characters that survive in any base64 stream holding `text`, for its three alignments."""
    for alignment in range(3):
        padded = b"\0" * alignment + text
        encoded = base64.b64encode(padded)
        start = (0, 2, 3)[alignment]
        end = len(encoded) - (0, 3, 2)[len(padded) % 3]
        core = encoded[start:end]
        yield f"base64+{alignment}", core
        urlsafe = core.translate(bytes.maketrans(b"+/", b"-_"))
        if urlsafe != core:
            yield f"base64url+{alignment}", urlsafe


def pglz_pattern(text: bytes) -> re.Pattern[bytes]:
    """`text` as literals of Postgres's own compression: a control byte before every eighth literal.

    Without this a long, compressible value in a TOAST table would hide the word from a plain search.
    """
    alternatives = []
    for first in range(1, 9):
        runs = [text[:first], *(text[at : at + 8] for at in range(first, len(text), 8))]
        alternatives.append(b".".join(re.escape(run) for run in runs))
    return re.compile(b"|".join(alternatives), re.DOTALL)


@lru_cache(maxsize=512)
def needles(canary: str) -> tuple[tuple[str, bytes], ...]:
    """Every fixed byte sequence that betrays `canary`, with the name of its encoding."""
    if len(canary) < SHORTEST_CANARY:
        raise ValueError("a canary this short is found by chance")
    utf8 = canary.encode("utf-8")
    forms = [
        ("utf-8", utf8),
        ("utf-16le", canary.encode("utf-16-le")),
        ("utf-16be", canary.encode("utf-16-be")),
        ("hex", utf8.hex().encode()),
        ("HEX", utf8.hex().upper().encode()),
        *base64_forms(utf8),
    ]
    escaped = json.dumps(canary)[1:-1].encode()
    if escaped != utf8:
        forms.append(("json", escaped))
    return tuple(forms)


@lru_cache(maxsize=512)
def _pglz(canary: str) -> re.Pattern[bytes]:
    return pglz_pattern(canary.encode("utf-8"))


def find_in_bytes(data: bytes, canaries: Sequence[str], *, nesting: int = 0) -> set[tuple[str, str]]:
    """(canary, encoding) of everything found in `data` and in compressed members inside it."""
    found: set[tuple[str, str]] = set()
    for canary in canaries:
        found.update((canary, name) for name, needle in needles(canary) if needle in data)
        if (canary, "utf-8") not in found and _pglz(canary).search(data):
            found.add((canary, "pglz"))
    if nesting < NESTING_LIMIT:
        for kind, inner in members(data):
            inside = find_in_bytes(inner, canaries, nesting=nesting + 1)
            found.update((canary, f"{kind}>{name}") for canary, name in inside)
    return found


def members(data: bytes) -> Iterator[tuple[str, bytes]]:
    """What unpacks at every gzip or zlib header in `data`, complete or cut short."""
    for kind, header in _MEMBERS.items():
        for match in header.finditer(data):
            inner = _unpack(data, match.start(), window=31 if kind == "gzip" else 15)
            if inner:
                yield kind, inner


def _unpack(data: bytes, start: int, *, window: int) -> bytes:
    # A short first bite, so that the thousands of chance headers in ciphertext cost next to nothing.
    unpacker = zlib.decompressobj(window)
    unpacked = bytearray()
    position, bite = start, 256
    while position < len(data) and not unpacker.eof and len(unpacked) < MEMBER_LIMIT_BYTES:
        try:
            unpacked += unpacker.decompress(data[position : position + bite], MEMBER_LIMIT_BYTES)
        except zlib.error:
            break
        position, bite = position + bite, 1024 * 1024
    return bytes(unpacked)


def _chunks(path: Path) -> Iterator[bytes]:
    with path.open("rb", buffering=0) as stream:
        tail = b""
        while block := stream.read(CHUNK_BYTES):
            yield tail + block
            tail = block[-OVERLAP_BYTES:]


def _regular_files(roots: Iterable[Path]) -> Iterator[Path]:
    for root in roots:
        if not root.is_dir():
            yield root
            continue
        for folder, _, names in os.walk(root, onerror=_refuse):
            yield from (Path(folder, name) for name in names)


def _refuse(problem: OSError) -> None:
    if not isinstance(problem, FileNotFoundError):
        raise problem


def scan(
    roots: Iterable[Path],
    canaries: Sequence[str],
    *,
    mark: str | None = None,
    clean: set[bytes] | None = None,
    changed_since: float = 0.0,
) -> ScanReport:
    """Reads every regular file under `roots`, names included; sockets, pipes and links are passed over.

    `mark`: a part of all of them, itself long enough to be one. It alone is looked for, and where it stands
    the canaries are named; where none of them can be, `mark` itself is what was found.
    `clean`: digests of pieces in which none of these canaries was found, by a scan before or by this one;
    a piece of the same content is not looked through again. It belongs to one list of canaries.
    `changed_since`: of files that nobody has written since then (`time.time`) only the names count.

    A root that does not exist is an error: a mistyped path must not look like a clean disk. Files that
    go away meanwhile (Postgres removes its own) are listed, not failed on.
    """
    report = ScanReport()
    known = set() if clean is None else clean
    assert mark is None or all(mark in canary for canary in canaries)
    listed = list(roots)
    for root in listed:
        if not root.exists():
            raise FileNotFoundError(root)
    for path in _regular_files(listed):
        for canary in canaries:
            if canary in path.name:
                report.findings.add(Finding(path, "file name", canary))
        try:
            status = path.lstat()
            if not stat.S_ISREG(status.st_mode) or status.st_mtime < changed_since:
                continue
            for data in _chunks(path):
                report.bytes_read += len(data)
                digest = sha256(data).digest()
                if digest in known:
                    continue
                found = find_in_bytes(data, canaries if mark is None else [mark])
                if found and mark is not None:
                    found = find_in_bytes(data, canaries) or found
                report.findings.update(Finding(path, name, canary) for canary, name in found)
                if not found:
                    known.add(digest)
            report.files += 1
        except FileNotFoundError:
            report.vanished.append(path)
        except PermissionError:
            report.unreadable.append(path)
    return report
