"""Opens a network socket deliberately, to prove that the observation would detect one.

`python -m core.egress.control` connects a datagram socket to an address reserved for documentation (RFC
5737), which sends nothing, and waits a moment for the socket tables to be read.
"""

from __future__ import annotations

import contextlib
import socket
import time

_NOWHERE = ("192.0.2.1", 9)
_SEEN_AFTER_S = 0.3


def _open_a_socket() -> None:
    # On a system that forbids this program such sockets (AppArmor) the attempt is still visible.
    with contextlib.suppress(OSError), socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as made:
        with contextlib.suppress(OSError):
            made.connect(_NOWHERE)
        time.sleep(_SEEN_AFTER_S)


if __name__ == "__main__":
    _open_a_socket()
