"""Starts the server so that other processes of the same user cannot read its memory (Linux).

The search session holds vectors in clear, and a process may be read by its user's other processes unless it
is marked. A mark set by prctl(2) is lost when a program is executed, and the server's program cannot set it.
The kernel sets it itself on a program that may be executed but not read (`would_dump`, fs/exec.c), and
children inherit it. PostgreSQL insists on reading its own program, so what cannot be read here is a copy of
the dynamic loader, which loads that program (ld.so(8)).
"""

from __future__ import annotations

import contextlib
import os
import struct
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

from core.atomic_file import write_atomically
from core.errors import DiskFull

_NAME = "postgres"
"""The copy determines the process name, by which leftover processes are recognised."""
_PROBE_LIMIT_S = 20
_HEADER = struct.Struct("<16xHHIQQQIHHH")
_SEGMENT = struct.Struct("<IIQQQQ")
_PT_INTERP = 3


def untraceable_command(
    program: Path, *, directory: Path, prefix: Sequence[str], environment: dict[str, str]
) -> tuple[str, ...]:
    """The beginning of a command that runs `program`: through an unreadable loader, or directly.

    `directory` is private to the account that runs it, which `prefix` determines. Directly if the system has
    no such loader or does not let the copy be executed.
    """
    plain = (str(program),)
    if sys.platform != "linux":
        return plain
    with contextlib.suppress(OSError, ValueError, struct.error, subprocess.SubprocessError, DiskFull):
        copy = directory / _NAME
        write_atomically(copy, dynamic_loader(program).read_bytes(), mode=0o111)
        command = (str(copy), str(program))
        subprocess.run(
            [*prefix, *command, "--version"],
            stdin=subprocess.DEVNULL,
            capture_output=True,
            cwd="/",
            env=environment,
            timeout=_PROBE_LIMIT_S,
            check=True,
        )
        return command
    return plain


def remove_loader(directory: Path) -> None:
    """Removes the copy once the server runs or has ended, so that it is not copied with its directory."""
    with contextlib.suppress(OSError):
        (directory / _NAME).unlink(missing_ok=True)


def is_traceable(pid: int) -> bool | None:
    """Whether its user's other processes may read the memory of process `pid`; None if unknown.

    The /proc files of an unreadable process belong to root.
    """
    if sys.platform != "linux":
        return None
    try:
        user = int(Path(f"/proc/{pid}/status").read_text().partition("\nUid:")[2].split()[0])
        return user == 0 or os.stat(f"/proc/{pid}/mem").st_uid == user
    except (OSError, ValueError, IndexError):
        return None


def dynamic_loader(program: Path) -> Path:
    """The loader that a 64-bit ELF program names.

    Raises `OSError`, `ValueError` (it names none), `struct.error` (it is not such a program).
    """
    with program.open("rb") as file:
        start = file.read(_HEADER.size)
        if start[:6] != b"\x7fELF\x02\x01":
            raise ValueError("not a 64-bit little-endian program")
        *_, segments_at, _, _, _, segment_size, segments = _HEADER.unpack(start)
        for number in range(segments):
            file.seek(segments_at + number * segment_size)
            kind, _, offset, _, _, size = _SEGMENT.unpack(file.read(_SEGMENT.size))
            if kind == _PT_INTERP:
                file.seek(offset)
                return Path(os.fsdecode(file.read(size).rstrip(b"\0")))
    raise ValueError("no loader")
