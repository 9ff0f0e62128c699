"""The iCalendar file: what other programs read, and what it must not say."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from icalendar import Calendar

from core.clients.dto import Client, ClientDetails
from core.ids import ClientId, new_id
from core.schedule.calendar_file import calendar_bytes, initials
from core.schedule.dto import Appointment, Booking, CalendarNames, CalendarWords

NOW = datetime(2026, 6, 1, 8, 0, tzinfo=UTC)
NINE = datetime(2026, 6, 3, 9, 0, tzinfo=ZoneInfo("Asia/Jerusalem"))
WORDS = CalendarWords(title="Appointment")
CANARY = "kestrel-over-the-quarry"


def booking(details: ClientDetails, **changes: object) -> Booking:
    appointment = Appointment(
        appointment_id=new_id(),
        client_id=ClientId(new_id()),
        starts_at=NINE.astimezone(UTC),
        minutes=45,
        kind="follow_up",
        note=CANARY,
        status="scheduled",
        row_version=1,
        changed_at=NOW - timedelta(days=2),
    )
    return Booking(
        replace(appointment, **changes),  # type: ignore[arg-type]
        Client(appointment.client_id, 1, details),
    )


MIRIAM = booking(ClientDetails(first_name="Miriam", last_name="Adler"))


def written(*bookings: Booking, names: CalendarNames = "none") -> bytes:
    return calendar_bytes(bookings, names=names, words=WORDS, exported_at=NOW)


def test_by_default_nobody_is_named_and_no_note_leaves():
    text = written(MIRIAM).decode()
    assert "Adler" not in text
    assert "Miriam" not in text
    assert CANARY not in text
    assert "SUMMARY:Appointment" in text


@pytest.mark.parametrize(("names", "summary"), [("initials", "M. A."), ("names", "Adler, Miriam")])
def test_initials_or_names_are_there_when_asked_for(names, summary):
    (event,) = Calendar.from_ical(written(MIRIAM, names=names)).walk("VEVENT")
    assert str(event["summary"]) == summary
    assert CANARY not in written(MIRIAM, names=names).decode()


def test_another_program_reads_the_time_back_in_utc():
    raw = written(MIRIAM)
    assert b"DTSTART:20260603T060000Z\r\n" in raw
    assert b"DTEND:20260603T064500Z\r\n" in raw
    assert b"DTSTAMP:20260601T080000Z\r\n" in raw
    (event,) = Calendar.from_ical(raw).walk("VEVENT")
    assert event.decoded("dtstart") == NINE
    assert event.decoded("dtend") - event.decoded("dtstart") == timedelta(minutes=45)


@pytest.mark.parametrize(
    ("zone", "wall"),
    [
        ("Asia/Jerusalem", datetime(2026, 10, 24, 23, 30)),
        ("America/New_York", datetime(2026, 10, 31, 23, 30)),
    ],
)
def test_across_the_night_of_the_change_the_length_stays_what_it_is(zone, wall):
    start = wall.replace(tzinfo=ZoneInfo(zone)).astimezone(UTC)
    (event,) = Calendar.from_ical(written(booking(MIRIAM.client.details, starts_at=start, minutes=240))).walk(
        "VEVENT"
    )
    assert event.decoded("dtend") - event.decoded("dtstart") == timedelta(hours=4)


def test_signs_that_mean_something_in_the_format_are_escaped_and_come_back():
    odd = ClientDetails(first_name="Ann; \\ B", last_name="O'Neil,\nSr.")
    raw = written(booking(odd), names="names")
    assert b"O'Neil\\,\\nSr.\\, Ann\\; \\\\ B" in raw
    (event,) = Calendar.from_ical(raw).walk("VEVENT")
    assert str(event["summary"]) == odd.display_name


def test_long_lines_are_folded_by_octets_and_no_letter_is_cut():
    long = ClientDetails(first_name="שרה־רבקה " * 12, last_name="כהן")
    raw = written(booking(long), names="names")
    assert all(len(line) <= 75 for line in raw.split(b"\r\n"))
    assert raw.count(b"\n") == raw.count(b"\r\n")
    for line in raw.split(b"\r\n"):
        line.decode("utf-8")
    (event,) = Calendar.from_ical(raw).walk("VEVENT")
    assert str(event["summary"]) == long.display_name


def test_an_appointment_keeps_its_identity_when_it_is_moved_or_cancelled():
    moved = Booking(
        replace(MIRIAM.appointment, starts_at=NINE + timedelta(hours=2), row_version=2), MIRIAM.client
    )
    cancelled = Booking(replace(moved.appointment, status="cancelled", row_version=3), MIRIAM.client)
    events = [Calendar.from_ical(written(each)).walk("VEVENT")[0] for each in (MIRIAM, moved, cancelled)]
    assert len({str(event["uid"]) for event in events}) == 1
    assert [event.decoded("sequence") for event in events] == [0, 1, 2]
    assert [str(event["status"]) for event in events] == ["CONFIRMED", "CONFIRMED", "CANCELLED"]


def test_the_calendar_says_what_the_standard_asks_for():
    calendar = Calendar.from_ical(written())
    assert str(calendar["version"]) == "2.0"
    assert str(calendar["prodid"])
    assert calendar.walk("VEVENT") == []


def test_initials_take_what_there_is():
    assert initials(ClientDetails(first_name="", last_name="כהן")) == "כ."
    assert initials(ClientDetails(first_name=" ", last_name="")) == ""
