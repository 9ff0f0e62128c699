"""The client of a dialog's text: name, sex, age and birth date in one line above it."""

from __future__ import annotations

from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QWidget

from core.clients.dto import Client
from ui.text.days import today
from ui.text.one_line import one_line
from ui.theme import set_role
from ui.widgets.alignment import align_leading
from ui.widgets.plain_label import PlainLabel
from ui.words.identity import identity_line, person_name


class ClientLine(PlainLabel):
    def __init__(self, client: Client, parent: QWidget | None = None) -> None:
        identity = identity_line(client.details, today=today())
        super().__init__(one_line((person_name(client.details), identity)), parent)
        set_role(self, strong=True)
        align_leading(self)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LayoutDirectionChange:
            align_leading(self)
