"""Copies clinical text, and takes it out of the clipboard again unless something else is there by then."""

from __future__ import annotations

import hashlib

from PySide6.QtCore import QObject, QTimer
from PySide6.QtGui import QGuiApplication

CLEAR_AFTER_MS = 30_000


class PrivateClipboard(QObject):
    """Clears only its own text, known by its hash: what another program put there stays."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._digest = b""
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(CLEAR_AFTER_MS)
        self._timer.timeout.connect(self.clear)

    def copy(self, text: str) -> None:
        """Puts `text` into the clipboard for `CLEAR_AFTER_MS`."""
        clipboard = QGuiApplication.clipboard()
        clipboard.setText(text)
        self._digest = _digest(clipboard.text())
        self._timer.start()

    def clear(self) -> None:
        """Takes the text out now; at a lock, too."""
        self._timer.stop()
        digest, self._digest = self._digest, b""
        clipboard = QGuiApplication.clipboard()
        if digest and _digest(clipboard.text()) == digest:
            clipboard.clear()


def _digest(text: str) -> bytes:
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).digest()
