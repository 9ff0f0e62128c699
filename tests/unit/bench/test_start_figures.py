"""The measurement of the start: the age of a process, and the figures made of several starts."""

from __future__ import annotations

import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest

from tests.bench.start import start_figures

ROOT = Path(__file__).resolve().parents[3]


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere the age is psutil's")
def test_a_process_knows_its_age_to_a_tick() -> None:
    program = "from tests.bench.start_child import since_start_ms; print(since_start_ms())"
    began = time.monotonic()
    done = subprocess.run([sys.executable, "-c", program], cwd=ROOT, capture_output=True, check=True)
    longest_ms = (time.monotonic() - began) * 1000
    # The kernel counts a start in hundredths of a second.
    assert -10 < float(done.stdout) < longest_ms + 10


def test_the_figures_are_medians_of_starts_in_turn() -> None:
    asked: list[tuple[str, ...]] = []
    empty, lock, chart = iter([100.0, 300.0, 200.0]), iter([900.0, 400.0, 600.0]), iter([7.0, 9.0, 8.0])

    def run(*arguments: str) -> dict[str, Any]:
        asked.append(arguments)
        match arguments[0]:
            case "practice":
                return {"client": "c1"}
            case "empty":
                return {"shown_ms": next(empty)}
            case _:
                return {"lock_screen_ms": next(lock), "chart_ms": next(chart)}

    assert start_figures(run, "/data", rounds=3) == {
        "rounds": 3,
        "empty_window_ms": 200,
        "lock_screen_ms": 600,
        "lock_screen_ratio": 3.0,
        "unlock_to_chart_ms": 8,
    }
    assert asked == [("practice", "/data"), *([("empty",), ("window", "/data", "c1")] * 3)]
