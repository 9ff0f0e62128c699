"""Runs one command after another in forks of a process that has imported the program once.

A command of the program spends half of its time in the interpreter's imports, and the journeys run some
hundred commands. `CommandServer` starts `python -m tests.journeys.command_server`; each command is a fork of
that with arguments, environment and pipes of its own, and ends as an interpreter ends. Nothing but the
imports is shared: the fork comes before anything was opened.
"""

from __future__ import annotations

import gc
import importlib
import json
import os
import pkgutil
import signal
import socket
import subprocess
import sys
import threading
from collections.abc import Mapping, Sequence

from tests.fixtures.forked_engines import use_forked_engines

_REQUEST_BYTES = 1 << 20
_NUMBER_BYTES = 16
"""Identifies each answer of the server."""


class CommandServer:
    """The process that forks the commands; it ends when this end of its socket is closed."""

    def __init__(self, process: subprocess.Popen[str], line: socket.socket) -> None:
        self._process = process
        self._line = line
        self._busy = threading.Lock()

    def run(
        self, arguments: Sequence[str], environment: Mapping[str, str], *, timeout_s: float
    ) -> subprocess.CompletedProcess[str] | None:
        """Runs one command to completion. None while another one runs: only one is run at a time.

        Raises `subprocess.TimeoutExpired`, having killed it.
        """
        if not self._busy.acquire(blocking=False):
            return None
        try:
            return self._run(arguments, environment, timeout_s)
        finally:
            self._busy.release()

    def _run(
        self, arguments: Sequence[str], environment: Mapping[str, str], timeout_s: float
    ) -> subprocess.CompletedProcess[str]:
        out, out_written = os.pipe()
        err, err_written = os.pipe()
        request = json.dumps([list(arguments), dict(environment)]).encode()
        try:
            socket.send_fds(self._line, [request], [out_written, err_written])
        finally:
            os.close(out_written)
            os.close(err_written)
        said: dict[int, str] = {}
        readers = [threading.Thread(target=_read, args=(each, said)) for each in (out, err)]
        for reader in readers:
            reader.start()
        pid = int(self._line.recv(_NUMBER_BYTES))
        self._line.settimeout(timeout_s)
        try:
            code = int(self._line.recv(_NUMBER_BYTES))
        except TimeoutError:
            os.kill(pid, signal.SIGKILL)
            self._line.settimeout(None)
            self._line.recv(_NUMBER_BYTES)
            raise subprocess.TimeoutExpired(list(arguments), timeout_s) from None
        finally:
            self._line.settimeout(None)
        for reader in readers:
            reader.join()
        return subprocess.CompletedProcess(list(arguments), code, said[out], said[err])

    def close(self) -> None:
        self._line.close()
        self._process.communicate()


def _read(descriptor: int, said: dict[int, str]) -> None:
    with open(descriptor, encoding="utf-8", closefd=True) as stream:
        said[descriptor] = stream.read()


def _number(value: int) -> bytes:
    return str(value).rjust(_NUMBER_BYTES).encode()


def next_command(line: socket.socket) -> list[str] | None:
    """In a command: its arguments, with its pipes in place. In the server: None, when the socket is
    closed.
    """
    while True:
        request, (*pipes,) = socket.recv_fds(line, _REQUEST_BYTES, 2)[:2]
        if not request:
            return None
        pid = os.fork()
        if pid == 0:
            arguments, environment = json.loads(request)
            nothing = os.open(os.devnull, os.O_RDONLY)
            for mine, standard in zip((nothing, *pipes), (0, 1, 2), strict=True):
                os.dup2(mine, standard)
                os.close(mine)
            line.close()
            os.environ.clear()
            os.environ.update(environment)
            return list(arguments)
        for each in pipes:
            os.close(each)
        line.send(_number(pid))
        line.send(_number(os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1])))


def main() -> None:
    from app import __main__ as program
    from app import cli

    # The program imports a command's modules after its hardening; here each fork does.
    for module in pkgutil.iter_modules(cli.__path__, f"{cli.__name__}."):
        importlib.import_module(module.name)
    importlib.import_module("core.workspace")
    use_forked_engines()
    # Imported modules are permanent: no command has to scan them, or copy their pages.
    gc.collect()
    gc.freeze()
    # Not as standard input, which each command has for itself.
    with socket.socket(fileno=os.dup(0)) as line:
        line.send(b"ready")
        arguments = next_command(line)
    if arguments is not None:
        sys.argv[1:] = arguments
        sys.exit(program.main())


if __name__ == "__main__":
    main()
