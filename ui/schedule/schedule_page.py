"""The appointments of a day or a week, fully usable by keyboard, with their sessions."""

from __future__ import annotations

from datetime import date
from functools import partial
from typing import TYPE_CHECKING, Any
from uuid import UUID

from PySide6.QtCore import QPoint, Qt, QTimer, Signal
from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import QMenu, QStackedWidget, QVBoxLayout, QWidget

from core.clients.dto import Client
from core.clock import utc_now
from core.errors import AnamnesisError, EditConflict, NotFound
from core.schedule.dto import Agenda, Appointment, AppointmentStatus, Booking
from core.schedule.local_time import local_day
from core.sessions.dto import Session
from ui.commands import Command
from ui.errors import describe
from ui.operations.operation import in_db
from ui.operations.schedule import appointments, set_status
from ui.schedule.appointment_list import AppointmentList
from ui.schedule.booking_dialog import BookingDialog
from ui.schedule.brief_marks import BriefMarks
from ui.schedule.commands import schedule_commands
from ui.schedule.export_dialog import CalendarExportDialog
from ui.schedule.proposing import proposed_wall
from ui.schedule.schedule_header import ScheduleHeader
from ui.schedule.span import Span, SpanKind
from ui.schedule.visit_bar import VisitBar
from ui.schedule.visit_start import VisitStart
from ui.text.days import today
from ui.theme import SPACE_3, SPACE_4, SPACE_6
from ui.widgets.empty_state import EmptyState
from ui.widgets.message_bar import MessageBar
from ui.words.appointments import status_word
from ui.words.identity import person_name

if TYPE_CHECKING:
    from ui.jobs import Job, Jobs

_TICK_MS = 30_000


class SchedulePage(QWidget):
    """Arrows move through the appointments, Enter opens the chart; `commands` has the other keys."""

    client_chosen = Signal(object)
    """The `ClientId` whose chart to open."""
    session_started = Signal(object)
    """The `Session` to open, new or already started."""

    def __init__(self, jobs: Jobs, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._jobs = jobs
        self._span = Span("day", today())
        self._today = today()
        self._reading: Job | None = None
        self._writing = False
        self._asked = 0
        self._loaded = False
        self._undo: tuple[Appointment, AppointmentStatus] | None = None
        self.header = ScheduleHeader()
        self.message = MessageBar()
        self.list = AppointmentList()
        self.model = self.list.rows
        self.briefs = BriefMarks(jobs, self.model, self)
        self.empty = EmptyState("")
        self.bar = VisitBar()
        self.visits = VisitStart(jobs, self)
        self._pages = QStackedWidget()
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._clock = QTimer(self)
        self._clock.setInterval(_TICK_MS)
        self._lay_out()
        self._connect()
        self.header.show_span(self._span, today=self._today)
        self._refresh()

    @property
    def span(self) -> Span:
        """The displayed days."""
        return self._span

    @property
    def booking(self) -> Booking | None:
        """The selected appointment."""
        return self.list.booking

    def commands(self) -> tuple[Command, ...]:
        """The commands of this page, with their default keys."""
        return schedule_commands(self)

    def reload(self) -> None:
        """Reads the displayed days again in the background; the shown ones stay meanwhile."""
        if self._reading is not None:
            self._reading.cancel()
        self._asked += 1
        wanted = self._span
        self._reading = self._jobs.run(
            self,
            appointments(first=wanted.first, last=wanted.last),
            on_done=partial(self._on_loaded, self._asked, wanted),
            on_error=self._on_unread,
        )

    def clear(self) -> None:
        """Removes every appointment and returns to today."""
        self._loaded = False
        self.list.want(None)
        self._undo = None
        self._writing = False
        # Pending answers are now outdated.
        self._asked += 1
        self.visits.forget()
        self._span = Span(self._span.kind, today())
        self.model.show(())
        self.message.clear()
        self.header.clear()
        self.header.show_span(self._span, today=today())
        self._refresh()

    def show_span(self, span: Span) -> None:
        """Shows other days."""
        self._span = span
        self._loaded = False
        self._undo = None
        self.message.clear()
        self.model.show(())
        self.header.show_span(span, today=today())
        self._refresh()
        self.reload()

    def turn(self, steps: int) -> None:
        """Moves by this many days or weeks."""
        self.show_span(self._span.moved(steps))

    def show_today(self) -> None:
        self.show_span(Span(self._span.kind, today()))

    def show_kind(self, kind: SpanKind) -> None:
        """One day or a whole week."""
        if kind != self._span.kind:
            self.show_span(Span(kind, self._day_in_mind()))

    def show_appointment(self, appointment_id: UUID) -> None:
        """Shows the day of an appointment and selects it."""
        self._jobs.run(
            self,
            in_db(lambda services: services.schedule.get, appointment_id),
            on_done=self._on_stored,
            on_error=self._on_refused,
        )

    def book(self, client: Client | None = None) -> None:
        """Opens the dialog for a new appointment, for `client` if known."""
        wall = proposed_wall(self._day_in_mind(), self.model.bookings, now=utc_now())
        self._open(BookingDialog(self._jobs, wall=wall, client=client, parent=self))

    def change(self) -> None:
        """Opens the selected appointment to change it."""
        if self.booking is not None:
            self._open(BookingDialog(self._jobs, booking=self.booking, parent=self))

    def export(self) -> None:
        """Opens the dialog that writes a calendar file."""
        CalendarExportDialog(self._jobs, first=self._span.first, last=self._span.last, parent=self).open()

    def open_chart(self) -> None:
        if self.booking is not None and not self.visits.busy:
            self.client_chosen.emit(self.booking.client.client_id)

    def start_session(self) -> None:
        """Starts the session of the selected appointment, or opens the existing one."""
        if self.booking is not None and not self._writing:
            self.visits.begin(self.booking)

    def set_status(self, status: AppointmentStatus) -> None:
        """Sets the status of the selected appointment."""
        booking = self.booking
        if booking is None or booking.appointment.status == status:
            return
        self._set(booking.appointment, status, undo=booking.appointment.status)

    def undo(self) -> None:
        """Undoes the last status change."""
        if self._undo is not None:
            appointment, before = self._undo
            self._undo = None
            self.message.clear()
            self._set(appointment, before, undo=None)

    @property
    def can_undo(self) -> bool:
        return self._undo is not None

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._clock.start()
        self._tick()
        self._take_focus()

    def _take_focus(self) -> None:
        """Single keys work while the focus is inside the page: on the list, or on the empty page."""
        focus = self._focus_inside()
        if focus is None or focus is self or not focus.isVisible():
            shown: QWidget = self.list if self._pages.currentWidget() is self.list else self
            shown.setFocus(Qt.FocusReason.OtherFocusReason)

    def _focus_inside(self) -> QWidget | None:
        # The window's own, also while a dialog lies over it.
        focus: Any = self.window().focusWidget()
        inside = focus is not None and (focus is self or self.isAncestorOf(focus))
        return focus if inside else None

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self._clock.stop()

    def _lay_out(self) -> None:
        self._pages.addWidget(self.list)
        self._pages.addWidget(self.empty)
        column = QVBoxLayout(self)
        column.setContentsMargins(SPACE_6, SPACE_4, SPACE_6, SPACE_4)
        column.setSpacing(SPACE_3)
        column.addWidget(self.header)
        column.addWidget(self.message)
        column.addWidget(self._pages, 1)
        column.addWidget(self.bar)

    def _connect(self) -> None:
        self.header.moved.connect(self.turn)
        self.header.today_requested.connect(self.show_today)
        self.header.kind_chosen.connect(self.show_kind)
        self.header.book_requested.connect(lambda: self.book())
        self.header.export_requested.connect(self.export)
        self.empty.action_requested.connect(lambda: self.book())
        self.message.action_requested.connect(self._on_message_action)
        self.visits.started.connect(self._on_started)
        self.visits.failed.connect(self._on_refused)
        self.bar.session_requested.connect(self.start_session)
        self.bar.chart_requested.connect(self.open_chart)
        self.bar.change_requested.connect(self.change)
        self.bar.status_requested.connect(self.set_status)
        self.list.opened.connect(self.open_chart)
        self.list.selected.connect(self._on_selected)
        self.list.customContextMenuRequested.connect(self._show_menu)
        self._clock.timeout.connect(self._tick)

    def _open(self, dialog: BookingDialog) -> None:
        dialog.stored.connect(self._on_stored)
        dialog.open()

    def _day_in_mind(self) -> date:
        """The day of the selection; today in the current week; else the first displayed."""
        if self.booking is not None:
            return local_day(self.booking.appointment.starts_at)
        return today() if self._span.first <= today() <= self._span.last else self._span.first

    def _set(
        self, appointment: Appointment, status: AppointmentStatus, *, undo: AppointmentStatus | None
    ) -> None:
        if self._writing or self.visits.busy:
            return
        self._writing = True
        self._jobs.run(
            self,
            set_status(appointment=appointment, status=status),
            on_done=partial(self._on_status, undo),
            on_error=self._on_refused,
        )

    def _on_status(self, undo: AppointmentStatus | None, appointment: Appointment) -> None:
        self._writing = False
        self.model.put(appointment)
        if undo is not None:
            self._undo = (appointment, undo)
            found = self.model.booking_at(self.model.index_of(appointment.appointment_id))
            name = person_name(found.client.details) if found is not None else ""
            self.message.show_message(
                self.tr("{name}: {status}").format(name=name, status=status_word(appointment.status)),
                action=self.tr("Undo"),
            )
        self.reload()

    def _on_stored(self, appointment: Appointment) -> None:
        self.list.want(appointment.appointment_id)
        day = local_day(appointment.starts_at)
        if self._span.first <= day <= self._span.last:
            self.reload()
        else:
            self.show_span(Span(self._span.kind, day))

    def _on_started(self, session: Session) -> None:
        self.session_started.emit(session)
        self.reload()

    def _on_loaded(self, asked: int, wanted: Span, agenda: Agenda) -> None:
        if asked != self._asked:
            return
        self._reading = None
        self._loaded = True
        days = wanted.days if wanted.kind == "week" else ()
        self.model.show(agenda.bookings, days=days, damaged=agenda.damaged)
        self.list.restore()
        self._tick()
        self._refresh()
        self._tell_damaged(len(agenda.damaged))

    def _tell_damaged(self, damaged: int) -> None:
        # An offer to undo takes precedence: the days are read again often enough.
        if damaged and self._undo is None:
            self.message.show_message(
                self.tr("%n appointment(s) cannot be read", "", damaged),
                self.tr("They were damaged or changed outside Anamnesis. The others are intact."),
                self.tr("Check the records under Security, and restore a backup that holds them."),
                tone="danger",
            )

    def _on_selected(self) -> None:
        self.bar.show_booking(self.booking)

    def _on_unread(self, error: AnamnesisError) -> None:
        self._reading = None
        self._undo = None
        self.message.show_error(describe(error), action=self.tr("Try again"))

    def _on_refused(self, error: AnamnesisError) -> None:
        self._writing = False
        self._undo = None
        self.message.show_error(describe(error))
        if isinstance(error, EditConflict | NotFound):
            self.reload()

    def _on_message_action(self) -> None:
        if self._undo is not None:
            self.undo()
        else:
            self.message.clear()
            self.reload()

    def _show_menu(self, at: QPoint) -> None:
        index = self.list.indexAt(at)
        if self.model.booking_at(index) is None:
            return
        self.list.setCurrentIndex(index)
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for command in self.commands():
            if command.scope == "view" and command.enabled() and command.command_id in _IN_MENU:
                menu.addAction(command.title, command.run)
        menu.popup(self.list.viewport().mapToGlobal(at))

    def _tick(self) -> None:
        """As time passes, moves the line of the present moment, and at midnight the day."""
        now = utc_now()
        was, self._today = self._today, today()
        if was != self._today and self._span.first <= was <= self._span.last:
            self.show_today()
            return
        self.model.set_now(now)
        if self._loaded:
            self.header.show_bookings(self.model.bookings, now=now)

    def _refresh(self) -> None:
        """Shows the list, or that it is empty."""
        nothing = self._loaded and not self.model.bookings and self._span.kind == "day"
        inside = self._focus_inside() is not None
        self._pages.setCurrentWidget(self.empty if nothing else self.list)
        if inside:
            self._take_focus()
        self.bar.show_booking(self.booking)
        here = self._span.day == today()
        self.empty.set_content(
            self.tr("No appointments today") if here else self.tr("No appointments on this day"),
            self.tr("Book one, or turn to another day with Page Up and Page Down."),
            self.tr("New appointment"),
        )


_IN_MENU = frozenset(
    {
        "schedule.start_session",
        "schedule.open_chart",
        "schedule.change",
        "schedule.attended",
        "schedule.cancelled",
        "schedule.no_show",
        "schedule.scheduled",
    }
)
