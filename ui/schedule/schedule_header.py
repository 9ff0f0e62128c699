"""The header of the schedule: which days, how many appointments, who is next, and navigation."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtWidgets import (
    QButtonGroup,
    QHBoxLayout,
    QPushButton,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from core.schedule.dto import Booking
from core.schedule.local_time import local_day
from ui.resources.icons import icon
from ui.schedule.span import Span
from ui.schedule.words import weekday_text
from ui.text.days import day_text, time_text
from ui.text.one_line import one_line
from ui.theme import ICON_LARGE_PX, SPACE_1, SPACE_2, set_role
from ui.widgets.alignment import align_leading
from ui.widgets.plain_label import PlainLabel
from ui.words.identity import person_name


class ScheduleHeader(QWidget):
    """Shows what it is given; only signals requests."""

    moved = Signal(int)
    """One day or week back (-1) or on (1)."""
    today_requested = Signal()
    kind_chosen = Signal(str)
    book_requested = Signal()
    export_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.title = PlainLabel()
        self.caption = PlainLabel()
        self.back_button = QToolButton()
        self.today_button = QPushButton(self.tr("Today"))
        self.on_button = QToolButton()
        self.day_button = QPushButton(self.tr("Day"))
        self.week_button = QPushButton(self.tr("Week"))
        self.book_button = QPushButton(self.tr("New appointment"))
        self.export_button = QPushButton(self.tr("Export…"))
        self._style()
        self._lay_out()
        self._connect()

    def show_span(self, span: Span, *, today: date) -> None:
        """Shows the displayed days."""
        here = span.first <= today <= span.last
        if span.kind == "week":
            words = self.tr("{first} – {last}").format(first=day_text(span.first), last=day_text(span.last))
        else:
            words = self.tr("Today, {day}") if here else "{day}"
            words = words.format(day=weekday_text(span.day))
        self.title.setText(words)
        self.caption.clear()
        self.today_button.setEnabled(not here)
        self.day_button.setChecked(span.kind == "day")
        self.week_button.setChecked(span.kind == "week")
        back, on = self.tr("The day before"), self.tr("The day after")
        if span.kind == "week":
            back, on = self.tr("The week before"), self.tr("The week after")
        for button, name, keys in ((self.back_button, back, "PgUp"), (self.on_button, on, "PgDown")):
            button.setAccessibleName(name)
            button.setToolTip(f"{name} ({keys})")
        align_leading(self.title)

    def show_bookings(self, bookings: Sequence[Booking], *, now: datetime) -> None:
        """Shows their number, and who is next today."""
        counted = [each for each in bookings if each.appointment.status != "cancelled"]
        parts = [self.tr("%n appointment(s)", "", len(counted))]
        for each in counted:
            appointment = each.appointment
            to_come = appointment.status == "scheduled" and appointment.starts_at >= now
            if to_come and local_day(appointment.starts_at) == local_day(now):
                words = self.tr("next {time}, {name}")
                name = person_name(each.client.details)
                parts.append(words.format(time=time_text(appointment.starts_at), name=name))
                break
        self.caption.setText(one_line(parts))
        align_leading(self.caption)

    def clear(self) -> None:
        self.caption.clear()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        turned = event.type() in (QEvent.Type.StyleChange, QEvent.Type.LayoutDirectionChange)
        if turned and hasattr(self, "export_button"):
            self._paint_icons()
            align_leading(self.title)
            align_leading(self.caption)

    def _style(self) -> None:
        set_role(self.title, type="title")
        set_role(self.caption, tone="muted")
        set_role(self.book_button, kind="primary")
        set_role(self.export_button, kind="quiet")
        group = QButtonGroup(self)
        for button in (self.day_button, self.week_button):
            button.setCheckable(True)
            group.addButton(button)
        self.today_button.setToolTip(self.tr("Back to today (T)"))
        self.day_button.setToolTip(self.tr("One day (D)"))
        self.week_button.setToolTip(self.tr("The whole week (W)"))
        self.book_button.setToolTip(self.tr("Books an appointment (N)"))
        self.export_button.setToolTip(self.tr("Writes a file for another calendar"))
        for arrow in (self.back_button, self.on_button):
            arrow.setIconSize(QSize(ICON_LARGE_PX, ICON_LARGE_PX))
        self._paint_icons()

    def _lay_out(self) -> None:
        words = QVBoxLayout()
        words.setSpacing(SPACE_1)
        words.addWidget(self.title)
        words.addWidget(self.caption)
        across = QHBoxLayout(self)
        across.setContentsMargins(0, 0, 0, 0)
        across.setSpacing(SPACE_2)
        across.addLayout(words, 1)
        for part in (self.back_button, self.today_button, self.on_button):
            across.addWidget(part)
        across.addSpacing(SPACE_2)
        for part in (self.day_button, self.week_button):
            across.addWidget(part)
        across.addSpacing(SPACE_2)
        across.addWidget(self.export_button)
        across.addWidget(self.book_button)

    def _connect(self) -> None:
        self.back_button.clicked.connect(lambda: self.moved.emit(-1))
        self.on_button.clicked.connect(lambda: self.moved.emit(1))
        self.today_button.clicked.connect(self.today_requested)
        self.day_button.clicked.connect(lambda: self.kind_chosen.emit("day"))
        self.week_button.clicked.connect(lambda: self.kind_chosen.emit("week"))
        self.book_button.clicked.connect(self.book_requested)
        self.export_button.clicked.connect(self.export_requested)

    def _paint_icons(self) -> None:
        # The icons are drawn for a left-to-right window.
        mirrored = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
        back, on = (
            ("chevron-trailing", "chevron-leading") if mirrored else ("chevron-leading", "chevron-trailing")
        )
        self.back_button.setIcon(icon(back))
        self.on_button.setIcon(icon(on))
