"""The proposed time of a new appointment: the next free time of the displayed day."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime, time, timedelta

from core.schedule.dto import DEFAULT_MIN, Booking
from core.schedule.local_time import to_wall
from core.schedule.overlaps import takes_time

_MORNING = time(9)
_EVENING = time(20)
_STEP = timedelta(minutes=15)


def proposed_wall(day: date, bookings: Iterable[Booking], *, now: datetime) -> datetime:
    """On this computer's clock, naive: from nine, or from now on if that is today, the first quarter of an
    hour after which nothing is booked for the usual length; nine if the day is full.
    """
    morning = datetime.combine(day, _MORNING)
    wall = max(morning, _next_quarter(to_wall(now))) if to_wall(now).date() == day else morning
    taken = [
        (to_wall(each.appointment.starts_at), to_wall(each.appointment.ends_at))
        for each in bookings
        if takes_time(each.appointment)
    ]
    length = timedelta(minutes=DEFAULT_MIN)
    while wall.date() == day and wall.time() <= _EVENING:
        if not any(start < wall + length and wall < end for start, end in taken):
            return wall
        wall += _STEP
    return morning


def _next_quarter(wall: datetime) -> datetime:
    full = wall.replace(minute=0, second=0, microsecond=0)
    return full + _STEP * -((full - wall) // _STEP)
