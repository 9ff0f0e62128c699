"""Reads files that others may have written: regular ones only, never beyond a limit, never waiting.

All files of a data directory are read with it: a shared one is writable for several accounts.
"""

from __future__ import annotations

import errno
import os
import stat
from pathlib import Path

SMALL_BYTES = 1 << 20
"""A limit for files of the program that hold some names, numbers and times."""


def read_bounded(path: Path, limit_bytes: int, *, follow_links: bool = False) -> bytes:
    """The whole content. Raises `ValueError` for what is no regular file, a link too, or too large;
    `OSError`.
    """
    flags = os.O_RDONLY | getattr(os, "O_BINARY", 0)
    # Opening a pipe would block, and so would a file that another account has leased (fcntl(2)).
    flags |= getattr(os, "O_NONBLOCK", 0)
    if not follow_links:
        flags |= getattr(os, "O_NOFOLLOW", 0)
    try:
        descriptor = os.open(path, flags)
    except OSError as error:
        if error.errno in (errno.ELOOP, errno.ENXIO, errno.EISDIR):
            # A link, a socket, or on Windows a directory.
            raise ValueError("not regular") from error
        raise
    try:
        found = os.fstat(descriptor)
        if not stat.S_ISREG(found.st_mode):
            raise ValueError("not regular")
        if found.st_size > limit_bytes:
            raise ValueError("size")
        with os.fdopen(descriptor, "rb", closefd=False) as file:
            # Not up to the limit at once: that takes memory of the limit's size, which a hardened process
            # fills.
            content = file.read(found.st_size + 1)
            if len(content) > found.st_size:
                content += file.read(limit_bytes + 1 - len(content))
    finally:
        os.close(descriptor)
    if len(content) > limit_bytes:
        raise ValueError("size")
    return content
