"""Receives the operating system's notice of a sleep or of another user at the computer."""

from __future__ import annotations

import sys
from typing import Literal

from PySide6.QtCore import QObject, Signal

LockReason = Literal["suspend", "screen_locked", "session_switched"]


class SessionWatch(QObject):
    """Requests a lock; `lock_finished` tells it that the keys are destroyed. This base class receives
    nothing.

    It is used where a system has no such service.
    """

    lock_requested = Signal(str)
    """A `LockReason`."""

    def start(self) -> None:
        """Starts listening; without a service nothing happens."""

    def lock_finished(self) -> None:
        """The practice is locked: a delayed suspend may continue."""

    def stop(self) -> None:
        """Stops listening and releases any delayed suspend."""


def session_watch(parent: QObject | None = None) -> SessionWatch:
    """The watch of this operating system."""
    # Imported here, since each one's dependencies exist on its own system only.
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
