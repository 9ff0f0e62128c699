"""The question box and the answer options: Enter asks, Shift+Enter starts a new line."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from core.retrieval.dto import QUESTION_LIMIT_CHARS
from ui.theme import SPACE_1, SPACE_2, set_role
from ui.widgets.plain_label import PlainLabel
from ui.widgets.plain_text_edit import PlainTextEdit

_LINES = (2, 6)
"""Minimum and maximum height; it grows with the text."""
_TELLS_FROM = 0.8
"""From this share of the limit the remaining characters are shown."""
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class _Editor(PlainTextEdit):
    entered = Signal()

    def event(self, event: QEvent) -> bool:
        override = event.type() == QEvent.Type.ShortcutOverride
        if override and isinstance(event, QKeyEvent) and event.key() in _ENTER:
            # Ctrl+Enter asks here; it must not sign the note beside.
            event.accept()
            return True
        handled: bool = super().event(event)
        return handled

    def keyPressEvent(self, event: QKeyEvent) -> None:
        enter = event.key() in _ENTER
        if enter and not event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
            self.entered.emit()
            return
        if enter:
            # Qt would insert a line separator, which the core does not treat as a line end.
            self.insertPlainText("\n")
            return
        super().keyPressEvent(event)


class QuestionBox(QWidget):
    """The question, the remaining characters, the quotes-only option, the button to ask or stop."""

    asked = Signal(str)
    stop_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._running = False
        self.editor = _Editor()
        self.room = PlainLabel()
        self.button = QPushButton()
        self.editor.setTabChangesFocus(True)
        self.editor.setAccessibleName(self.tr("Question"))
        set_role(self.button, kind="primary")
        self.quotes_only = QCheckBox(self.tr("Quotes only"))
        self.quotes_only.setToolTip(
            self.tr("Answer with the words of the notes, also where a language model may write sentences")
        )
        foot = QHBoxLayout()
        foot.setSpacing(SPACE_2)
        foot.addWidget(self.quotes_only)
        foot.addWidget(self.room, 1)
        foot.addWidget(self.button)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(SPACE_1)
        layout.addWidget(self.editor)
        layout.addLayout(foot)
        self.editor.entered.connect(self._ask)
        self.editor.document().documentLayout().documentSizeChanged.connect(lambda _: self._make_room())
        self._make_room()
        self.editor.textChanged.connect(self._refresh)
        self.button.clicked.connect(self._on_clicked)
        self._refresh()

    @property
    def question(self) -> str:
        """The text, stripped."""
        return self.editor.toPlainText().strip()

    def set_question(self, text: str) -> None:
        self.editor.setPlainText(text)

    def put_before(self, text: str) -> bool:
        """Puts `text` before the typed text, with a blank line between; False if both do not fit."""
        typed = self.question
        joined = "\n\n".join(dict.fromkeys(part for part in (text.strip(), typed) if part))
        if typed and len(joined) > QUESTION_LIMIT_CHARS:
            return joined == typed
        self.set_question(joined)
        return True

    def set_placeholder(self, text: str) -> None:
        self.editor.setPlaceholderText(text)

    def set_running(self, running: bool, *, stopping: bool = False) -> None:
        """While a question runs the button stops it."""
        self._running = running
        if stopping:
            self.button.setText(self.tr("Stopping…"))
            self.button.setEnabled(False)
            return
        set_role(self.button, kind="plain" if running else "primary")
        self._refresh()

    def _on_clicked(self) -> None:
        if self._running:
            self.stop_requested.emit()
        else:
            self._ask()

    def _ask(self) -> None:
        if not self._running and self._fits():
            self.asked.emit(self.question)

    def _fits(self) -> bool:
        return 0 < len(self.question) <= QUESTION_LIMIT_CHARS

    def _make_room(self) -> None:
        least, most = _LINES
        needed = round(self.editor.document().size().height())
        lines = min(max(needed, least), most)
        self.editor.setFixedHeight(lines * self.editor.fontMetrics().lineSpacing() + 7 * SPACE_1)
        bar = Qt.ScrollBarPolicy.ScrollBarAsNeeded if needed > most else Qt.ScrollBarPolicy.ScrollBarAlwaysOff
        self.editor.setVerticalScrollBarPolicy(bar)

    def _refresh(self) -> None:
        length = len(self.question)
        self.button.setText(self.tr("Stop") if self._running else self.tr("Ask"))
        self.button.setToolTip(self.tr("Stop (Esc)") if self._running else self.tr("Ask (Enter)"))
        self.button.setEnabled(self._running or self._fits())
        if length > QUESTION_LIMIT_CHARS:
            over = length - QUESTION_LIMIT_CHARS
            self.room.setText(self.tr("%n character(s) too many", "", over))
            set_role(self.room, type="caption", tone="danger", strong=True)
            return
        told = self.tr("{used} of {limit} characters")
        near = length > _TELLS_FROM * QUESTION_LIMIT_CHARS
        self.room.setText(told.format(used=f"{length:,}", limit=f"{QUESTION_LIMIT_CHARS:,}") if near else "")
        set_role(self.room, type="caption", tone="muted", strong=False)
