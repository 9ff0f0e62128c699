#!/usr/bin/env python3
"""The developer's launcher: one command from a fresh clone to a running, checked program.

    python3 packaging/dev.py setup              everything into .venv, by locked hash
    python3 packaging/dev.py demo [--headless]  a fictional practice, indexed and asked
    python3 packaging/dev.py test [pytest …]    the tests, and lint, types, import contracts
    python3 packaging/dev.py coverage           how much of core its unit tests run, by package
    python3 packaging/dev.py prove [pytest …]   what is proved by repetition, for hours: kills, soaks, damage
    python3 packaging/dev.py bench [options]    the figures, as a table and as JSON
    python3 packaging/dev.py train STEP         the adapter with which the starter model reads quotes
    python3 packaging/dev.py package [options]  a signed Debian package with everything in it, in dist/;
                                                --appimage; --for windows|macos: what Linux can build of those
    python3 packaging/dev.py third-party        docs/third-party.md, from the locks and the table of licences
    python3 packaging/dev.py lock               remake packaging/locks (maintainers)

Standard library only. Each command sets up first; once all is in place that takes a fraction of a second.
"""

from __future__ import annotations

import sys

if sys.version_info < (3, 11):  # noqa: UP036 - a plain sentence instead of a syntax error
    sys.exit(f"Anamnesis needs Python 3.11 or newer; this is Python {sys.version.split()[0]}.")

from pathlib import Path

# For the table of system libraries, which the program reads too; nothing else of it is imported here.
sys.path.append(str(Path(__file__).resolve().parent.parent))

import argparse
import os
import signal
import subprocess
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from types import FrameType

from launcher_checks import run_checks, run_proofs
from launcher_console import EXIT_ENVIRONMENT, EXIT_INTERRUPTED, Console, SetupProblem, elapsed
from launcher_coverage import run_coverage
from launcher_llama import LlamaCpp
from launcher_locks import remake_locks
from launcher_models import StarterModels
from launcher_package import build_environment, package_command, third_party_command
from launcher_places import Places, Record, find_places, only_one
from launcher_python import Packages, Project, VirtualEnvironment
from launcher_system import SystemLibraries
from launcher_trial import TrialOnThisComputer

ROOT = Path(__file__).resolve().parent.parent
COMMANDS = ("setup", "demo", "test", "coverage", "prove", "bench", "train", "package", "third-party", "lock")


@dataclass(frozen=True, slots=True)
class Step:
    """A part of the set-up that knows whether it is still to be done."""

    title: str
    in_place: Callable[[], bool]
    run: Callable[[], None]


def setup_steps(places: Places, console: Console) -> list[Step]:
    """The whole set-up, in order."""
    record = Record(places.record)
    environment = VirtualEnvironment(places, record, console)
    packages = Packages(places, record, console)
    llama = LlamaCpp(places, record, console)
    system = SystemLibraries(places, console, needs_compiler=llama.needs_compiler)
    models = StarterModels(places, record, console)
    project = Project(places, record, console)
    trial = TrialOnThisComputer(places, record, console)
    return [
        Step("System libraries", system.in_place, system.install),
        Step("Virtual environment", environment.in_place, environment.create),
        Step("Packages", packages.in_place, lambda: packages.install(environment.interpreter())),
        Step("llama.cpp", llama.in_place, llama.install),
        Step("Starter models", models.in_place, models.install),
        Step("Anamnesis", project.in_place, project.install),
        Step("Trial on this computer", trial.in_place, trial.run),
    ]


def set_up(places: Places, console: Console) -> None:
    """Does what is still to be done; raises `SetupProblem`."""
    steps = setup_steps(places, console)
    if all(step.in_place() for step in steps):
        return
    began = time.monotonic()
    with only_one(places.cache / "setup.lock", console):
        places.log.unlink(missing_ok=True)
        for number, step in enumerate(steps, start=1):
            label = f"[{number}/{len(steps)}] {step.title}"
            if step.in_place():
                console.say(f"{label}: in place")
                continue
            console.say(f"{label} …")
            started = time.monotonic()
            step.run()
            console.say(f"      done in {elapsed(time.monotonic() - started)}")
    console.say(f"Set up in {elapsed(time.monotonic() - began)}.")


def hand_over(command: Sequence[str], environ: Mapping[str, str] = os.environ) -> int:
    """Becomes the program where the system can do that, so that its signals and its exit are its own."""
    environment = {**environ, "PYTHONUTF8": "1"}
    sys.stdout.flush()
    sys.stderr.flush()
    if os.name == "posix":
        os.execve(command[0], list(command), environment)  # noqa: S606 - no shell wanted
    return subprocess.run(list(command), env=environment, check=False).returncode


def parse(arguments: Sequence[str]) -> argparse.Namespace:
    """`command` and `rest`: what follows the command belongs to the program it starts, options included."""
    parser = argparse.ArgumentParser(
        prog="dev.py", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("command", choices=COMMANDS)
    parser.add_argument("rest", nargs=argparse.REMAINDER, help="passed on")
    parsed = parser.parse_args(arguments)
    if parsed.rest and parsed.command in ("setup", "lock", "third-party", "coverage"):
        parser.error(f"{parsed.command} takes no arguments")
    return parsed


def run(command: str, rest: list[str], places: Places, console: Console) -> int:
    """One command to its exit status; raises `SetupProblem`."""
    if command == "lock":
        remake_locks(places, console)
        return 0
    if command == "package":
        return hand_over(package_command(places, rest, console), build_environment())
    if command == "third-party":
        return hand_over(third_party_command(places, console))
    set_up(places, console)
    if command == "demo":
        return hand_over([str(places.script("anamnesis")), "demo", *rest])
    if command == "bench":
        return hand_over([str(places.python), "-m", "tests.bench", *rest])
    if command == "train":
        return hand_over([str(places.python), str(places.root / "packaging" / "training"), *rest])
    if command == "test":
        return run_checks(places, console, pytest_arguments=rest)
    if command == "coverage":
        return run_coverage(places, console)
    if command == "prove":
        return run_proofs(places, pytest_arguments=rest)
    console.say(f"Ready. Start it with {places.script('anamnesis').relative_to(places.root)}")
    return 0


def _interrupt(_signal: int, _frame: FrameType | None) -> None:
    raise KeyboardInterrupt


def main(arguments: Sequence[str]) -> int:
    parsed = parse(arguments)
    signal.signal(signal.SIGTERM, _interrupt)
    console = Console()
    os.chdir(ROOT)
    try:
        return run(parsed.command, parsed.rest, find_places(ROOT), console)
    except SetupProblem as problem:
        console.say(f"Error: {problem.message}")
        if problem.remedy:
            console.say(f"  {problem.remedy}")
        return EXIT_ENVIRONMENT
    except KeyboardInterrupt:
        console.say("Stopped. Nothing half-made is used; run it again to go on.")
        return EXIT_INTERRUPTED


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
