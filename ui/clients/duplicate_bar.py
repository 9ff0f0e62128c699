"""Reports, while a new client is typed, that the same person may already have a chart."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAccessible, QAccessibleEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from core.clients.dto import Client, Duplicate
from ui.clients.lifecycle_words import reason_words, state_word
from ui.text.days import today
from ui.text.one_line import one_line
from ui.text.text_direction import isolate
from ui.theme import SPACE_1, SPACE_2, SPACE_3, set_role
from ui.widgets.paragraph import Paragraph
from ui.widgets.plain_label import PlainLabel
from ui.words.identity import identity_line

_MOST_SHOWN = 3


class DuplicateBar(QFrame):
    """Hidden until charts are found; each is shown with the reason and a way to open it."""

    open_requested = Signal(object)
    """The `Client` whose chart to open."""
    create_requested = Signal()
    """It is another person: store the new client nevertheless."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        set_role(self, surface="raised", tone="caution")
        self.duplicates: tuple[Duplicate, ...] = ()
        self.open_buttons: list[QPushButton] = []
        self._title = PlainLabel()
        set_role(self._title, tone="caution", strong=True)
        self._rows = QVBoxLayout()
        self._rows.setSpacing(SPACE_2)
        self.create_button = QPushButton(self.tr("It is another person: create anyway"))
        self.create_button.setAutoDefault(False)
        self.create_button.clicked.connect(self.create_requested)
        column = QVBoxLayout(self)
        column.setContentsMargins(SPACE_3, SPACE_2, SPACE_3, SPACE_2)
        column.setSpacing(SPACE_2)
        column.addWidget(self._title)
        column.addLayout(self._rows)
        column.addWidget(self.create_button, alignment=Qt.AlignmentFlag.AlignLeading)
        self.hide()

    def show_duplicates(self, duplicates: Sequence[Duplicate]) -> None:
        """None: hides itself and forgets the names."""
        found = tuple(duplicates)
        if found == self.duplicates and self.isHidden() != bool(found):
            return
        self.duplicates = found
        self._empty()
        for duplicate in found[:_MOST_SHOWN]:
            self._rows.addWidget(self._row(duplicate))
        self._title.setText(self.tr("There may be %n chart(s) of this person already", "", len(found)))
        self.setVisible(bool(found))
        if found:
            self.setAccessibleName(self._title.text())
            QAccessible.updateAccessibility(QAccessibleEvent(self, QAccessible.Event.Alert))

    def _row(self, duplicate: Duplicate) -> QWidget:
        row = QWidget()
        client: Client = duplicate.client
        words = Paragraph()
        who = (
            isolate(client.details.display_name),
            identity_line(client.details, today=today()),
            state_word(client),
        )
        name = one_line(who)
        words.setText("\n".join((name, reason_words(duplicate))))
        button = QPushButton(self.tr("Open that chart"))
        button.setAutoDefault(False)
        button.setAccessibleName(self.tr("Open the chart of {name}").format(name=client.details.display_name))
        button.clicked.connect(partial(self._open, client))
        self.open_buttons.append(button)
        line = QHBoxLayout(row)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(SPACE_1)
        line.addWidget(words, 1)
        line.addWidget(button, alignment=Qt.AlignmentFlag.AlignTop)
        return row

    def _open(self, client: Client, _checked: bool = False) -> None:
        self.open_requested.emit(client)

    def _empty(self) -> None:
        self.open_buttons.clear()
        while (item := self._rows.takeAt(0)) is not None:
            old = item.widget()
            if old is not None:
                old.hide()
                old.deleteLater()
