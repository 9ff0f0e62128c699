"""How long the program takes to its lock screen and from there to a chart, beside an empty Qt window.

Each in a process of its own, in turn; the times count from the start of the process, imports included.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from statistics import median
from typing import Any

from core.clients.dto import ClientDetails
from core.settings import Settings
from core.workspace import Workspace

ROUNDS = 5
PASSPHRASE = "seven quiet herons at dusk"
_LIMIT_S = 120


def measure_start(settings: Settings, *, rounds: int = ROUNDS) -> Iterator[tuple[str, dict[str, Any]]]:
    """Medians in milliseconds, and the ratio of the lock screen to an empty window."""
    with tempfile.TemporaryDirectory(prefix="anamnesis-bench-") as name:
        root = Path(name)
        own = replace(settings, data_dir=root / "data", state_dir=root / "state" / "anamnesis")
        workspace = Workspace(own)
        workspace.open()
        try:
            workspace.initialise(practice_name="Bench", passphrase=PASSPHRASE)
            client = workspace.services.clients.create(ClientDetails(first_name="Ada", last_name="Bench"))
        finally:
            workspace.close()
        empty: list[dict[str, float]] = []
        window: list[dict[str, float]] = []
        for _ in range(rounds):
            empty.append(_run(root, "empty"))
            window.append(_run(root, "window", str(root / "data"), str(client.client_id)))
    plain = median(one["shown_ms"] for one in empty)
    lock = median(one["lock_screen_ms"] for one in window)
    yield (
        "",
        {
            "rounds": rounds,
            "empty_window_ms": round(plain),
            "lock_screen_ms": round(lock),
            "lock_screen_ratio": round(lock / plain, 2),
            "unlock_to_chart_ms": round(median(one["chart_ms"] for one in window)),
        },
    )


def _run(root: Path, *arguments: str) -> dict[str, float]:
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
    found: dict[str, float] = json.loads(done.stdout.splitlines()[-1])
    return found
