"""A hidden passphrase field that can be revealed and warns of Caps Lock."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QAction, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from ui.resources import icon
from ui.theme import SPACE_1, set_role
from ui.widgets.plain_label import PlainLabel


class _HiddenLine(QLineEdit):
    """Detects Caps Lock from keys, because Qt cannot query it on every system."""

    caps_lock_seen = Signal(bool)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        typed = event.text()
        if len(typed) == 1 and typed.upper() != typed.lower():
            shifted = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
            self.caps_lock_seen.emit(typed.isupper() != shifted)
        elif event.key() == Qt.Key.Key_CapsLock:
            self.caps_lock_seen.emit(False)
        super().keyPressEvent(event)


class PassphraseField(QWidget):
    """One hidden line with a button to show it and a line for the Caps Lock hint."""

    changed = Signal(str)
    submitted = Signal()
    """Enter was pressed."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.line = _HiddenLine()
        self.line.setEchoMode(QLineEdit.EchoMode.Password)
        self.line.setAccessibleName(name)
        self._reveal = QAction(self)
        self._reveal.setCheckable(True)
        self._reveal.setShortcut(QKeySequence("Ctrl+R"))
        self._reveal.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        self._reveal.toggled.connect(self._on_reveal)
        self.line.addAction(self._reveal, QLineEdit.ActionPosition.TrailingPosition)
        self._caps_hint = PlainLabel(self.tr("Caps Lock is on"))
        set_role(self._caps_hint, type="caption", tone="caution")
        # Keeps its space, so that the form does not move.
        policy = self._caps_hint.sizePolicy()
        policy.setRetainSizeWhenHidden(True)
        self._caps_hint.setSizePolicy(policy)
        self._caps_hint.hide()
        self.line.caps_lock_seen.connect(self._caps_hint.setVisible)
        self.line.textChanged.connect(self._on_text_changed)
        self.line.returnPressed.connect(self.submitted)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(SPACE_1)
        layout.addWidget(self.line)
        layout.addWidget(self._caps_hint)
        self.setFocusProxy(self.line)
        self._on_reveal(False)

    @property
    def text(self) -> str:
        return self.line.text()

    @property
    def caps_lock_hinted(self) -> bool:
        return not self._caps_hint.isHidden()

    def clear(self) -> None:
        """Clears the field and hides the following input."""
        # Not `clear`, which Ctrl+Z reverts: a passphrase must not return at the lock screen.
        self.line.setText("")
        self._reveal.setChecked(False)
        self._caps_hint.hide()

    def refuse(self) -> None:
        """Marks the input as wrong and selects it, so that typing replaces it."""
        self._set_invalid(True)
        self.line.setFocus(Qt.FocusReason.OtherFocusReason)
        self.line.selectAll()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange and hasattr(self, "_reveal"):
            self._reveal.setIcon(icon("eye", "muted"))

    def _on_text_changed(self, text: str) -> None:
        self._set_invalid(False)
        self.changed.emit(text)

    def _set_invalid(self, invalid: bool) -> None:
        if bool(self.line.property("invalid")) == invalid:
            return
        self.line.setProperty("invalid", invalid)
        self.line.style().unpolish(self.line)
        self.line.style().polish(self.line)

    def _on_reveal(self, shown: bool) -> None:
        mode = QLineEdit.EchoMode.Normal if shown else QLineEdit.EchoMode.Password
        self.line.setEchoMode(mode)
        self._reveal.setText(self.tr("Hide what is typed") if shown else self.tr("Show what is typed"))
        keys = self._reveal.shortcut().toString(QKeySequence.SequenceFormat.NativeText)
        self._reveal.setToolTip(f"{self._reveal.text()} ({keys})")
        self._reveal.setIcon(icon("eye", "accent" if shown else "muted"))
