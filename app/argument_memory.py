"""Removes a question from the process list, which shows a process's arguments to every user.

Only where the system lets a process overwrite its arguments: Linux. What was visible during the interpreter's
start, and a shell's history, is out of reach: `ask -` and `--question-file` never show a word.
"""

from __future__ import annotations

import ctypes
import os
import sys
from pathlib import Path

_ASKING = frozenset({b"ask", b"find"})
"""The commands whose arguments contain a question, a client and days."""
_ARG_START, _ARG_END = 47, 48
"""Indices of two fields in `/proc/<pid>/stat`, from 0 (`man 5 proc_pid_stat`: 48 and 49)."""


def overwrite_question(stat_file: Path = Path("/proc/self/stat")) -> bool:
    """Overwrites every argument after `ask` or `find` with zeros; true if any was overwritten.

    Call it first: until then the question is in the process list. The arguments that Python copied are not
    affected. `PR_SET_MM`, which would shorten the list, needs a privilege.
    """
    if sys.platform != "linux":
        return False
    try:
        fields = stat_file.read_bytes().rpartition(b")")[2].split()
        # The two fields before the closing bracket, number and name, were removed.
        start, end = int(fields[_ARG_START - 2]), int(fields[_ARG_END - 2])
    except (OSError, ValueError, IndexError):
        return False
    size = end - start
    if start <= 0 or not 0 < size <= os.sysconf("SC_ARG_MAX"):
        return False
    behind = _behind_the_command(ctypes.string_at(start, size))
    if behind is None:
        return False
    # The final zero byte stays: without it the kernel shows the environment instead.
    ctypes.memset(start + behind, 0, size - behind)
    return True


def _behind_the_command(arguments: bytes) -> int | None:
    """The start of the first argument after `ask` or `find`; None if there is none."""
    at = 0
    for each in arguments.split(b"\0"):
        at += len(each) + 1
        if each in _ASKING:
            return at if at < len(arguments) else None
    return None
