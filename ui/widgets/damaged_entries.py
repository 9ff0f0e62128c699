"""Shows unreadable entries: those of a list in lines with a button to remove them, one alone in a message."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from core.damage import DamagedEntry
from ui.text.one_line import one_line
from ui.theme import SPACE_1, SPACE_2, set_role
from ui.widgets.message_bar import MessageBar
from ui.widgets.paragraph import Paragraph
from ui.widgets.plain_label import PlainLabel
from ui.widgets.question import Question
from ui.words.damage import damage_remedy, damaged_place, damaged_title

_MOST_LINES = 5


class DamagedEntries(QWidget):
    """Hidden if everything is readable. Removing asks first, because it is permanent."""

    remove_requested = Signal(object)
    """The `DamagedEntry` to remove, once the person confirmed."""

    def __init__(self, parent: QWidget | None = None, *, removable: bool = False) -> None:
        super().__init__(parent)
        self._removable = removable
        self._rows: list[QWidget] = []
        self._more = PlainLabel()
        self._remedy = Paragraph(damage_remedy())
        for label in (self._more, self._remedy):
            set_role(label, tone="muted")
        self._lines = QVBoxLayout()
        self._lines.setSpacing(SPACE_1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SPACE_1)
        column.addLayout(self._lines)
        column.addWidget(self._more)
        column.addWidget(self._remedy)
        self.hide()

    def show_entries(self, entries: Sequence[DamagedEntry]) -> None:
        """Replaces what is shown."""
        for row in self._rows:
            row.hide()
            row.deleteLater()
        self._rows = [self._row(entry) for entry in entries[:_MOST_LINES]]
        for row in self._rows:
            self._lines.addWidget(row)
        left = len(entries) - len(self._rows)
        self._more.setText(self.tr("and %n more", "", left) if left else "")
        self._more.setVisible(left > 0)
        self.setVisible(bool(entries))

    def _row(self, entry: DamagedEntry) -> QWidget:
        row = QWidget()
        line = QHBoxLayout(row)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(SPACE_2)
        words = PlainLabel(one_line((damaged_title(entry), damaged_place(entry))))
        set_role(words, tone="danger")
        line.addWidget(words, 1)
        if self._removable:
            button = QPushButton(self.tr("Remove…"))
            button.setAutoDefault(False)
            button.setAccessibleDescription(words.text())
            button.clicked.connect(partial(self._ask, entry))
            line.addWidget(button)
        return row

    def _ask(self, entry: DamagedEntry) -> None:
        Question(
            self,
            title=self.tr("Remove what cannot be read?"),
            text=self.tr("It is removed for good. A backup that holds it can still bring it back."),
            yes=self.tr("Remove"),
            on_yes=partial(self.remove_requested.emit, entry),
        ).open()


def show_damaged(message: MessageBar, entry: DamagedEntry) -> None:
    """Shows it in place of what would open."""
    message.show_message(damaged_title(entry), damaged_place(entry), damage_remedy(), tone="danger")
