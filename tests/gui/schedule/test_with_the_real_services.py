"""From booking to the session and the client's timeline, over the real services and a real database."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, time

import pytest
from icalendar import Calendar
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from core.schedule.service import ScheduleService
from core.timeline.service import TimelineService
from tests.fakes.clients import HECTOR, MIRIAM
from ui.commands import CommandBook
from ui.schedule.booking_dialog import BookingDialog
from ui.schedule.export_dialog import CalendarExportDialog
from ui.schedule.schedule_page import SchedulePage
from ui.text.days import today
from ui.theme import styled_at_the_end
from ui.timeline.timeline_page import TimelinePage


@pytest.fixture
def page(qtbot, jobs, workspace, context, clients, sessions, files) -> SchedulePage:
    workspace.prepared = replace(
        workspace.prepared,
        clients=clients,
        sessions=sessions,
        schedule=ScheduleService(context, files=files),
        timeline=TimelineService(context),
    )
    workspace.state = "unlocked"
    with styled_at_the_end():
        made = SchedulePage(jobs)
    qtbot.addWidget(made)
    made.commands_of_test = CommandBook(parent=made)  # type: ignore[attr-defined]
    made.commands_of_test.register(made, made.commands())  # type: ignore[attr-defined]
    with qtbot.waitActive(made):
        made.show()
        made.activateWindow()
    return made


def press(qtbot, key: Qt.Key) -> None:
    qtbot.waitUntil(lambda: QApplication.focusWidget() is not None)
    qtbot.keyClick(QApplication.focusWidget(), key)


def book(qtbot, page: SchedulePage, name: str, at: str) -> BookingDialog:
    """With the keyboard: N, the beginning of a name, Enter, a time, and the button."""
    press(qtbot, Qt.Key.Key_N)
    dialog = next(each for each in page.findChildren(BookingDialog) if each.isVisible())
    qtbot.waitUntil(lambda: dialog.form.picker.model.total == 2)
    qtbot.keyClicks(dialog.form.picker.search, name)
    qtbot.keyClick(dialog.form.picker.search, Qt.Key.Key_Return)
    dialog.form.time.setEditText(at)
    qtbot.waitUntil(lambda: dialog._seen is not None)
    return dialog


def test_from_booking_to_the_session_and_the_timeline(qtbot, jobs, page, clients, sessions, tmp_path):
    miriam, hector = clients.create(MIRIAM), clients.create(HECTOR)
    page.reload()
    qtbot.waitUntil(lambda: page.empty.isVisible())
    first = book(qtbot, page, "adl", "900")
    with qtbot.waitSignal(first.stored):
        first.save()
    qtbot.waitUntil(lambda: len(page.model.bookings) == 1)
    page.activateWindow()
    second = book(qtbot, page, "cas", "9:30")
    assert "Adler" in second.conflict.accessibleName()
    with qtbot.waitSignal(second.stored):
        second.save()
    qtbot.waitUntil(lambda: len(page.model.bookings) == 2)
    page.activateWindow()
    assert all(each.conflicts for each in page.model.bookings)
    assert page.booking.client.client_id == hector.client_id
    press(qtbot, Qt.Key.Key_C)
    qtbot.waitUntil(lambda: page.booking.appointment.status == "cancelled")
    qtbot.waitUntil(lambda: not any(each.conflicts for each in page.model.bookings))
    page.list.setFocus()
    press(qtbot, Qt.Key.Key_Up)
    qtbot.waitUntil(lambda: page.booking is not None and page.booking.client.client_id == miriam.client_id)
    with qtbot.waitSignal(page.session_started) as started:
        press(qtbot, Qt.Key.Key_S)
    qtbot.waitUntil(lambda: page.booking.appointment.status == "attended")
    with qtbot.waitSignal(page.session_started) as again:
        press(qtbot, Qt.Key.Key_S)
    assert again.args[0].session_id == started.args[0].session_id
    assert [each.date for each in sessions.list_for_client(miriam.client_id)] == [today()]
    qtbot.waitUntil(lambda: page._reading is None)

    timeline = TimelinePage(jobs)
    qtbot.addWidget(timeline)
    timeline.show_client(miriam)
    qtbot.waitUntil(lambda: timeline.model.total == 2)
    assert dict(timeline.model.counts()) == {"session": 1, "appointment": 1}

    export = CalendarExportDialog(jobs, first=today(), last=today(), parent=page)
    export.export_to(str(tmp_path / "today.ics"))
    qtbot.waitUntil(lambda: not export.work.working)
    events = Calendar.from_ical((tmp_path / "today.ics").read_bytes()).walk("VEVENT")
    assert {str(each["summary"]) for each in events} == {"Appointment"}
    nine = datetime.combine(today(), time(9)).astimezone()
    assert nine in [each.decoded("dtstart") for each in events]
