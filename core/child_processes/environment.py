"""The environment of a child process: the variables its libraries need, and nothing inherited."""

from __future__ import annotations

import sys
from collections.abc import Mapping
from pathlib import Path

import core

_NEEDED_ON_WINDOWS = ("SYSTEMROOT", "TEMP", "TMP", "PATH")


def child_environment(*, threads: int, inherited: Mapping[str, str]) -> dict[str, str]:
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
