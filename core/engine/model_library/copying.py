"""Copies the files of a model, hashing what is written, so that the copy and its hash always agree."""

from __future__ import annotations

import hashlib
import os
import stat
from collections.abc import Callable, Collection, Mapping
from pathlib import Path
from typing import BinaryIO, Protocol

from core.cancel import CancelToken, OnProgress
from core.engine.model_library.checks import FoundFile, refused

_CHUNK_BYTES = 1 << 20
_FLAGS = os.O_RDONLY
for _name in ("O_NOFOLLOW", "O_NONBLOCK", "O_BINARY", "O_CLOEXEC"):
    _FLAGS |= getattr(os, _name, 0)


class Readable(Protocol):
    """A source of bytes."""

    def read(self, size_bytes: int, /) -> bytes: ...


def copy_files(
    found: Collection[FoundFile], target: Path, cancel: CancelToken | None, on_progress: OnProgress
) -> Mapping[str, str]:
    """Copies into the directory `target`; SHA-256 by name. Progress counts bytes.

    Raises `Cancelled`, `OSError`, `InputRefused` (`model_refused` with `unreadable`: a file was replaced
    since it was found).
    """
    total, done = sum(each.size_bytes for each in found), 0
    hashes: dict[str, str] = {}
    for each in found:
        with opened(each) as source:
            hashes[each.name] = copy_stream(
                source,
                target / each.name,
                each.size_bytes,
                cancel,
                after(done, total, on_progress),
            )
        done += each.size_bytes
    return hashes


def after(done: int, total: int, on_progress: OnProgress) -> Callable[[int], None]:
    """A progress callback for one file, where `done` of the `total` bytes belong to the files before it."""
    return lambda of_this: on_progress(done + of_this, total)


def copy_stream(
    source: Readable,
    path: Path,
    size_bytes: int,
    cancel: CancelToken | None,
    on_bytes: Callable[[int], None],
) -> str:
    """Copies at most `size_bytes` from `source` into the new file `path`; returns the SHA-256 of the copy.

    Raises `Cancelled`, `OSError`.
    """
    path.parent.mkdir(exist_ok=True)
    path.parent.chmod(0o755)
    with path.open("xb") as copy:
        digest = pour(source, copy, size_bytes, cancel, on_bytes)
        copy.flush()
        os.fsync(copy.fileno())
    path.chmod(0o644)
    return digest


def pour(
    source: Readable,
    target: BinaryIO,
    size_bytes: int,
    cancel: CancelToken | None,
    on_bytes: Callable[[int], None],
) -> str:
    """Moves at most `size_bytes` in pieces; returns their SHA-256. Raises as `copy_stream`."""
    digest, left = hashlib.sha256(), size_bytes
    while left and (chunk := source.read(min(left, _CHUNK_BYTES))):
        if cancel is not None:
            cancel.raise_if_cancelled()
        target.write(chunk)
        digest.update(chunk)
        left -= len(chunk)
        on_bytes(size_bytes - left)
    return digest.hexdigest()


def opened(file: FoundFile) -> BinaryIO:
    """Opens the file that was found; a link, a pipe or a replaced file is refused.

    Raises `InputRefused("model_refused")` with `unreadable`.
    """
    try:
        source = os.fdopen(os.open(file.path, _FLAGS), "rb")
    except OSError as error:
        raise refused("unreadable") from error
    about = os.fstat(source.fileno())
    if (about.st_dev, about.st_ino) != file.identity or not stat.S_ISREG(about.st_mode):
        source.close()
        raise refused("unreadable")
    return source
