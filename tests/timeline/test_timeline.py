"""A client's timeline on a real Postgres: everything in one list, in few queries."""

from __future__ import annotations

import time as clock
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy import event
from sqlalchemy.engine import Engine

from core.attachments.service import AttachmentService
from core.clients.dto import ClientDetails
from core.errors import RoleRefused
from core.ids import new_id
from core.letters.service import LetterService
from core.records.chart_records import ChartRecord, ChartRecordRepository
from core.schedule.service import ScheduleService
from core.security.roles import Access
from core.sessions.dto import SoapText
from core.sessions.repository import SessionRepository
from core.timeline.service import TimelineService
from tests.fixtures.figures import figure

ADA = ClientDetails(first_name="Ada", last_name="Byron")
JERUSALEM = ZoneInfo("Asia/Jerusalem")
DAY = date(2026, 6, 3)


@pytest.fixture
def timeline(context) -> TimelineService:
    return TimelineService(context, zone=lambda: JERUSALEM)


@pytest.fixture
def schedule(context, files) -> ScheduleService:
    return ScheduleService(context, files=files, zone=lambda: JERUSALEM)


@pytest.fixture
def add_record(database, sealer, audit):
    def add(client_id, kind, day, body, *, state="live") -> ChartRecord:
        record = ChartRecord(new_id(), client_id, kind, day, 1, body, state=state)
        with database.begin() as session:
            ChartRecordRepository(session, sealer).add(record)
            audit.record(session, action="client.change", object_kind="client", object_id=client_id)
        return record

    return add


def test_everything_is_in_one_list_the_newest_first(clients, sessions, schedule, timeline, add_record):
    client_id = clients.create(ADA).client_id
    draft = sessions.start_draft(client_id, day=DAY)
    sessions.save_draft(draft.session_id, SoapText(assessment=" Sleeps\nwell. "), day=DAY, expected_version=1)
    # 23:30 UTC the day before is past midnight on the wall.
    booked = schedule.book(
        client_id, starts_at=datetime(2026, 6, 2, 23, 30, tzinfo=UTC), minutes=30, note="rings first"
    )
    scan = add_record(
        client_id,
        "attachment",
        DAY - timedelta(days=2),
        {"name": "knee.pdf", "media_type": "application/pdf"},
    )
    letter = add_record(
        client_id, "letter", DAY + timedelta(days=1), {"title": "To Dr Cohen", "text": "Dear"}
    )
    other = clients.create(ADA).client_id
    sessions.start_draft(other, day=DAY)
    found = timeline.entries(client_id)
    assert [(each.kind, each.entry_id, each.day) for each in found] == [
        ("letter", letter.record_id, DAY + timedelta(days=1)),
        ("appointment", booked.appointment_id, DAY),
        ("session", draft.session_id, DAY),
        ("attachment", scan.record_id, DAY - timedelta(days=2)),
    ]
    assert [each.title for each in found] == ["To Dr Cohen", "", "", "knee.pdf"]
    assert [each.detail for each in found] == ["Dear", "rings first", "Sleeps well.", ""]
    assert [each.state for each in found] == ["", "scheduled", "draft", ""]
    assert found[1].at == booked.starts_at
    assert found[3].sort == "application/pdf"


def test_files_and_letters_are_called_what_their_own_services_call_them(clients, timeline, context, files):
    client_id = clients.create(ADA).client_id
    attachments = AttachmentService(context, files=files)
    file = attachments.add(client_id, name="knee.txt", data=b"Right knee, two views.")
    letters = LetterService(context, templates=tuple, practice_name="Harbour", author_name=lambda: "Dr Levi")
    letter = letters.save(
        replace(letters.draft(client_id), title="To Dr Cohen", text="Dear colleague,\nthank")
    )
    found = {each.entry_id: each for each in timeline.entries(client_id)}
    assert found[file.attachment_id].title == file.name == "knee.txt"
    assert found[file.attachment_id].sort == file.media_type
    assert found[letter.letter_id].title == "To Dr Cohen"
    assert found[letter.letter_id].detail == "Dear colleague, thank"


def test_what_was_deleted_is_not_in_it(clients, timeline, add_record):
    client_id = clients.create(ADA).client_id
    add_record(client_id, "attachment", DAY, {"name": "wrong.pdf"}, state="deleted")
    assert timeline.entries(client_id) == ()


def test_an_auditor_sees_none(context, access):
    timeline = TimelineService(replace(context, access=Access(access.user_id, "auditor")), zone=lambda: None)
    with pytest.raises(RoleRefused):
        timeline.entries(new_id())  # type: ignore[arg-type]


def test_a_thousand_entries_take_as_many_queries_as_ten(
    clients, sessions, timeline, database, sealer, audit, user_id
):
    client_id = clients.create(ADA).client_id
    made = [sessions.start_draft(client_id, day=DAY)]
    queries: list[str] = []

    def note(_connection, _cursor, statement, *_rest) -> None:
        queries.append(statement)

    event.listen(Engine, "before_cursor_execute", note)
    try:
        timeline.entries(client_id)
        few = [each for each in queries if each.startswith("SELECT")]
        with database.begin() as session:
            SessionRepository(session, sealer).add_all(
                [
                    replace(
                        made[0],
                        session_id=new_id(),
                        date=DAY - timedelta(days=number),
                        text=SoapText(subjective=f"visit {number} " * 20, plan="walks " * 30),
                    )
                    for number in range(700)
                ],
                author=user_id,
            )
            records = ChartRecordRepository(session, sealer)
            for number in range(300):
                day = DAY - timedelta(days=2 * number)
                records.add(
                    ChartRecord(new_id(), client_id, "attachment", day, 1, {"name": f"scan {number}.pdf"})
                )
            audit.record(session, action="client.change", object_kind="client", object_id=client_id)
        queries.clear()
        began = clock.perf_counter()
        found = timeline.entries(client_id)
        took_ms = (clock.perf_counter() - began) * 1000
    finally:
        event.remove(Engine, "before_cursor_execute", note)
    many = [each for each in queries if each.startswith("SELECT")]
    assert len(found) == 1001
    assert len(many) == len(few)
    assert not any("attachment_chunk" in each for each in many)
    assert [each.day for each in found] == sorted((each.day for each in found), reverse=True)
    figure(f"timeline of 1,001 entries read in {took_ms:.0f} ms by {len(many)} queries (loaded machine)")
