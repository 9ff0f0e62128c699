"""Opens a network socket on purpose, so that a report can say that its observation would have seen one.

`python -m core.egress.control` names an address that is kept for documentation (RFC 5737) to a datagram
socket, which sends nothing, and waits a moment for whoever looks at tables of sockets.
"""

from __future__ import annotations

import contextlib
import socket
import time

_NOWHERE = ("192.0.2.1", 9)
_SEEN_AFTER_S = 0.3


def _open_a_socket() -> None:
    # A system that lets this program have no such socket at all (AppArmor) shows the attempt all the same.
    with contextlib.suppress(OSError), socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as made:
        with contextlib.suppress(OSError):
            made.connect(_NOWHERE)
        time.sleep(_SEEN_AFTER_S)


if __name__ == "__main__":
    _open_a_socket()
