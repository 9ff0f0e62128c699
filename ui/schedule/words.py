"""The texts of the schedule that several of its views need."""

from __future__ import annotations

from datetime import date, datetime

from PySide6.QtCore import QCoreApplication, QDate, QLocale, QObject

from core.schedule.dto import Booking
from ui.text.days import day_text, time_text, today
from ui.text.one_line import one_line
from ui.text.text_direction import isolate
from ui.words.appointments import status_word
from ui.words.identity import identity_line, person_name
from ui.words.sessions import duration_text, kind_name


def weekday_text(day: date) -> str:
    """`Wednesday, 3 Jun 2026`."""
    name: str = QLocale().toString(QDate(day.year, day.month, day.day), "dddd")
    return isolate(f"{name}, {day_text(day)}")


def span_text(starts_at: datetime, ends_at: datetime) -> str:
    """`09:00–09:45`, local time."""
    return isolate(f"{time_text(starts_at)}–{time_text(ends_at)}")


def appointment_span(booking: Booking) -> str:
    return span_text(booking.appointment.starts_at, booking.appointment.ends_at)


def spoken_booking(booking: Booking) -> str:
    """One appointment in full words, for a screen reader and a tooltip."""
    appointment = booking.appointment
    parts = [
        appointment_span(booking),
        person_name(booking.client.details),
        identity_line(booking.client.details, today=today()),
        kind_name(appointment.kind),
        duration_text(appointment.minutes),
        status_word(appointment.status),
    ]
    if booking.conflicts:
        parts.append(overlaps_text(len(booking.conflicts)))
    if appointment.note:
        parts.append(isolate(appointment.note))
    return one_line(parts, separator=", ")


def brief_ready() -> str:
    """The mark of an appointment with a prepared brief."""
    return QCoreApplication.translate("AppointmentRow", "Brief ready")


def overlaps_text(count: int) -> str:
    """`Overlaps 2 others`."""
    return OverlapText().line(count)


class OverlapText(QObject):
    """Plural forms need `tr`: lupdate collects them from nothing else."""

    def line(self, count: int) -> str:
        return self.tr("Overlaps %n other(s)", "", count)
