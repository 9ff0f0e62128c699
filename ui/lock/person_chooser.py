"""Chooses the person to unlock, in a practice with several."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QWidget

from core.ids import UserId
from core.people.dto import SignIn


class PersonChooser(QComboBox):
    """The names of everyone who can sign in; hidden for one person, or while none is known."""

    chosen = Signal()
    """The person made a choice; never emitted while it is filled."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._people: tuple[SignIn, ...] = ()
        self.setAccessibleName(self.tr("Who is unlocking"))
        self.activated.connect(lambda _row: self.chosen.emit())
        self.hide()

    @property
    def person(self) -> SignIn | None:
        """The chosen person; None while none is known, and then every slot is tried."""
        row = self.currentIndex()
        return self._people[row] if 0 <= row < len(self._people) else None

    @property
    def several(self) -> bool:
        return len(self._people) > 1

    def fill(self, people: Sequence[SignIn], last: UserId | None) -> None:
        """Offers `people`; the current choice is kept, else it is `last`."""
        before = self.person
        wanted = before.user_id if before is not None else last
        self.clear()
        self._people = tuple(sorted(people, key=lambda each: each.name.casefold()))
        self.addItems([each.name for each in self._people])
        rows = [row for row, each in enumerate(self._people) if each.user_id == wanted]
        if self._people:
            self.setCurrentIndex(rows[0] if rows else 0)
