"""Removes what a child process does not need: network, new processes, files, core dumps.

Called first in the child, while it has one thread and no foreign code is loaded. Each measure is tried; what
the operating system refused is reported to the parent, which shows it.
"""

from __future__ import annotations

import ctypes
import os
import signal
import socket
import sys
from dataclasses import dataclass
from pathlib import Path

_CLONE_NEWUSER = 0x10000000
_CLONE_NEWNET = 0x40000000
_PR_SET_PDEATHSIG = 1
_PR_SET_DUMPABLE = 4
_NAME_LOOKUPS = frozenset(
    f"socket.{name}" for name in ("getaddrinfo", "gethostbyname", "gethostbyaddr", "getnameinfo")
)
_NEW_PROCESSES = frozenset(
    {
        "os.exec",
        "os.fork",
        "os.forkpty",
        "os.posix_spawn",
        "os.spawn",
        "os.startfile",
        "os.system",
        "pty.spawn",
        "subprocess.Popen",
    }
)


@dataclass(frozen=True, slots=True)
class Isolation:
    """What the operating system granted the engine process; each measure is tried at its start.

    Sockets are refused inside Python in any case; the other measures hold for native code too. `landlock` is
    the version that closes all files but the models and the libraries, 0 for none; `system_calls` says
    whether a filter refuses calls that reach outside. A reason (`core.confinement.report.Reason`) is empty
    where its measure holds.
    """

    sockets_refused: bool
    network_namespace: bool
    core_dumps_refused: bool
    dies_with_parent: bool
    landlock: int = 0
    landlock_reason: str = "not_asked"
    system_calls: bool = False
    system_calls_reason: str = "not_asked"
    capabilities_dropped: bool = False


def isolate(*, parent_pid: int) -> Isolation:
    """Isolates this process permanently; the calls cannot be undone.

    `parent_pid` is the process that started this one: if it has already ended, this process exits.
    """
    namespace = _leave_network()
    dumps = _refuse_core_dumps()
    bound = _die_with_parent(parent_pid)
    sys.addaudithook(_refuse)
    return Isolation(
        sockets_refused=True,
        network_namespace=namespace,
        core_dumps_refused=dumps,
        dies_with_parent=bound,
    )


def forbid_new_file_contents() -> None:
    """From here on no regular file can grow, so no library can write text to disk.

    Called once the models are loaded, because their libraries probe the temporary directory during import.
    """
    if sys.platform != "win32":
        import resource

        # The interpreter ignores SIGXFSZ, so a write beyond the limit raises an error.
        resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))


def _refuse(event: str, args: tuple[object, ...]) -> None:
    """The audit hook: runs before the system call, so a refused socket never reaches the kernel."""
    if event == "socket.__new__":
        if args[1] != getattr(socket, "AF_UNIX", None):
            raise PermissionError(1, "the engine has no network")
    elif event in _NAME_LOOKUPS:
        raise PermissionError(1, "the engine has no network")
    elif event in _NEW_PROCESSES:
        raise PermissionError(1, "the engine starts no process")


def _leave_network() -> bool:
    """Enters a network namespace without an interface; unprivileged users need a user namespace around it."""
    if sys.platform != "linux":
        return False
    libc = ctypes.CDLL(None, use_errno=True)
    if libc.unshare(_CLONE_NEWNET) == 0:
        return True
    user, group = os.getuid(), os.getgid()
    if libc.unshare(_CLONE_NEWUSER | _CLONE_NEWNET) != 0:
        return False
    try:
        Path("/proc/self/setgroups").write_text("deny", encoding="ascii")
        Path("/proc/self/uid_map").write_text(f"{user} {user} 1", encoding="ascii")
        Path("/proc/self/gid_map").write_text(f"{group} {group} 1", encoding="ascii")
    except OSError:
        # The process then runs under the overflow id, which has no more rights than before.
        return True
    return True


def _refuse_core_dumps() -> bool:
    if sys.platform == "win32":
        return False
    import resource

    try:
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    except (OSError, ValueError):
        return False
    if sys.platform == "linux":
        return bool(ctypes.CDLL(None).prctl(_PR_SET_DUMPABLE, 0, 0, 0, 0) == 0)
    return True


def _die_with_parent(parent_pid: int) -> bool:
    """Requests SIGKILL when the thread that started us ends; the end of input is the second signal."""
    if sys.platform != "linux":
        return False
    asked = ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, int(signal.SIGKILL), 0, 0, 0) == 0
    if os.getppid() != parent_pid:
        os._exit(0)
    return bool(asked)
