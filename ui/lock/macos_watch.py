"""The macOS session watch: the distributed notification that the screen was locked.

Only `reason_of_notification` has ever been run: what calls into macOS is untried.
A suspend that locks the screen is heard of this way; one that does not is noticed at wake by the idle watch.
"""

from __future__ import annotations

import ctypes
import ctypes.util
import logging
from typing import Any

from PySide6.QtCore import QObject

from ui.lock.session_watch import LockReason, SessionWatch

_log = logging.getLogger(__name__)
_REASONS: dict[str, LockReason] = {
    "com.apple.screenIsLocked": "screen_locked",
    "com.apple.screensaver.didstart": "screen_locked",
    "com.apple.sessionDidMoveOffConsole": "session_switched",
}
_UTF8 = 0x08000100
_DELIVER_IMMEDIATELY = 4
_NAME_BYTES = 128
_CALLBACK = ctypes.CFUNCTYPE(
    None, ctypes.c_void_p, ctypes.c_void_p, ctypes.c_void_p, ctypes.c_void_p, ctypes.c_void_p
)


def reason_of_notification(name: str) -> LockReason | None:
    """The lock reason of a distributed notification; None for all but a few."""
    return _REASONS.get(name)


class MacosWatch(SessionWatch):
    """Core Foundation calls back in the run loop of the window's thread, which is Qt's own there."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._foundation: Any = None
        # Must live as long as the observer: Core Foundation keeps only its address.
        self._callback = _CALLBACK(self._on_notification)

    def start(self) -> None:
        path = ctypes.util.find_library("CoreFoundation")
        if self._foundation is not None or path is None:
            return
        self._foundation = foundation = _prepared(ctypes.CDLL(path))
        centre = foundation.CFNotificationCenterGetDistributedCenter()
        if not centre:
            _log.warning("the screen lock is not heard of; the idle lock remains")
            self._foundation = None
            return
        for name in _REASONS:
            text = foundation.CFStringCreateWithCString(None, name.encode(), _UTF8)
            foundation.CFNotificationCenterAddObserver(
                centre, id(self), self._callback, text, None, _DELIVER_IMMEDIATELY
            )
            foundation.CFRelease(text)

    def stop(self) -> None:
        foundation, self._foundation = self._foundation, None
        if foundation is not None:
            centre = foundation.CFNotificationCenterGetDistributedCenter()
            foundation.CFNotificationCenterRemoveEveryObserver(centre, id(self))

    def _on_notification(self, _centre: int, _observer: int, name: int, _object: int, _info: int) -> None:
        if self._foundation is None:
            return
        buffer = ctypes.create_string_buffer(_NAME_BYTES)
        if self._foundation.CFStringGetCString(name, buffer, _NAME_BYTES, _UTF8):
            reason = reason_of_notification(buffer.value.decode())
            if reason is not None:
                self.lock_requested.emit(reason)


def _prepared(foundation: Any) -> Any:
    pointer, text = ctypes.c_void_p, ctypes.c_char_p
    foundation.CFNotificationCenterGetDistributedCenter.restype = pointer
    foundation.CFStringCreateWithCString.restype = pointer
    foundation.CFStringCreateWithCString.argtypes = (pointer, text, ctypes.c_uint32)
    foundation.CFStringGetCString.restype = ctypes.c_bool
    foundation.CFStringGetCString.argtypes = (pointer, text, ctypes.c_long, ctypes.c_uint32)
    foundation.CFNotificationCenterAddObserver.restype = None
    foundation.CFNotificationCenterAddObserver.argtypes = (
        pointer,
        pointer,
        _CALLBACK,
        pointer,
        pointer,
        ctypes.c_long,
    )
    foundation.CFNotificationCenterRemoveEveryObserver.restype = None
    foundation.CFNotificationCenterRemoveEveryObserver.argtypes = (pointer, pointer)
    foundation.CFRelease.restype = None
    foundation.CFRelease.argtypes = (pointer,)
    return foundation
