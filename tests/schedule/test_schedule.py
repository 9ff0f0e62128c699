"""Appointments on a real Postgres: sealed, versioned, audited, and never two sessions of one."""

from __future__ import annotations

import threading
import time as clock
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy import event, select, text
from sqlalchemy.engine import Engine

from core.clients.dto import Client, ClientDetails, LifecycleStatus
from core.clients.repository import ClientRepository
from core.errors import (
    EditConflict,
    InputRefused,
    NotFound,
    RoleRefused,
    TamperedRecord,
)
from core.ids import ClientId, new_id
from core.schedule.dto import NOTE_LIMIT_CHARS, Appointment
from core.schedule.local_time import day_bounds, to_moment
from core.schedule.service import ScheduleService
from core.security.roles import Access
from core.sessions.dto import SoapText
from models import AuditEvent, ChartRecordRow, SessionRow
from tests.fixtures.figures import figure

ADA = ClientDetails(first_name="Ada", last_name="Byron", birth_date=date(1981, 1, 17))
BEN = ClientDetails(first_name="Ben", last_name="Castro")
JERUSALEM = ZoneInfo("Asia/Jerusalem")
NOW = datetime(2026, 6, 3, 7, 0, tzinfo=UTC)
TODAY = date(2026, 6, 3)
CANARY = "kestrel-over-the-quarry"


def at(hour: int, minute: int = 0, *, day: date = TODAY) -> datetime:
    return to_moment(day, time(hour, minute), JERUSALEM)


@pytest.fixture
def make(context, access, files) -> Callable[..., ScheduleService]:
    def made(*, role: str = "owner", clock: Callable[[], datetime] = lambda: NOW) -> ScheduleService:
        return ScheduleService(
            replace(context, access=Access(access.user_id, role), clock=clock),  # type: ignore[arg-type]
            files=files,
            zone=lambda: JERUSALEM,
        )

    return made


@pytest.fixture
def schedule(make) -> ScheduleService:
    made: ScheduleService = make()
    return made


@pytest.fixture
def ada(clients) -> Client:
    created: Client = clients.create(ADA)
    return created


def actions(database) -> list[str]:
    with database.begin() as session:
        found = session.scalars(select(AuditEvent.action).order_by(AuditEvent.sequence))
        return [action for action in found if action.startswith(("schedule", "session"))]


def day_list(schedule: ScheduleService, day: date = TODAY) -> list[Appointment]:
    return [each.appointment for each in schedule.between(*day_bounds(day, JERUSALEM))]


def test_an_appointment_comes_back_as_it_was_booked_and_is_sealed(schedule, ada, database):
    booked = schedule.book(ada.client_id, starts_at=at(9), minutes=45, kind="follow_up", note=f" {CANARY} ")
    assert booked.note == CANARY
    assert booked.status == "scheduled"
    assert schedule.get(booked.appointment_id) == booked
    (shown,) = schedule.between(*day_bounds(TODAY, JERUSALEM))
    assert (shown.appointment, shown.client, shown.conflicts) == (booked, ada, ())
    with database.begin() as session:
        row = session.scalars(select(ChartRecordRow)).one()
        assert CANARY.encode() not in row.sealed_body
        assert b"follow_up" not in row.sealed_body
        assert row.day == TODAY
    assert actions(database) == ["schedule.book"]


def test_a_days_list_holds_the_day_on_the_wall_and_no_other(schedule, ada):
    for day, hour in (
        (TODAY, 0),
        (TODAY, 23),
        (TODAY - timedelta(days=1), 23),
        (TODAY + timedelta(days=1), 0),
    ):
        schedule.book(ada.client_id, starts_at=at(hour, 30, day=day), minutes=10)
    assert [each.starts_at for each in day_list(schedule)] == [at(0, 30), at(23, 30)]


@pytest.mark.parametrize("day", [date(2026, 3, 27), date(2026, 10, 25)], ids=["23 hours", "25 hours"])
def test_a_day_on_which_the_clocks_change_is_whole(schedule, ada, day):
    wanted = [at(0, 5, day=day), at(9, day=day), at(23, 55, day=day)]
    for moment in wanted:
        schedule.book(ada.client_id, starts_at=moment, minutes=5)
    assert [each.starts_at for each in day_list(schedule, day)] == wanted
    assert day_list(schedule, day - timedelta(days=1)) == []
    assert day_list(schedule, day + timedelta(days=1)) == []


def test_overlaps_are_taken_and_told_before_and_after(schedule, ada, clients):
    ben = clients.create(BEN)
    first = schedule.book(ada.client_id, starts_at=at(9), minutes=60)
    assert schedule.conflicts(starts_at=at(10), minutes=30) == ()
    (told,) = schedule.conflicts(starts_at=at(9, 59), minutes=30)
    assert (told.appointment, told.client) == (first, ada)
    second = schedule.book(ben.client_id, starts_at=at(9, 59), minutes=30)
    shown = {each.appointment.appointment_id: each.conflicts for each in schedule.between(at(0), at(23))}
    assert shown == {
        first.appointment_id: (second.appointment_id,),
        second.appointment_id: (first.appointment_id,),
    }
    besides = schedule.conflicts(starts_at=at(9), minutes=60, besides=first.appointment_id)
    assert [each.appointment for each in besides] == [second]
    schedule.set_status(first.appointment_id, "cancelled", first.row_version)
    assert all(not each.conflicts for each in schedule.between(at(0), at(23)))


def test_one_that_began_the_day_before_is_in_the_way_and_not_in_the_list(schedule, ada):
    yesterday = TODAY - timedelta(days=1)
    schedule.book(ada.client_id, starts_at=at(22, day=yesterday), minutes=10 * 60)
    schedule.book(ada.client_id, starts_at=at(7), minutes=30)
    (shown,) = schedule.between(*day_bounds(TODAY, JERUSALEM))
    assert len(shown.conflicts) == 1


def test_a_full_week_of_a_clinic_is_read(schedule, clients):
    people = [clients.create(replace(ADA, last_name=f"Byron {number}")) for number in range(60)]
    for number in range(120):
        day = TODAY + timedelta(days=number % 5)
        schedule.book(people[number % 60].client_id, starts_at=at(8 + number // 15, day=day), minutes=45)
    queries: list[str] = []

    def note(_connection, _cursor, statement, *_rest) -> None:
        queries.append(statement)

    event.listen(Engine, "before_cursor_execute", note)
    try:
        began = clock.perf_counter()
        shown = schedule.between(at(0), at(0, day=TODAY + timedelta(days=7)))
        took_ms = (clock.perf_counter() - began) * 1000
    finally:
        event.remove(Engine, "before_cursor_execute", note)
    assert len(shown) == 120
    assert len(queries) == 2
    figure(f"a week of 120 appointments of 60 clients read in {took_ms:.0f} ms, 2 queries (loaded machine)")


def test_a_status_is_set_undone_and_audited(schedule, ada, database):
    booked = schedule.book(ada.client_id, starts_at=at(9), minutes=45)
    away = schedule.set_status(booked.appointment_id, "no_show", booked.row_version)
    assert (away.status, away.row_version) == ("no_show", 2)
    back = schedule.set_status(booked.appointment_id, booked.status, away.row_version)
    assert replace(back, row_version=1, changed_at=booked.changed_at) == booked
    assert actions(database) == ["schedule.book", "schedule.no_show", "schedule.scheduled"]


def test_the_second_of_two_windows_is_told_and_changes_nothing(schedule, ada):
    booked = schedule.book(ada.client_id, starts_at=at(9), minutes=45)
    schedule.set_status(booked.appointment_id, "attended", booked.row_version)
    with pytest.raises(EditConflict) as conflict:
        schedule.set_status(booked.appointment_id, "cancelled", booked.row_version)
    assert conflict.value.code == "appointment_edit_conflict"
    with pytest.raises(EditConflict):
        schedule.change(
            booked.appointment_id, starts_at=at(11), minutes=5, kind="visit", note="", expected_version=1
        )
    assert schedule.get(booked.appointment_id).status == "attended"
    assert schedule.get(booked.appointment_id).starts_at == at(9)


def test_moving_takes_the_place_of_what_was_there(schedule, ada, database):
    booked = schedule.book(ada.client_id, starts_at=at(9), minutes=45)
    tomorrow = TODAY + timedelta(days=1)
    moved = schedule.change(
        booked.appointment_id,
        starts_at=at(10, day=tomorrow),
        minutes=30,
        kind="phone",
        note="rings",
        expected_version=1,
    )
    assert day_list(schedule) == []
    assert day_list(schedule, tomorrow) == [moved]
    assert moved.row_version == 2
    same = schedule.change(
        booked.appointment_id,
        starts_at=at(10, day=tomorrow),
        minutes=30,
        kind="phone",
        note="rings ",
        expected_version=2,
    )
    assert same == moved
    assert actions(database) == ["schedule.book", "schedule.change"]


@pytest.mark.parametrize(
    ("wrong", "code"),
    [
        ({"minutes": 0}, "appointment_length_refused"),
        ({"minutes": 24 * 60 + 1}, "appointment_length_refused"),
        ({"kind": "seance"}, "appointment_kind_unknown"),
        ({"note": "n" * (NOTE_LIMIT_CHARS + 1)}, "appointment_note_too_long"),
    ],
)
def test_what_is_no_appointment_is_refused_and_leaves_nothing(schedule, ada, wrong, code):
    wanted = {"starts_at": at(9), "minutes": 45} | wrong
    with pytest.raises(InputRefused) as refused:
        schedule.book(ada.client_id, **wanted)
    assert refused.value.code == code
    assert day_list(schedule) == []


def test_a_time_without_a_zone_is_a_mistake_of_the_program(schedule, ada):
    with pytest.raises(ValueError, match="zone"):
        schedule.book(ada.client_id, starts_at=datetime(2026, 6, 3, 9), minutes=45)


def test_nobody_is_booked_who_is_not_there(schedule):
    with pytest.raises(NotFound):
        schedule.book(ClientId(new_id()), starts_at=at(9), minutes=45)
    with pytest.raises(NotFound) as unknown:
        schedule.get(new_id())
    assert unknown.value.code == "appointment_not_found"


def test_an_auditor_sees_and_does_nothing(make):
    auditor = make(role="auditor")
    for call in (
        lambda: auditor.between(at(0), at(23)),
        lambda: auditor.book(ClientId(new_id()), starts_at=at(9), minutes=5),
        lambda: auditor.start_session(new_id()),
    ):
        with pytest.raises(RoleRefused):
            call()


def test_a_session_begins_once_and_the_client_has_attended(schedule, ada, sessions, database):
    booked = schedule.book(ada.client_id, starts_at=at(9), minutes=45, kind="intake")
    begun = schedule.start_session(booked.appointment_id)
    assert (begun.client_id, begun.date, begun.state, begun.kind) == (ada.client_id, TODAY, "draft", "intake")
    shown = schedule.get(booked.appointment_id)
    assert (shown.status, shown.session_id, shown.row_version) == ("attended", begun.session_id, 2)
    again = schedule.start_session(booked.appointment_id)
    assert again == sessions.get(begun.session_id)
    assert len(sessions.list_for_client(ada.client_id)) == 1
    assert actions(database) == ["schedule.book", "schedule.attended", "session.create"]


def test_a_draft_of_the_day_is_taken_for_the_session_of_the_appointment(schedule, ada, sessions, database):
    booked = schedule.book(ada.client_id, starts_at=at(9), minutes=45)
    assert schedule.unfinished(booked.appointment_id) is None
    sessions.start_draft(ada.client_id, day=TODAY - timedelta(days=1))
    assert schedule.unfinished(booked.appointment_id) is None, "that of another day is another visit"
    draft = sessions.start_draft(ada.client_id, day=TODAY)
    found = schedule.unfinished(booked.appointment_id)
    assert found is not None
    assert found.session_id == draft.session_id
    begun = schedule.start_session(booked.appointment_id, continuing=draft.session_id)
    assert begun.session_id == draft.session_id
    shown = schedule.get(booked.appointment_id)
    assert (shown.status, shown.session_id) == ("attended", draft.session_id)
    assert schedule.unfinished(booked.appointment_id) is None, "it is the appointment's own now"
    assert len(sessions.list_for_client(ada.client_id)) == 2
    assert actions(database)[-1] == "schedule.attended"


def test_of_several_drafts_one_with_words_is_offered(schedule, ada, sessions):
    booked = schedule.book(ada.client_id, starts_at=at(9), minutes=45)
    written = sessions.start_draft(ada.client_id, day=TODAY)
    sessions.save_draft(written.session_id, SoapText("Knee"), day=TODAY, expected_version=1)
    sessions.start_draft(ada.client_id, day=TODAY)
    found = schedule.unfinished(booked.appointment_id)
    assert found is not None
    assert found.session_id == written.session_id


def test_nobody_goes_on_with_a_draft_of_somebody_else(schedule, ada, clients, sessions):
    other = sessions.start_draft(clients.create(BEN).client_id, day=TODAY)
    booked = schedule.book(ada.client_id, starts_at=at(9), minutes=45)
    with pytest.raises(NotFound) as refused:
        schedule.start_session(booked.appointment_id, continuing=other.session_id)
    assert refused.value.code == "session_not_found"
    assert schedule.get(booked.appointment_id).status == "scheduled"


@pytest.mark.parametrize(("days", "expected"), [(-3, -3), (0, 0), (5, 0)])
def test_a_session_is_dated_today_or_the_day_that_is_past(schedule, ada, days, expected):
    booked = schedule.book(ada.client_id, starts_at=at(9, day=TODAY + timedelta(days=days)), minutes=45)
    assert schedule.start_session(booked.appointment_id).date == TODAY + timedelta(days=expected)


def test_eight_who_begin_at_once_begin_one_session(make, ada, database):
    booked = make().book(ada.client_id, starts_at=at(9), minutes=45)
    ready, found, failed = threading.Barrier(8), [], []

    def begin() -> None:
        ready.wait(20)
        try:
            found.append(make().start_session(booked.appointment_id).session_id)
        except EditConflict as error:
            failed.append(error.code)

    threads = [threading.Thread(target=begin) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    assert failed == []
    assert len(found) == 8
    assert len(set(found)) == 1
    with database.begin() as session:
        assert len(session.scalars(select(SessionRow)).all()) == 1
    figure(f"8 begin one appointment at once: {len(set(found))} session, {len(failed)} refused")


@pytest.mark.parametrize("state", ["deleted", "merged"])
def test_the_appointments_of_a_chart_that_is_gone_are_not_there(
    schedule, ada, clients, database, sealer, audit, state
):
    ben = clients.create(BEN)
    booked = schedule.book(ben.client_id, starts_at=at(9), minutes=45)
    other = schedule.book(ada.client_id, starts_at=at(9, 30), minutes=45)
    assert schedule.between(at(0), at(23))[1].conflicts == (booked.appointment_id,)
    with database.begin() as session:
        gone = ClientRepository(session, sealer).update(
            ben, lifecycle=LifecycleStatus(state, NOW, "entered twice")
        )
        audit.record(session, action="client.change", object_kind="client", object_id=ben.client_id)
    (shown,) = schedule.between(at(0), at(23))
    assert (shown.appointment, shown.conflicts) == (other, ())
    assert schedule.conflicts(starts_at=at(9), minutes=30) == ()
    for call in (schedule.get, schedule.start_session):
        with pytest.raises(NotFound):
            call(booked.appointment_id)
    with pytest.raises(InputRefused):
        schedule.book(ben.client_id, starts_at=at(12), minutes=45)
    with database.begin() as session:
        ClientRepository(session, sealer).update(gone, lifecycle=LifecycleStatus())
        audit.record(session, action="client.change", object_kind="client", object_id=ben.client_id)
    assert schedule.get(booked.appointment_id) == booked


def test_a_time_put_into_another_row_does_not_open(schedule, ada, database):
    booked = schedule.book(ada.client_id, starts_at=at(9), minutes=45)
    other = schedule.book(ada.client_id, starts_at=at(15), minutes=45)
    with database.begin() as session:
        session.execute(
            text(
                "UPDATE chart_record SET sealed_body = "
                "(SELECT sealed_body FROM chart_record WHERE record_id = :a) WHERE record_id = :b"
            ),
            {"a": booked.appointment_id, "b": other.appointment_id},
        )
    with pytest.raises(TamperedRecord):
        schedule.get(other.appointment_id)
