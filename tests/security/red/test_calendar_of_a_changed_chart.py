"""An appointment that was put back to an earlier time leaves the program in no calendar."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from core.errors import ChartNotAsWritten
from core.schedule.dto import CalendarWords
from tests.security.red.attacked import AttackedPractice, Attacker

AT = datetime(2026, 3, 5, 9, 0, tzinfo=UTC)


def test_the_export_is_refused_and_recorded(attacked: AttackedPractice, attacker: Attacker, tmp_path):
    chart = attacked.fill(lambda: None)
    path = tmp_path / "week.ics"
    with attacked.unlocked() as entered:
        schedule = entered.services.schedule
        booked = schedule.book(chart.client_id, starts_at=AT, minutes=30)
        attacker.remember("chart_record")
        schedule.change(
            booked.appointment_id,
            starts_at=AT + timedelta(hours=3),
            minutes=30,
            kind=booked.kind,
            note=booked.note,
            expected_version=1,
        )
    attacker.put_back("chart_record")
    with attacked.unlocked() as entered:
        words = CalendarWords(title="Appointment")
        with pytest.raises(ChartNotAsWritten):
            entered.services.schedule.export_ics(
                path, since=AT - timedelta(days=1), until=AT + timedelta(days=1), words=words
            )

        assert not path.exists()
        recorded = [each.action for each in entered.services.audit_reader.entries().entries]
        assert "integrity.failure" in recorded
        assert "schedule.export" not in recorded


def test_a_note_in_doubt_does_not_keep_a_calendar_back(
    attacked: AttackedPractice, attacker: Attacker, tmp_path
):
    chart = attacked.fill(lambda: None)
    with attacked.unlocked() as entered:
        entered.services.schedule.book(chart.client_id, starts_at=AT, minutes=30)
    attacker.sql("UPDATE session SET current_version = 1 WHERE session_id = %s", chart.draft)
    with attacked.unlocked() as entered:
        words = CalendarWords(title="Appointment")
        since, until = AT - timedelta(days=1), AT + timedelta(days=1)

        assert (
            entered.services.schedule.export_ics(tmp_path / "week.ics", since=since, until=until, words=words)
            == 1
        )
