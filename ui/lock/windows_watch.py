"""The Windows session watch: power and session messages that Windows sends to our window.

Only `reason_of_message` has ever been run: what calls into Windows is untried.
WM_POWERBROADCAST: https://learn.microsoft.com/windows/win32/power/wm-powerbroadcast
WM_WTSSESSION_CHANGE: https://learn.microsoft.com/windows/win32/termserv/wm-wtssession-change
"""

from __future__ import annotations

import ctypes
import ctypes.util
import logging
from typing import Any

from PySide6.QtCore import QAbstractNativeEventFilter, QByteArray, QCoreApplication, QObject
from PySide6.QtGui import QWindow

from ui.lock.session_watch import LockReason, SessionWatch

_log = logging.getLogger(__name__)
WM_POWERBROADCAST = 0x0218
PBT_APMSUSPEND = 0x0004
WM_WTSSESSION_CHANGE = 0x02B1
WTS_CONSOLE_DISCONNECT = 0x2
WTS_REMOTE_DISCONNECT = 0x4
WTS_SESSION_LOCK = 0x7
_NOTIFY_FOR_THIS_SESSION = 0


class _Message(ctypes.Structure):
    """The beginning of Windows' `MSG`."""

    _fields_ = (
        ("window", ctypes.c_void_p),
        ("message", ctypes.c_uint),
        ("wparam", ctypes.c_size_t),
        ("lparam", ctypes.c_ssize_t),
    )


def reason_of_message(message: int, wparam: int) -> LockReason | None:
    """The lock reason of a window message; None for all but a few."""
    if message == WM_POWERBROADCAST and wparam == PBT_APMSUSPEND:
        return "suspend"
    if message == WM_WTSSESSION_CHANGE:
        if wparam == WTS_SESSION_LOCK:
            return "screen_locked"
        if wparam in (WTS_CONSOLE_DISCONNECT, WTS_REMOTE_DISCONNECT):
            return "session_switched"
    return None


class _MessageFilter(QAbstractNativeEventFilter):
    """Reads every window message of this program and blocks none."""

    def __init__(self, watch: WindowsWatch) -> None:
        super().__init__()
        self._watch = watch

    def nativeEventFilter(
        self, kind: QByteArray | bytes | bytearray | memoryview[int], address: Any
    ) -> tuple[bool, int]:
        name = bytes(kind.data()) if isinstance(kind, QByteArray) else bytes(kind)
        if name == b"windows_generic_MSG":
            message = _Message.from_address(int(address))
            reason = reason_of_message(message.message, message.wparam)
            if reason is not None:
                self._watch.lock_requested.emit(reason)
        return False, 0


class WindowsWatch(SessionWatch):
    """Owns a hidden window. Windows gives a program about two seconds before it sleeps."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._filter: _MessageFilter | None = None
        self._window: QWindow | None = None

    def start(self) -> None:
        application = QCoreApplication.instance()
        if self._filter is not None or application is None:
            return
        self._filter = _MessageFilter(self)
        application.installNativeEventFilter(self._filter)
        self._window = QWindow()
        self._window.create()
        if not self._call("WTSRegisterSessionNotification", _NOTIFY_FOR_THIS_SESSION):
            _log.warning("a switch of the session is not heard of; suspend and the idle lock remain")

    def stop(self) -> None:
        application = QCoreApplication.instance()
        if self._filter is None or application is None:
            return
        self._call("WTSUnRegisterSessionNotification")
        application.removeNativeEventFilter(self._filter)
        if self._window is not None:
            self._window.destroy()
        self._filter = self._window = None

    def _call(self, function: str, *arguments: int) -> bool:
        name = ctypes.util.find_library("wtsapi32")
        if name is None or self._window is None:
            return False
        handle = ctypes.c_void_p(int(self._window.winId()))
        return bool(getattr(ctypes.CDLL(name), function)(handle, *arguments))
