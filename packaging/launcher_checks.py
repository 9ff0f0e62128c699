"""`dev.py test`: lint, format, types and import contracts, each to its end, then pytest, its summary last.

The tests run in as many processes as there are cores, each with a database server and an engine of its own;
whoever gives pytest arguments has them run in one.
"""

from __future__ import annotations

import subprocess
import time
from collections.abc import Sequence

from launcher_console import Console, elapsed, tool_environment
from launcher_places import Places

TEST_ENVIRONMENT = {
    "QT_QPA_PLATFORM": "offscreen",
    "HF_HUB_OFFLINE": "1",
    "TRANSFORMERS_OFFLINE": "1",
    "PYTHONUTF8": "1",
}


_IN_PARALLEL = ("-n", "auto", "--dist", "worksteal")


def checks(places: Places) -> list[tuple[str, list[str]]]:
    """Name and command of each check but the tests."""
    python = str(places.python)
    return [
        ("ruff check", [python, "-m", "ruff", "check", "--output-format=concise", "."]),
        ("ruff format", [python, "-m", "ruff", "format", "--check", "."]),
        ("mypy", [python, "-m", "mypy"]),
        ("import contracts", [str(places.script("lint-imports")), "--no-logo"]),
    ]


def run_checks(places: Places, console: Console, *, pytest_arguments: Sequence[str]) -> int:
    """Runs all of it whatever fails; the exit status is pytest's, or 1 when only an earlier check failed."""
    environment = tool_environment(TEST_ENVIRONMENT)
    failed = []
    for name, command in checks(places):
        began = time.monotonic()
        done = subprocess.run(
            command,
            cwd=places.root,
            env=environment,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            encoding="utf-8",
            errors="replace",
            check=False,
        )
        verdict = "ok" if done.returncode == 0 else "FAILED"
        console.say(f"{name}: {verdict} ({elapsed(time.monotonic() - began)})")
        if done.returncode:
            failed.append(f"{name}:\n{done.stdout.rstrip()}")
            console.say(done.stdout.rstrip())
    tests = [str(places.python), "-m", "pytest", *(pytest_arguments or _IN_PARALLEL)]
    # With no answer to give, a test that asks the terminal must fail, not wait.
    status = subprocess.run(tests, cwd=places.root, env=environment, stdin=subprocess.DEVNULL, check=False)
    if failed:
        # Again at the very end: the tests have scrolled it away, and a build server may keep only the end.
        console.say("Failed before the tests: " + "\n".join(failed))
    return status.returncode or (1 if failed else 0)
