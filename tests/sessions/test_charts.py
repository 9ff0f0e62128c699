"""Clients and sessions on a real Postgres: what is stored comes back, sealed, versioned and audited."""

from __future__ import annotations

import dataclasses
from datetime import date

import pytest
from sqlalchemy import select, text, update

from core.clients.dto import ClientDetails
from core.errors import EditConflict, InputRefused, NotFound, TamperedRecord
from core.ids import ClientId, SessionId, new_id
from core.sessions.dto import FIELD_LIMIT_CHARS, SoapText
from models import AuditEvent, ClientRow, OutboxRow, SessionRow, SessionVersionRow

CANARY = "kestrel-over-the-quarry"
DAY = date(2024, 4, 7)
ADA = ClientDetails(
    first_name="Ada",
    last_name="Byron",
    birth_date=date(1981, 1, 17),
    sex="female",
    allergies=("Penicillin",),
    medical_history=f"Asthma. {CANARY}",
    external_id="ada",
)


def test_a_client_comes_back_as_it_was_written(clients):
    created = clients.create(ADA)
    assert clients.get(created.client_id).details == ADA
    assert [client.details for client in clients.list()] == [ADA]


def test_clients_are_listed_by_name_ignoring_case_and_accents(clients):
    for name in ("Özil", "adler", "Baruch", "Oz"):
        clients.create(ClientDetails(first_name="X", last_name=name))
    assert [client.details.last_name for client in clients.list()] == ["adler", "Baruch", "Oz", "Özil"]


@pytest.mark.parametrize(
    ("details", "code"),
    [
        (ClientDetails(first_name=" ", last_name=""), "client_name_missing"),
        (ClientDetails(first_name="A", last_name="B", sex="x"), "client_sex_unknown"),
        (ClientDetails(first_name="A" * 201, last_name="B"), "client_field_too_long"),
        (ClientDetails(first_name="A", last_name="B", notes="n" * 50_001), "client_field_too_long"),
    ],
)
def test_what_is_no_client_is_refused_and_leaves_nothing(clients, details, code):
    with pytest.raises(InputRefused) as refused:
        clients.create(details)
    assert refused.value.code == code
    assert clients.list() == []


def test_an_edit_of_an_old_row_version_is_a_conflict(clients):
    first = clients.create(ADA)
    changed = clients.update(
        first.client_id, dataclasses.replace(ADA, phone="555 0100"), expected_version=first.row_version
    )
    assert changed.row_version == 2
    with pytest.raises(EditConflict):
        clients.update(first.client_id, ADA, expected_version=first.row_version)
    assert clients.get(first.client_id) == changed


def test_every_save_appends_a_version_and_the_old_ones_stay(clients, sessions):
    client = clients.create(ADA)
    draft = sessions.start_draft(client.client_id, day=DAY)
    texts = [SoapText(subjective=f"visit text {number}") for number in range(3)]
    for saved_text in texts:
        draft = sessions.save_draft(draft.session_id, saved_text, day=DAY, expected_version=draft.version)
    assert draft.version == 4
    assert [sessions.get(draft.session_id, version).text for version in (2, 3, 4)] == texts
    unchanged = sessions.save_draft(draft.session_id, texts[-1], day=DAY, expected_version=4)
    assert unchanged.version == 4


def test_the_second_of_two_editors_is_told(clients, sessions):
    draft = sessions.start_draft(clients.create(ADA).client_id, day=DAY)
    sessions.save_draft(draft.session_id, SoapText(plan="first"), day=DAY, expected_version=1)
    with pytest.raises(EditConflict):
        sessions.save_draft(draft.session_id, SoapText(plan="second"), day=DAY, expected_version=1)
    assert sessions.get(draft.session_id).text.plan == "first"


def test_the_same_save_again_is_no_conflict(clients, sessions):
    """The answer to a save can be lost with the connection although the save was not."""
    draft = sessions.start_draft(clients.create(ADA).client_id, day=DAY)
    text = SoapText(plan="rest")
    first = sessions.save_draft(draft.session_id, text, day=DAY, expected_version=1)
    assert sessions.save_draft(draft.session_id, text, day=DAY, expected_version=1) == first


def test_a_signed_session_changes_no_more(clients, sessions):
    draft = sessions.start_draft(clients.create(ADA).client_id, day=DAY)
    with pytest.raises(InputRefused, match="session_is_empty"):
        sessions.sign(draft.session_id, expected_version=1)
    saved = sessions.save_draft(draft.session_id, SoapText(plan="rest"), day=DAY, expected_version=1)
    signed = sessions.sign(draft.session_id, expected_version=saved.version)
    assert signed.state == "signed"
    with pytest.raises(InputRefused, match="session_is_signed"):
        sessions.save_draft(draft.session_id, SoapText(plan="x"), day=DAY, expected_version=signed.version)


def test_a_field_over_its_limit_is_refused(clients, sessions):
    draft = sessions.start_draft(clients.create(ADA).client_id, day=DAY)
    longest = SoapText(plan="p" * FIELD_LIMIT_CHARS)
    assert sessions.save_draft(draft.session_id, longest, day=DAY, expected_version=1).text == longest
    with pytest.raises(InputRefused, match="field_too_long"):
        sessions.save_draft(
            draft.session_id, SoapText(plan="p" * (FIELD_LIMIT_CHARS + 1)), day=DAY, expected_version=2
        )


@pytest.mark.parametrize("odd", ["\x00 nul", "\ud800 lone surrogate", "\u00a0nbsp\r\n\ttab", "🫀 סוכרת"])
def test_any_text_comes_back_exactly(clients, sessions, odd):
    client = clients.create(dataclasses.replace(ADA, notes=odd))
    draft = sessions.start_draft(client.client_id, day=DAY)
    sessions.save_draft(draft.session_id, SoapText(subjective=odd), day=DAY, expected_version=1)
    assert sessions.get(draft.session_id).text.subjective == odd
    assert clients.get(client.client_id).details.notes == odd


def test_unknown_ids_are_not_found(clients, sessions):
    with pytest.raises(NotFound):
        clients.get(ClientId(new_id()))
    with pytest.raises(NotFound):
        sessions.start_draft(ClientId(new_id()), day=DAY)
    draft = sessions.start_draft(clients.create(ADA).client_id, day=DAY)
    for session_id, version, code in (
        (SessionId(new_id()), None, "session_not_found"),
        (SessionId(new_id()), 1, "session_not_found"),
        (draft.session_id, 2, "session_version_not_found"),
    ):
        with pytest.raises(NotFound, match=code):
            sessions.get(session_id, version)
    with pytest.raises(NotFound, match="session_not_found"):
        sessions.versions(SessionId(new_id()))


def test_nothing_clinical_is_in_the_clear_in_any_table(clients, sessions, database):
    client = clients.create(ADA)
    draft = sessions.start_draft(client.client_id, day=DAY)
    sessions.save_draft(draft.session_id, SoapText(plan=CANARY), day=DAY, expected_version=1)
    with database.begin() as session:
        tables = session.scalars(
            text("SELECT table_name FROM information_schema.tables WHERE table_schema = 'public'")
        ).all()
        dump = "".join(
            str(session.execute(text(f'SELECT array_agg(t::text) FROM "{table}" t')).scalar())
            for table in tables
            if table != "alembic_version"
        )
    for secret in (CANARY, "Byron", "Penicillin"):
        assert secret not in dump
        assert secret.encode().hex() not in dump
    # The control: what is stored in the clear on purpose is found by the same look.
    assert str(client.client_id) in dump


def test_a_change_its_audit_event_and_its_index_order_stand_or_fall_together(clients, sessions, database):
    draft = sessions.start_draft(clients.create(ADA).client_id, day=DAY)
    sessions.save_draft(draft.session_id, SoapText(plan="rest"), day=DAY, expected_version=1)
    with pytest.raises(EditConflict):
        sessions.save_draft(draft.session_id, SoapText(plan="lost"), day=DAY, expected_version=1)
    with database.begin() as session:
        actions = session.scalars(select(AuditEvent.action).order_by(AuditEvent.position)).all()
        queued = session.scalars(select(OutboxRow.source_kind).order_by(OutboxRow.sequence)).all()
    assert actions == ["audit.begin", "client.create", "session.create", "session.change"]
    assert queued == ["client", "session", "session"]


def test_swapped_and_moved_ciphertext_does_not_open(clients, sessions, database):
    client = clients.create(ADA)
    draft = sessions.start_draft(client.client_id, day=DAY)
    sessions.save_draft(draft.session_id, SoapText("s", "o", "a", "p"), day=DAY, expected_version=1)
    with database.begin() as session:
        row = session.get(SessionVersionRow, (database.workspace_id, draft.session_id, 2))
        session.execute(
            update(ClientRow)
            .values(sealed_details=row.sealed_plan)
            .where(ClientRow.client_id == client.client_id)
        )
    with pytest.raises(TamperedRecord):
        clients.get(client.client_id)


def test_a_changed_date_in_the_clear_is_noticed(clients, sessions, database):
    draft = sessions.start_draft(clients.create(ADA).client_id, day=DAY)
    with database.begin() as session:
        session.execute(
            update(SessionRow).values(day=date(2020, 1, 1)).where(SessionRow.session_id == draft.session_id)
        )
    with pytest.raises(TamperedRecord):
        sessions.get(draft.session_id)
