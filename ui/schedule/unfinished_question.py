"""Offers an existing draft before a second one for the same client and day is created."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMessageBox, QPushButton, QWidget

from core.clients.dto import Client
from core.sessions.dto import Session
from ui.text.days import day_text
from ui.text.text_direction import isolate
from ui.theme import set_role
from ui.widgets.plain_message_box import PlainMessageBox
from ui.words.sessions import first_words


class UnfinishedQuestion(PlainMessageBox):
    """`on_continue` and `on_another` follow only from their buttons; Escape starts nothing."""

    def __init__(
        self,
        parent: QWidget,
        session: Session,
        client: Client,
        *,
        on_continue: Callable[[], None],
        on_another: Callable[[], None],
    ) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(self.tr("Unfinished note"))
        told = self.tr("{name} has an unfinished note of {day}")
        name = isolate(client.details.display_name)
        self.setText(told.format(name=name, day=isolate(day_text(session.date))))
        self.setInformativeText(isolate(first_words(session)))
        self.continue_button = QPushButton(self.tr("Continue the unfinished note"))
        self.another_button = QPushButton(self.tr("Start another"))
        set_role(self.continue_button, kind="primary")
        self.addButton(self.continue_button, QMessageBox.ButtonRole.AcceptRole)
        self.addButton(self.another_button, QMessageBox.ButtonRole.AcceptRole)
        self.addButton(QMessageBox.StandardButton.Cancel)
        self.setDefaultButton(self.continue_button)
        self.setEscapeButton(QMessageBox.StandardButton.Cancel)
        self.continue_button.clicked.connect(on_continue)
        self.another_button.clicked.connect(on_another)
