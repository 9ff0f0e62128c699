"""Reads what strace wrote of the calls that make and connect sockets."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from pathlib import Path

from core.egress.dto import ConnectionAttempt

CALLS = "socket,connect,io_uring_setup"
"""No socket comes to be without one of them, but one that another process hands over."""
LOCAL = frozenset({"AF_UNIX", "AF_LOCAL"})
"""Sockets of these families reach processes of this computer only."""
_RESOLVERS = ("/systemd/resolve/", "/avahi-daemon/")
"""In the paths of sockets behind which another program asks the network for names."""
_CALL = re.compile(
    r"\b(?P<call>socket|connect|io_uring_setup)\((?:\d+, \{sa_family=)?(?P<family>(?:AF|PF)_\w+|0x[0-9a-f]+)?"
)
_REACHED = frozenset({"allowed", "EINPROGRESS"})
_OUTCOME = re.compile(r"\) += (?P<result>-?\d+)(?: (?P<error>E\w+))?")
_ADDRESS = re.compile(r'(?:inet_addr\(|inet_pton\(AF_INET6, )"(?P<address>[^"]+)"')
_PATH = re.compile(r'sun_path=(?P<path>@?"(?:[^"\\]|\\.)*")')
_PORT = re.compile(r"sin6?_port=htons\((?P<port>\d+)\)")


def prefix(strace: str, output: Path) -> tuple[str, ...]:
    """What is put before a command, so that its calls and those of its children are in `output.PID`."""
    # Not --seccomp-bpf, which is quicker: what a process's own filter refuses would never reach the trace.
    return (strace, "-f", "-ff", "-qq", "-e", f"trace={CALLS}", "-o", str(output))


def lines_of(folder: Path) -> Iterable[str]:
    """Every line of every trace in a folder."""
    for path in sorted(folder.iterdir()):
        yield from path.read_text("utf-8", "replace").splitlines()


def families(lines: Iterable[str]) -> Counter[str]:
    """How often each address family was asked for."""
    return Counter(found["family"] for line in lines if (found := _call(line)) is not None)


def connection_attempts(lines: Iterable[str]) -> tuple[ConnectionAttempt, ...]:
    """Every call that could lead out of the computer, equal ones counted."""
    counted: Counter[tuple[str, str, str]] = Counter()
    for line in lines:
        found = _CALL.search(line)
        if found is None:
            continue
        if found["call"] == "io_uring_setup":
            # Through such a ring sockets are made without a call that a trace would show.
            counted["io_uring", "", _outcome(line)] += 1
        elif found["family"] in LOCAL:
            path = _path(line)
            if any(each in path for each in _RESOLVERS):
                counted["connect to a resolver", path, _outcome(line)] += 1
        elif found["family"] is not None:
            counted[f"{found['call']} {found['family']}", _target(line), _outcome(line)] += 1
    return tuple(ConnectionAttempt("trace", *named, times) for named, times in sorted(counted.items()))


def peers(lines: Iterable[str], *, own: str) -> tuple[str, ...]:
    """The sockets of this computer that were connected to, but for those whose path has `own` in it: another
    program is behind each of them, and what it does then is seen by nobody.
    """
    reached = {_path(line) for line in lines if "connect(" in line and _outcome(line) in _REACHED}
    return tuple(sorted(each for each in reached if each and own not in each))


def _path(line: str) -> str:
    found = _PATH.search(line)
    return "" if found is None else found["path"].replace('"', "")


def _call(line: str) -> re.Match[str] | None:
    # The address of a connect may lie where strace may not read; the socket's own call has the family.
    found = _CALL.search(line)
    return found if found is not None and found["family"] is not None and found["family"][0] != "0" else None


def _target(line: str) -> str:
    address, port = _ADDRESS.search(line), _PORT.search(line)
    if address is None:
        return ""
    return f"{address['address']} port {port['port']}" if port is not None else address["address"]


def _outcome(line: str) -> str:
    found = _OUTCOME.search(line)
    if found is None:
        return ""
    return found["error"] or ("allowed" if int(found["result"]) >= 0 else "refused")
