"""One byte, or one column in the clear, that was changed in a chart: the rest is shown, and it is told."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable
from datetime import UTC, datetime

import pytest

from core.cancel import CancelToken
from core.clients.dto import ClientDetails
from core.errors import TamperedRecord
from core.ids import ClientId
from core.integrity.service import IntegrityService
from core.sessions.dto import UNREADABLE, Session
from core.sessions.repository import SessionRepository
from core.sources.dto import SearchScope
from tests.security.key_practice import DAY
from tests.security.red.attacked import SIGNED, AttackedPractice, Attacker, Chart, Unlocked
from ui.operations.sessions import open_chart

Attack = Callable[[Attacker, Chart], None]


def _byte(attacker: Attacker, chart: Chart) -> None:
    attacker.sql(
        "UPDATE session_version SET sealed_plan = set_byte(sealed_plan, 40, get_byte(sealed_plan, 40) # 1)"
        " WHERE session_id = %s AND version = 2",
        chart.draft,
    )


def _state(attacker: Attacker, chart: Chart) -> None:
    attacker.sql("UPDATE session SET state = 'signed' WHERE session_id = %s", chart.draft)


def _day(attacker: Attacker, chart: Chart) -> None:
    attacker.sql("UPDATE session SET day = day - 3000 WHERE session_id = %s", chart.draft)


ATTACKS = {"byte": _byte, "state": _state, "day": _day}


@pytest.fixture(params=ATTACKS)
def chart(request, attacked: AttackedPractice, attacker: Attacker) -> Chart:
    filled = attacked.fill(lambda: None)
    ATTACKS[request.param](attacker, filled)
    return filled


def _told(entered: Unlocked, chart: Chart) -> bool:
    found = entered.services.integrity.found_in(chart.client_id)
    recorded = [each.action for each in entered.services.audit_reader.entries().entries]
    return chart.draft in {each.row_id for each in found} and "integrity.failure" in recorded


def test_the_list_has_a_place_for_it(attacked: AttackedPractice, chart: Chart):
    with attacked.unlocked() as entered:
        found = entered.services.sessions.list_for_client(chart.client_id)

        assert {each.session_id: (each.state, each.text.plan) for each in found} == {
            chart.draft: (UNREADABLE, ""),
            chart.signed: ("signed", SIGNED),
        }
        assert _told(entered, chart)


def test_the_timeline_has_a_place_for_it(attacked: AttackedPractice, chart: Chart):
    with attacked.unlocked() as entered:
        found = entered.services.timeline.entries(chart.client_id)

        assert {each.entry_id: (each.state, each.detail) for each in found} == {
            chart.draft: (UNREADABLE, ""),
            chart.signed: ("signed", SIGNED),
        }
        assert _told(entered, chart)


def test_the_chart_opens_with_what_was_found(attacked: AttackedPractice, chart: Chart):
    with attacked.unlocked() as entered:
        opened = open_chart(client_id=chart.client_id).run(entered.services, CancelToken(), lambda *_: None)

        assert len(opened.sessions) == 2
        assert chart.draft in {each.row_id for each in opened.findings}


def test_a_read_that_is_refused_is_told(attacked: AttackedPractice, chart: Chart):
    with attacked.unlocked() as entered:
        with pytest.raises(TamperedRecord):
            entered.services.sessions.get(chart.draft)

        assert _told(entered, chart)


def test_what_is_written_in_a_refused_transaction_is_no_finding(attacked: AttackedPractice, chart: Chart):
    with attacked.unlocked() as entered:
        services = entered.services
        healthy = services.sessions.start_draft(_other_client(entered), day=DAY)
        with pytest.raises(TamperedRecord):
            _append_and_read(entered, healthy, chart)

        assert services.integrity.found_in(healthy.client_id) == ()
        assert _told(entered, chart)


def test_a_retracted_note_that_is_made_to_count_is_not_quoted(attacked: AttackedPractice, attacker: Attacker):
    chart = attacked.fill(lambda: None)
    with attacked.unlocked() as entered:
        entered.services.sessions.retract(chart.signed, reason="Wrong chart", expected_version=3)
    attacker.sql("UPDATE session SET state = 'signed' WHERE session_id = %s", chart.signed)
    with attacked.unlocked() as entered:
        entered.retrieval.index.run_pending()
        found = entered.retrieval.search.find("warfarin", SearchScope(client_id=chart.client_id))

        assert SIGNED not in [each.passage.text for each in found.hits]
        assert chart.signed in {each.row_id for each in _integrity(entered).found_in(chart.client_id)}


def test_an_appointment_has_a_place_in_the_timeline(attacked: AttackedPractice, attacker: Attacker):
    chart = attacked.fill(lambda: None)
    with attacked.unlocked() as entered:
        at = datetime(2026, 3, 5, 9, 0, tzinfo=UTC)
        booked = entered.services.schedule.book(chart.client_id, starts_at=at, minutes=30)
    attacker.sql("UPDATE chart_record SET day = day + 1 WHERE record_id = %s", booked.appointment_id)
    with attacked.unlocked() as entered:
        found = entered.services.timeline.entries(chart.client_id)

        states = {each.entry_id: each.state for each in found}
        assert states[booked.appointment_id] == UNREADABLE
        assert len(states) == 3
        told = {each.row_id for each in _integrity(entered).found_in(chart.client_id)}
        assert booked.appointment_id in told


def _append_and_read(entered: Unlocked, healthy: Session, chart: Chart) -> None:
    with entered.opened.database.begin() as session:
        sessions = SessionRepository(session, entered.opened.sealer)
        sessions.append_version(
            dataclasses.replace(healthy, version=2), author=entered.services.access.user_id
        )
        sessions.get(chart.draft)


def _integrity(entered: Unlocked) -> IntegrityService:
    return entered.services.integrity


def _other_client(entered: Unlocked) -> ClientId:
    return entered.services.clients.create(ClientDetails(first_name="Dan", last_name="Levi")).client_id
