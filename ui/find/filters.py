"""Search filters: clients, fields, authors and dates."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QComboBox, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from core.clients.dto import Client
from core.ids import UserId
from core.sessions.dto import ADDENDUM_FIELD, SOAP_FIELDS
from core.sources.dto import ATTACHMENT_FIELDS, CLIENT_FIELDS, SearchScope
from ui.find.client_choice import ClientChoice
from ui.text.days import today
from ui.theme import SPACE_2, set_role
from ui.widgets.day_edit import DayEdit
from ui.widgets.plain_label import PlainLabel
from ui.words.sessions import field_letter, note_field_name

if TYPE_CHECKING:
    from ui.jobs import Jobs

_BETWEEN = -1
_PERIOD_DAYS = (30, 90, 365, 730)
_BOX_CHARACTERS = 9
_EARLIEST = date(1900, 1, 1)
"""Before any note: used if a span has no beginning."""


class FindFilters(QWidget):
    """`changed` follows a user's choice, not `reset` or `show_…`.

    The page lays out `reset_button`, because a narrow window has no room for it beside the filters.
    """

    changed = Signal()

    def __init__(self, jobs: Jobs, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.client = ClientChoice(jobs)
        self.field = self._box(self.tr("Part of the chart"))
        self.author = self._box(self.tr("Written by"))
        # Names may have any length.
        self.author.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.period = self._box(self.tr("Period"))
        self.newer = QCheckBox(self.tr("Prefer &newer"))
        self.reset_button = QPushButton(self.tr("Clear filters"))
        self.since, self.until = DayEdit(), DayEdit()
        self._days_line = QWidget()
        self._fill()
        self._lay_out()
        self._connect()
        self.reset()

    @property
    def scope(self) -> SearchScope:
        """What is to be searched."""
        since, until = self._days()
        author = self.author.currentData()
        return SearchScope(
            client_id=self.client.client.client_id if self.client.client is not None else None,
            since=since,
            until=until,
            fields=frozenset(self.field.currentData() or ()),
            authors=frozenset({author}) if author is not None else frozenset(),
        )

    @property
    def recency(self) -> bool:
        """Whether newer notes are preferred among equals."""
        return self.newer.isChecked()

    @property
    def narrowed(self) -> bool:
        """Whether any filter is set."""
        return self.scope != SearchScope()

    def set_authors(self, names: Mapping[UserId, str]) -> None:
        """Sets the choices; the current one is kept if it still exists."""
        chosen = self.author.currentData()
        _refill(self.author, sorted(names.items(), key=lambda each: each[1].casefold()))
        # Not `findData`, which compares Python objects by identity.
        places = (place for place in range(self.author.count()) if self.author.itemData(place) == chosen)
        self.author.setCurrentIndex(next(places, 0))

    def show_client(self, client: Client | None) -> None:
        self.client.show_client(client)
        self._update()

    def show_days(self, since: date | None, until: date | None) -> None:
        """Sets the date range as if the user had chosen it, without a signal."""
        self.period.setCurrentIndex(self.period.count() - 1)
        self.since.show_day(since or _EARLIEST)
        self.until.show_day(until or today())
        self._update()

    def reset(self) -> None:
        """Removes all filters; newer notes preferred."""
        for box in (self.field, self.author, self.period):
            box.setCurrentIndex(0)
        self.client.show_client(None)
        blocked = self.newer.blockSignals(True)
        self.newer.setChecked(True)
        self.newer.blockSignals(blocked)
        self._update()

    def forget(self) -> None:
        """As `reset`, and removes all names."""
        self.client.forget()
        _refill(self.author, ())
        self.since.show_day(today() - timedelta(days=365))
        self.until.show_day(today())
        self.reset()

    def _box(self, name: str) -> QComboBox:
        box = QComboBox()
        box.setAccessibleName(name)
        box.setToolTip(name)
        box.setMinimumContentsLength(_BOX_CHARACTERS)
        box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        return box

    def _fill(self) -> None:
        self.field.addItem(self.tr("Whole chart"), ())
        for name in SOAP_FIELDS:
            self.field.addItem(f"{field_letter(name)}  {note_field_name(name)}", (name,))
        self.field.addItem(self.tr("Addenda"), (ADDENDUM_FIELD,))
        self.field.addItem(self.tr("Client record"), CLIENT_FIELDS)
        self.field.addItem(self.tr("Attachments"), ATTACHMENT_FIELDS)
        self.author.addItem(self.tr("By anyone"), None)
        self.period.addItem(self.tr("Any time"), None)
        for days in _PERIOD_DAYS:
            self.period.addItem(self.tr("Last %n day(s)", "", days), days)
        self.period.addItem(self.tr("From … until …"), _BETWEEN)
        self.since.show_day(today() - timedelta(days=365))
        self.until.show_day(today())
        self.since.setAccessibleName(self.tr("From this day"))
        self.until.setAccessibleName(self.tr("Until this day"))
        self.newer.setToolTip(self.tr("Of two passages that answer equally well, the newer one comes first"))

    def _lay_out(self) -> None:
        line = QHBoxLayout()
        line.setSpacing(SPACE_2)
        for part in (self.client, self.field, self.author, self.period, self.newer):
            line.addWidget(part)
        line.addStretch(1)
        set_role(self.reset_button, kind="link")
        self.reset_button.setAutoDefault(False)
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

    def _connect(self) -> None:
        self.client.chosen.connect(self._on_changed)
        for box in (self.field, self.author, self.period):
            box.activated.connect(self._on_changed)
        for day in (self.since, self.until):
            day.day_changed.connect(self._on_changed)
        self.newer.toggled.connect(self._on_changed)
        self.reset_button.clicked.connect(self._on_reset)

    def _days(self) -> tuple[date | None, date | None]:
        period = self.period.currentData()
        if period is None:
            return None, None
        if period == _BETWEEN:
            return self.since.day(), self.until.day()
        return today() - timedelta(days=period - 1), None

    def _on_reset(self) -> None:
        self.reset()
        self.changed.emit()

    def _on_changed(self) -> None:
        self._update()
        self.changed.emit()

    def _update(self) -> None:
        self._days_line.setVisible(self.period.currentData() == _BETWEEN)
        self.reset_button.setVisible(self.narrowed)


def _refill(box: QComboBox, names: Iterable[tuple[object, str]]) -> None:
    """All but the first entry anew."""
    while box.count() > 1:
        box.removeItem(1)
    for value, name in names:
        box.addItem(name, value)
