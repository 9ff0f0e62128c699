"""Runs one model in a process of its own at one level and reports the outcome."""

from __future__ import annotations

import contextlib
import json
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, BinaryIO, cast

from core.child_processes.environment import child_environment
from core.child_processes.modules import child_command
from core.engine.catalogue import ModelSpec
from core.engine.environment import engine_threads
from core.engine.processor.backend import BACKENDS_VARIABLE
from core.engine.processor.levels import LEVEL_VARIABLE, level_named
from core.engine.protocol import spec_to_header
from core.errors import InputRefused

TRIAL_TIMEOUT_S = 300.0
"""A large model on a slow disk is read within minutes; a slower one would be useless."""
_LOOK_S = 0.05
_SAID_LIMIT_BYTES = 64 << 10
_CODE_LIMIT_CHARS = 40
_NO_WINDOW = 0x08000000


def never() -> bool:
    """A stop condition that is never true."""
    return False


@dataclass(frozen=True, slots=True)
class Measured:
    """The report of a completed trial; `reason` is empty if the model computed correctly."""

    reason: str
    prompt_tokens_per_s: float = 0.0
    tokens_per_s: float = 0.0
    method: str = ""


@dataclass(frozen=True, slots=True)
class Outcome:
    """`level` is what the process ran with. Exactly one of these holds: it has `measured`; it `died` of the
    signal named, of `timeout` or `exit`; the model itself was `refused`, with a code; or none of them, as the
    trial was stopped.
    """

    level: str
    measured: Measured | None = None
    died: str = ""
    refused: str = ""


def trial_command() -> tuple[str, ...]:
    """The command that starts a trial's process."""
    return child_command("core.engine.processor.trial_child", str(os.getpid()))


def level_environment(level: str, backends: Path | None) -> dict[str, str]:
    """Variables that bound every native library of a child to `level`."""
    environment = {LEVEL_VARIABLE: level, **level_named(level).torch}
    if backends is not None:
        environment[BACKENDS_VARIABLE] = str(backends)
    return environment


def run_trial(
    spec: ModelSpec,
    level: str,
    *,
    plain: bool = False,
    short: bool = False,
    backends: Path | None = None,
    stopping: Callable[[], bool] = never,
    command: Sequence[str] | None = None,
    timeout_s: float = TRIAL_TIMEOUT_S,
) -> Outcome:
    """Computes with `spec` at `level` or the best level below that the processor announces.

    `plain` also embeds by the library that the packed encoder replaces; `short` writes two tokens only, for
    emulated processors. Ends soon after `stopping` returns true. Raises `OSError`: the process cannot be
    started.
    """
    threads = engine_threads()
    asked = {"model": spec_to_header(spec), "threads": threads, "plain": plain, "short": short}
    with subprocess.Popen(
        tuple(command) if command is not None else trial_command(),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env=child_environment(threads=threads, inherited=os.environ) | level_environment(level, backends),
        creationflags=_NO_WINDOW if sys.platform == "win32" else 0,
    ) as process:
        said, late = _conversation(process, json.dumps(asked).encode(), stopping, timeout_s)
    if stopping():
        return Outcome(level)
    return _outcome(level, said, "timeout" if late else _ending(process.returncode))


def _conversation(
    process: subprocess.Popen[bytes], asked: bytes, stopping: Callable[[], bool], timeout_s: float
) -> tuple[bytes, bool]:
    """The output of the process until its end, bounded, and whether it was ended for its slowness."""
    source, sink = cast("BinaryIO", process.stdout), cast("BinaryIO", process.stdin)
    said: list[bytes] = []

    def listen() -> None:
        # A process that writes more than this has been taken over by the file it reads.
        said.append(source.read(_SAID_LIMIT_BYTES))
        if source.read(1):
            process.kill()

    listener = threading.Thread(target=listen, name="engine-trial", daemon=True)
    listener.start()
    with contextlib.suppress(OSError):
        sink.write(asked)
        sink.close()
    deadline, late = time.monotonic() + timeout_s, False
    while listener.is_alive():
        listener.join(_LOOK_S)
        late = time.monotonic() > deadline
        if late or stopping():
            break
    process.kill() if late or stopping() else process.wait()
    listener.join()
    process.wait()
    return b"".join(said), late


def _outcome(asked: str, said: bytes, ending: str) -> Outcome:
    level: Any = asked
    result: dict[str, Any] = {}
    for line in said.splitlines():
        try:
            document = json.loads(line)
        except (ValueError, RecursionError):
            # The incomplete last line of a process that died while writing it.
            continue
        if isinstance(document, dict):
            result |= document
    level = result.pop("level", level)
    try:
        level_named(level)
        if "refused" in result:
            return Outcome(level, refused=str(result["refused"])[:_CODE_LIMIT_CHARS])
        if "reason" not in result:
            return Outcome(level, died=ending or "exit")
        return Outcome(level, Measured(**result))
    except (InputRefused, TypeError, ValueError):
        # Its report is not one that a trial writes.
        return Outcome(asked, died="exit")


def _ending(status: int) -> str:
    """The name of the signal that ended a process; "" if none did."""
    if status >= 0:
        return ""
    try:
        return signal.Signals(-status).name
    except ValueError:
        return f"signal_{-status}"
