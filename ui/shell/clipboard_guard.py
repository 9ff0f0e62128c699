"""Knows whether the clipboard holds text of ours, so that a lock clears that and nothing else."""

from __future__ import annotations

import hashlib
import os

from PySide6.QtCore import QObject
from PySide6.QtGui import QClipboard, QGuiApplication


class ClipboardGuard(QObject):
    """Watches both clipboards (X11 has a second one for the selection).

    What arrives while one of our windows has the keyboard was copied here. Only a salted hash of it is kept.
    """

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._salt = os.urandom(16)
        self._ours: dict[QClipboard.Mode, bytes] = {}
        QGuiApplication.clipboard().changed.connect(self._on_changed)

    def clear_ours(self) -> None:
        """Empties the clipboard if what it holds now was copied from our windows."""
        clipboard = QGuiApplication.clipboard()
        ours, self._ours = self._ours, {}
        for mode, digest in ours.items():
            if self._digest(mode) == digest:
                clipboard.clear(mode)

    def _on_changed(self, mode: QClipboard.Mode) -> None:
        if QGuiApplication.focusWindow() is None:
            # Copied in another program; what was ours there is gone.
            self._ours.pop(mode, None)
        else:
            self._ours[mode] = self._digest(mode)

    def _digest(self, mode: QClipboard.Mode) -> bytes:
        text = QGuiApplication.clipboard().text(mode)
        return hashlib.blake2b(text.encode("utf-8", "surrogatepass"), key=self._salt).digest()
