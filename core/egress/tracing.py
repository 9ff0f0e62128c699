"""Parses strace's output about calls that create and connect sockets."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from pathlib import Path

from core.egress.dto import ConnectionAttempt

CALLS = "socket,connect,io_uring_setup"
"""Every socket needs one of them, except those passed by another process."""
LOCAL = frozenset({"AF_UNIX", "AF_LOCAL"})
"""Sockets of these families reach only processes of this computer."""
_RESOLVERS = ("/systemd/resolve/", "/avahi-daemon/")
"""Parts of the paths of local sockets whose programs resolve names over the network."""
_CALL = re.compile(
    r"\b(?P<call>socket|connect|io_uring_setup)\((?:\d+, \{sa_family=)?(?P<family>(?:AF|PF)_\w+|0x[0-9a-f]+)?"
)
_REACHED = frozenset({"allowed", "EINPROGRESS"})
_OUTCOME = re.compile(r"\) += (?P<result>-?\d+)(?: (?P<error>E\w+))?")
_ADDRESS = re.compile(r'(?:inet_addr\(|inet_pton\(AF_INET6, )"(?P<address>[^"]+)"')
_PATH = re.compile(r'sun_path=(?P<path>@?"(?:[^"\\]|\\.)*")')
_PORT = re.compile(r"sin6?_port=htons\((?P<port>\d+)\)")


def prefix(strace: str, output: Path) -> tuple[str, ...]:
    """The prefix of a command that writes its calls and its children's to `output.PID`."""
    # Not the faster --seccomp-bpf: calls refused by a process's own filter would be missing.
    return (strace, "-f", "-ff", "-qq", "-e", f"trace={CALLS}", "-o", str(output))


def lines_of(folder: Path) -> Iterable[str]:
    """Every line of every trace in a folder."""
    for path in sorted(folder.iterdir()):
        yield from path.read_text("utf-8", "replace").splitlines()


def families(lines: Iterable[str]) -> Counter[str]:
    """How often each address family was requested."""
    return Counter(found["family"] for line in lines if (found := _call(line)) is not None)


def connection_attempts(lines: Iterable[str]) -> tuple[ConnectionAttempt, ...]:
    """Every call that could lead out of the computer, with counts."""
    counted: Counter[tuple[str, str, str]] = Counter()
    for line in lines:
        found = _CALL.search(line)
        if found is None:
            continue
        if found["call"] == "io_uring_setup":
            # Sockets made through such a ring do not appear in a trace.
            counted["io_uring", "", _outcome(line)] += 1
        elif found["family"] in LOCAL:
            path = _path(line)
            if any(each in path for each in _RESOLVERS):
                counted["connect to a resolver", path, _outcome(line)] += 1
        elif found["family"] is not None:
            counted[f"{found['call']} {found['family']}", _target(line), _outcome(line)] += 1
    return tuple(ConnectionAttempt("trace", *named, times) for named, times in sorted(counted.items()))


def peers(lines: Iterable[str], *, own: str) -> tuple[str, ...]:
    """The local sockets connected to, except those whose path contains `own`: another program is behind each,
    and its actions are not observed.
    """
    reached = {_path(line) for line in lines if "connect(" in line and _outcome(line) in _REACHED}
    return tuple(sorted(each for each in reached if each and own not in each))


def _path(line: str) -> str:
    found = _PATH.search(line)
    return "" if found is None else found["path"].replace('"', "")


def _call(line: str) -> re.Match[str] | None:
    # strace may be unable to read the address of a connect; the socket call has the family.
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
