"""One run of the engine process as the application sees it: start, communication, end.

Two threads belong to it. The reader also starts the process, because the operating system ties the child's
lifetime to the thread that created it. The writer is a thread of its own, because a write into the pipe of a
hanging process blocks, and a caller must always be able to time out.
"""

from __future__ import annotations

import logging
import os
import queue
import re
import subprocess
import sys
import threading
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO, cast

from core.child_processes.environment import child_environment
from core.child_processes.frames import Frame, FrameError, encode_frame, read_frame

_log = logging.getLogger(__name__)
_DIAGNOSIS_BYTES = 64 << 10
_DIAGNOSIS_LINE = re.compile(
    r"(Fatal Python error: [\w ]+|(Current thread|Thread) 0x[0-9a-f]+ .*\(most recent call first\):|"
    r'  File "[^"]*", line \d+ in [\w<>.]+)'
)
_NO_WINDOW = 0x08000000


@dataclass(frozen=True, slots=True)
class Ending:
    """Why a child ended: `crashed`, `broken_frame` or `not_started`; a negative status is a signal."""

    reason: str
    status: int | None


class Child:
    """A running engine process. `prepare`, `on_frame` and `on_end` are called from its reader thread.

    `prepare` is called before the process is started, may take seconds, and returns additional environment
    variables; if it raises, the process is not started.
    """

    def __init__(
        self,
        *,
        command: Sequence[str],
        threads: int,
        on_frame: Callable[[Frame], None],
        on_end: Callable[[Ending], None],
        prepare: Callable[[], Mapping[str, str]] = dict,
        log_dir: Path | None = None,
    ) -> None:
        self._command = tuple(command)
        self._environment = child_environment(threads=threads, inherited=os.environ)
        self._on_frame = on_frame
        self._on_end = on_end
        self._prepare = prepare
        self._log_dir = log_dir
        self._outgoing: queue.SimpleQueue[bytes | None] = queue.SimpleQueue()
        self._lock = threading.Lock()
        self._process: subprocess.Popen[bytes] | None = None
        self._killed = False
        self._reader = threading.Thread(target=self._live, name="engine-reader", daemon=True)

    def start(self) -> None:
        """Returns at once; a failure to start is reported through `on_end`."""
        self._reader.start()

    def send(self, frame: Frame) -> None:
        """Queues a frame.

        Raises:
            FrameError: it is too large to be sent.
        """
        self._outgoing.put(encode_frame(frame))

    def kill(self) -> None:
        """Ends the process at once; `on_end` is called as usual. Safe to repeat."""
        with self._lock:
            self._killed = True
            if self._process is not None:
                self._process.kill()

    def join(self, timeout_s: float) -> bool:
        """Waits until the process and its threads have ended; must not be called from the reader thread."""
        self._reader.join(timeout_s)
        return not self._reader.is_alive()

    @property
    def pid(self) -> int | None:
        """The process id, once there is one."""
        return None if self._process is None else self._process.pid

    def _live(self) -> None:
        try:
            self._environment |= self._prepare()
            process = self._spawn()
        except Exception as error:  # noqa: BLE001 - whatever it was, whoever waits has to hear of the end
            _log.warning("the engine was not started: %s", type(error).__name__)
            self._on_end(Ending("not_started", None))
            return
        writer = threading.Thread(target=self._write, args=(process,), name="engine-writer", daemon=True)
        writer.start()
        reason = self._read(cast("BinaryIO", process.stdout))
        process.kill()
        status = process.wait()
        self._outgoing.put(None)
        writer.join()
        self._keep_diagnosis(cast("BinaryIO", process.stderr))
        for pipe in (process.stdout, process.stderr):
            cast("BinaryIO", pipe).close()
        self._on_end(Ending(reason, status))

    def _spawn(self) -> subprocess.Popen[bytes]:
        with self._lock:
            if self._killed:
                raise OSError("killed before it started")
            self._process = subprocess.Popen(
                self._command,
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.PIPE,
                env=self._environment,
                creationflags=_NO_WINDOW if sys.platform == "win32" else 0,
            )
            return self._process

    def _read(self, stream: BinaryIO) -> str:
        try:
            while (frame := read_frame(stream)) is not None:
                self._on_frame(frame)
        except (FrameError, KeyError, TypeError, ValueError):
            return "broken_frame"
        except OSError:
            return "crashed"
        return "crashed"

    def _write(self, process: subprocess.Popen[bytes]) -> None:
        pipe = cast("BinaryIO", process.stdin)
        try:
            while (data := self._outgoing.get()) is not None:
                pipe.write(data)
                pipe.flush()
        except OSError:
            # The process has ended; the reader sees the end of its output and reports it.
            process.kill()
        finally:
            _close_quietly(pipe)

    def _keep_diagnosis(self, stream: BinaryIO) -> None:
        """Keeps the stack that a crashing interpreter prints: only lines of the known form, without data."""
        if self._log_dir is None:
            return
        lines = stream.read(_DIAGNOSIS_BYTES).decode("utf-8", "replace").splitlines()
        kept = [line for line in lines if _DIAGNOSIS_LINE.fullmatch(line)]
        if not kept:
            return
        target = self._log_dir / "engine-crash.log"
        try:
            number = os.open(target, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
            with os.fdopen(number, "w", encoding="utf-8") as file:
                file.write("\n".join([*kept, "", ""]))
        except OSError:
            return


def _close_quietly(pipe: BinaryIO) -> None:
    try:
        pipe.close()
    except OSError:
        return
