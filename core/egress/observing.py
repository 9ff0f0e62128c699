"""Runs a command under the observation methods available on this computer."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import threading
from collections.abc import Callable, Mapping, Sequence
from contextlib import nullcontext, suppress
from dataclasses import dataclass
from pathlib import Path

from core.cancel import CancelToken
from core.egress.dto import Observed, Watch
from core.egress.tables import COUNTERS, SocketWatch, counted, counter_attempts
from core.egress.tracing import connection_attempts, families, lines_of, peers, prefix

_NAMESPACES = (("unshare", "--net"), ("unshare", "--map-current-user", "--net"))
"""As root; and inside a user namespace, which many systems allow every user."""
_THEN_COUNT = 'trap : TERM; out="$1"; shift; "$@"; ended=$?; cat {files} >"$out" 2>/dev/null; exit $ended'
_OWN_SOCKETS = "/anamnesis-"
"""Part of the paths of the journey's own sockets: in its folder, or in the short one of its database."""
_PROBE_S = 30.0
_POLL_S = 0.2
_GRACE_S = 20.0


@dataclass(frozen=True, slots=True)
class Ways:
    """The command prefix of each method; None, with the reason, if it is unavailable."""

    namespace: tuple[str, ...] | None
    no_namespace: str
    strace: str | None
    no_trace: str

    @classmethod
    def of_this_computer(cls, scratch: Path) -> Ways:
        """Tries each of them on a program that does nothing."""
        namespace, no_namespace = _namespace()
        strace, no_trace = _strace(scratch)
        return cls(namespace, no_namespace, strace, no_trace)

    def watches(self) -> tuple[Watch, ...]:
        """In the order of `WAYS`. The tables are only polled without a better method: in a namespace they
        would only show the journey's sockets, which the counters do completely.
        """
        tables = self.namespace is None and self.strace is None and sys.platform == "linux"
        return (
            Watch("namespace", self.namespace is not None, self.no_namespace),
            Watch("trace", self.strace is not None, self.no_trace),
            Watch("tables", tables, "" if tables else "not needed beside the others"),
        )

    def observe(
        self,
        command: Sequence[str],
        *,
        scratch: Path,
        environment: Mapping[str, str] | None = None,
        on_line: Callable[[str], None] = lambda _line: None,
        cancel: CancelToken | None = None,
    ) -> Observed:
        """Runs the command to completion; `on_line` gets each line of its output. `scratch` is an empty
        folder.

        Raises `Cancelled` after ending everything that it started, `OSError`.
        """
        traces, counters = scratch / "trace", scratch / "counters"
        traces.mkdir()
        # Processes of another user are traced too.
        traces.chmod(0o777)
        watches = self.watches()
        whole = self.wrapped(command, traces=traces, counters=counters)
        tables = watches[2].used
        with SocketWatch() if tables else nullcontext() as sockets:
            exit_code = _run(whole, environment, on_line, cancel)
        sent = counted(_text(counters)) if self.namespace else {}
        lines = list(lines_of(traces)) if self.strace else []
        told = {"namespace": bool(sent), "trace": any(traces.iterdir()), "tables": True}
        return Observed(
            exit_code=exit_code,
            # A method without results (full disk, killed program) has not observed anything.
            watches=tuple(
                each if told[each.way] or not each.used else Watch(each.way, False, "it left no result")
                for each in watches
            ),
            connection_attempts=(*counter_attempts(sent), *connection_attempts(lines)),
            families=dict(sorted(families(lines).items())),
            others=sockets.found if sockets is not None else 0,
            peers=tuple(map(_without_home, peers(lines, own=_OWN_SOCKETS))),
        )

    def wrapped(self, command: Sequence[str], *, traces: Path, counters: Path) -> list[str]:
        """The command with its observation prefixes; unchanged if there are none."""
        whole = list(command)
        if self.strace is not None:
            whole = [*prefix(self.strace, traces / "call"), *whole]
        if self.namespace is not None:
            files = " ".join(f"/proc/self/net/{each}" for each in COUNTERS)
            script = _THEN_COUNT.format(files=files)
            whole = [*self.namespace, "sh", "-c", script, "sh", str(counters), *whole]
        return whole


def _namespace() -> tuple[tuple[str, ...] | None, str]:
    if sys.platform != "linux" or shutil.which("unshare") is None:
        return None, "unshare is not installed"
    reason = ""
    for each in _NAMESPACES:
        ended, said = _tried([*each, "true"])
        if ended == 0:
            return each, ""
        reason = f"no network namespace is allowed here: {said}"
    return None, reason


def _strace(scratch: Path) -> tuple[str | None, str]:
    strace = shutil.which("strace") if sys.platform == "linux" else None
    if strace is None:
        return None, "strace is not installed"
    ended, said = _tried([*prefix(strace, scratch / "probe"), "true"])
    for each in scratch.glob("probe.*"):
        each.unlink()
    return (strace, "") if ended == 0 else (None, f"tracing is not allowed here: {said}")


def _tried(command: Sequence[str]) -> tuple[int, str]:
    try:
        done = subprocess.run(
            command, capture_output=True, text=True, errors="replace", check=False, timeout=_PROBE_S
        )
    except (OSError, subprocess.TimeoutExpired) as error:
        return -1, type(error).__name__
    return done.returncode, _without_home(" ".join(done.stderr.split()))[-200:]


def _without_home(text: str) -> str:
    """A report is archived; the name of a home directory is often a person's."""
    home = os.path.expanduser("~").rstrip("/")
    return text.replace(home, "~") if home else text


def _run(
    command: Sequence[str],
    environment: Mapping[str, str] | None,
    on_line: Callable[[str], None],
    cancel: CancelToken | None,
) -> int:
    process = subprocess.Popen(
        command,
        env=None if environment is None else dict(environment),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        text=True,
        encoding="utf-8",
        errors="replace",
        # A process group of its own, so that everything started can be stopped.
        start_new_session=True,
    )
    over = threading.Event()
    stopper = threading.Thread(target=_stop_when_cancelled, args=(process, over, cancel), name="stopper")
    stopper.start()
    try:
        with process:
            assert process.stdout is not None  # noqa: S101 - asked for above
            for line in process.stdout:
                on_line(line)
    finally:
        over.set()
        stopper.join()
    if cancel is not None:
        cancel.raise_if_cancelled()
    return process.returncode


def _stop_when_cancelled(
    process: subprocess.Popen[str], over: threading.Event, cancel: CancelToken | None
) -> None:
    """Asks the whole group to end, so that the database stops cleanly; then kills it."""
    while not over.wait(_POLL_S):
        if cancel is not None and cancel.cancelled:
            for number in (signal.SIGTERM, signal.SIGKILL):
                with suppress(ProcessLookupError):
                    os.killpg(process.pid, number)
                if over.wait(_GRACE_S):
                    return


def _text(path: Path) -> str:
    try:
        return path.read_text("ascii", "replace")
    except OSError:
        return ""
