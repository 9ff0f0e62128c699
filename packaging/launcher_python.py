"""The virtual environment and its packages, installed by locked hash only."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import sys
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from launcher_console import CommandFailed, Console, SetupProblem, run_tool
from launcher_places import Places, Record, digest_of

TORCH_CPU_INDEX = "https://download.pytorch.org/whl/cpu"
"""PyTorch's own public index of builds without CUDA; for Linux PyPI only has the CUDA build (gigabytes)."""

NOTHING_FOUND = "No matching distribution found"
"""pip's message if no source has the requested file and version."""

MINIMUM = (3, 11)

_PROBE = """
import json, platform, sys
print(json.dumps({"version": platform.python_version(), "short": "%d.%d" % sys.version_info[:2],
                  "platform": sys.platform, "machine": platform.machine()}))
"""

_TORCH_LINE = re.compile(
    r"""^torch==(?P<version>\S+)\ ;\ sys_platform\ ==\ "(?P<platform>\w+)"
        \ and\ platform_machine\ ==\ "(?P<machine>\w+)"
        \ and\ python_version\ ==\ "(?P<python>[\d.]+)"\ --hash=sha256:(?P<sha256>[0-9a-f]{64})$""",
    re.VERBOSE,
)


@dataclass(frozen=True, slots=True)
class Interpreter:
    """A Python's description of itself: `3.11.7`, `3.11`, `linux`, `x86_64`."""

    version: str
    short: str
    platform: str
    machine: str

    @property
    def recent_enough(self) -> bool:
        return tuple(int(part) for part in self.short.split(".")) >= MINIMUM


def ask_interpreter(python: Path) -> Interpreter | None:
    """Queries a Python; None if it does not exist or does not start."""
    try:
        answer = subprocess.run(
            [python, "-I", "-c", _PROBE], capture_output=True, check=True, text=True, timeout=60
        )
        return Interpreter(**json.loads(answer.stdout))
    except (OSError, subprocess.SubprocessError, ValueError, TypeError):
        return None


def pip(python: Path, *arguments: str | Path) -> list[str]:
    """The command that runs pip of this Python's environment."""
    return [str(python), "-m", "pip", *map(str, arguments)]


def throwaway_environment(folder: Path, lock: Path, *, log: Path, console: Console) -> Places:
    """An environment in `folder` with the packages of `lock`, for tools that the program does not need."""
    tools = Places(root=folder, cache=folder)
    make = [sys.executable, "-m", "venv", str(tools.venv)]
    run_tool(make, doing="Making an environment for the tools", log=log, console=console)
    fill = pip(tools.python, "install", "--require-hashes", "--no-deps", "-r", lock)
    run_tool(fill, doing="Fetching the tools", log=log, console=console, describe=describe_pip)
    return tools


def has_pip(python: Path) -> bool:
    """Whether this Python's environment has pip; some tools make environments without."""
    return (
        subprocess.run([python, "-I", "-c", "import pip"], capture_output=True, check=False).returncode == 0
    )


class VirtualEnvironment:
    """The checkout's `.venv`. A working one is kept, whoever created it."""

    def __init__(self, places: Places, record: Record, console: Console) -> None:
        self._places = places
        self._record = record
        self._console = console

    def in_place(self) -> bool:
        return self._record["venv"] == self._state() and self._places.python.exists()

    def create(self) -> None:
        """Creates the environment, or uses the existing one; raises `SetupProblem`."""
        venv = self._places.venv
        found = ask_interpreter(self._places.python)
        moved = self._record["venv"] is not None and self._record["venv"] != self._state()
        if found is None or not found.recent_enough or moved or not has_pip(self._places.python):
            if venv.exists():
                self._console.say(f"      {venv.name} is from elsewhere or does not start: making it anew.")
                if venv.is_symlink():
                    # What it leads to is somebody else's.
                    venv.unlink()
                else:
                    shutil.rmtree(venv)
            try:
                run_tool(
                    [sys.executable, "-m", "venv", str(venv)],
                    doing="Making the virtual environment",
                    log=self._places.log,
                    console=self._console,
                )
            except CommandFailed as error:
                shutil.rmtree(venv, ignore_errors=True)
                short = f"{sys.version_info.major}.{sys.version_info.minor}"
                raise SetupProblem(
                    error.message, remedy=f"On Debian and Ubuntu: sudo apt-get install -y python{short}-venv"
                ) from error
        self._record["venv"] = self._state()

    def interpreter(self) -> Interpreter:
        found = ask_interpreter(self._places.python)
        if found is None:
            raise SetupProblem(f"{self._places.python} does not start.", remedy="Remove .venv and run again.")
        return found

    def _state(self) -> str:
        # Scripts in the environment contain its path: a copied checkout needs its own.
        configured = self._places.venv / "pyvenv.cfg"
        text = configured.read_text(encoding="utf-8") if configured.is_file() else ""
        version = re.search(r"(?m)^version(?:_info)? *= *(\S+)", text)
        return digest_of(str(self._places.root), version[1] if version else "")


def torch_builds(lock: str) -> dict[tuple[str, str, str], str]:
    """The locked PyTorch builds: (sys.platform, machine, Python) to SHA-256. Raises `SetupProblem`."""
    builds = {}
    for line in lock.splitlines():
        if not line or line.startswith("#"):
            continue
        match = _TORCH_LINE.match(line)
        if match is None:
            raise SetupProblem(f"packaging/locks/torch.txt has a line that is not understood: {line!r}")
        builds[match["platform"], match["machine"], match["python"]] = match["sha256"]
    return builds


def refuse_unlocked_torch(lock: str, interpreter: Interpreter) -> None:
    """Raises `SetupProblem` if no PyTorch build for this machine and Python has a known hash."""
    builds = torch_builds(lock)
    if (interpreter.platform, interpreter.machine, interpreter.short) in builds:
        return
    known = sorted({f"{platform}/{machine}" for platform, machine, _ in builds})
    pythons = sorted({python for _, _, python in builds}, key=lambda text: int(text.split(".")[1]))
    raise SetupProblem(
        f"No PyTorch build with a known hash for Python {interpreter.short} on "
        f"{interpreter.platform}/{interpreter.machine}; an unverified one is not taken.",
        remedy=f"Locked are Python {', '.join(pythons)} on {', '.join(known)} (packaging/locks/torch.txt).",
    )


class Packages:
    """PyTorch, the program's dependencies and the tools that check it."""

    def __init__(self, places: Places, record: Record, console: Console) -> None:
        self._places = places
        self._record = record
        self._console = console

    def in_place(self) -> bool:
        return bool(self._record["packages"] == self._fingerprint())

    def install(self, interpreter: Interpreter) -> None:
        refuse_unlocked_torch((self._places.locks / "torch.txt").read_text(encoding="utf-8"), interpreter)
        self._install_torch()
        for lock, what in (("runtime.txt", "the dependencies"), ("dev.txt", "the checking tools")):
            self._install(self._places.locks / lock, doing=f"Installing {what}")
        self._record["packages"] = self._fingerprint()

    def _install_torch(self) -> None:
        lock = self._places.locks / "torch.txt"
        try:
            # pip's configured sources come first: a network with the build needs no other, and the local
            # version in the lock (+cpu) cannot match PyPI's CUDA build.
            self._install(lock, doing="Installing PyTorch (CPU)")
        except CommandFailed as error:
            if NOTHING_FOUND not in error.tail:
                raise
            self._install_torch_from_its_makers(lock)

    def _install_torch_from_its_makers(self, lock: Path) -> None:
        source = ("--index-url", TORCH_CPU_INDEX, "--timeout", "20", "--retries", "2")
        try:
            self._install(lock, *source, doing="Installing PyTorch (CPU) from pytorch.org, about 190 MB")
        except CommandFailed as error:
            if NOTHING_FOUND not in error.tail:
                raise
            raise SetupProblem(
                "PyTorch without CUDA was found neither where pip looks nor at download.pytorch.org.",
                remedy="Allow download.pytorch.org, or name a folder that holds the wheel in PIP_FIND_LINKS, "
                f"and run again. The whole log: {self._places.log}",
            ) from error

    def _install(self, lock: Path, *options: str, doing: str) -> None:
        run_tool(
            # A lock file is complete: nothing else may be installed.
            pip(self._places.python, "install", "--require-hashes", "--no-deps", *options, "-r", lock),
            doing=doing,
            log=self._places.log,
            console=self._console,
            describe=describe_pip,
        )

    def _fingerprint(self) -> str:
        return digest_of(*((self._places.locks / f"{name}.txt").read_bytes() for name in _PACKAGE_LOCKS))


_PACKAGE_LOCKS = ("torch", "runtime", "dev")


def describe_pip(line: str) -> str | None:
    """The progress lines of pip's output."""
    if line.startswith("Downloading "):
        return re.sub(r"\S*/", "", line)
    if line.startswith(("Collecting ", "Installing ", "Using cached ", "Building ")):
        return re.split(r" \(from|: ", line)[0]
    return None


class Project:
    """The program itself, installed so that the checkout's files are run."""

    def __init__(self, places: Places, record: Record, console: Console) -> None:
        self._places = places
        self._record = record
        self._console = console

    def in_place(self) -> bool:
        return self._record["project"] == self._fingerprint() and self._places.script("anamnesis").exists()

    def install(self) -> None:
        run_tool(
            pip(
                self._places.python,
                *("install", "--no-deps", "--no-build-isolation", "--no-index"),
                *("--editable", self._places.root),
            ),
            doing="Installing Anamnesis",
            log=self._places.log,
            console=self._console,
        )
        self._record["project"] = self._fingerprint()

    def _fingerprint(self) -> str:
        settings = tomllib.loads((self._places.root / "pyproject.toml").read_text(encoding="utf-8"))
        return digest_of(json.dumps(packaging_tables(settings), sort_keys=True))


def packaging_tables(settings: Mapping[str, object]) -> list[object]:
    """The tables of pyproject.toml that determine an installation's content."""
    tool = settings.get("tool")
    hatch = tool.get("hatch") if isinstance(tool, Mapping) else None
    return [settings.get("project"), settings.get("build-system"), hatch]
