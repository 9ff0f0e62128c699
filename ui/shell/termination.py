"""Closes the window properly, with its database, on an interrupt, a request to terminate or a hangup."""

from __future__ import annotations

import signal
import socket
from types import FrameType
from typing import Any

from PySide6.QtCore import QObject, QSocketNotifier, Signal

from core.ending_signals import ending_signals


class TerminationSignals(QObject):
    """Emits `requested` in the window's thread. Create it in the main thread, and `close` it at the end."""

    requested = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        # Python handles a signal only between its own instructions, of which Qt's event loop has none: the
        # byte written by `set_wakeup_fd` wakes the loop.
        self._read, self._write = socket.socketpair()
        self._read.setblocking(False)
        self._write.setblocking(False)
        self._notifier = QSocketNotifier(self._read.fileno(), QSocketNotifier.Type.Read, self)
        self._notifier.activated.connect(self._on_byte)
        self._fd_before = signal.set_wakeup_fd(self._write.fileno(), warn_on_full_buffer=False)
        self._before: dict[signal.Signals, Any] = {
            number: signal.signal(number, _note) for number in ending_signals()
        }

    def close(self) -> None:
        """Restores the previous handlers."""
        self._notifier.setEnabled(False)
        signal.set_wakeup_fd(self._fd_before)
        for number, handler in self._before.items():
            signal.signal(number, handler)
        self._read.close()
        self._write.close()

    def _on_byte(self) -> None:
        received = self._read.recv(64)
        if any(number in received for number in self._before):
            self.requested.emit()


def _note(_number: int, _frame: FrameType | None) -> None:
    """Only keeps Python's default handler from ending the process; the byte does the rest."""
