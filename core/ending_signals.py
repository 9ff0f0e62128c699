"""The signals by which a system or a person asks this program to end."""

from __future__ import annotations

import signal
import sys


def ending_signals() -> tuple[signal.Signals, ...]:
    """Those that must be handled, so that the database is stopped: without a handler each ends the process.

    SIGHUP follows SIGTERM at once when systemd stops a session (`SendSIGHUP`, systemd.kill(5)), and comes
    alone when the terminal is closed that the program was started from. What is ignored already stays so
    (`nohup`).
    """
    asked = [signal.SIGINT, signal.SIGTERM]
    if sys.platform != "win32" and signal.getsignal(signal.SIGHUP) is not signal.SIG_IGN:
        asked.append(signal.SIGHUP)
    return tuple(asked)
