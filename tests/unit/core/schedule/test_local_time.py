"""Days and times where clocks go forward and back."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest

from core.errors import InputRefused
from core.schedule.local_time import comes_twice, day_bounds, local_day, to_moment, to_wall

JERUSALEM, NEW_YORK = ZoneInfo("Asia/Jerusalem"), ZoneInfo("America/New_York")
SPRING = {JERUSALEM: date(2026, 3, 27), NEW_YORK: date(2026, 3, 8)}
AUTUMN = {JERUSALEM: date(2026, 10, 25), NEW_YORK: date(2026, 11, 1)}
ZONES = pytest.mark.parametrize("zone", [JERUSALEM, NEW_YORK], ids=lambda zone: zone.key)


@ZONES
def test_an_hour_that_the_clock_skips_is_refused_and_those_around_it_are_not(zone):
    day = SPRING[zone]
    with pytest.raises(InputRefused) as refused:
        to_moment(day, time(2, 30), zone)
    assert refused.value.code == "time_does_not_exist"
    before, after = to_moment(day, time(1, 30), zone), to_moment(day, time(3, 30), zone)
    assert after - before == timedelta(hours=1)


@ZONES
def test_of_an_hour_that_comes_twice_the_first_is_meant(zone):
    day = AUTUMN[zone]
    assert comes_twice(day, time(1, 30), zone)
    assert not comes_twice(day, time(3, 30), zone)
    assert not comes_twice(SPRING[zone], time(2, 30), zone)
    moment = to_moment(day, time(1, 30), zone)
    assert to_wall(moment, zone) == to_wall(moment + timedelta(hours=1), zone)
    assert to_wall(moment - timedelta(hours=1), zone).hour == 0


@ZONES
def test_a_day_has_the_hours_it_has(zone):
    lengths = {}
    for day in (SPRING[zone], AUTUMN[zone], date(2026, 6, 3)):
        first, last = day_bounds(day, zone)
        lengths[day] = (last - first) / timedelta(hours=1)
        assert local_day(first, zone) == day
        assert local_day(last - timedelta(minutes=1), zone) == day
        assert local_day(last, zone) == day + timedelta(days=1)
    assert list(lengths.values()) == [23, 25, 24]


@ZONES
@pytest.mark.parametrize("days", [SPRING, AUTUMN], ids=["spring", "autumn"])
def test_nine_in_the_morning_stays_nine_across_a_change(zone, days):
    for offset in (-1, 0, 1):
        day = days[zone] + timedelta(days=offset)
        moment = to_moment(day, time(9), zone)
        assert moment.tzinfo is UTC
        assert to_wall(moment, zone) == datetime.combine(day, time(9))


def test_a_day_whose_midnight_is_skipped_begins_when_the_clock_goes_forward():
    beirut, day = ZoneInfo("Asia/Beirut"), date(2024, 3, 31)
    first, last = day_bounds(day, beirut)
    assert to_wall(first, beirut) == datetime(2024, 3, 31, 1, 0)
    assert last - first == timedelta(hours=23)


def test_the_zone_of_this_computer_is_the_one_meant_by_none():
    moment = to_moment(date(2026, 6, 3), time(9, 15))
    assert moment == datetime(2026, 6, 3, 9, 15).astimezone()
    assert to_wall(moment) == datetime(2026, 6, 3, 9, 15)
