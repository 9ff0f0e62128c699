"""`dev.py coverage`: the lines and branches of `core` that its unit tests run, by package, with a floor.

A command of its own, because tracing slows every test and Python 3.11 has no cheaper way. One process; what
`core` does in child processes is not measured. The floor is `fail_under` in pyproject.toml.
"""

from __future__ import annotations

import json
import subprocess
import tempfile
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path, PurePath
from typing import Any

from launcher_checks import TEST_ENVIRONMENT
from launcher_console import Console, tool_environment
from launcher_places import Places

MEASURED = "core"
TESTS = "tests/unit/core"
# Measures by itself, in a process of its own.
LEFT_OUT = "tests/unit/core/security/test_coverage_of_security.py"
EXIT_BELOW = 1


@dataclass(frozen=True, slots=True)
class Covered:
    """How much of a package was run."""

    name: str
    lines: int = 0
    lines_run: int = 0
    branches: int = 0
    branches_run: int = 0

    def __add__(self, other: Covered) -> Covered:
        return Covered(
            self.name,
            self.lines + other.lines,
            self.lines_run + other.lines_run,
            self.branches + other.branches,
            self.branches_run + other.branches_run,
        )

    @property
    def percent(self) -> float:
        """Of lines and branches together, as coverage counts."""
        of = self.lines + self.branches
        return 100 * (self.lines_run + self.branches_run) / of if of else 100.0


def by_package(report: Mapping[str, Any]) -> list[Covered]:
    """The packages of a report of `coverage json`, by name; modules beside them count as one."""
    found: dict[str, Covered] = {}
    for path, each in report["files"].items():
        folders = PurePath(path.replace("\\", "/")).parts[:-1]
        name = ".".join(folders[:2]) if len(folders) > 1 else f"{MEASURED}, its modules"
        summary = each["summary"]
        found[name] = found.get(name, Covered(name)) + Covered(
            name,
            summary["num_statements"],
            summary["covered_lines"],
            summary["num_branches"],
            summary["covered_branches"],
        )
    return [found[name] for name in sorted(found)]


def total_of(packages: Iterable[Covered]) -> Covered:
    return sum(packages, Covered("total"))


def table(rows: Iterable[Covered]) -> list[str]:
    """One line for each, below a heading."""
    return [
        f"{'':32}{'lines':>8}{'run':>8}{'branches':>10}{'run':>8}{'%':>8}",
        *(
            f"{row.name:32}{row.lines:>8}{row.lines_run:>8}{row.branches:>10}{row.branches_run:>8}{row.percent:>8.1f}"
            for row in rows
        ),
    ]


def floor_in(pyproject: Path) -> float:
    """The least that the total may be, in per cent."""
    settings = tomllib.loads(pyproject.read_text("utf-8"))
    return float(settings["tool"]["coverage"]["report"]["fail_under"])


def commands(python: str, report: Path) -> list[list[str]]:
    """Measures, then writes the report; the first exits with the status of pytest."""
    measure = [python, "-m", "coverage", "run", "--branch", f"--source={MEASURED}", "-m", "pytest", "-q"]
    return [
        [*measure, "-p", "no:cacheprovider", f"--ignore={LEFT_OUT}", TESTS],
        # The floor is compared here, with its own sentence.
        [python, "-m", "coverage", "json", "-q", "--fail-under=0", "-o", str(report)],
    ]


def run_coverage(places: Places, console: Console) -> int:
    """Prints the table; not 0 if a test fails or the total is below the floor."""
    with tempfile.TemporaryDirectory() as folder:
        report = Path(folder) / "coverage.json"
        environment = tool_environment({**TEST_ENVIRONMENT, "COVERAGE_FILE": str(Path(folder) / "data")})
        for command in commands(str(places.python), report):
            done = subprocess.run(
                command, cwd=places.root, env=environment, stdin=subprocess.DEVNULL, check=False
            )
            if done.returncode:
                return done.returncode
        packages = by_package(json.loads(report.read_text("utf-8")))
    return verdict(packages, floor_in(places.root / "pyproject.toml"), console)


def verdict(packages: list[Covered], floor: float, console: Console) -> int:
    """Prints the table and how the total compares with the floor."""
    total = total_of(packages)
    for line in table([*packages, total]):
        console.say(line)
    if total.percent < floor:
        console.say(f"Below the floor of {floor:g} %: write the tests that are missing.")
        return EXIT_BELOW
    console.say(f"The floor is {floor:g} %.")
    return 0
