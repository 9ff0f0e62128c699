"""Booking from the keyboard; what is in the way is seen before it is stored."""

from __future__ import annotations

import time as system_time
from datetime import date, datetime, time, timedelta

import pytest
from PySide6.QtCore import Qt

from core.errors import DatabaseProblem, EditConflict
from core.schedule.dto import NOTE_LIMIT_CHARS
from core.schedule.local_time import to_moment
from tests.gui.schedule.conftest import Booked
from ui.schedule.booking_dialog import BookingDialog
from ui.text.days import today
from ui.widgets.question import Question


@pytest.fixture
def opened(qtbot, jobs, practice):
    def made(**given) -> BookingDialog:
        dialog = BookingDialog(jobs, **({"wall": datetime.combine(today(), time(9))} | given))
        qtbot.addWidget(dialog)
        dialog.open()
        qtbot.waitUntil(lambda: dialog._seen is not None)
        if not given.get("booking"):
            qtbot.waitUntil(lambda: dialog.form.picker.model.total == 3)
        return dialog

    return made


def stored(practice: Booked) -> list[tuple]:
    return [
        (each.client_id, each.starts_at, each.minutes, each.kind, each.note)
        for each in practice.schedule.stored.values()
    ]


def test_a_client_is_found_by_typing_and_everything_is_booked(qtbot, opened, practice):
    dialog = opened()
    qtbot.keyClicks(dialog.form.picker.search, "cas")
    qtbot.keyClick(dialog.form.picker.search, Qt.Key.Key_Return)
    assert dialog.form.picker.client == practice.hector
    dialog.form.time.setEditText("930")
    dialog.form.length.setEditText("25")
    dialog.form.kind.setCurrentIndex(dialog.form.kind.findData("phone"))
    dialog.form.note.setPlainText(" Bring results ")
    with qtbot.waitSignal(dialog.stored):
        dialog.save()
    wanted = to_moment(today(), time(9, 30))
    assert stored(practice) == [(practice.hector.client_id, wanted, 25, "phone", "Bring results")]


def test_down_and_enter_choose_the_second_match_and_it_can_be_chosen_again(qtbot, opened, practice):
    dialog = opened()
    picker = dialog.form.picker
    qtbot.keyClick(picker.search, Qt.Key.Key_Down)
    qtbot.keyClick(picker.search, Qt.Key.Key_Return)
    assert picker.client == practice.hector
    assert "Castro" in picker.card.accessibleName()
    picker.again_button.click()
    assert picker.client is None
    assert not picker.search.isHidden()


def test_an_overlap_has_to_be_seen_before_it_is_booked(qtbot, opened, practice):
    practice.schedule.add(practice.miriam, today(), time(9), minutes=60)
    dialog = opened(wall=datetime.combine(today(), time(11)), client=practice.hector)
    assert dialog.conflict.isHidden()
    dialog.form.time.setEditText("9:59")
    # Before the answer is there: the first press shows what is in the way, and stores nothing.
    dialog.save()
    qtbot.waitUntil(lambda: not dialog.conflict.isHidden())
    assert len(practice.schedule.stored) == 1
    assert "Adler" in dialog.conflict.accessibleName()
    assert dialog.save_button.text() == "&Book anyway"
    with qtbot.waitSignal(dialog.stored):
        dialog.save()
    assert len(practice.schedule.stored) == 2


def test_pressed_again_after_a_lost_answer_it_is_one_appointment(qtbot, opened, practice):
    dialog = opened(wall=datetime.combine(today(), time(11)), client=practice.hector)
    real, asked = practice.schedule.book, []

    def book(client_id, **given):
        asked.append(given["appointment_id"])
        made = real(client_id, **given)
        if len(asked) == 1:
            raise DatabaseProblem("database_unreachable")
        return made

    practice.schedule.book = book
    dialog.save()
    qtbot.waitUntil(lambda: not dialog.message.isHidden())
    with qtbot.waitSignal(dialog.stored):
        dialog.save()
    assert len(asked) == 2
    assert len(set(asked)) == len(practice.schedule.stored) == 1


def test_back_to_back_is_booked_at_once(qtbot, opened, practice):
    practice.schedule.add(practice.miriam, today(), time(9), minutes=60)
    dialog = opened(wall=datetime.combine(today(), time(8)), client=practice.hector)
    dialog.form.time.setEditText("10")
    with qtbot.waitSignal(dialog.stored):
        dialog.save()
    assert len(practice.schedule.stored) == 2


def test_the_one_being_moved_is_not_in_its_own_way(qtbot, opened, practice):
    appointment = practice.schedule.add(practice.miriam, today(), time(9), minutes=60, note="rings")
    dialog = opened(booking=practice.schedule._booking(appointment))
    assert dialog.conflict.isHidden()
    assert dialog.form.picker.again_button.isHidden()
    dialog.form.time.setEditText("9:15")
    with qtbot.waitSignal(dialog.stored):
        dialog.save()
    moved = practice.schedule.stored[appointment.appointment_id]
    assert (moved.starts_at, moved.note, moved.row_version) == (to_moment(today(), time(9, 15)), "rings", 2)


def test_a_conflict_of_two_windows_is_told_and_the_form_stays(qtbot, opened, practice):
    appointment = practice.schedule.add(practice.miriam, today(), time(9))
    dialog = opened(booking=practice.schedule._booking(appointment))
    practice.schedule.change_elsewhere(appointment.appointment_id, "cancelled")
    dialog.form.note.setPlainText("typed")
    dialog.save()
    qtbot.waitUntil(lambda: not dialog.message.isHidden())
    assert dialog.isVisible()
    assert dialog.form.note_text() == "typed"
    assert dialog.save_button.isEnabled()


@pytest.mark.parametrize("error", [DatabaseProblem("database_unreachable"), EditConflict()])
def test_a_failure_keeps_what_was_typed(qtbot, opened, practice, error):
    dialog = opened(client=practice.hector)
    dialog.form.note.setPlainText("typed")
    practice.schedule.fail("book", error)
    dialog.save()
    qtbot.waitUntil(lambda: not dialog.message.isHidden())
    assert dialog.form.note_text() == "typed"
    with qtbot.waitSignal(dialog.stored):
        dialog.save()


@pytest.mark.parametrize(
    ("field", "wrong"),
    [
        ("time", "25:00"),
        ("time", "soon"),
        ("length", "0"),
        ("length", "2000"),
        ("note", None),
        ("client", None),
    ],
)
def test_what_cannot_be_booked_is_said_and_not_asked_of_the_service(opened, practice, field, wrong):
    dialog = opened(client=None if field == "client" else practice.hector)
    if field == "time":
        dialog.form.time.setEditText(wrong)
    elif field == "length":
        dialog.form.length.setEditText(wrong)
    elif field == "note":
        dialog.form.note.setPlainText("n" * (NOTE_LIMIT_CHARS + 1))
    dialog.save()
    assert not dialog.message.isHidden()
    assert practice.schedule.calls["book"] == 0


def test_a_note_is_not_thrown_away_without_a_word(opened, practice):
    dialog = opened(client=practice.hector)
    dialog.form.note.setPlainText("typed")
    dialog.reject()
    assert dialog.isVisible()
    (question,) = dialog.findChildren(Question)
    question.yes_button.click()
    assert not dialog.isVisible()


@pytest.fixture
def in_jerusalem(monkeypatch):
    with monkeypatch.context() as patched:
        patched.setenv("TZ", "Asia/Jerusalem")
        system_time.tzset()
        yield
    system_time.tzset()


def test_an_hour_that_the_clock_skips_is_refused_in_words(in_jerusalem, opened, practice):
    dialog = opened(client=practice.hector)
    dialog.form.day.show_day(date(2026, 3, 27))
    dialog.form.time.setEditText("2:30")
    assert "no such time" in dialog.form.hint.text()
    dialog.save()
    assert not dialog.message.isHidden()
    assert practice.schedule.stored == {}


def test_an_hour_that_comes_twice_is_said_to_be_the_first(qtbot, in_jerusalem, opened, practice):
    dialog = opened(client=practice.hector)
    dialog.form.day.show_day(date(2026, 10, 25))
    dialog.form.time.setEditText("1:30")
    assert "twice" in dialog.form.hint.text()
    with qtbot.waitSignal(dialog.stored) as stored_one:
        dialog.save()
    later = to_moment(date(2026, 10, 25), time(3))
    assert later - stored_one.args[0].starts_at == timedelta(hours=2, minutes=30)
