"""The fakes behind the views refuse and keep what the real services refuse and keep."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from core.errors import EditConflict, InputRefused, NotFound
from core.ids import ClientId, SessionId, new_id
from core.sessions.dto import FIELD_LIMIT_CHARS, SoapText
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
