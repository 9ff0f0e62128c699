"""Appointments in trouble: files not to be written, records that do not open, answers that were lost."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from icalendar import Calendar
from sqlalchemy import select, text

from core import export_file
from core.clients.dto import Client, ClientDetails
from core.errors import EditConflict, EnvironmentProblem, InputRefused
from core.ids import new_id
from core.schedule.dto import Appointment, CalendarWords
from core.schedule.local_time import day_bounds, to_moment
from core.schedule.service import ScheduleService
from models import AuditEvent

ADA = ClientDetails(first_name="Ada", last_name="Byron", birth_date=date(1981, 1, 17))
BEN = ClientDetails(first_name="Ben", last_name="Castro")
JERUSALEM = ZoneInfo("Asia/Jerusalem")
TODAY = date(2026, 6, 3)
CANARY = "kestrel-over-the-quarry"


def at(hour: int, minute: int = 0, *, day: date = TODAY) -> datetime:
    return to_moment(day, time(hour, minute), JERUSALEM)


@pytest.fixture
def schedule(context, files) -> ScheduleService:
    return ScheduleService(
        replace(context, clock=lambda: datetime(2026, 6, 3, 7, 0, tzinfo=UTC)),
        files=files,
        zone=lambda: JERUSALEM,
    )


@pytest.fixture
def ada(clients) -> Client:
    created: Client = clients.create(ADA)
    return created


def actions(database) -> list[str]:
    with database.begin() as session:
        found = session.scalars(select(AuditEvent.action).order_by(AuditEvent.sequence))
        return [action for action in found if action.startswith("schedule")]


def day_list(schedule: ScheduleService, day: date = TODAY) -> list[Appointment]:
    return [each.appointment for each in schedule.between(*day_bounds(day, JERUSALEM))]


def test_a_file_of_a_week_is_written_whole_and_recorded(schedule, ada, database, tmp_path):
    booked = schedule.book(ada.client_id, starts_at=at(9), minutes=45, note=CANARY)
    schedule.book(ada.client_id, starts_at=at(9, day=TODAY + timedelta(days=30)), minutes=45)
    path = tmp_path / "week.ics"
    since, until = at(0), at(0, day=TODAY + timedelta(days=7))
    words = CalendarWords(title="Appointment")
    assert schedule.export_ics(path, since=since, until=until, words=words) == 1
    raw = path.read_bytes()
    (event,) = Calendar.from_ical(raw).walk("VEVENT")
    assert event.decoded("dtstart") == booked.starts_at
    assert b"Byron" not in raw
    assert CANARY.encode() not in raw
    assert path.stat().st_mode & 0o077 == 0
    schedule.export_ics(path, since=since, until=until, words=words, names="names")
    assert b"Byron" in path.read_bytes()
    assert actions(database)[-2:] == ["schedule.export"] * 2


def test_a_file_that_cannot_be_written_is_told_and_the_wish_is_recorded(
    schedule, ada, database, tmp_path, monkeypatch
):
    def refused(*_given: object, **_more: object) -> None:
        raise OSError(30, "Read-only file system")

    schedule.book(ada.client_id, starts_at=at(9), minutes=45)
    monkeypatch.setattr(export_file, "write_atomically", refused)
    with pytest.raises(EnvironmentProblem) as problem:
        schedule.export_ics(tmp_path / "week.ics", since=at(0), until=at(23), words=CalendarWords(title="A"))
    assert problem.value.code == "file_not_written"
    assert actions(database)[-1] == "schedule.export"


def test_no_calendar_is_written_over_the_programs_own_files(schedule, ada, database, tmp_path):
    vault = tmp_path / "data" / "vault.json"
    vault.parent.mkdir()
    vault.write_bytes(b"sealed")
    away = tmp_path / "nowhere" / "week.ics"
    for path, code in ((vault, "export_into_data_directory"), (away, "export_no_folder")):
        with pytest.raises(InputRefused) as refused:
            schedule.export_ics(path, since=at(0), until=at(23), words=CalendarWords(title="A"))
        assert refused.value.code == code
    assert vault.read_bytes() == b"sealed"
    assert "schedule.export" not in actions(database)


def flip(database, record_id) -> None:
    """Changes one byte of a sealed record."""
    with database.begin() as session:
        session.execute(
            text(
                "UPDATE chart_record SET sealed_body = "
                "set_byte(sealed_body, 40, get_byte(sealed_body, 40) # 1) WHERE record_id = :record_id"
            ),
            {"record_id": record_id},
        )


def test_a_damaged_appointment_hides_no_other_and_is_counted(schedule, ada, database, tmp_path, monkeypatch):
    whole = schedule.book(ada.client_id, starts_at=at(9), minutes=45)
    damaged = schedule.book(ada.client_id, starts_at=at(9, 30), minutes=45)
    flip(database, damaged.appointment_id)
    agenda = schedule.agenda(*day_bounds(TODAY, JERUSALEM))
    assert [each.appointment for each in agenda.bookings] == [whole]
    assert [each.entry_id for each in agenda.damaged] == [damaged.appointment_id]
    assert [each.appointment for each in schedule.conflicts(starts_at=at(9), minutes=90)] == [whole]
    assert schedule.agenda(*day_bounds(TODAY + timedelta(days=2), JERUSALEM)).damaged == ()
    words = CalendarWords(title="A")
    recorded: list[object] = []
    real = schedule._audit.record

    def noted(session: object, **given: object) -> None:
        recorded.append(given["details"])
        real(session, **given)

    monkeypatch.setattr(schedule._audit, "record", noted)
    assert schedule.export_ics(tmp_path / "day.ics", since=at(0), until=at(23), words=words) == 1
    assert recorded == [{"appointments": 1, "names": "none", "damaged": 1}]


def test_an_appointment_is_there_whose_client_does_not_open(schedule, ada, clients, database):
    ben = clients.create(BEN)
    whole = schedule.book(ada.client_id, starts_at=at(9), minutes=45)
    nameless = schedule.book(ben.client_id, starts_at=at(11), minutes=45)
    with database.begin() as session:
        session.execute(
            text(
                "UPDATE client SET sealed_details = "
                "set_byte(sealed_details, 40, get_byte(sealed_details, 40) # 1) WHERE client_id = :client_id"
            ),
            {"client_id": ben.client_id},
        )
    agenda = schedule.agenda(*day_bounds(TODAY, JERUSALEM))
    assert ([each.appointment for each in agenda.bookings], agenda.damaged) == ([whole, nameless], ())
    assert [(each.client.client_id, each.client.readable) for each in agenda.bookings] == [
        (ada.client_id, True),
        (ben.client_id, False),
    ]


def test_asked_again_after_a_lost_answer_it_is_one_appointment(schedule, ada, clients, database):
    given = new_id()
    asked = {"starts_at": at(9), "minutes": 45, "note": "knee", "appointment_id": given}
    first = schedule.book(ada.client_id, **asked)
    assert schedule.book(ada.client_id, **asked) == first
    assert actions(database).count("schedule.book") == 1
    later = schedule.book(ada.client_id, **asked | {"starts_at": at(10)})
    assert (later.appointment_id, later.row_version, later.starts_at) == (given, 2, at(10))
    assert day_list(schedule) == [later]
    with pytest.raises(EditConflict):
        schedule.book(ada.client_id, **asked)
    with pytest.raises(EditConflict):
        schedule.book(clients.create(BEN).client_id, **asked)
