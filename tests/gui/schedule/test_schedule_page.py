"""The day and the week from the keyboard."""

from __future__ import annotations

from datetime import time, timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QApplication

from core.damage import DamagedEntry
from core.errors import DatabaseProblem
from core.ids import new_id
from core.schedule.local_time import local_day
from tests.gui.schedule.conftest import Booked
from ui.commands import CommandBook
from ui.schedule.booking_dialog import BookingDialog
from ui.schedule.export_dialog import CalendarExportDialog
from ui.schedule.schedule_model import ROW_ROLE, DayHeading, ScheduleModel
from ui.schedule.schedule_page import SchedulePage
from ui.shell.close_popups import close_popups
from ui.text.days import today
from ui.theme import styled_at_the_end


@pytest.fixture
def page(qtbot, jobs, practice) -> SchedulePage:
    with styled_at_the_end():
        made = SchedulePage(jobs)
    qtbot.addWidget(made)
    made.book_of_commands = CommandBook(parent=made)  # type: ignore[attr-defined]
    made.book_of_commands.register(made, made.commands())  # type: ignore[attr-defined]
    made.resize(1000, 700)
    with qtbot.waitActive(made):
        made.show()
        made.activateWindow()
    return made


def names(page: SchedulePage) -> list[str]:
    return [each.client.details.last_name for each in page.model.bookings]


def load(qtbot, page: SchedulePage, practice: Booked) -> None:
    before = practice.schedule.calls["between"]
    page.reload()
    qtbot.waitUntil(lambda: practice.schedule.calls["between"] > before and page._reading is None)


def press(qtbot, page: SchedulePage, key: Qt.Key) -> None:
    qtbot.keyClick(QApplication.focusWidget(), key)


def status(practice: Booked, appointment) -> str:
    found: str = practice.schedule.stored[appointment.appointment_id].status
    return found


def test_the_day_is_shown_in_order_with_its_number_and_who_is_next(qtbot, page, practice):
    practice.schedule.add(practice.hector, today(), time(0, 0), minutes=1, status="attended")
    practice.schedule.add(practice.ariel, today(), time(0, 1), minutes=1, status="cancelled")
    practice.schedule.add(practice.miriam, today(), time(23, 59), minutes=1)
    practice.schedule.add(practice.miriam, today() + timedelta(days=1), time(9))
    load(qtbot, page, practice)
    assert names(page) == ["Castro", "כהן", "Adler"]
    assert "2" in page.header.caption.text()
    assert "Adler" in page.header.caption.text()
    assert "23:59" in page.header.caption.text()


def test_arrows_go_through_and_enter_opens_the_chart(qtbot, page, practice):
    for at, client in ((time(9), practice.miriam), (time(10), practice.hector)):
        practice.schedule.add(client, today() - timedelta(days=1), at)
    press(qtbot, page, Qt.Key.Key_PageUp)
    qtbot.waitUntil(lambda: len(page.model.bookings) == 2)
    assert page.list.hasFocus()
    assert page.booking.client == practice.miriam
    press(qtbot, page, Qt.Key.Key_Down)
    with qtbot.waitSignal(page.client_chosen) as chosen:
        press(qtbot, page, Qt.Key.Key_Return)
    assert chosen.args == [practice.hector.client_id]


def test_in_a_week_the_arrows_pass_over_the_headings(qtbot, page, practice):
    first = page.span.moved(0)
    press(qtbot, page, Qt.Key.Key_W)
    qtbot.waitUntil(lambda: page._reading is None)
    first = page.span.first
    practice.schedule.add(practice.miriam, first, time(9))
    practice.schedule.add(practice.hector, first + timedelta(days=3), time(9))
    load(qtbot, page, practice)
    rows = [page.model.index(number).data(ROW_ROLE) for number in range(page.model.rowCount())]
    assert [row.count for row in rows if isinstance(row, DayHeading)] == [1, 0, 0, 1, 0, 0, 0]
    page.list.setCurrentIndex(page.model.index(1))
    press(qtbot, page, Qt.Key.Key_Down)
    assert page.booking.client == practice.hector
    press(qtbot, page, Qt.Key.Key_Up)
    assert page.booking.client == practice.miriam


def test_page_keys_turn_days_and_weeks_and_t_comes_back(qtbot, page, practice):
    load(qtbot, page, practice)
    press(qtbot, page, Qt.Key.Key_PageDown)
    assert page.span.days == (today() + timedelta(days=1),)
    press(qtbot, page, Qt.Key.Key_PageUp)
    press(qtbot, page, Qt.Key.Key_PageUp)
    assert page.span.days == (today() - timedelta(days=1),)
    press(qtbot, page, Qt.Key.Key_T)
    assert page.span.days == (today(),)
    press(qtbot, page, Qt.Key.Key_W)
    assert len(page.span.days) == 7
    assert today() in page.span.days
    press(qtbot, page, Qt.Key.Key_PageDown)
    assert page.span.day == today() + timedelta(days=7)
    press(qtbot, page, Qt.Key.Key_T)
    press(qtbot, page, Qt.Key.Key_D)
    assert page.span.days == (today(),)
    qtbot.waitUntil(lambda: page._reading is None)


def test_an_answer_for_other_days_is_not_shown(qtbot, page, practice):
    practice.schedule.add(practice.miriam, today(), time(9))
    practice.schedule.hold("between")
    page.reload()
    page.turn(1)
    practice.schedule.release("between")
    qtbot.waitUntil(lambda: page._reading is None)
    assert page.model.bookings == ()
    assert page.empty.isVisible()


@pytest.mark.parametrize(
    ("key", "expected"),
    [(Qt.Key.Key_A, "attended"), (Qt.Key.Key_C, "cancelled"), (Qt.Key.Key_M, "no_show")],
)
def test_one_key_says_what_became_of_it_and_one_takes_it_back(qtbot, page, practice, key, expected):
    booked = practice.schedule.add(practice.miriam, today(), time(9))
    load(qtbot, page, practice)
    press(qtbot, page, key)
    qtbot.waitUntil(lambda: page.booking.appointment.status == expected)
    assert status(practice, booked) == expected
    assert page.message.isVisible()
    press(qtbot, page, Qt.Key.Key_U)
    qtbot.waitUntil(lambda: page.booking.appointment.status == "scheduled")
    assert status(practice, booked) == "scheduled"
    assert not page.message.isVisible()
    press(qtbot, page, Qt.Key.Key_U)
    assert practice.schedule.calls["set_status"] == 2


def test_undo_does_not_write_over_what_somebody_else_did(qtbot, page, practice):
    booked = practice.schedule.add(practice.miriam, today(), time(9))
    load(qtbot, page, practice)
    page.set_status("attended")
    qtbot.waitUntil(lambda: page.can_undo)
    practice.schedule.change_elsewhere(booked.appointment_id, "no_show")
    page.undo()
    qtbot.waitUntil(lambda: page.booking.appointment.status == "no_show")
    assert status(practice, booked) == "no_show"
    assert "elsewhere" in page.message.accessibleName()


def test_a_session_begins_and_the_same_key_opens_it_again(qtbot, page, practice):
    booked = practice.schedule.add(practice.miriam, today(), time(9))
    load(qtbot, page, practice)
    with qtbot.waitSignal(page.session_started) as started:
        press(qtbot, page, Qt.Key.Key_S)
    assert status(practice, booked) == "attended"
    qtbot.waitUntil(lambda: page.booking.appointment.session_id is not None)
    assert page.bar.session_button.text() == "Open session"
    with qtbot.waitSignal(page.session_started) as again:
        press(qtbot, page, Qt.Key.Key_S)
    assert again.args[0].session_id == started.args[0].session_id
    assert len(practice.sessions.list_for_client(practice.miriam.client_id)) == 1


def test_an_impatient_second_press_asks_once(qtbot, page, practice):
    practice.schedule.add(practice.miriam, today(), time(9))
    load(qtbot, page, practice)
    practice.schedule.hold("start_session")
    page.start_session()
    page.start_session()
    with qtbot.waitSignal(page.session_started):
        practice.schedule.release("start_session")
    assert practice.schedule.calls["start_session"] == 1


def test_a_second_key_right_after_the_first_is_no_conflict(qtbot, page, practice):
    booked = practice.schedule.add(practice.miriam, today(), time(9))
    load(qtbot, page, practice)
    practice.schedule.hold("between")
    page.set_status("attended")
    qtbot.waitUntil(lambda: page.booking.appointment.status == "attended")
    # The list was not read again yet: what is shown is what was stored all the same.
    page.set_status("no_show")
    practice.schedule.release("between")
    qtbot.waitUntil(lambda: status(practice, booked) == "no_show")
    qtbot.waitUntil(lambda: page._reading is None)
    assert page.can_undo


def test_an_appointment_of_another_day_is_turned_to(qtbot, page, practice):
    practice.schedule.add(practice.miriam, today(), time(9))
    day = today() + timedelta(days=20)
    practice.schedule.add(practice.ariel, day, time(8))
    there = practice.schedule.add(practice.hector, day, time(9))
    load(qtbot, page, practice)
    page.show_appointment(there.appointment_id)
    qtbot.waitUntil(lambda: page.booking is not None and page.booking.client == practice.hector)
    assert page.span.days == (day,)


def test_an_answer_that_comes_after_clear_alone_is_not_shown_either(qtbot, page, jobs, practice):
    practice.schedule.add(practice.miriam, today(), time(9))
    practice.schedule.hold("between")
    page.reload()
    page.clear()
    practice.schedule.release("between")
    qtbot.waitUntil(lambda: not jobs.busy)
    assert page.model.rowCount() == 0


def test_overlaps_are_marked_and_said(qtbot, page, practice):
    practice.schedule.add(practice.miriam, today(), time(9), minutes=60)
    practice.schedule.add(practice.hector, today(), time(9, 30))
    practice.schedule.add(practice.ariel, today(), time(10, 15))
    load(qtbot, page, practice)
    spoken = [
        page.model.index(row).data(Qt.ItemDataRole.AccessibleTextRole) for row in range(page.model.rowCount())
    ]
    assert ["verlaps" in each for each in spoken] == [True, True, False]


def test_an_empty_day_says_so_and_n_books(qtbot, page, practice):
    load(qtbot, page, practice)
    assert page.empty.isVisible()
    press(qtbot, page, Qt.Key.Key_N)
    (dialog,) = page.findChildren(BookingDialog)
    assert dialog.isVisible()
    dialog.form.picker.show_client(practice.ariel)
    dialog.form.time.setEditText("8")
    with qtbot.waitSignal(dialog.stored):
        dialog.save()
    qtbot.waitUntil(lambda: names(page) == ["כהן"])


def test_what_is_moved_to_another_day_is_shown_there(qtbot, page, practice):
    practice.schedule.add(practice.miriam, today(), time(9))
    load(qtbot, page, practice)
    press(qtbot, page, Qt.Key.Key_E)
    (dialog,) = page.findChildren(BookingDialog)
    dialog.form.day.show_day(today() + timedelta(days=2))
    dialog.form._on_when()
    with qtbot.waitSignal(dialog.stored):
        dialog.save()
    qtbot.waitUntil(lambda: names(page) == ["Adler"])
    assert page.span.days == (today() + timedelta(days=2),)


def test_a_failure_is_told_and_tried_again(qtbot, page, practice):
    practice.schedule.add(practice.miriam, today(), time(9))
    practice.schedule.fail("between", DatabaseProblem("database_unreachable"))
    load(qtbot, page, practice)
    assert page.message.isVisible()
    page.message.action_requested.emit()
    qtbot.waitUntil(lambda: names(page) == ["Adler"])
    assert not page.message.isVisible()


def test_appointments_that_do_not_open_are_counted_beside_the_others(qtbot, page, practice):
    practice.schedule.add(practice.miriam, today(), time(9))
    practice.schedule.damaged = tuple(
        DamagedEntry("appointment", new_id(), practice.miriam.client_id, today()) for _ in range(2)
    )
    load(qtbot, page, practice)
    assert names(page) == ["Adler"]
    shown = [str(page.model.index(row).data()) for row in range(page.model.rowCount())]
    assert [each.startswith("This appointment cannot be read") for each in shown] == [False, True, True]
    assert page.message.isVisible()
    said = page.message.accessibleName()
    assert "2 appointment" in said
    assert "restore a backup" in said
    page.clear()
    assert not page.message.isVisible()


def test_nothing_is_left_after_a_lock(qtbot, page, practice):
    practice.schedule.add(practice.miriam, today(), time(23, 59), minutes=1)
    load(qtbot, page, practice)
    page.set_status("attended")
    qtbot.waitUntil(lambda: page.can_undo)
    page.book(practice.miriam)
    page.export()
    assert page.findChildren(CalendarExportDialog)
    close_popups()
    page.clear()
    assert not [each for each in page.findChildren(BookingDialog) if each.isVisible()]
    assert page.model.rowCount() == 0
    assert page.header.caption.text() == ""
    assert not page.message.isVisible()
    assert not page.can_undo
    assert not page.bar.isVisible()


def test_an_answer_that_comes_after_clear_is_shown_to_nobody(qtbot, page, jobs, practice):
    practice.schedule.add(practice.miriam, today(), time(9))
    practice.schedule.hold("between")
    page.reload()
    jobs.forget_all()
    page.clear()
    practice.schedule.release("between")
    qtbot.waitUntil(lambda: not jobs.busy)
    assert page.model.rowCount() == 0


def test_the_line_of_now_lies_before_what_is_to_come(page, practice):
    first = practice.schedule.add(practice.miriam, today(), time(9), minutes=30)
    second = practice.schedule.add(practice.hector, today(), time(12), minutes=30)
    model = ScheduleModel()
    QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    bookings = [practice.schedule._booking(each) for each in (first, second)]
    places = {}
    for name, moment in (
        ("early", first.starts_at - timedelta(minutes=1)),
        ("between", second.starts_at - timedelta(minutes=1)),
        ("late", second.ends_at),
        ("tomorrow", second.starts_at + timedelta(days=1)),
    ):
        model.show(bookings)
        model.set_now(moment)
        places[name] = [model.index(row).data(ROW_ROLE + 1) for row in range(2)]
    assert places == {
        "early": ["before", None],
        "between": [None, "before"],
        "late": [None, "after"],
        "tomorrow": [None, None],
    }
    assert local_day(first.starts_at) == today()


def test_every_command_has_keys_of_its_own(page):
    keys = [command.keys for command in page.commands() if command.keys]
    assert len(keys) == len(set(keys))
    assert all(command.area == "schedule" for command in page.commands())
