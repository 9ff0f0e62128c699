"""How the engine process is started: its command and its threads."""

from __future__ import annotations

import os
import sys

from core.child_processes.modules import child_command


def engine_threads() -> int:
    """One thread per core this process may use: passive waiting makes sharing them harmless."""
    if sys.platform == "linux":
        return max(1, len(os.sched_getaffinity(0)))
    return max(1, os.cpu_count() or 1)


def engine_command() -> tuple[str, ...]:
    """The command that starts the child; its one argument is the process id of its parent."""
    return child_command("core.engine", str(os.getpid()))
