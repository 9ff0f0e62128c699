"""A save that commits while a chart is read is no rollback: nothing is told, refused or recorded for it."""

from __future__ import annotations

import threading
from typing import Any

import pytest

from core.database.chart_reads import mismatches
from core.database.snapshot import hold_snapshot
from core.ids import ClientId
from core.integrity.chart_rows import stored_charts
from core.sessions.dto import SoapText
from core.sessions.repository import SessionRepository
from tests.security.key_practice import DAY
from tests.security.red.attacked import AttackedPractice, Attacker, Chart, Unlocked


def _save(entered: Unlocked, chart: Chart, *, version: int = 2) -> None:
    """In a thread of its own, as the autosave does, and to the end."""
    sessions = entered.services.sessions
    done: list[int] = []

    def save() -> None:
        words = SoapText(plan=f"words {version}")
        done.append(
            sessions.save_draft(chart.draft, words, day=DAY, expected_version=version).version,
        )

    saving = threading.Thread(target=save)
    saving.start()
    saving.join()
    assert done == [version + 1]


def _nothing_told(entered: Unlocked, client_id: ClientId) -> bool:
    entries = entered.services.audit_reader.entries().entries
    return entered.services.integrity.found_in(client_id) == () and all(
        each.action != "integrity.failure" for each in entries
    )


def _saving_after_select(monkeypatch: pytest.MonkeyPatch, entered: Unlocked, chart: Chart) -> None:
    real, begun = stored_charts, threading.Event()

    def then_saving(*arguments: Any) -> Any:
        found = real(*arguments)
        if not begun.is_set():
            begun.set()
            _save(entered, chart)
        return found

    monkeypatch.setattr("core.integrity.verifying.stored_charts", then_saving)


def test_a_save_between_the_rows_and_their_comparison(attacked: AttackedPractice, monkeypatch):
    chart = attacked.fill(lambda: None)
    with attacked.unlocked() as entered:
        _saving_after_select(monkeypatch, entered, chart)

        for _ in range(2):
            entered.services.sessions.list_for_client(chart.client_id)
            assert _nothing_told(entered, chart.client_id)


def test_a_save_while_a_snapshot_is_held(attacked: AttackedPractice):
    chart = attacked.fill(lambda: None)
    with attacked.unlocked() as entered:
        entered.services.sessions.get(chart.draft)
        with entered.opened.database.begin() as session:
            hold_snapshot(session)
            SessionRepository(session, entered.opened.sealer).list_for_client(chart.client_id)
            _save(entered, chart)
            # Somebody else reads, and so learns, the newer manifest.
            entered.services.timeline.entries(chart.client_id)

            assert mismatches(session, [chart.client_id]) == {}
        assert _nothing_told(entered, chart.client_id)


def test_a_save_during_an_export_refuses_nothing(attacked: AttackedPractice, monkeypatch):
    chart = attacked.fill(lambda: None)
    with attacked.unlocked() as entered:
        real, begun = SessionRepository.list_for_client, threading.Event()

        def list_for_client(*arguments: Any, **named: Any) -> Any:
            found = real(*arguments, **named)
            if not begun.is_set():
                begun.set()
                _save(entered, chart)
            return found

        monkeypatch.setattr(SessionRepository, "list_for_client", list_for_client)

        entered.services.exporter.chart(chart.client_id)

        assert _nothing_told(entered, chart.client_id)


def test_a_chart_put_back_during_a_save_is_told_at_the_next_read(
    attacked: AttackedPractice, attacker: Attacker, monkeypatch
):
    tables = ("client", "session", "session_version", "client_manifest")
    chart = attacked.fill(lambda: None)
    attacker.remember(*tables)
    with attacked.unlocked() as entered:
        entered.services.sessions.get(chart.draft)
        with entered.opened.database.begin() as session:
            # The transaction begins before the save: what it reads may be older than what is known by then.
            SessionRepository(session, entered.opened.sealer)
            _save(entered, chart)
            attacker.put_back(*tables)
            mismatches(session, [chart.client_id])

        entered.services.sessions.list_for_client(chart.client_id)

        assert [each.code for each in entered.services.integrity.found_in(chart.client_id)] == [
            "stale_manifest"
        ]
