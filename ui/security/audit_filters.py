"""The filters of the audit log: person, client, action, and time."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, timedelta

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from core.audit.dto import AuditFilter
from core.ids import ClientId, UserId
from ui.security.audit_words import ACTIONS, action_text
from ui.text.days import today
from ui.theme import SPACE_2
from ui.widgets.day_edit import DayEdit
from ui.widgets.plain_label import PlainLabel

_FAILED_UNLOCK = "unlock.failed"
_BETWEEN = -1
_PERIOD_DAYS = (1, 7, 30, 365)
_BOX_CHARACTERS = 14


class AuditFilters(QWidget):
    """`changed` follows each choice; `failed` is the quick view above action and client."""

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.person = self._box(self.tr("Person"))
        self.client = self._box(self.tr("Client"))
        self.action = self._box(self.tr("Action"))
        self.period = self._box(self.tr("Period"))
        self.failed = QPushButton(self.tr("&Failed unlocks"))
        self.failed.setCheckable(True)
        self.failed.setAutoDefault(False)
        self.since = DayEdit()
        self.until = DayEdit()
        self._fill()
        self._lay_out()
        for box in (self.person, self.client, self.action, self.period):
            box.activated.connect(self._on_changed)
        for day in (self.since, self.until):
            day.day_changed.connect(self._on_changed)
        self.failed.toggled.connect(self._on_changed)
        self._update()

    @property
    def wanted(self) -> AuditFilter:
        since, until = self._days()
        failed = self.failed.isChecked()
        return AuditFilter(
            user_id=self.person.currentData(),
            client_id=None if failed else self.client.currentData(),
            action=_FAILED_UNLOCK if failed else self.action.currentData(),
            since=since,
            until=until,
        )

    @property
    def narrowed(self) -> bool:
        """Whether any filter is active."""
        return self.wanted != AuditFilter()

    @property
    def failed_unlocks(self) -> bool:
        return self.failed.isChecked()

    def reset(self) -> None:
        """Clears all filters, with one signal."""
        blocked = self.failed.blockSignals(True)
        for box in (self.person, self.client, self.action, self.period):
            box.setCurrentIndex(0)
        self.failed.setChecked(False)
        self.failed.blockSignals(blocked)
        self._on_changed()

    def set_people(self, names: Mapping[UserId, str]) -> None:
        self._refill(self.person, sorted(names.items(), key=lambda each: each[1].casefold()))

    def set_clients(self, names: Mapping[ClientId, str]) -> None:
        self._refill(self.client, sorted(names.items(), key=lambda each: each[1].casefold()))

    def _box(self, name: str) -> QComboBox:
        box = QComboBox()
        box.setAccessibleName(name)
        box.setToolTip(name)
        box.setMinimumContentsLength(_BOX_CHARACTERS)
        box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        return box

    def _fill(self) -> None:
        self.person.addItem(self.tr("Everyone"), None)
        self.client.addItem(self.tr("All clients"), None)
        self.action.addItem(self.tr("All actions"), None)
        for action in ACTIONS:
            self.action.addItem(action_text(action), action)
        self.period.addItem(self.tr("Any time"), None)
        for days in _PERIOD_DAYS:
            words = self.tr("Today") if days == 1 else self.tr("Last %n day(s)", "", days)
            self.period.addItem(words, days)
        self.period.addItem(self.tr("From … until …"), _BETWEEN)
        self.since.show_day(today() - timedelta(days=30))
        self.until.show_day(today())
        self.since.setAccessibleName(self.tr("From this day"))
        self.until.setAccessibleName(self.tr("Until this day"))

    def _lay_out(self) -> None:
        line = QHBoxLayout()
        line.setSpacing(SPACE_2)
        for box in (self.person, self.client, self.action, self.period):
            line.addWidget(box, 1)
        line.addWidget(self.failed)
        self._days_line = QWidget()
        days = QHBoxLayout(self._days_line)
        days.setContentsMargins(0, 0, 0, 0)
        days.setSpacing(SPACE_2)
        for text, edit in ((self.tr("From"), self.since), (self.tr("until"), self.until)):
            days.addWidget(PlainLabel(text))
            days.addWidget(edit)
        days.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SPACE_2)
        column.addLayout(line)
        column.addWidget(self._days_line)

    def _days(self) -> tuple[date | None, date | None]:
        period = self.period.currentData()
        if period is None:
            return None, None
        if period == _BETWEEN:
            return self.since.day(), self.until.day()
        return today() - timedelta(days=period - 1), None

    def _refill(self, box: QComboBox, names: Iterable[tuple[object, str]]) -> None:
        chosen = box.currentData()
        while box.count() > 1:
            box.removeItem(1)
        for value, name in names:
            box.addItem(name, value)
        # Not `findData`: Qt would compare Python objects by identity.
        places = (place for place in range(box.count()) if box.itemData(place) == chosen)
        box.setCurrentIndex(next(places, 0))

    def _on_changed(self) -> None:
        self._update()
        self.changed.emit()

    def _update(self) -> None:
        self._days_line.setVisible(self.period.currentData() == _BETWEEN)
        for box in (self.client, self.action):
            box.setEnabled(not self.failed.isChecked())
