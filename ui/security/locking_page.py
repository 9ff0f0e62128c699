"""The time without input after which the practice locks."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QWidget

from ui.lock.idle_watch import IDLE_MINUTES
from ui.preferences import Preferences
from ui.security.page import SecurityPage
from ui.theme import SPACE_3
from ui.widgets.plain_label import PlainLabel

if TYPE_CHECKING:
    from ui.jobs import Jobs


class LockingPage(SecurityPage):
    idle_minutes_changed = Signal(int)

    def __init__(
        self,
        jobs: Jobs,
        preferences: Preferences,
        most_minutes: int | None = None,
        parent: QWidget | None = None,
    ) -> None:
        """`most_minutes`: the policy's maximum; longer times are not offered."""
        super().__init__(jobs, parent)
        self.set_title(self.tr("Locking"))
        self._preferences = preferences
        self._most_minutes = most_minutes
        self.add_paragraph(
            self.tr(
                "Locking saves your notes, clears the screen and removes the keys from memory. What is"
                " typed in an open form with client details is not stored. It happens at once with"
                " “Lock”, when the computer sleeps or its lid is closed, and when its screen is locked or"
                " another user takes over, as far as the system tells."
            )
        )
        label = PlainLabel(self.tr("Lock after this time without a key or the &mouse"))
        self.minutes = QComboBox()
        label.setBuddy(self.minutes)
        for count in self._offered():
            self.minutes.addItem(self.tr("%n minute(s)", "", count), count)
        self._select(preferences.idle_minutes)
        self.minutes.activated.connect(self._on_chosen)
        line = QHBoxLayout()
        line.setSpacing(SPACE_3)
        line.addWidget(label)
        line.addWidget(self.minutes)
        line.addStretch(1)
        self.column.addSpacing(SPACE_3)
        self.column.addLayout(line)
        self.add_paragraph(
            self.tr(
                "This applies to this computer. Short is safer where others pass by; each unlock takes"
                " about a second."
            )
        )
        if most_minutes is not None:
            self.add_paragraph(
                self.tr("The policy of this computer allows %n minute(s) at most.", "", most_minutes)
            )
        self.column.addStretch(1)

    def _offered(self) -> tuple[int, ...]:
        most = self._most_minutes
        if most is None:
            return IDLE_MINUTES
        return tuple(sorted({most, *(minutes for minutes in IDLE_MINUTES if minutes <= most)}))

    def _select(self, minutes: int) -> None:
        if self._most_minutes is not None:
            minutes = min(minutes, self._most_minutes)
        place = self.minutes.findData(minutes)
        if place < 0:
            self.minutes.addItem(self.tr("%n minute(s)", "", minutes), minutes)
            place = self.minutes.count() - 1
        self.minutes.setCurrentIndex(place)

    def _on_chosen(self) -> None:
        minutes = int(self.minutes.currentData())
        if minutes != self._preferences.idle_minutes:
            self._preferences.idle_minutes = minutes
            self._preferences.save()
            self.idle_minutes_changed.emit(minutes)
