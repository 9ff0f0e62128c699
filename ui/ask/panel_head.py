"""The head of the ask panel: the scope, earlier conversations and a new one."""

from __future__ import annotations

from PySide6.QtWidgets import (
    QButtonGroup,
    QHBoxLayout,
    QPushButton,
    QSizePolicy,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from ui.ask.conversation_controller import About
from ui.text.text_direction import isolate
from ui.theme import SPACE_2, set_role
from ui.widgets.plain_label import PlainLabel
from ui.widgets.wrapping import wrap_evenly


class ScopeHead(QWidget):
    """The client's name, and the choice between their chart and all charts."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.title = PlainLabel()
        self.client_scope = QToolButton()
        self.practice_scope = QToolButton()
        set_role(self.title, type="title")
        wrap_evenly(self.title)
        self.client_scope.setText(self.tr("This client"))
        self.practice_scope.setText(self.tr("Whole practice"))
        self.client_scope.setToolTip(self.tr("Search only the chart that is open"))
        self.practice_scope.setToolTip(self.tr("Search the charts of all clients"))
        self._scopes = QButtonGroup(self)
        self._scopes.setExclusive(True)
        scopes = QHBoxLayout()
        scopes.setSpacing(SPACE_2)
        for button in (self.client_scope, self.practice_scope):
            button.setCheckable(True)
            button.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
            self._scopes.addButton(button)
            scopes.addWidget(button, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(SPACE_2)
        layout.addWidget(self.title)
        layout.addLayout(scopes)

    def show_about(self, about: About) -> str:
        """Shows the scope; returns the placeholder of the question box."""
        self.client_scope.setChecked(not about.practice)
        self.practice_scope.setChecked(about.practice)
        if about.practice:
            self.title.setText(self.tr("Ask the whole practice"))
            return self.tr("A question about all charts")
        if about.client is None:
            self.title.setText(self.tr("Ask a chart"))
            return self.tr("Open a chart to ask about it")
        name = isolate(about.client.details.display_name)
        self.title.setText(self.tr("Ask the chart of {name}").format(name=name))
        return self.tr("A question about this chart")


class ConversationBar(QWidget):
    """Earlier conversations, and a new one."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.history_button = QPushButton(self.tr("History"))
        self.new_button = QPushButton(self.tr("New conversation"))
        self.history_button.setToolTip(self.tr("Earlier conversations"))
        self.new_button.setToolTip(self.tr("Start again without the earlier questions"))
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(SPACE_2)
        for button in (self.history_button, self.new_button):
            set_role(button, kind="quiet")
            layout.addWidget(button)
        layout.addStretch(1)

    def show_state(self, *, history: bool, can_look: bool, can_begin: bool) -> None:
        """`history`: its page is open, and the button leads back."""
        self.history_button.setText(self.tr("Back") if history else self.tr("History"))
        self.history_button.setEnabled(can_look)
        self.new_button.setEnabled(can_begin and not history)
