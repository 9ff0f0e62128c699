"""Forks runs of a program from a process with its imports already loaded.

A journey of fifty kills would spend most of its time in the interpreter's imports. `Cradle` starts `python -m
tests.journeys.cradle MODULE`, which imports the module; every run is a fork of it that calls its `main`, in a
session of its own with its own pipes, and ends like an interpreter. Only the imports are shared: the fork
comes before anything is opened.
"""

from __future__ import annotations

import gc
import importlib
import json
import os
import select
import signal
import socket
import subprocess
import sys
import time
from types import TracebackType
from typing import IO, Protocol, Self

from tests.journeys.program import Program

_REQUEST_BYTES = 65_536
_IMPORT_LIMIT_S = 120.0


class Running(Protocol):
    """The interface of a process, started or forked."""

    @property
    def pid(self) -> int: ...
    @property
    def stdout(self) -> IO[str] | None: ...
    @property
    def stderr(self) -> IO[str] | None: ...
    def poll(self) -> int | None: ...
    def wait(self, timeout: float | None = None) -> int: ...
    def send_signal(self, sig: int) -> None: ...


class Forked:
    """One forked run; its parent is the cradle, so its end is detected by a process descriptor."""

    def __init__(self, pid: int, stdout: IO[str], stderr: IO[str]) -> None:
        self.pid = pid
        self.stdout = stdout
        self.stderr = stderr
        self._handle: int | None
        try:
            self._handle = os.pidfd_open(pid)
        except ProcessLookupError:
            self._handle = None

    def poll(self) -> int | None:
        """None while it runs. Only its parent can read the exit status."""
        return 0 if self._ended(0) else None

    def wait(self, timeout: float | None = None) -> int:
        """Raises `subprocess.TimeoutExpired`."""
        if not self._ended(timeout):
            raise subprocess.TimeoutExpired(f"process {self.pid}", timeout or 0)
        return 0

    def send_signal(self, sig: int) -> None:
        if self.poll() is None:
            os.kill(self.pid, sig)

    def _ended(self, timeout_s: float | None) -> bool:
        if self._handle is not None and select.select([self._handle], [], [], timeout_s)[0]:
            os.close(self._handle)
            self._handle = None
        return self._handle is None


class Cradle:
    """A context manager: the forking process ends with it, the runs do not."""

    def __init__(self, program: Program, module: str) -> None:
        began = time.monotonic()
        ours, theirs = socket.socketpair()
        self._line = ours
        with theirs:
            self._process = program.start_module("tests.journeys.cradle", module, stdin=theirs.fileno())
        try:
            ours.settimeout(_IMPORT_LIMIT_S)
            said = ours.recv(_REQUEST_BYTES)
        except TimeoutError:
            said = b""
        if said != b"ready":
            self.close()
            raise AssertionError(f"{module} could not be imported")
        self.imports_s = time.monotonic() - began
        """The time each run saves: interpreter and imports."""

    def fork(self, arguments: tuple[str, ...]) -> Forked:
        """Forks one more."""
        out, out_written = os.pipe()
        err, err_written = os.pipe()
        try:
            socket.send_fds(self._line, [json.dumps(arguments).encode()], [out_written, err_written])
            pid = int(self._line.recv(_REQUEST_BYTES))
        finally:
            os.close(out_written)
            os.close(err_written)
        return Forked(pid, open(out, encoding="utf-8"), open(err, encoding="utf-8"))

    def close(self) -> None:
        self._line.close()
        self._process.kill()
        self._process.communicate()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, _kind: type[BaseException] | None, _error: BaseException | None, _trace: TracebackType | None
    ) -> None:
        self.close()


def next_life(line: socket.socket) -> list[str] | None:
    """In a run: its arguments, with its pipes in place. In the cradle: None, when the socket is closed."""
    while True:
        request, (*pipes,) = socket.recv_fds(line, _REQUEST_BYTES, 2)[:2]
        if not request:
            return None
        pid = os.fork()
        if pid == 0:
            os.setsid()
            signal.signal(signal.SIGCHLD, signal.SIG_DFL)
            nothing = os.open(os.devnull, os.O_RDONLY)
            for mine, standard in zip((nothing, *pipes), (0, 1, 2), strict=True):
                os.dup2(mine, standard)
                os.close(mine)
            line.close()
            arguments: list[str] = json.loads(request)
            return arguments
        for each in pipes:
            os.close(each)
        line.send(str(pid).encode())


def main() -> None:
    module = importlib.import_module(sys.argv[1])
    # Imported modules are permanent: no run has to scan them, or copy their pages.
    gc.collect()
    gc.freeze()
    # The kernel reaps the runs.
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)
    # Not as standard input, which each run has for itself.
    line = socket.socket(fileno=os.dup(0))
    line.send(b"ready")
    arguments = next_life(line)
    if arguments is not None:
        sys.argv[1:] = arguments
        module.main()


if __name__ == "__main__":
    main()
