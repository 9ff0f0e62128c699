"""One run of the server on one data directory: start, wait, stop."""

from __future__ import annotations

import contextlib
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path

from core.database.binaries import PostgresBinaries
from core.database.processes import PidFile, send_fast_stop
from core.database.untraceable import remove_loader, untraceable_command
from core.errors import DatabaseProblem, DiskFull

START_LIMIT_S = 60.0
STOP_LIMIT_S = 30.0
FREE_BYTES_NEEDED = 48 * 1024 * 1024
"""With less, a failed start is attributed to the disk: recovery writes whole segments of 16 MiB."""

_POLL_S = 0.02
_LAUNCHES = 20
_LAUNCH_PAUSE_S = 0.25
_LOG_LIMIT_BYTES = 1_000_000
# The search session's memory holds decrypted data, which a core file would write to disk.
_WITHOUT_CORE_FILE = () if sys.platform == "win32" else ("/bin/sh", "-c", 'ulimit -c 0; exec "$@"', "sh")
_TRANSIENT = (b"is still in use", b"lock file", b"already in use")


def server_environment() -> dict[str, str]:
    """Our environment without variables that affect PostgreSQL programs."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("PG", "LC_", "LANG"))}
    return kept | {"LC_ALL": "C", "TZ": "UTC"}


def server_failure(
    code: str, data_dir: Path, log: ServerLog, exit_code: int | None
) -> DatabaseProblem | DiskFull:
    """The error for a failed server program: `code`, unless the disk of `data_dir` is full."""
    free_bytes = shutil.disk_usage(data_dir.parent).free
    if free_bytes < FREE_BYTES_NEEDED:
        return DiskFull(free_bytes=free_bytes, path=str(data_dir))
    return DatabaseProblem(code, exit_code=exit_code, log=str(log.path))


class ServerLog:
    """The log file of the server's programs; created by us, which determines its mode."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def open(self) -> int:
        """A descriptor for appending (0600); rotates a large file first."""
        if self.path.exists() and self.path.stat().st_size > _LOG_LIMIT_BYTES:
            self.path.replace(self.path.with_name(self.path.name + ".1"))
        return os.open(self.path, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600)

    @property
    def size_bytes(self) -> int:
        return self.path.stat().st_size if self.path.exists() else 0

    def tail(self, offset: int) -> bytes:
        """What was written after `offset`."""
        with self.path.open("rb") as file:
            file.seek(offset)
            return file.read()


class Postmaster:
    """The server process of a data directory that no other server uses."""

    def __init__(
        self,
        *,
        binaries: PostgresBinaries,
        data_dir: Path,
        log: ServerLog,
        prefix: Sequence[str] = (),
        loader_dir: Path | None = None,
    ) -> None:
        """`loader_dir`, private to the server's account, may hold the loader that protects its memory."""
        self._binaries = binaries
        self._data_dir = data_dir
        self._log = log
        # The shell runs after the change of account, because `setpriv` still has root's right to read.
        self._prefix = (*prefix, *_WITHOUT_CORE_FILE)
        self._loader_dir = loader_dir
        self._program = binaries.program("postgres")
        self._child: subprocess.Popen[bytes] | None = None

    @property
    def pid(self) -> int | None:
        return None if self._child is None else self._child.pid

    @property
    def alive(self) -> bool:
        return self._child is not None and self._child.poll() is None

    def start(self) -> None:
        """Starts the server and returns once it accepts connections, recovery included.

        A start that fails because the last run's shared memory still exists is repeated for five seconds.
        Raises `DiskFull`, or `DatabaseProblem` with `database_start_failed` or `database_start_timeout`.
        """
        try:
            self._start()
        finally:
            if self._loader_dir is not None:
                remove_loader(self._loader_dir)

    def _start(self) -> None:
        for remaining in reversed(range(_LAUNCHES)):
            offset = self._log.size_bytes
            self._launch()
            exit_code = self._await_ready()
            if exit_code is None:
                return
            said = self._log.tail(min(offset, self._log.size_bytes))
            if remaining and any(mark in said for mark in _TRANSIENT):
                time.sleep(_LAUNCH_PAUSE_S)
                continue
            raise server_failure("database_start_failed", self._data_dir, self._log, exit_code)

    def stop(self) -> None:
        """Ends sessions, flushes, waits; forces it after half a minute."""
        child, self._child = self._child, None
        if child is None:
            return
        if child.poll() is None:
            send_fast_stop(child.pid, self._binaries)
            try:
                child.wait(STOP_LIMIT_S)
            except subprocess.TimeoutExpired:
                self._force(child)
        child.wait()

    def _launch(self) -> None:
        command = [*self._prefix, *self._start_of_command(), "-D", str(self._data_dir)]
        descriptor = self._log.open()
        try:
            # Its own process group: an interrupt typed at our terminal is for us, not for the server.
            self._child = subprocess.Popen(
                command,
                stdin=subprocess.DEVNULL,
                stdout=descriptor,
                stderr=descriptor,
                cwd=self._binaries.directory.anchor,
                env=server_environment(),
                start_new_session=True,
            )
        except OSError as error:
            raise DatabaseProblem("database_start_failed", exit_code=None, log=str(self._log.path)) from error
        finally:
            os.close(descriptor)

    def _start_of_command(self) -> tuple[str, ...]:
        if self._loader_dir is None:
            return (str(self._program),)
        return untraceable_command(
            self._program, directory=self._loader_dir, prefix=self._prefix, environment=server_environment()
        )

    def _await_ready(self) -> int | None:
        """None once connections are accepted, the exit code if the server ended."""
        assert self._child is not None  # noqa: S101 - set by _launch
        deadline = time.monotonic() + START_LIMIT_S
        while time.monotonic() < deadline:
            noted = PidFile.read(self._data_dir)
            if noted and noted.ready and noted.pid == self._child.pid:
                return None
            with contextlib.suppress(subprocess.TimeoutExpired):
                return self._child.wait(_POLL_S)
        self._force(self._child)
        raise DatabaseProblem("database_start_timeout", waited_s=START_LIMIT_S, log=str(self._log.path))

    def _force(self, child: subprocess.Popen[bytes]) -> None:
        """An immediate shutdown (recovery repairs the rest at the next start), then the kill."""
        if sys.platform != "win32":
            import signal

            child.send_signal(signal.SIGQUIT)
            with contextlib.suppress(subprocess.TimeoutExpired):
                child.wait(7.0)
                return
        child.kill()
        child.wait()
