"""Console output of the launcher: numbered steps, elapsed time, a log of the tools' output.

Everything goes to standard error, so that the output of `demo --headless` can be piped.
"""

from __future__ import annotations

import contextlib
import os
import shutil
import signal
import subprocess
import sys
import threading
import time
from collections import deque
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import IO

QUIET_TICK_S = 30.0
"""The interval of progress lines without a terminal (logs of a build server)."""

EXIT_ENVIRONMENT = 4
EXIT_INTERRUPTED = 130


class SetupProblem(Exception):
    """A problem the launcher cannot fix; `remedy` is what a person can do."""

    def __init__(self, message: str, *, remedy: str = "") -> None:
        self.message = message
        self.remedy = remedy
        super().__init__(message)


class CommandFailed(SetupProblem):
    """A tool ended with an error; `tail` is the end of its output."""

    def __init__(self, doing: str, *, status: int, tail: str, log: Path) -> None:
        self.tail = tail
        lines = [line for line in tail.splitlines() if not line.startswith(("Ignoring ", "WARNING: "))]
        shown = "\n".join(f"    {line}" for line in lines[-12:])
        super().__init__(f"{doing}: failed with status {status}.\n{shown}", remedy=f"The whole log: {log}")


def elapsed(seconds: float) -> str:
    """`7s`, `2m 05s`, `1h 02m`."""
    whole = int(seconds)
    if whole < 60:
        return f"{whole}s"
    if whole < 3600:
        return f"{whole // 60}m {whole % 60:02d}s"
    return f"{whole // 3600}h {whole % 3600 // 60:02d}m"


def shorten(text: str, width: int) -> str:
    """The beginning of `text` in at most `width` characters."""
    return text if len(text) <= width else text[: max(width - 1, 0)] + "…"


class Console:
    """Prints steps; on a terminal the progress line is rewritten, elsewhere it is repeated periodically."""

    def __init__(self, stream: IO[str] | None = None) -> None:
        self._stream: IO[str] = stream or sys.stderr
        self._live = self._stream.isatty() and os.environ.get("TERM") != "dumb"

    def say(self, text: str) -> None:
        """A line of its own."""
        if self._live:
            self._stream.write("\r\x1b[K")
        # An unsupported character in an old code page must not stop a set-up.
        encoding = getattr(self._stream, "encoding", None) or "utf-8"
        self._stream.write(text.encode(encoding, "replace").decode(encoding) + "\n")
        self._stream.flush()

    def tick(self, text: str) -> None:
        """A line replaced by the next one; without a terminal, a plain line."""
        if not self._live:
            self.say(f"      {shorten(text, 100)}")
            return
        width = shutil.get_terminal_size().columns - 8
        self._stream.write(f"\r\x1b[K      {shorten(text, width)}")
        self._stream.flush()

    def clear(self) -> None:
        """Removes the progress line from the terminal."""
        if self._live:
            self._stream.write("\r\x1b[K")
            self._stream.flush()

    @property
    def tick_s(self) -> float:
        return 1.0 if self._live else QUIET_TICK_S


def tool_environment(extra: Mapping[str, str] | None = None) -> dict[str, str]:
    """Our environment, without variables that redirect pip's output or make it ask questions.

    Nor those that disable Python's bytecode cache: the tests start hundreds of processes, each of which would
    compile the program, which takes a second.
    """
    dropped = {
        "PYTHONDONTWRITEBYTECODE",
        "PYTHONHOME",
        "PYTHONPATH",
        "PIP_CONSTRAINT",
        "PIP_PREFIX",
        "PIP_REQUIREMENT",
        "PIP_TARGET",
        "PIP_USER",
    }
    environment = {name: value for name, value in os.environ.items() if name not in dropped}
    environment |= {
        "PIP_DISABLE_PIP_VERSION_CHECK": "1",
        "PIP_NO_INPUT": "1",
        "PIP_ROOT_USER_ACTION": "ignore",
        "PYTHONUTF8": "1",
    }
    return environment | dict(extra or {})


def run_tool(
    command: Sequence[str],
    *,
    doing: str,
    log: Path,
    console: Console,
    env: Mapping[str, str] | None = None,
    cwd: Path | None = None,
    describe: Callable[[str], str | None] = lambda line: line,
) -> str:
    """Runs a tool with its output in `log` and its progress on the console; returns its last lines.

    `describe` converts a line of output into the text to show, or None to keep the previous one. Raises
    `CommandFailed`, and `SetupProblem` if the tool is missing.
    """
    log.parent.mkdir(parents=True, exist_ok=True)
    tail: deque[str] = deque(maxlen=60)
    shown = [""]
    with log.open("a", encoding="utf-8") as written:
        written.write(f"\n$ {' '.join(command)}\n")
        written.flush()
        try:
            process = subprocess.Popen(
                list(command),
                stdin=subprocess.DEVNULL,
                stdout=subprocess.PIPE,
                stderr=subprocess.STDOUT,
                text=True,
                encoding="utf-8",
                errors="replace",
                env=tool_environment(env),
                cwd=cwd,
                start_new_session=os.name == "posix",
            )
        except OSError as error:
            raise SetupProblem(f"{doing}: cannot start {command[0]} ({error.strerror}).") from error

        def read() -> None:
            assert process.stdout is not None  # noqa: S101 - told to Popen above
            with process.stdout as output:
                for line in output:
                    written.write(line)
                    tail.append(line.rstrip())
                    shown[0] = describe(line.strip()) or shown[0]

        reader = threading.Thread(target=read, daemon=True)
        reader.start()
        try:
            status = _watch(process, doing, shown, console)
        finally:
            _end(process)
            reader.join(timeout=10)
            console.clear()
    if status:
        raise CommandFailed(doing, status=status, tail="\n".join(tail), log=log)
    return "\n".join(tail)


def _watch(process: subprocess.Popen[str], doing: str, shown: list[str], console: Console) -> int:
    began = time.monotonic()
    while True:
        with contextlib.suppress(subprocess.TimeoutExpired):
            return process.wait(timeout=console.tick_s)
        console.tick(f"{doing}, {elapsed(time.monotonic() - began)}  {shown[0]}".rstrip())


def _end(process: subprocess.Popen[str]) -> None:
    """After an interruption ends the tool and its children (compilers), if still running."""
    if process.poll() is not None:
        return
    with contextlib.suppress(ProcessLookupError):
        if os.name == "posix":
            os.killpg(process.pid, signal.SIGTERM)
        else:
            process.terminate()
    try:
        process.wait(timeout=10)
    except subprocess.TimeoutExpired:
        process.kill()
