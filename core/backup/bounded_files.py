"""Reads untrusted files: regular ones only, never through a link, never beyond a limit."""

from __future__ import annotations

import os
import stat
from pathlib import Path


def read_bounded(path: Path, limit_bytes: int) -> bytes:
    """The whole content. Raises `ValueError` for a file that is not regular or too large, `OSError`."""
    flags = os.O_RDONLY | getattr(os, "O_BINARY", 0)
    # Opening a pipe would block, a link leads elsewhere.
    flags |= getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0)
    descriptor = os.open(path, flags)
    with os.fdopen(descriptor, "rb") as file:
        found = os.fstat(file.fileno())
        if not stat.S_ISREG(found.st_mode) or found.st_size > limit_bytes:
            raise ValueError("size")
        # Not up to the limit at once: that takes memory of the limit's size, which a hardened process fills.
        content = file.read(found.st_size + 1)
        if len(content) > found.st_size:
            content += file.read(limit_bytes + 1 - len(content))
    if len(content) > limit_bytes:
        raise ValueError("size")
    return content
