"""A field that takes keys instead of text and shows what is pressed in it."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QLineEdit, QWidget

_MODIFIERS = (
    Qt.Key.Key_Control,
    Qt.Key.Key_Shift,
    Qt.Key.Key_Alt,
    Qt.Key.Key_Meta,
    Qt.Key.Key_AltGr,
    Qt.Key.Key_CapsLock,
    Qt.Key.Key_unknown,
)
_LEAVING = (Qt.Key.Key_Tab, Qt.Key.Key_Backtab, Qt.Key.Key_Escape)
_CLEARING = (Qt.Key.Key_Backspace, Qt.Key.Key_Delete)


class KeyField(QLineEdit):
    """Tab and Escape work as everywhere; Backspace and Delete mean no keys."""

    pressed = Signal(str)
    """The keys as portable text."""
    cleared = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setReadOnly(True)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.NoContextMenu)

    def event(self, event: QEvent) -> bool:
        override = event.type() == QEvent.Type.ShortcutOverride
        if override and isinstance(event, QKeyEvent) and not self._leaves(event):
            # Accepted before the command that has these keys now can react.
            event.accept()
            return True
        handled: bool = super().event(event)
        return handled

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in _MODIFIERS:
            return
        plain = event.modifiers() in (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.KeypadModifier)
        if self._leaves(event):
            event.ignore()
        elif plain and event.key() in _CLEARING:
            self.cleared.emit()
        else:
            sequence = QKeySequence(event.keyCombination())
            self.pressed.emit(sequence.toString(QKeySequence.SequenceFormat.PortableText))

    @staticmethod
    def _leaves(event: QKeyEvent) -> bool:
        held = event.modifiers() & ~(Qt.KeyboardModifier.ShiftModifier | Qt.KeyboardModifier.KeypadModifier)
        return event.key() in _LEAVING and held == Qt.KeyboardModifier.NoModifier
