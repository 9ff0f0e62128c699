"""Takes the keyboard focus while a note is opened, so that no other field gets the input."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QInputMethodEvent, QKeyEvent
from PySide6.QtWidgets import QWidget

_LINE_ENDS = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_NO_TEXT = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.MetaModifier


class TypingHold(QWidget):
    """An invisible widget. `end` returns the typed text."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._typed = ""
        self.setFixedSize(0, 0)
        # Never reached by Tab: the focus is set and passed on by code.
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled)

    @property
    def active(self) -> bool:
        """Whether it has the focus: false once the user moved it."""
        # The window's own focus widget, also while a dialog is open.
        return self.window().focusWidget() is self

    def begin(self) -> None:
        """Takes the focus, unless it is behind another page."""
        if not self.active:
            self._typed = ""
        if self.isVisible():
            self.setFocus(Qt.FocusReason.OtherFocusReason)

    def end(self) -> str:
        """Returns the text typed since `begin` and clears it."""
        typed, self._typed = self._typed, ""
        return typed

    def keyPressEvent(self, event: QKeyEvent) -> None:
        text = event.text()
        if event.key() in _LINE_ENDS:
            self._typed += "\n"
        elif event.key() == Qt.Key.Key_Backspace:
            self._typed = self._typed[:-1]
        elif text.isprintable() and text and not event.modifiers() & _NO_TEXT:
            self._typed += text
        else:
            super().keyPressEvent(event)

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        self._typed += event.commitString()
