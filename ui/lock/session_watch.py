"""Hears from the operating system that the computer goes to sleep or that somebody else sits down at it."""

from __future__ import annotations

import sys
from typing import Literal

from PySide6.QtCore import QObject, Signal

LockReason = Literal["suspend", "screen_locked", "session_switched"]


class SessionWatch(QObject):
    """Asks for a lock; `lock_finished` tells it that the keys are gone. This one never hears anything.

    It is what stands in where a system has no such service.
    """

    lock_requested = Signal(str)
    """A `LockReason`."""

    def start(self) -> None:
        """Begins to listen. Where there is nobody to listen to, nothing happens."""

    def lock_finished(self) -> None:
        """The practice is locked: whoever waited for that, a suspend perhaps, may go on."""

    def stop(self) -> None:
        """Listens no more and holds nothing back any more."""


def session_watch(parent: QObject | None = None) -> SessionWatch:
    """The watch of this operating system."""
    # Imported here, since what each of them needs exists on its own system only.
    if sys.platform == "linux":
        from ui.lock.logind_watch import LogindWatch

        return LogindWatch(parent=parent)
    if sys.platform == "win32":
        from ui.lock.windows_watch import WindowsWatch

        return WindowsWatch(parent)
    if sys.platform == "darwin":
        from ui.lock.macos_watch import MacosWatch

        return MacosWatch(parent)
    return SessionWatch(parent)
