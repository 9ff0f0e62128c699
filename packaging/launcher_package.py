"""`dev.py package` and `dev.py third-party`: creates a build environment, then runs `package_build.py` in it.

The environment is separate from `.venv`, so that nothing of a developer's gets into a package. The llama.cpp
wheel and the starter models are those of the set-up.
"""

from __future__ import annotations

import os
import sys
from dataclasses import dataclass
from pathlib import Path

from launcher_console import Console, SetupProblem, run_tool
from launcher_llama import LlamaCpp
from launcher_models import StarterModels
from launcher_places import Places, Record, digest_of, only_one
from launcher_python import VirtualEnvironment, describe_pip, pip


@dataclass(frozen=True, slots=True)
class PackagePlaces(Places):
    """The places of a checkout, with an environment for building packages."""

    @property
    def venv(self) -> Path:
        return self.root / "build" / "package" / "environment"


class BuildTools:
    """Installs the freezer and the build tools of the program's wheel, by locked hash."""

    def __init__(self, places: Places, record: Record, console: Console) -> None:
        self._places = places
        self._record = record
        self._console = console
        self._lock = places.locks / "package.txt"

    def in_place(self) -> bool:
        return bool(self._record["package-tools"] == digest_of(self._lock.read_bytes()))

    def install(self) -> None:
        run_tool(
            pip(self._places.python, "install", "--require-hashes", "--no-deps", "-r", self._lock),
            doing="Installing the freezer",
            log=self._places.log,
            console=self._console,
            describe=describe_pip,
        )
        self._record["package-tools"] = digest_of(self._lock.read_bytes())


def _environment(places: Places, console: Console) -> tuple[PackagePlaces, Record]:
    own = PackagePlaces(root=places.root, cache=places.cache)
    record = Record(own.record)
    environment, tools = VirtualEnvironment(own, record, console), BuildTools(own, record, console)
    if not environment.in_place():
        environment.create()
    if not tools.in_place():
        tools.install()
    return own, record


def package_command(places: Places, rest: list[str], console: Console) -> list[str]:
    """Prepares the build and returns its command; raises `SetupProblem`.

    For another system (`--for`) nothing is frozen, and this Python suffices.
    """
    if any(each == "--for" or each.startswith("--for=") for each in rest):
        return [sys.executable, str(places.root / "packaging" / "package_for.py"), *rest]
    if not sys.platform.startswith("linux"):
        raise SetupProblem(
            "Packages are built on Linux.", remedy="Use a Debian 12, whose C library is the oldest."
        )
    with only_one(places.cache / "setup.lock", console):
        own, record = _environment(places, console)
        models = StarterModels(own, record, console)
        if not models.in_place():
            models.install()
        wheel = LlamaCpp(own, record, console).wheel()
    build = str(places.root / "packaging" / "package_build.py")
    return [str(own.python), build, "--llama-wheel", str(wheel), "--models", str(own.models), *rest]


def third_party_command(places: Places, console: Console) -> list[str]:
    """The command that writes docs/third-party.md."""
    own, _ = _environment(places, console)
    return [str(own.python), str(places.root / "packaging" / "package_third_party.py")]


def build_environment() -> dict[str, str]:
    """Ours, with a umask and a locale that do not affect the package."""
    os.umask(0o022)
    return os.environ | {"LC_ALL": "C.UTF-8"}
