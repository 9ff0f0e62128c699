"""Runs the starter models once on this computer before the set-up is reported as complete."""

from __future__ import annotations

import platform
import subprocess
import sys
from pathlib import Path

from launcher_console import CommandFailed, Console, SetupProblem, run_tool
from launcher_places import Places, Record, digest_of

_FLAG_NAMES = ("flags", "Features")


def cpu_features(cpuinfo: str) -> str:
    """The processor's instruction sets, sorted, from the text of /proc/cpuinfo (its first processor)."""
    for line in cpuinfo.splitlines():
        name, _, value = line.partition(":")
        if name.strip() in _FLAG_NAMES:
            return " ".join(sorted(set(value.split())))
    return ""


def this_cpu() -> str:
    """The processor, as far as the system reports it."""
    try:
        found = cpu_features(Path("/proc/cpuinfo").read_text(encoding="utf-8", errors="replace"))
    except OSError:
        found = ""
    if not found and sys.platform == "darwin":
        asked = ["sysctl", "-n", "machdep.cpu.brand_string"]
        found = subprocess.run(asked, capture_output=True, text=True, check=False).stdout.strip()
    return found or platform.processor() or platform.machine()


class TrialOnThisComputer:
    """Runs both models; repeated when processor, kernel, llama.cpp or models change.

    The program itself checks at each start whether the result is still valid; this step makes the set-up
    report failures at once.
    """

    def __init__(self, places: Places, record: Record, console: Console) -> None:
        self._places = places
        self._record = record
        self._console = console

    def in_place(self) -> bool:
        return bool(self._record["trial"] == self._state())

    def run(self) -> None:
        """Raises `SetupProblem` if a model runs at no level."""
        try:
            said = run_tool(
                [str(self._places.python), "-m", "core.engine.processor", str(self._places.models)],
                doing="Computing with the starter models",
                log=self._places.log,
                console=self._console,
                cwd=self._places.root,
            )
        except CommandFailed as error:
            raise SetupProblem(
                f"The models do not run on this computer.\n{error.tail}",
                remedy=f"Report it with the lines above and those of {self._places.log}.",
            ) from error
        for line in said.splitlines():
            self._console.say(f"      {line}")
        self._record["trial"] = self._state()

    def _state(self) -> str:
        done = [str(self._record[name]) for name in ("packages", "llama", "models")]
        return digest_of(this_cpu(), platform.release(), *done)
