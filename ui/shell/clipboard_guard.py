"""Tracks whether the clipboard contains text of ours, which is cleared after a while and at a lock."""

from __future__ import annotations

import hashlib
import os

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtGui import QClipboard, QGuiApplication
from PySide6.QtWidgets import QApplication

from ui.widgets.private_clipboard import CLEAR_AFTER_MS

_NEVER = 1_000_000_000
"""Pixels, and milliseconds."""


class ClipboardGuard(QObject):
    """Watches both clipboards (X11 has a second one for the selection).

    Content counts as ours if it arrives while one of our windows has the focus, or if the system says so: a
    menu can be used while another program has the focus. Only a salted hash of it is kept. What was copied is
    cleared after `clear_after_ms`; a mere selection of X11 only at a lock.
    """

    refused = Signal()
    """Text was copied although that is forbidden; it has been removed."""

    def __init__(
        self,
        parent: QObject | None = None,
        *,
        clear_after_ms: int = CLEAR_AFTER_MS,
        forbidden: bool = False,
    ) -> None:
        """`forbidden`: copied text is removed at once, and dragging is disabled."""
        super().__init__(parent)
        self._forbidden = forbidden
        if forbidden:
            # Dragged text bypasses the clipboard; Qt can only prevent it by these limits.
            QApplication.setStartDragDistance(_NEVER)
            QApplication.setStartDragTime(_NEVER)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(clear_after_ms)
        self._timer.timeout.connect(self._clear_clipboard)
        self._salt = os.urandom(16)
        self._ours: dict[QClipboard.Mode, bytes] = {}
        QGuiApplication.clipboard().changed.connect(self._on_changed)

    def set_clear_after_ms(self, clear_after_ms: int) -> None:
        """From the next copy on."""
        self._timer.setInterval(clear_after_ms)

    @property
    def clears_in_ms(self) -> int:
        """Milliseconds until our text is cleared; -1 if there is none."""
        return self._timer.remainingTime()

    def clear_ours(self) -> None:
        """Empties the clipboard if its content was copied from our windows."""
        for mode in list(self._ours):
            self._clear(mode)

    def _clear_clipboard(self) -> None:
        self._clear(QClipboard.Mode.Clipboard)

    def _clear(self, mode: QClipboard.Mode) -> None:
        digest = self._ours.pop(mode, None)
        if mode == QClipboard.Mode.Clipboard:
            self._timer.stop()
        if digest is not None and self._digest(mode) == digest:
            QGuiApplication.clipboard().clear(mode)

    def _on_changed(self, mode: QClipboard.Mode) -> None:
        clipboard = QGuiApplication.clipboard()
        from_here = QGuiApplication.focusWindow() is not None or _owns(clipboard, mode)
        ours = from_here and bool(clipboard.text(mode))
        if ours and self._forbidden:
            clipboard.clear(mode)
            if mode == QClipboard.Mode.Clipboard:
                self.refused.emit()
            return
        if ours:
            self._ours[mode] = self._digest(mode)
        else:
            # Emptied, or replaced by another program.
            self._ours.pop(mode, None)
        if mode == QClipboard.Mode.Clipboard:
            if ours:
                self._timer.start()
            else:
                self._timer.stop()

    def _digest(self, mode: QClipboard.Mode) -> bytes:
        text = QGuiApplication.clipboard().text(mode)
        return hashlib.blake2b(text.encode("utf-8", "surrogatepass"), key=self._salt).digest()


def _owns(clipboard: QClipboard, mode: QClipboard.Mode) -> bool:
    """Whether the system says that the content is from this program."""
    if mode == QClipboard.Mode.Selection:
        return clipboard.ownsSelection()
    return clipboard.ownsClipboard() if mode == QClipboard.Mode.Clipboard else clipboard.ownsFindBuffer()
