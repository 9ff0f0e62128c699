"""Writes and reads a tar archive as a stream of bytes, in one canonical form.

`tarfile` reads leniently; here a header must be exactly what this module writes for that name and size,
padding is zero, and nothing follows the end.
"""

from __future__ import annotations

import hashlib
import tarfile
from collections.abc import Iterator
from dataclasses import dataclass, field

from core.interchange.archive.problems import damaged

BLOCK_BYTES = 512
END = bytes(2 * BLOCK_BYTES)
_PIECE_BYTES = 64 * 1024
_MODE = 0o600


@dataclass(frozen=True, slots=True)
class TarFileEntry:
    """One file of an archive in the manifest."""

    path: str
    size_bytes: int
    sha256: str


def file_header(path: str, size_bytes: int, modified_s: int) -> bytes:
    """The header of one file: POSIX ustar, without an owner, readable by its owner."""
    info = tarfile.TarInfo(path)
    info.size, info.mtime, info.mode = size_bytes, modified_s, _MODE
    return info.tobuf(tarfile.USTAR_FORMAT, "ascii", "strict")


def padding(size_bytes: int) -> bytes:
    """The zeros after a file of that size."""
    return bytes(-size_bytes % BLOCK_BYTES)


@dataclass(slots=True)
class TarMember:
    """One file while it is read; the next one begins only after this one was read to its end."""

    path: str
    size_bytes: int
    _source: _Bytes = field(repr=False)
    _left: int = field(init=False)
    _digest: hashlib._Hash = field(init=False, repr=False)

    def __post_init__(self) -> None:
        self._left = self.size_bytes
        self._digest = hashlib.sha256()

    def chunks(self) -> Iterator[bytes]:
        """The file's bytes, at most 64 KiB at a time."""
        while self._left:
            piece = self._source.take(min(self._left, _PIECE_BYTES))
            self._left -= len(piece)
            self._digest.update(piece)
            yield piece

    def read(self, limit_bytes: int) -> bytes:
        """The whole file. Raises `ImportError_("archive_damaged")` for one above the limit."""
        if self.size_bytes > limit_bytes:
            raise damaged(self.path)
        return b"".join(self.chunks())

    def lines(self, limit_bytes: int) -> Iterator[bytes]:
        """Its lines without their ends. Raises as `read` for a line that is too long or has no end."""
        waiting = b""
        for piece in self.chunks():
            *whole, waiting = (waiting + piece).split(b"\n")
            yield from whole
            if len(waiting) > limit_bytes:
                raise damaged(self.path)
        if waiting:
            raise damaged(self.path)

    def entry(self) -> TarFileEntry:
        """The manifest entry of the file, after it was read."""
        for _ in self.chunks():
            pass
        return TarFileEntry(self.path, self.size_bytes, self._digest.hexdigest())


def members(chunks: Iterator[bytes]) -> Iterator[TarMember]:
    """The files of a tar archive in their order. Raises `ImportError_("archive_damaged")`."""
    source = _Bytes(chunks)
    modified_s: int | None = None
    while True:
        block = source.take_all(BLOCK_BYTES)
        if block == bytes(BLOCK_BYTES):
            if source.take_all(BLOCK_BYTES) != bytes(BLOCK_BYTES) or not source.at_end():
                raise damaged("end")
            return
        try:
            info = tarfile.TarInfo.frombuf(block, "ascii", "strict")
            modified_s = int(info.mtime) if modified_s is None else modified_s
            written = file_header(info.name, info.size, modified_s)
        except (tarfile.TarError, ValueError) as error:
            raise damaged("header") from error
        if block != written:
            raise damaged("header")
        member = TarMember(info.name, info.size, source)
        yield member
        member.entry()
        if any(source.take_all(len(padding(info.size)))):
            raise damaged("padding")


class _Bytes:
    """Reads a given number of bytes from pieces of any size."""

    def __init__(self, chunks: Iterator[bytes]) -> None:
        self._chunks = chunks
        self._piece = memoryview(b"")

    def take(self, most: int) -> bytes:
        """At least one and at most `most` bytes. Raises `ImportError_` at the end."""
        while not self._piece:
            piece = next(self._chunks, None)
            if piece is None:
                raise damaged("end")
            self._piece = memoryview(piece)
        taken, self._piece = self._piece[:most], self._piece[most:]
        return bytes(taken)

    def take_all(self, size: int) -> bytes:
        parts = []
        while size:
            part = self.take(size)
            size -= len(part)
            parts.append(part)
        return b"".join(parts)

    def at_end(self) -> bool:
        return not self._piece and not any(self._chunks)
