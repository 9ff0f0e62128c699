"""Shown in an empty list or pane: the reason and the next step."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from ui.theme import SPACE_2, SPACE_4, SPACE_8, set_role
from ui.widgets.paragraph import Paragraph
from ui.widgets.plain_label import PlainLabel


class EmptyState(QWidget):
    """A title, a sentence, at most one action and one link, centred."""

    action_requested = Signal()
    link_requested = Signal()

    def __init__(
        self, title: str, text: str = "", action: str = "", link: str = "", parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._title = PlainLabel()
        self._text = Paragraph()
        self._button = QPushButton()
        set_role(self._title, type="title")
        set_role(self._text, tone="muted")
        set_role(self._button, kind="primary")
        self.link = QPushButton()
        set_role(self.link, kind="link")
        self.link.setAutoDefault(False)
        for label in (self._title, self._text):
            label.setWordWrap(True)
            label.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self._button.clicked.connect(self.action_requested)
        self.link.clicked.connect(self.link_requested)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(SPACE_8, SPACE_8, SPACE_8, SPACE_8)
        layout.setSpacing(SPACE_2)
        layout.addStretch(2)
        layout.addWidget(self._title)
        layout.addWidget(self._text)
        layout.addSpacing(SPACE_4)
        for button in (self._button, self.link):
            layout.addWidget(button, alignment=Qt.AlignmentFlag.AlignHCenter)
        layout.addStretch(3)
        self.set_content(title, text, action, link)

    @property
    def has_action(self) -> bool:
        """Whether there is a next step to take here."""
        return bool(self._button.text())

    def focus_action(self) -> None:
        """Puts the keyboard on the next step, where there is one."""
        if self.has_action:
            self._button.setFocus(Qt.FocusReason.OtherFocusReason)

    def set_content(self, title: str, text: str = "", action: str = "", link: str = "") -> None:
        """No `action` text: no button; no `link`: none."""
        self._title.setText(title)
        self._text.setText(text)
        self._text.setVisible(bool(text))
        self._button.setText(action)
        self._button.setVisible(bool(action))
        self.link.setText(link)
        self.link.setVisible(bool(link))
