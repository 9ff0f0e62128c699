"""Landlock: restricts which files this process may open; the kernel enforces it for native code too.

https://docs.kernel.org/userspace-api/landlock.html. Everything that the kernel's version of it knows is
refused, save reading below the paths that are granted. A rule applies to the path's current inode: a later
replacement is not granted.
"""

from __future__ import annotations

import ctypes
import os
import stat
import struct
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from core.confinement.libc import give_up_new_privileges, reason_of_error, reason_without_linux

_CREATE, _ADD_RULE, _RESTRICT = 444, 445, 446
_ASK_VERSION = 1
_PATH_BENEATH = 1
_READ_FILE, _READ_DIRECTORY = 1 << 2, 1 << 3
_FILES_BY_VERSION = {1: 0x1FFF, 2: 0x3FFF, 3: 0x7FFF, 4: 0x7FFF}
"""Every file access right of a version."""
_FILES_SINCE_5 = 0xFFFF
_TCP_SINCE_4 = 0b11
_SIGNALS_AND_ABSTRACT_SOCKETS_SINCE_6 = 0b11


@dataclass(frozen=True, slots=True)
class Readable:
    """Below `trees` everything can be read and listed, below `listed` names only; `files` can be read."""

    trees: tuple[Path, ...] = ()
    listed: tuple[Path, ...] = ()
    files: tuple[Path, ...] = ()


NOTHING = Readable()


def restrict_files(readable: Readable = NOTHING) -> tuple[int, str]:
    """Permanently closes all files but `readable` to this thread and those it starts.

    Returns the active version of Landlock and an empty reason, or 0 and the reason. Missing paths are
    skipped. Needs two free file numbers.
    """
    libc = give_up_new_privileges()
    if libc is None:
        return 0, reason_without_linux()
    version = int(libc.syscall(_CREATE, None, ctypes.c_size_t(0), _ASK_VERSION))
    if version < 1:
        return 0, reason_of_error()
    files = _FILES_BY_VERSION.get(version, _FILES_SINCE_5)
    tcp = _TCP_SINCE_4 if version >= 4 else 0
    scope = _SIGNALS_AND_ABSTRACT_SOCKETS_SINCE_6 if version >= 6 else 0
    rules = struct.pack("=QQQ", files, tcp, scope)
    held = int(libc.syscall(_CREATE, rules, ctypes.c_size_t(len(rules)), 0))
    if held < 0:
        return 0, reason_of_error()
    try:
        for path, rights in _granted(readable):
            _grant(libc, held, path, rights)
        if libc.syscall(_RESTRICT, held, 0) != 0:
            return 0, reason_of_error()
        return version, ""
    finally:
        os.close(held)


def _granted(readable: Readable) -> Iterable[tuple[Path, int]]:
    yield from ((path, _READ_FILE | _READ_DIRECTORY) for path in readable.trees)
    yield from ((path, _READ_DIRECTORY) for path in readable.listed)
    yield from ((path, _READ_FILE) for path in readable.files)


def _grant(libc: ctypes.CDLL, held: int, path: Path, rights: int) -> None:
    try:
        number = os.open(path, os.O_PATH | os.O_CLOEXEC)
    except OSError:
        return
    try:
        if not stat.S_ISDIR(os.fstat(number).st_mode):
            # Directory rights on a file are an error.
            rights &= _READ_FILE
        if rights:
            # If refused, the path stays closed; nothing else depends on it.
            libc.syscall(_ADD_RULE, held, _PATH_BENEATH, struct.pack("=Qi", rights, number), 0)
    finally:
        if not path.is_relative_to("/proc"):
            # For procfs the kernel would create another inode, without the rule, after dropping this one.
            os.close(number)
