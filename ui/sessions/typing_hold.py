"""Has the keyboard while a note is being opened, so that no other field gets what is typed meanwhile."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QInputMethodEvent, QKeyEvent
from PySide6.QtWidgets import QWidget

_LINE_ENDS = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_NO_TEXT = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.MetaModifier


class TypingHold(QWidget):
    """Takes no room. What is typed goes to whoever calls `end`, or nowhere."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._typed = ""
        self.setFixedSize(0, 0)
        # Never reached with Tab: it is given the keyboard, and gives it on.
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled)

    @property
    def active(self) -> bool:
        """Whether it has the keyboard: false once the person went elsewhere."""
        # The window's own, also while a dialog lies over it.
        return self.window().focusWidget() is self

    def begin(self) -> None:
        """Takes the keyboard, unless it is behind another page."""
        if not self.active:
            self._typed = ""
        if self.isVisible():
            self.setFocus(Qt.FocusReason.OtherFocusReason)

    def end(self) -> str:
        """What was typed since `begin`; it is forgotten here."""
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
