"""Appointments as an iCalendar file (RFC 5545), for an external calendar.

It contains no notes, no kinds of visit, and names only on request.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from icalendar import Calendar, Event

from core.clients.dto import ClientDetails
from core.schedule.dto import Booking, CalendarNames, CalendarWords

PRODUCT = "-//Anamnesis//Appointments//EN"


def calendar_bytes(
    bookings: Iterable[Booking], *, names: CalendarNames, words: CalendarWords, exported_at: datetime
) -> bytes:
    """The file's bytes: UTF-8, CRLF, lines folded at 75 octets, texts escaped. Times are in UTC.

    An appointment keeps its UID through every export, so that a calendar changes its entry and adds no
    second one. `exported_at`, aware, is the DTSTAMP of all.
    """
    calendar = Calendar()
    calendar.add("prodid", PRODUCT)
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    for booking in bookings:
        calendar.add_component(_event(booking, _summary(booking, names, words), exported_at))
    encoded: bytes = calendar.to_ical()
    return encoded


def initials(details: ClientDetails) -> str:
    """`M. A.`: the first letters of first and last name."""
    letters = [name.strip()[:1].upper() for name in (details.first_name, details.last_name)]
    return " ".join(f"{letter}." for letter in letters if letter)


def _summary(booking: Booking, names: CalendarNames, words: CalendarWords) -> str:
    if names == "names":
        return booking.client.details.display_name
    if names == "initials":
        return initials(booking.client.details) or words.title
    return words.title


def _event(booking: Booking, summary: str, exported_at: datetime) -> Event:
    appointment = booking.appointment
    event = Event()
    event.add("uid", str(appointment.appointment_id))
    event.add("dtstamp", exported_at)
    event.add("dtstart", appointment.starts_at)
    event.add("dtend", appointment.ends_at)
    event.add("summary", summary)
    event.add("class", "PRIVATE")
    event.add("status", "CANCELLED" if appointment.status == "cancelled" else "CONFIRMED")
    event.add("transp", "TRANSPARENT" if appointment.status == "cancelled" else "OPAQUE")
    event.add("sequence", appointment.row_version - 1)
    event.add("last-modified", appointment.changed_at)
    return event
