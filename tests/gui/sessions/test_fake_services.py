"""The fakes behind the views refuse and keep what the real services refuse and keep."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from core.errors import EditConflict, InputRefused, NotFound
from core.ids import ClientId, SessionId, new_id
from core.sessions.dto import FIELD_LIMIT_CHARS, CopiedFrom, SoapText
from tests.fakes.clients import ARIEL, MIRIAM, FakeClients
from tests.fakes.sessions import FakeSessions

DAY = date(2024, 4, 7)
ONE, TWO = SoapText("one\r\n\u00a0\U0001f9e0"), SoapText(plan="two")


@pytest.fixture(params=["fake", "real"])
def services(request):
    """A client service and a session service over the same records."""
    if request.param == "fake":
        return FakeClients(), FakeSessions()
    return request.getfixturevalue("clients"), request.getfixturevalue("sessions")


@pytest.fixture
def merger(request, services):
    """Merges clients of `services`: the real ones have a service for it."""
    clients, _ = services
    return clients if isinstance(clients, FakeClients) else request.getfixturevalue("merging")


def test_clients(services):
    clients, _ = services
    miriam, ariel = clients.create(MIRIAM), clients.create(ARIEL)
    assert {client.client_id for client in clients.list()} == {miriam.client_id, ariel.client_id}
    assert clients.get(miriam.client_id) == miriam
    changed = clients.update(miriam.client_id, replace(MIRIAM, phone="1"), expected_version=1)
    assert (changed.row_version, changed.details.phone) == (2, "1")
    assert clients.update(miriam.client_id, changed.details, expected_version=2) == changed
    with pytest.raises(EditConflict):
        clients.update(miriam.client_id, MIRIAM, expected_version=1)
    with pytest.raises(InputRefused):
        clients.create(replace(MIRIAM, first_name=" ", last_name=""))
    with pytest.raises(NotFound):
        clients.get(ClientId(new_id()))


def test_sessions(services):
    clients, sessions = services
    client = clients.create(MIRIAM)
    draft = sessions.start_draft(client.client_id, day=DAY)
    assert (draft.version, draft.state, draft.text, draft.date) == (1, "draft", SoapText(), DAY)
    second = sessions.save_draft(draft.session_id, ONE, day=DAY, expected_version=1)
    assert (second.version, second.text) == (2, ONE)
    assert sessions.save_draft(draft.session_id, ONE, day=DAY, expected_version=2) == second
    with pytest.raises(EditConflict):
        sessions.save_draft(draft.session_id, TWO, day=DAY, expected_version=1)
    too_long = SoapText("x" * (FIELD_LIMIT_CHARS + 1))
    with pytest.raises(InputRefused) as refused:
        sessions.save_draft(draft.session_id, too_long, day=DAY, expected_version=2)
    assert refused.value.code == "field_too_long"
    signed = sessions.sign(draft.session_id, expected_version=2)
    assert (signed.version, signed.state, signed.text) == (3, "signed", ONE)
    with pytest.raises(InputRefused) as refused:
        sessions.save_draft(draft.session_id, TWO, day=DAY, expected_version=3)
    assert refused.value.code == "session_is_signed"
    assert sessions.get(draft.session_id) == signed
    assert sessions.get(draft.session_id, 2) == second
    earlier = sessions.start_draft(client.client_id, day=date(2023, 1, 1))
    assert [each.session_id for each in sessions.list_for_client(client.client_id)] == [
        draft.session_id,
        earlier.session_id,
    ]
    with pytest.raises(InputRefused) as refused:
        sessions.sign(earlier.session_id, expected_version=1)
    assert refused.value.code == "session_is_empty"
    with pytest.raises(NotFound):
        sessions.get(SessionId(new_id()))
    with pytest.raises(NotFound):
        sessions.get(draft.session_id, 9)


def test_a_chart_is_archived_deleted_and_restored(services):
    clients, _ = services
    miriam, ariel = clients.create(MIRIAM), clients.create(ARIEL)
    archived = clients.archive(miriam.client_id, expected_version=1)
    assert (archived.lifecycle.state, archived.row_version) == ("archived", 2)
    assert [each.client_id for each in clients.list()] == [ariel.client_id]
    with pytest.raises(InputRefused) as refused:
        clients.archive(miriam.client_id, expected_version=2)
    assert refused.value.code == "client_is_archived"
    with pytest.raises(EditConflict):
        clients.delete(miriam.client_id, reason="Twice", expected_version=1)
    with pytest.raises(InputRefused) as refused:
        clients.delete(miriam.client_id, reason=" ", expected_version=2)
    assert refused.value.code == "reason_missing"
    deleted = clients.delete(miriam.client_id, reason=" Twice ", expected_version=2)
    assert (deleted.lifecycle.reason, deleted.details) == ("Twice", miriam.details)
    assert [each.client_id for each in clients.list(states=("deleted",))] == [miriam.client_id]
    assert clients.restore(miriam.client_id, expected_version=3).lifecycle.state == "active"
    with pytest.raises(InputRefused):
        clients.unarchive(miriam.client_id, expected_version=4)


def test_charts_of_one_person_are_found_and_merged(services, merger):
    clients, _ = services
    one = clients.create(MIRIAM)
    other = clients.create(replace(MIRIAM, allergies=("Latex",), phone=""))
    found = clients.duplicates_of(MIRIAM, exclude=one.client_id)
    assert [(each.client, each.reasons[0]) for each in found] == [(other, "name_and_birth_date")]
    with pytest.raises(InputRefused):
        merger.merge(source=one.client_id, into=one.client_id, reason="Twice")
    report = merger.merge(source=other.client_id, into=one.client_id, reason="Twice")
    assert (report.source, report.into, report.sessions) == (other.client_id, one.client_id, 0)
    assert clients.get(one.client_id).details.allergies == ("Penicillin", "Latex")
    lifecycle = clients.get(other.client_id).lifecycle
    assert (lifecycle.state, lifecycle.merged_into, lifecycle.reason) == ("merged", one.client_id, "Twice")


def test_what_becomes_of_a_signed_session(services):
    clients, sessions = services
    client = clients.create(MIRIAM)
    draft = sessions.start_draft(client.client_id, day=DAY, kind="phone", text=ONE)
    with pytest.raises(InputRefused) as refused:
        sessions.add_addendum(draft.session_id, text="x", reason="y", expected_version=1)
    assert refused.value.code == "session_not_signed"
    sessions.sign(draft.session_id, expected_version=1)
    added = sessions.add_addendum(draft.session_id, text="More.", reason="Came in", expected_version=2)
    assert [(each.text, each.reason) for each in added.addenda] == [("More.", "Came in")]
    assert (added.version, added.state, added.text) == (3, "signed", ONE)
    with pytest.raises(InputRefused):
        sessions.delete_draft(draft.session_id, expected_version=3)
    gone = sessions.retract(draft.session_id, reason="Wrong chart", expected_version=3)
    assert (gone.state, gone.reason, gone.text) == ("retracted", "Wrong chart", ONE)
    assert [each.state for each in sessions.list_for_client(client.client_id)] == ["retracted"]
    lines = sessions.versions(draft.session_id)
    assert [(each.version, each.state) for each in lines] == [
        (4, "retracted"),
        (3, "signed"),
        (2, "signed"),
        (1, "draft"),
    ]
    assert lines[1].changed_fields == ("addendum",)


def test_a_draft_is_deleted_and_restored(services):
    clients, sessions = services
    client = clients.create(MIRIAM)
    draft = sessions.start_draft(client.client_id, day=DAY, text=ONE)
    with pytest.raises(InputRefused) as refused:
        sessions.restore_draft(draft.session_id, expected_version=1)
    assert refused.value.code == "session_not_deleted"
    assert sessions.delete_draft(draft.session_id, expected_version=1).state == "deleted"
    assert sessions.list_for_client(client.client_id) == []
    assert len(sessions.list_for_client(client.client_id, include_deleted=True)) == 1
    with pytest.raises(InputRefused) as refused:
        sessions.save_draft(draft.session_id, TWO, day=DAY, expected_version=2)
    assert refused.value.code == "session_is_deleted"
    restored = sessions.restore_draft(draft.session_id, expected_version=2)
    assert (restored.state, restored.text, restored.version) == ("draft", ONE, 3)


def test_kind_duration_and_copies_are_kept(services):
    clients, sessions = services
    client = clients.create(MIRIAM)
    first = sessions.start_draft(client.client_id, day=DAY, text=TWO)
    mark = {"plan": CopiedFrom(first.session_id, 1)}
    draft = sessions.start_draft(client.client_id, day=DAY)
    saved = sessions.save_draft(
        draft.session_id, TWO, day=DAY, expected_version=1, kind="video", duration_min=30, copied=mark
    )
    assert (saved.kind, saved.duration_min, dict(saved.copied)) == ("video", 30, mark)
    same = sessions.save_draft(draft.session_id, TWO, day=DAY, expected_version=2)
    assert same == saved
    edited = sessions.save_draft(
        draft.session_id, SoapText(plan="two, changed"), day=DAY, expected_version=2, duration_min=0
    )
    assert (edited.kind, edited.duration_min, dict(edited.copied)) == ("video", None, {})
    with pytest.raises(InputRefused):
        sessions.save_draft(draft.session_id, TWO, day=DAY, expected_version=3, kind="nonsense")
