"""Converts local days and times to UTC and back, including days of 23 and 25 hours.

`zone` None means this computer's zone.
"""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta, tzinfo

from core.errors import InputRefused


def to_moment(day: date, at: time, zone: tzinfo | None = None) -> datetime:
    """The UTC time at which the local clock shows `at` on `day`; the first of two in autumn.

    Raises `InputRefused("time_does_not_exist")` for an hour skipped in spring.
    """
    wall = datetime.combine(day, at.replace(second=0, microsecond=0, tzinfo=None, fold=0))
    moment = _utc(wall, zone)
    if to_wall(moment, zone) != wall:
        raise InputRefused("time_does_not_exist")
    return moment


def comes_twice(day: date, at: time, zone: tzinfo | None = None) -> bool:
    """Whether the local clock shows `at` twice on `day`."""
    wall = datetime.combine(day, at.replace(second=0, microsecond=0, tzinfo=None))
    first, second = _utc(wall.replace(fold=0), zone), _utc(wall.replace(fold=1), zone)
    return first < second


def to_wall(moment: datetime, zone: tzinfo | None = None) -> datetime:
    """The local date and time at `moment`; naive."""
    return moment.astimezone(zone).replace(tzinfo=None, fold=0)


def local_day(moment: datetime, zone: tzinfo | None = None) -> date:
    """The local day at `moment`."""
    return to_wall(moment, zone).date()


def day_bounds(day: date, zone: tzinfo | None = None) -> tuple[datetime, datetime]:
    """The start of `day` and of the next, UTC: 23, 24 or 25 hours apart."""
    return _first_moment(day, zone), _first_moment(day + timedelta(days=1), zone)


def _first_moment(day: date, zone: tzinfo | None) -> datetime:
    # Where clocks skip midnight, `fold=0` gives the time of the change.
    return _utc(datetime.combine(day, time(0)), zone)


def _utc(wall: datetime, zone: tzinfo | None) -> datetime:
    return (wall if zone is None else wall.replace(tzinfo=zone)).astimezone(UTC)
