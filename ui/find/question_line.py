"""The search box with the button that searches or stops."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QPushButton, QWidget

from ui.theme import SPACE_2, set_role
from ui.widgets.key_tip import set_key_tip

_SHOWN_AFTER_MS = 150
"""A shorter search shows no progress."""


class QuestionLine(QWidget):
    """Enter searches, Escape stops or clears, Down goes to the results."""

    asked = Signal()
    stopped = Signal()
    emptied = Signal()
    entered = Signal()
    """The focus is to move to the list."""
    shown_busy = Signal(bool)
    """A search takes long enough to show progress, or has ended."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.edit = QLineEdit()
        self.button = QPushButton()
        self._busy = False
        self._patience = QTimer(self)
        self._patience.setSingleShot(True)
        self._patience.setInterval(_SHOWN_AFTER_MS)
        self._patience.timeout.connect(self._say_busy)
        self.show_where("")
        self.edit.installEventFilter(self)
        set_key_tip(self.edit, self.tr("Words or a question"), "find.practice")
        set_role(self.button, kind="primary")
        self.button.setAutoDefault(False)
        across = QHBoxLayout(self)
        across.setContentsMargins(0, 0, 0, 0)
        across.setSpacing(SPACE_2)
        across.addWidget(self.edit, 1)
        across.addWidget(self.button)
        self.edit.textChanged.connect(self._on_text)
        self.button.clicked.connect(self._on_button)
        self._refresh(stopping=False)

    @property
    def question(self) -> str:
        return self.edit.text().strip()

    def set_busy(self, busy: bool) -> None:
        """Whether a search is under way; said only when it takes a moment."""
        self._busy = busy
        if busy:
            self._patience.start()
            return
        self._patience.stop()
        self._refresh(stopping=False)
        self.shown_busy.emit(False)

    def show_where(self, chart: str) -> None:
        """Shows the scope: `chart` as a title, or with "" all notes."""
        self.edit.setPlaceholderText(chart or self.tr("Words or a question, then Enter"))
        self.edit.setAccessibleName(chart or self.tr("Find in all notes"))

    def clear(self) -> None:
        """Not `QLineEdit.clear`, which Ctrl+Z reverts."""
        self.edit.setText("")

    def focus(self) -> None:
        """Puts the keyboard into the box, with its text selected."""
        self.edit.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.edit.selectAll()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self.edit and isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            return self._on_key(event)
        handled: bool = super().eventFilter(watched, event)
        return handled

    def _on_key(self, event: QKeyEvent) -> bool:
        key = event.key()
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.asked.emit()
        elif key == Qt.Key.Key_Down:
            self.entered.emit()
        elif key == Qt.Key.Key_Escape and self._busy:
            self.stopped.emit()
        elif key == Qt.Key.Key_Escape and self.edit.text():
            self.clear()
        else:
            return False
        return True

    def _on_text(self, text: str) -> None:
        if not text:
            self.emptied.emit()

    def _on_button(self) -> None:
        if self._busy and not self._patience.isActive():
            self.stopped.emit()
        else:
            self.asked.emit()

    def _say_busy(self) -> None:
        self._refresh(stopping=True)
        self.shown_busy.emit(True)

    def _refresh(self, *, stopping: bool) -> None:
        self.button.setText(self.tr("Stop") if stopping else self.tr("Find"))
        stop, find = self.tr("Stop searching (Esc)"), self.tr("Search (Enter)")
        self.button.setToolTip(stop if stopping else find)
