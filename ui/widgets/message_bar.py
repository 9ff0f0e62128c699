"""A message inside a screen: an error with its remedy, or a notice."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QAccessible, QAccessibleEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from ui.theme import SPACE_1, SPACE_2, SPACE_3, set_role
from ui.widgets.paragraph import Paragraph

if TYPE_CHECKING:
    from ui.errors import ErrorText

MessageTone = Literal["danger", "caution", "good", "muted"]


class MessageBar(QFrame):
    """Hidden without a message. The user dismisses it, or the view calls `clear`.

    If not `dismissible`, it stays until the problem is fixed.
    """

    action_requested = Signal()
    dismissed = Signal()

    def __init__(self, parent: QWidget | None = None, *, dismissible: bool = True) -> None:
        super().__init__(parent)
        set_role(self, surface="raised")
        self._mark_leading_edge()
        self._title = Paragraph()
        self._text = Paragraph()
        self._remedy = Paragraph()
        set_role(self._title, strong=True)
        set_role(self._remedy, tone="muted")
        words = QVBoxLayout()
        words.setSpacing(SPACE_1)
        for label in (self._title, self._text, self._remedy):
            words.addWidget(label)
        self._action = QPushButton()
        self._action.clicked.connect(self.action_requested)
        self._dismiss = QPushButton()
        self._dismiss.setText(self.tr("Dismiss"))
        set_role(self._dismiss, kind="quiet")
        self._dismiss.clicked.connect(self._on_dismissed)
        if not dismissible:
            self._dismiss.hide()
        layout = QHBoxLayout(self)
        layout.setContentsMargins(SPACE_3, SPACE_2, SPACE_2, SPACE_2)
        layout.setSpacing(SPACE_2)
        layout.addLayout(words, 1)
        layout.addWidget(self._action, alignment=Qt.AlignmentFlag.AlignTop)
        layout.addWidget(self._dismiss, alignment=Qt.AlignmentFlag.AlignTop)
        self.clear()

    def show_error(self, text: ErrorText, *, action: str = "") -> None:
        """Shows an error; `action` is the text of a button that emits `action_requested`."""
        self.show_message(text.title, text.message, text.remedy, tone="danger", action=action)

    def show_message(
        self, title: str, text: str = "", remedy: str = "", *, tone: MessageTone = "muted", action: str = ""
    ) -> None:
        for label, words in ((self._title, title), (self._text, text), (self._remedy, remedy)):
            label.setText(words)
            label.setVisible(bool(words))
        self._action.setText(action)
        self._action.setVisible(bool(action))
        set_role(self, tone=tone)
        set_role(self._title, tone="text" if tone == "muted" else tone)
        self.setAccessibleName(" ".join(part for part in (title, text, remedy) if part))
        self.show()
        QAccessible.updateAccessibility(QAccessibleEvent(self, QAccessible.Event.Alert))

    def focus_action(self) -> bool:
        """Focuses the button; false if there is none."""
        offered = not self.isHidden() and not self._action.isHidden()
        if offered:
            self._action.setFocus(Qt.FocusReason.OtherFocusReason)
        return offered

    def clear(self) -> None:
        """Hides the bar and drops its message."""
        for label in (self._title, self._text, self._remedy):
            label.clear()
        self.setAccessibleName("")
        self.hide()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LayoutDirectionChange:
            self._mark_leading_edge()

    def _mark_leading_edge(self) -> None:
        # Style sheets only support left and right.
        mirrored = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
        self.setProperty("edge", "right" if mirrored else "left")
        self.style().unpolish(self)
        self.style().polish(self)

    def _on_dismissed(self) -> None:
        self.clear()
        self.dismissed.emit()
