"""How long the program takes to its lock screen and from there to a chart, beside an empty Qt window.

Each in a process of its own, in turn; the times count from the start of the process, imports included.
`packaging/cleanroom.py` has the same figures taken of an installed package, without this project's libraries:
standard library only.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from statistics import median
from typing import Any

ROUNDS = 5
_LIMIT_S = 120


def measure_start(*, rounds: int = ROUNDS) -> Iterator[tuple[str, dict[str, Any]]]:
    """The figures of this checkout."""
    with tempfile.TemporaryDirectory(prefix="anamnesis-bench-") as name:
        root = Path(name)
        yield "", start_figures(partial(_run, root), str(root / "data"), rounds=rounds)


def start_figures(
    run: Callable[..., dict[str, Any]], data_dir: str, *, rounds: int = ROUNDS
) -> dict[str, Any]:
    """Medians in milliseconds, and the ratio of the lock screen to an empty window.

    `run` passes its arguments to `tests.bench.start_child` and returns what that says; `data_dir` does not
    exist yet.
    """
    client = str(run("practice", data_dir)["client"])
    empty: list[dict[str, float]] = []
    window: list[dict[str, float]] = []
    for _ in range(rounds):
        empty.append(run("empty"))
        window.append(run("window", data_dir, client))
    plain = median(one["shown_ms"] for one in empty)
    lock = median(one["lock_screen_ms"] for one in window)
    return {
        "rounds": rounds,
        "empty_window_ms": round(plain),
        "lock_screen_ms": round(lock),
        "lock_screen_ratio": round(lock / plain, 2),
        "unlock_to_chart_ms": round(median(one["chart_ms"] for one in window)),
    }


def _run(root: Path, *arguments: str) -> dict[str, Any]:
    environment = (
        {"QT_QPA_PLATFORM": "offscreen"} | dict(os.environ) | {"XDG_STATE_HOME": str(root / "state")}
    )
    done = subprocess.run(
        [sys.executable, "-m", "tests.bench.start_child", *arguments],
        stdout=subprocess.PIPE,
        env=environment,
        timeout=_LIMIT_S,
        check=True,
    )
    found: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return found
