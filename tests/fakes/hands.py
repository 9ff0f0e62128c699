"""Types letters that no key of a Latin keyboard has, one key press at a time."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QWidget

_KEYS = {" ": Qt.Key.Key_Space, "\n": Qt.Key.Key_Return, "\t": Qt.Key.Key_Tab}


def type_text(widget: QWidget, text: str) -> None:
    """Presses and releases one key a character, as an input method or a Hebrew layout delivers them."""
    for character in text:
        key = _KEYS.get(character, Qt.Key.Key_unknown)
        written = "\r" if character == "\n" else character
        for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
            event = QKeyEvent(kind, key.value, Qt.KeyboardModifier.NoModifier, written)
            QApplication.sendEvent(widget, event)
