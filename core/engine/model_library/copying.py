"""Copies the files of a model, hashing what is written, so that the copy and its hash cannot differ."""

from __future__ import annotations

import hashlib
import os
import stat
from collections.abc import Collection, Mapping
from pathlib import Path
from typing import BinaryIO

from core.cancel import CancelToken, OnProgress
from core.engine.model_library.checks import FoundFile, refused

_CHUNK_BYTES = 1 << 20
_FLAGS = os.O_RDONLY
for _name in ("O_NOFOLLOW", "O_NONBLOCK", "O_BINARY", "O_CLOEXEC"):
    _FLAGS |= getattr(os, _name, 0)


def copy_files(
    found: Collection[FoundFile], target: Path, cancel: CancelToken | None, on_progress: OnProgress
) -> Mapping[str, str]:
    """Copies into the directory `target`; SHA-256 by name. Progress counts bytes.

    Raises `Cancelled`, `OSError`, `InputRefused` (`model_refused` with `unreadable`: another file has taken
    the place of one that was found).
    """
    total, done = sum(each.size_bytes for each in found), 0
    hashes: dict[str, str] = {}
    for each in found:
        path = target / each.name
        path.parent.mkdir(exist_ok=True)
        path.parent.chmod(0o755)
        digest = hashlib.sha256()
        with _opened(each) as source, path.open("xb") as copy:
            left = each.size_bytes
            while left and (chunk := source.read(min(left, _CHUNK_BYTES))):
                if cancel is not None:
                    cancel.raise_if_cancelled()
                copy.write(chunk)
                digest.update(chunk)
                left -= len(chunk)
                done += len(chunk)
                on_progress(done, total)
            copy.flush()
            os.fsync(copy.fileno())
        path.chmod(0o644)
        hashes[each.name] = digest.hexdigest()
    return hashes


def _opened(file: FoundFile) -> BinaryIO:
    """The file that was found, not a link, a pipe or another file put in its place since."""
    try:
        source = os.fdopen(os.open(file.path, _FLAGS), "rb")
    except OSError as error:
        raise refused("unreadable") from error
    about = os.fstat(source.fileno())
    if (about.st_dev, about.st_ino) != file.identity or not stat.S_ISREG(about.st_mode):
        source.close()
        raise refused("unreadable")
    return source
