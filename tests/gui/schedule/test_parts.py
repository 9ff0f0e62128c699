"""The small parts of the schedule: times as people write them, spans of days, free times, the export."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import QLocale

from core.errors import DiskFull
from core.schedule.local_time import day_bounds, to_moment
from ui.schedule.export_dialog import CalendarExportDialog
from ui.schedule.length_box import LengthBox
from ui.schedule.proposing import proposed_wall
from ui.schedule.span import Span
from ui.schedule.time_box import TimeBox, parse_time
from ui.text.days import today


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("9", time(9)),
        ("930", time(9, 30)),
        ("0930", time(9, 30)),
        ("9:30", time(9, 30)),
        ("09.30", time(9, 30)),
        (" 14:05 ", time(14, 5)),
        ("9:30 pm", time(21, 30)),
        ("12 am", time(0)),
        ("12pm", time(12)),
        ("24:00", None),
        ("9:60", None),
        ("13 pm", None),
        ("", None),
        ("noon", None),
        ("9:3", None),
    ],
)
def test_times_are_read_as_people_write_them(typed, expected):
    assert parse_time(typed) == expected


def test_a_time_is_tidied_when_the_field_is_left(qtbot):
    box = TimeBox()
    qtbot.addWidget(box)
    line = box.lineEdit()
    assert line is not None
    box.setEditText("930")
    line.editingFinished.emit()
    assert box.currentText() == "09:30"
    box.setEditText("soon")
    line.editingFinished.emit()
    assert box.currentText() == "soon"


@pytest.mark.parametrize(
    ("typed", "expected"), [("25", 25), ("25 min", 25), ("0", None), ("1441", None), ("long", None)]
)
def test_lengths_are_read_with_and_without_their_unit(qtbot, typed, expected):
    box = LengthBox()
    qtbot.addWidget(box)
    box.setEditText(typed)
    assert box.minutes() == expected


@pytest.mark.parametrize(("locale", "first"), [("en_GB", 1), ("he_IL", 7), ("en_US", 7)])
def test_a_week_begins_as_it_does_where_one_lives(locale, first):
    before = QLocale()
    QLocale.setDefault(QLocale(locale))
    try:
        for offset in range(7):
            span = Span("week", date(2026, 6, 3) + timedelta(days=offset))
            assert span.first.isoweekday() == first
            assert span.first <= span.day <= span.last
            assert len(span.days) == 7
            assert span.moved(1).first - span.first == timedelta(days=7)
    finally:
        QLocale.setDefault(before)


def test_the_next_free_time_is_proposed(practice):
    day = today() + timedelta(days=3)
    schedule = practice.schedule
    appointments = [
        schedule.add(practice.miriam, day, time(9), minutes=50),
        schedule.add(practice.hector, day, time(9, 50), minutes=20),
        schedule.add(practice.ariel, day, time(10, 15), minutes=120, status="cancelled"),
    ]
    bookings = [schedule._booking(each) for each in appointments]
    now = to_moment(today(), time(12))
    assert proposed_wall(day, bookings, now=now) == datetime.combine(day, time(10, 15))
    assert proposed_wall(today(), (), now=now) == datetime.combine(today(), time(12))
    late = to_moment(today(), time(22, 10))
    assert proposed_wall(today(), (), now=late) == datetime.combine(today(), time(9))


def test_by_default_the_file_names_nobody_and_the_dialog_warns(qtbot, jobs, practice):
    dialog = CalendarExportDialog(jobs, first=today(), last=today() + timedelta(days=6))
    qtbot.addWidget(dialog)
    dialog.open()
    assert dialog.names == "none"
    assert "not protected" in dialog.warning.accessibleName()
    practice.schedule.add(practice.miriam, today(), time(9))
    dialog.export_to("/nowhere/week.ics")
    qtbot.waitUntil(lambda: not dialog.work.working)
    since, until = day_bounds(today())[0], day_bounds(today() + timedelta(days=6))[1]
    assert practice.schedule.exported == [(Path("/nowhere/week.ics"), since, until, "none")]
    assert "week.ics" in dialog.message.accessibleName()
    dialog.choices["names"].setChecked(True)
    assert "who comes when" in dialog.warning.accessibleName()
    practice.schedule.fail("export_ics", DiskFull())
    dialog.export_to("/nowhere/week.ics")
    qtbot.waitUntil(lambda: not dialog.work.working)
    assert "week.ics" not in dialog.message.accessibleName()
