"""The environment of the engine process: the variables its libraries need, and nothing inherited."""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping
from pathlib import Path

import core
from core.child_process import child_command

_NEEDED_ON_WINDOWS = ("SYSTEMROOT", "TEMP", "TMP", "PATH")


def engine_threads() -> int:
    """One thread per core this process may use: passive waiting makes sharing them harmless."""
    if sys.platform == "linux":
        return max(1, len(os.sched_getaffinity(0)))
    return max(1, os.cpu_count() or 1)


def engine_environment(*, threads: int, inherited: Mapping[str, str]) -> dict[str, str]:
    """Variables for the child. Of `inherited` only those the operating system needs are kept.

    The OpenMP variables only take effect if they are set before the libraries load. Waiting threads that spin
    cost up to nine tenths of the speed as soon as anything else runs.
    """
    count = str(threads)
    environment = {
        "OMP_WAIT_POLICY": "PASSIVE",
        "OMP_NUM_THREADS": count,
        "MKL_NUM_THREADS": count,
        "HF_HUB_OFFLINE": "1",
        "HF_HUB_DISABLE_TELEMETRY": "1",
        "TRANSFORMERS_OFFLINE": "1",
        "TOKENIZERS_PARALLELISM": "false",
        "PYTHONPATH": str(Path(core.__file__).resolve().parents[1]),
        "PYTHONNOUSERSITE": "1",
        "PYTHONSAFEPATH": "1",
        "PYTHONUTF8": "1",
    }
    if sys.platform == "win32":
        environment |= {name: inherited[name] for name in _NEEDED_ON_WINDOWS if name in inherited}
    return environment


def engine_command() -> tuple[str, ...]:
    """The command that starts the child; its one argument is the process id of its parent."""
    return child_command("core.engine", str(os.getpid()))
