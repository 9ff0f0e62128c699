"""Two charts side by side, line by line, with differences marked: are these the same person?"""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QGridLayout, QLabel, QVBoxLayout, QWidget

from core.clients.dto import Client, ClientDetails
from ui.text.days import day_text
from ui.text.text_direction import isolate
from ui.theme import SPACE_1, SPACE_2, SPACE_3, SPACE_4, set_role
from ui.widgets.alignment import align_leading
from ui.widgets.paragraph import Paragraph
from ui.widgets.plain_label import PlainLabel
from ui.words.identity import sex_word


class IdentityComparison(QFrame):
    """A table of three columns: label, one chart, the other. A difference is also stated in words."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        set_role(self, surface="card")
        self.differing: tuple[str, ...] = ()
        """The names of the differing lines."""
        self._verdict = Paragraph()
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(SPACE_3)
        self._grid.setVerticalSpacing(SPACE_1)
        self._grid.setColumnStretch(1, 1)
        self._grid.setColumnStretch(2, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(SPACE_4, SPACE_3, SPACE_4, SPACE_3)
        column.setSpacing(SPACE_2)
        column.addLayout(self._grid)
        column.addWidget(self._verdict)

    def show_clients(self, left: Client, right: Client, *, left_title: str, right_title: str) -> None:
        """Replaces what is shown."""
        self._empty()
        for place, words in ((1, left_title), (2, right_title)):
            head = PlainLabel(words)
            set_role(head, tone="muted", strong=True)
            self._grid.addWidget(head, 0, place)
        rows = self._rows(left.details, right.details)
        for row, (name, one, other) in enumerate(rows, start=1):
            self._add_row(row, name, one, other, differs=_contradict(one, other))
        self.differing = tuple(name for name, one, other in rows if _contradict(one, other))
        if self.differing:
            told = self.tr("Different: {names}. Make sure that this is one person.")
            self._verdict.setText(told.format(names=", ".join(self.differing)))
        else:
            self._verdict.setText(self.tr("The two charts do not contradict each other."))
        set_role(self._verdict, tone="caution" if self.differing else "good", strong=True)

    def clear(self) -> None:
        self._empty()
        self._verdict.clear()
        self.differing = ()

    def _rows(self, left: ClientDetails, right: ClientDetails) -> list[tuple[str, str, str]]:
        def told(details: ClientDetails) -> tuple[str, ...]:
            born = day_text(details.birth_date) if details.birth_date is not None else ""
            return (
                details.display_name,
                born,
                sex_word(details.sex),
                details.phone,
                details.email,
                " ".join(details.address.split()),
                ", ".join(details.allergies),
            )

        names = (
            self.tr("Name"),
            self.tr("Birth date"),
            self.tr("Sex"),
            self.tr("Phone"),
            self.tr("E-mail"),
            self.tr("Address"),
            self.tr("Allergies"),
        )
        return [
            (name, one, other)
            for name, one, other in zip(names, told(left), told(right), strict=True)
            if one or other
        ]

    def _add_row(self, row: int, name: str, one: str, other: str, *, differs: bool) -> None:
        label = PlainLabel(name)
        set_role(label, tone="muted")
        self._grid.addWidget(label, row, 0, Qt.AlignmentFlag.AlignTop)
        for place, words in ((1, one), (2, other)):
            value = Paragraph(isolate(words) if words else "–")
            value.setLayoutDirection(self.layoutDirection())
            align_leading(value)
            set_role(value, tone="caution" if differs else "text", strong=differs)
            self._grid.addWidget(value, row, place)

    def _empty(self) -> None:
        while (item := self._grid.takeAt(0)) is not None:
            old = item.widget()
            if isinstance(old, QLabel):
                # Cleared now: it is deleted only in the event loop's next turn.
                old.clear()
                old.hide()
                old.deleteLater()


def _contradict(one: str, other: str) -> bool:
    """Whether both have a value and the values differ: a missing value is no contradiction."""
    return bool(one and other) and one.casefold() != other.casefold()
