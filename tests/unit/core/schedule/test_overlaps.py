"""Which appointments are in each other's way."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from core.ids import ClientId, new_id
from core.schedule.dto import STATUSES, Appointment, AppointmentStatus
from core.schedule.overlaps import all_conflicts, conflicts_with

NINE = datetime(2026, 6, 3, 9, 0, tzinfo=UTC)


def at(minute: int, *, minutes: int = 30, status: AppointmentStatus = "scheduled") -> Appointment:
    return Appointment(
        appointment_id=new_id(),
        client_id=ClientId(new_id()),
        starts_at=NINE + timedelta(minutes=minute),
        minutes=minutes,
        kind="visit",
        note="",
        status=status,
        row_version=1,
        changed_at=NINE,
    )


def test_back_to_back_is_no_conflict_and_a_minute_more_is():
    first = at(0, minutes=30)
    assert conflicts_with(first, [at(30), at(-30)]) == ()
    late = at(29)
    assert conflicts_with(first, [late]) == (late,)


def test_one_inside_the_other_is_a_conflict_both_ways():
    long, short = at(0, minutes=120), at(45, minutes=15)
    assert conflicts_with(long, [short]) == (short,)
    assert conflicts_with(short, [long]) == (long,)


def test_what_was_cancelled_is_in_nobodys_way():
    first = at(0)
    assert conflicts_with(first, [at(10, status="cancelled")]) == ()
    assert conflicts_with(replace(first, status="cancelled"), [at(10)]) == ()
    assert all_conflicts([first, at(10, status="cancelled")]) == {}


def test_no_appointment_is_in_its_own_way():
    first = at(0)
    assert conflicts_with(first, [replace(first, minutes=45)]) == ()


@given(
    st.lists(
        st.tuples(st.integers(0, 300), st.integers(1, 120), st.sampled_from(STATUSES)),
        min_size=0,
        max_size=14,
    )
)
def test_the_whole_list_says_what_each_pair_says(drawn):
    appointments = [at(start, minutes=length, status=status) for start, length, status in drawn]
    found = all_conflicts(appointments)
    for each in appointments:
        pairwise = {other.appointment_id for other in conflicts_with(each, appointments)}
        assert set(found.get(each.appointment_id, ())) == pairwise
