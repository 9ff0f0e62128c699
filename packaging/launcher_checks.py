"""`dev.py test`: lint, format, types and import contracts beside pytest, all of them to their end.

The tests run in as many processes as there are cores, each with a database server and an engine of its own;
what is given to pytest is added to that (`-n 0` for one process, which `--pdb` chooses by itself). The checks
take what processor time the tests leave.

`dev.py prove` runs the proofs by repetition, one after the other, since they measure times and memory.
"""

from __future__ import annotations

import contextlib
import os
import shutil
import statistics
import subprocess
import threading
import time
from collections.abc import Mapping, Sequence
from pathlib import Path

from launcher_console import Console, elapsed, tool_environment
from launcher_places import Places

TEST_ENVIRONMENT = {
    "QT_QPA_PLATFORM": "offscreen",
    "HF_HUB_OFFLINE": "1",
    "TRANSFORMERS_OFFLINE": "1",
    "PYTHONUTF8": "1",
}


# The meaning of `-n auto` of pytest-xdist. One more than there are processors: tests wait for processes,
# sockets and timers for a part of their time.
_WORKERS = "PYTEST_XDIST_AUTO_NUM_WORKERS"
MEMORY = Path("/dev/shm")  # noqa: S108 - a directory of our own is made in it
MEMORY_NEEDED_BYTES = 6 * 1024**3
COMPUTER_NEEDED_BYTES = 12 * 1024**3

# A file's tests stay in one process, which shares their fixtures; `tests/fixtures/order.py` orders the files,
# longest first. A test that kills its process ends the run as failed: pytest-xdist would start another one,
# hand out finished files anew and wait for ever for results (`LoadScopeScheduling.remove_node` of 3.8).
IN_PARALLEL = ("-n", "auto", "--dist", "loadfile", "--no-loadscope-reorder", "--max-worker-restart", "0")
# Verbose, because a proof may take an hour and its name is shown meanwhile. The limit of a day only catches
# hangs; dumping all stacks after minutes would be of a healthy run.
_PROOFS = ("--prove", "-v", "-p", "no:randomly", "-o", "faulthandler_timeout=86400")
_NICENESS = 10
ADDITIONS = 1_000_000
_ADDITIONS_EVERY_S = 10.0


def environment_of_tests() -> dict[str, str]:
    """For pytest; the tests' files are in memory if there is enough.

    A practice is 1,400 files and 60 MB, most tests of a practice make one, and none needs it afterwards: in
    memory that takes half the processor time and no disk. `PYTEST_DEBUG_TEMPROOT` says where else.
    """
    chosen = dict(TEST_ENVIRONMENT)
    if _WORKERS not in os.environ:
        chosen[_WORKERS] = str((os.cpu_count() or 1) + 1)
    if "PYTEST_DEBUG_TEMPROOT" not in os.environ and MEMORY.is_dir():
        computer_bytes = os.sysconf("SC_PHYS_PAGES") * os.sysconf("SC_PAGE_SIZE")
        if computer_bytes >= COMPUTER_NEEDED_BYTES and shutil.disk_usage(MEMORY).free >= MEMORY_NEEDED_BYTES:
            chosen["PYTEST_DEBUG_TEMPROOT"] = str(MEMORY)
    return chosen


def checks(places: Places) -> list[tuple[str, list[str]]]:
    """Name and command of each check but the tests."""
    python = str(places.python)
    return [
        ("ruff check", [python, "-m", "ruff", "check", "--output-format=concise", "."]),
        ("ruff format", [python, "-m", "ruff", "format", "--check", "."]),
        # Beside the compiled wheel, for every clone: entries hold the hash of their file, so a fresh clone is
        # checked in 5 s of processor time instead of 45.
        ("mypy", [python, "-m", "mypy", "--cache-dir", str(places.cache / "mypy")]),
        ("import contracts", [str(places.script("lint-imports")), "--no-logo"]),
    ]


class Beside(threading.Thread):
    """Runs the checks while something else goes on; `stop` ends them early."""

    def __init__(self, places: Places, environment: Mapping[str, str]) -> None:
        super().__init__(name="checks", daemon=True)
        self.verdicts: list[str] = []
        self.failed: list[str] = []
        self._places = places
        self._environment = environment
        self._running: subprocess.Popen[str] | None = None
        self._stopped = False

    def run(self) -> None:
        for name, command in checks(self._places):
            if self._stopped:
                return
            self._check(name, command)

    def stop(self) -> None:
        self._stopped = True
        if self._running is not None:
            self._running.kill()

    def _check(self, name: str, command: list[str]) -> None:
        began = time.monotonic()
        try:
            said, code = self._outcome(command)
        except OSError as error:
            said, code = str(error), 1
        verdict = "FAILED" if code else "ok"
        self.verdicts.append(f"{name}: {verdict} ({elapsed(time.monotonic() - began)})")
        if code:
            self.failed.append(f"{name}:\n{said.rstrip()}")

    def _outcome(self, command: list[str]) -> tuple[str, int]:
        with subprocess.Popen(
            command,
            cwd=self._places.root,
            env=self._environment,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            encoding="utf-8",
            errors="replace",
        ) as self._running:
            if hasattr(os, "setpriority"):
                with contextlib.suppress(ProcessLookupError):
                    os.setpriority(os.PRIO_PROCESS, self._running.pid, _NICENESS)
            said, _ = self._running.communicate()
            return said, self._running.returncode


def pytest_command(places: Places, ours: Sequence[str], given: Sequence[str]) -> list[str]:
    """The given options come last, so that they take precedence."""
    return [str(places.python), "-m", "pytest", *ours, *given]


class AdditionsBeside(threading.Thread):
    """The processor time of a fixed piece of work every few seconds, beside something else.

    Without it times of different computers say little; before and after the tests it does not tell what the
    processors of a virtual machine are worth while all of them are busy.
    """

    def __init__(self) -> None:
        super().__init__(name="additions", daemon=True)
        self._ended = threading.Event()
        self._taken_s: list[float] = []

    def run(self) -> None:
        while True:
            self._taken_s.append(_additions_s())
            if self._ended.wait(_ADDITIONS_EVERY_S):
                return

    def stop(self) -> float:
        """The median in seconds."""
        self._ended.set()
        self.join()
        return statistics.median(self._taken_s)


def _additions_s() -> float:
    began = time.thread_time()
    total = 0
    for number in range(ADDITIONS):
        total += number
    return time.thread_time() - began


def run_proofs(places: Places, *, pytest_arguments: Sequence[str]) -> int:
    """Runs what is marked as a proof, in its long form; the exit status is pytest's."""
    command = pytest_command(places, _PROOFS, pytest_arguments)
    environment = tool_environment(TEST_ENVIRONMENT)
    return subprocess.run(
        command, cwd=places.root, env=environment, stdin=subprocess.DEVNULL, check=False
    ).returncode


def run_checks(places: Places, console: Console, *, pytest_arguments: Sequence[str]) -> int:
    """Runs all of it whatever fails; the exit status is pytest's, or 1 when only a check failed."""
    environment = tool_environment(environment_of_tests())
    additions = AdditionsBeside()
    additions.start()
    began, used = time.monotonic(), os.times()
    beside = Beside(places, environment)
    beside.start()
    tests = pytest_command(places, IN_PARALLEL, pytest_arguments)
    try:
        # Without standard input a test that asks the terminal fails instead of waiting.
        status = subprocess.run(
            tests, cwd=places.root, env=environment, stdin=subprocess.DEVNULL, check=False
        )
        beside.join()
    except BaseException:
        beside.stop()
        raise
    finally:
        additions_s = additions.stop()
    taken_s, after = time.monotonic() - began, os.times()
    # 0 where the system does not count it.
    processor_s = sum(after[2:4]) - sum(used[2:4])
    # Last, because a build server may only keep the end.
    console.say(
        f"All of it: {elapsed(taken_s)}, {elapsed(processor_s)} of processor time; {ADDITIONS:,} additions "
        f"took {1000 * additions_s:.0f} ms beside it (median)"
    )
    for verdict in beside.verdicts:
        console.say(verdict)
    if beside.failed:
        console.say("Failed beside the tests: " + "\n".join(beside.failed))
    return status.returncode or (1 if beside.failed else 0)
