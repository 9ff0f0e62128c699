"""Reads a file to be added from disk, refusing it by its size first."""

from __future__ import annotations

import stat
from pathlib import Path

from core.attachments.dto import SIZE_LIMIT_BYTES
from core.errors import InputRefused


def read_given_file(path: Path) -> bytes:
    """The bytes of a regular file.

    Raises `InputRefused` (`attachment_unreadable`, `attachment_not_a_file`, `attachment_empty`,
    `attachment_too_large`).
    """
    try:
        about = path.stat()
        if not stat.S_ISREG(about.st_mode):
            # Reading a pipe or a device could block forever.
            raise InputRefused("attachment_not_a_file")
        check_size(about.st_size)
        with path.open("rb") as file:
            # Not up to the limit at once, which takes as much memory; but it may have grown.
            data = file.read(about.st_size + 1)
            if len(data) > about.st_size:
                data += file.read(SIZE_LIMIT_BYTES + 1 - len(data))
    except OSError as error:
        raise InputRefused("attachment_unreadable") from error
    check_size(len(data))
    return data


def check_size(size_bytes: int) -> None:
    """Raises `InputRefused` (`attachment_empty`, `attachment_too_large`)."""
    if size_bytes == 0:
        raise InputRefused("attachment_empty")
    if size_bytes > SIZE_LIMIT_BYTES:
        raise InputRefused(
            "attachment_too_large",
            size_mb=f"{size_bytes / 1_000_000:.1f}",
            limit_mb=SIZE_LIMIT_BYTES // 1_000_000,
        )
