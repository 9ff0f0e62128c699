"""Runs the command line like a user: another process, a fresh home, nothing shared with the tests.

A command is a fork of a process that has imported the program (`command_server`), unless it has a wrapper.
"""

from __future__ import annotations

import atexit
import json
import os
import socket
import subprocess
import sys
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

from core.settings import Settings
from tests.fixtures import forked_engines, kept_cluster
from tests.journeys.command_server import CommandServer

REPOSITORY = Path(__file__).resolve().parents[2]
CHEAP_KEYS = "tests.journeys.cheap_keys"
COMMAND_TIMEOUT_S = 240.0
KEPT_VARIABLES = (
    *("PATH", "LANG", "LC_ALL", "LD_LIBRARY_PATH", "SYSTEMROOT"),
    *("ANAMNESIS_MODELS_DIR", "ANAMNESIS_CPU_LEVEL"),
)


@dataclass(slots=True)
class Program:
    """The paths of one installation below `root`; `wrapper` prefixes every command.

    The program only writes below `root`, so that a scan of `root` is complete.
    """

    root: Path
    passphrase: str = "correct horse battery staple 7"
    wrapper: Sequence[str] = ()
    extra_environment: Mapping[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        # The database server may run as another user and must be able to enter.
        self.root.mkdir(parents=True, exist_ok=True)
        self.root.chmod(0o755)
        for folder in (self.home, self.temporary):
            folder.mkdir(exist_ok=True)
        self.temporary.chmod(0o1777)
        self.secrets.mkdir(mode=0o700, exist_ok=True)
        self.passphrase_file.write_text(self.passphrase + "\n", "utf-8")
        self.passphrase_file.chmod(0o600)

    @property
    def data_dir(self) -> Path:
        return self.root / "data"

    @property
    def home(self) -> Path:
        return self.root / "home"

    @property
    def temporary(self) -> Path:
        return self.root / "tmp"

    @property
    def secrets(self) -> Path:
        """Outside the scanned directory: the user's own files, not the program's."""
        return self.root.with_name(self.root.name + "-own")

    @property
    def passphrase_file(self) -> Path:
        return self.secrets / "passphrase"

    def settings(self) -> Settings:
        """The same paths for the test's own process."""
        return Settings(
            data_dir=self.data_dir,
            state_dir=self.home / ".local" / "state" / "anamnesis",
            wrong_passphrase_delay_s=0,
        )

    def environment(self) -> dict[str, str]:
        # A wrapper observes every process, `initdb` too.
        shared = () if self.wrapper else (kept_cluster.VARIABLE, forked_engines.VARIABLE)
        names = (*KEPT_VARIABLES, *shared)
        kept = {name: os.environ[name] for name in names if name in os.environ}
        return kept | {
            "HOME": str(self.home),
            "TMPDIR": str(self.temporary),
            "HF_HUB_OFFLINE": "1",
            "PYTHONUNBUFFERED": "1",
            "QT_QPA_PLATFORM": "offscreen",
            **self.extra_environment,
        }

    def command(self, *arguments: str) -> list[str]:
        return [*self.wrapper, sys.executable, "-m", CHEAP_KEYS, "app", *self._options(), *arguments]

    def _options(self) -> list[str]:
        return ["--data-dir", str(self.data_dir), "--passphrase-file", str(self.passphrase_file)]

    def run(self, *arguments: str, timeout_s: float = COMMAND_TIMEOUT_S) -> subprocess.CompletedProcess[str]:
        """Runs one command to completion, whatever its exit code."""
        if not self.wrapper and hasattr(os, "fork"):
            forked_engines.serve_wanted()
            given = [*self._options(), *arguments]
            done = command_server().run(given, self.environment(), timeout_s=timeout_s)
            if done is not None:
                return done
        return subprocess.run(
            self.command(*arguments),
            cwd=REPOSITORY,
            env=self.environment(),
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            encoding="utf-8",
            timeout=timeout_s,
            check=False,
        )

    def must(self, *arguments: str) -> str:
        """Runs one command that must succeed; returns its standard output."""
        done = self.run(*arguments)
        assert done.returncode == 0, f"{arguments}: exit {done.returncode}\n{done.stdout}\n{done.stderr}"
        return done.stdout

    def must_json(self, *arguments: str) -> Any:
        return json.loads(self.must("--json", *arguments))

    def start_module(
        self, module: str, *arguments: str, stdin: int = subprocess.DEVNULL
    ) -> subprocess.Popen[str]:
        """Starts `python -m module` with the same paths; its output is read line by line."""
        return subprocess.Popen(
            [*self.wrapper, sys.executable, "-m", CHEAP_KEYS, module, *arguments],
            cwd=REPOSITORY,
            env=self.environment(),
            stdin=stdin,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            encoding="utf-8",
            start_new_session=True,
        )


@cache
def command_server() -> CommandServer:
    """The server of this process's commands, started on demand."""
    ours, theirs = socket.socketpair()
    with theirs:
        process = subprocess.Popen(
            [sys.executable, "-m", CHEAP_KEYS, "tests.journeys.command_server"],
            cwd=REPOSITORY,
            # The server only needs the variables read at its start.
            env={name: os.environ[name] for name in KEPT_VARIABLES if name in os.environ}
            | {"PYTHONUNBUFFERED": "1", "QT_QPA_PLATFORM": "offscreen"},
            stdin=theirs.fileno(),
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
            text=True,
        )
    if ours.recv(64) != b"ready":
        raise AssertionError(f"the program could not be imported: {process.communicate()[1]}")
    made = CommandServer(process, ours)
    atexit.register(made.close)
    return made


def write_charts(path: Path, charts: Iterable[Mapping[str, Any]]) -> Path:
    """An import file, one chart a line."""
    path.write_text("".join(json.dumps(chart, ensure_ascii=False) + "\n" for chart in charts), "utf-8")
    return path
