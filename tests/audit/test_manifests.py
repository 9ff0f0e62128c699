"""A chart's manifest follows each change in its transaction, the digest of all charts the manifests."""

from __future__ import annotations

import dataclasses

import psycopg
import pytest
from sqlalchemy import event, select

from core.audit.commit_hook import read_state
from core.audit.event_store import chain_head
from core.audit.manifests import (
    ManifestRepository,
    client_tag,
    decode_entries,
    digest_after,
    encode_entries,
    session_tag,
)
from core.audit.pending_audit import RowKind
from core.clients.dto import ClientDetails
from core.clients.repository import ClientRepository
from core.errors import EditConflict, TamperedRecord
from core.ids import ClientId, SessionId, new_id
from core.sessions.dto import Session, SoapText
from core.sessions.repository import SessionRepository
from models import ClientRow, SessionVersionRow
from tests.fixtures.figures import figure
from tests.security.audited_practice import DAY, NOW, AuditedPractice


@pytest.fixture
def practice(database, sealer, user_id, tmp_path) -> AuditedPractice:
    return AuditedPractice(database, sealer, user_id, tmp_path)


def manifest(practice, client_id):
    with practice.database.begin() as session:
        return ManifestRepository(session, practice.sealer).get(client_id)


def digests(practice) -> tuple[bytes, bytes]:
    """The digest that the chain holds, and the one that follows from the manifests."""
    with practice.database.begin() as session:
        state = read_state(session, practice.sealer)
        marks = ManifestRepository(session, practice.sealer).marks()
    assert state is not None
    return state.head.charts, digest_after(bytes(32), state.digest_key, gone=(), come=marks.values())


def test_it_names_the_current_version_of_every_row(practice):
    client = practice.add_client()
    draft, other = practice.add_sessions(client.client_id, ["a", "b"])
    practice.save(draft.session_id, "c")
    changed = practice.change_client(client.client_id, "555 0100")
    state, entries = manifest(practice, client.client_id)
    versions = {key: version for key, (version, _) in entries.items()}
    assert versions == {
        (RowKind.CLIENT, client.client_id): changed.row_version,
        (RowKind.SESSION, draft.session_id): 2,
        (RowKind.SESSION, other.session_id): 1,
    }
    with practice.database.begin() as session:
        row = session.scalars(select(ClientRow)).one()
        version = session.get(SessionVersionRow, (practice.sealer.workspace_id, draft.session_id, 2))
    assert entries[RowKind.CLIENT, client.client_id][1] == client_tag(row.row_version, row.sealed_details)
    assert entries[RowKind.SESSION, draft.session_id][1] == session_tag(2, version)
    assert state.counter == 4


def test_the_digest_in_the_chain_is_that_of_the_manifests(practice):
    seen = set()
    for name in ("Byron", "Other"):
        client = practice.add_client(name)
        draft = practice.add_sessions(client.client_id, ["a"])[0]
        practice.save(draft.session_id, "b")
        held, computed = digests(practice)
        assert held == computed
        seen.add(held)
    practice.record()
    with practice.database.begin() as session:
        head = chain_head(session, practice.sealer.workspace_id)
    assert head is not None
    assert head.charts in seen
    assert len(seen) == 2


def test_what_is_rolled_back_leaves_digest_and_manifest_alone(practice):
    client = practice.add_client()
    draft = practice.add_sessions(client.client_id, ["a"])[0]
    before = (manifest(practice, client.client_id), digests(practice))

    def failing() -> None:
        with practice.database.begin() as session:
            sessions = SessionRepository(session, practice.sealer)
            current = sessions.get(draft.session_id)
            sessions.append_version(dataclasses.replace(current, version=2), author=practice.user_id)
            practice.log.record(session, action="session.change")
            raise KeyError

    with pytest.raises(KeyError):
        failing()
    assert (manifest(practice, client.client_id), digests(practice)) == before


def test_a_batch_rewrites_the_manifest_once(practice):
    client = practice.add_client()
    rewrites: list[int] = []

    def counted(_connection, _cursor, statement, parameters, _context, many) -> None:
        if statement.startswith("UPDATE client_manifest"):
            rewrites.append(len(parameters) if many else 1)

    event.listen(practice.database._engine, "before_cursor_execute", counted)
    practice.add_sessions(client.client_id, [f"visit {number}" for number in range(500)])
    state, entries = manifest(practice, client.client_id)
    figure(f"\nmanifest of 500 new sessions: {sum(rewrites)} rewrite, {len(entries)} rows in it")
    assert rewrites == [1]
    assert (state.counter, len(entries)) == (2, 501)
    assert practice.integrity().check_all() == ()


def test_several_clients_in_one_transaction(practice):
    practice.record()
    ids = [ClientId(new_id()) for _ in range(5)]
    with practice.database.begin() as session:
        clients = ClientRepository(session, practice.sealer)
        for client_id in ids:
            key = practice.sealer.keyring.add_client(client_id)
            clients.add(client_id, ClientDetails(first_name="A", last_name="B"), key)
        practice.log.record(session, action="import")
    assert practice.integrity().check_all() == ()
    newest = practice.reader().entries(limit=1).entries[0]
    assert set(newest.details["manifests"]) == {each.hex for each in ids}


def test_several_versions_of_one_session_in_one_transaction(practice):
    client = practice.add_client()
    draft = Session(
        session_id=SessionId(new_id()),
        client_id=client.client_id,
        date=DAY,
        state="draft",
        version=1,
        text=SoapText(),
        saved_at=NOW,
    )
    with practice.database.begin() as session:
        sessions = SessionRepository(session, practice.sealer)
        sessions.add(draft, author=practice.user_id)
        for version in (2, 3):
            sessions.append_version(dataclasses.replace(draft, version=version), author=practice.user_id)
        practice.log.record(session, action="session.change")
    assert manifest(practice, client.client_id)[1][RowKind.SESSION, draft.session_id][0] == 3
    assert practice.integrity().check_all() == ()


def test_each_version_names_the_one_before(practice):
    client = practice.add_client()
    draft = practice.add_sessions(client.client_id, ["a"])[0]
    practice.save(draft.session_id, "b")
    with practice.database.begin() as session:
        rows = {
            row.version: row
            for row in session.scalars(select(SessionVersionRow).order_by(SessionVersionRow.version))
        }
        sessions = SessionRepository(session, practice.sealer)
        named = [
            sessions.previous_tag(client.client_id, draft.session_id, version, row.sealed_about)
            for version, row in rows.items()
        ]
    assert named == [None, session_tag(1, rows[1])]


def test_the_second_of_two_savers_is_still_told(practice):
    client = practice.add_client()
    draft = practice.add_sessions(client.client_id, ["a"])[0]
    practice.save(draft.session_id, "b")
    with pytest.raises(EditConflict), practice.database.begin() as session:
        SessionRepository(session, practice.sealer).append_version(
            dataclasses.replace(draft, version=2), author=practice.user_id
        )


def test_charts_of_the_first_version_are_adopted_when_the_chain_begins(practice):
    ids = [practice.add_client(name).client_id for name in ("One", "Two", "Three")]
    draft = practice.add_sessions(ids[0], ["a"])[0]
    _forget_log(practice)
    practice.sealer.keyring.forget_client(ids[2])
    # The change that begins the chain is adopted with the rest.
    practice.save(draft.session_id, "b")
    (begin,) = [entry for entry in practice.reader().entries().entries if entry.position == 1]
    assert begin.action == "audit.begin"
    assert set(begin.details["manifests"]) == {each.hex for each in ids[:2]}
    assert manifest(practice, ids[0])[1][RowKind.SESSION, draft.session_id][0] == 2
    assert digests(practice)[0] == digests(practice)[1]
    assert {(each.code, each.client_id) for each in practice.integrity().check_all()} == {
        ("damaged_client_key", ids[2])
    }


def test_a_client_without_a_manifest_is_never_adopted_later(practice):
    client = practice.add_client()
    draft, other = practice.add_sessions(client.client_id, ["a", "b"])
    _as_owner(practice, "DELETE FROM client_manifest")
    practice.save(draft.session_id, "kept all the same")
    found = {(each.code, each.row_id) for each in practice.integrity().check_client(client.client_id)}
    assert found == {("unknown_row", client.client_id), ("unknown_row", other.session_id)}
    assert "stale_manifest" in {each.code for each in practice.integrity().check_all()}


@pytest.fixture(autouse=True)
def _owner(cloned_database, practice):
    practice.admin_conninfo = cloned_database.admin_conninfo


def _as_owner(practice, *statements) -> None:
    with psycopg.connect(**practice.admin_conninfo) as admin:
        admin.execute("SET session_replication_role = replica")
        for statement in statements:
            admin.execute(statement)


def _forget_log(practice) -> None:
    """The practice as the first version of the program would have left it."""
    _as_owner(
        practice,
        "DELETE FROM client_manifest",
        "DELETE FROM audit_chain",
        "DELETE FROM audit_reader",
        "UPDATE audit_event"
        " SET position = NULL, device_id = NULL, chain_hash = NULL, mac = NULL, charts = NULL",
    )


@pytest.mark.parametrize(
    "encoded",
    [b"", b"\x01", b"\x02\x00\x00\x00\x00", b"\x01\x00\x00\x00\x01", b"\x01\x00\x00\x00\x00x"],
)
def test_what_is_no_manifest_does_not_pass_for_one(encoded):
    with pytest.raises(TamperedRecord):
        decode_entries(encoded)


def test_a_row_of_an_unknown_kind_does_not_pass(practice):
    encoded = encode_entries({(RowKind.CLIENT, new_id()): (1, bytes(16))})
    assert decode_entries(encoded)
    with pytest.raises(TamperedRecord):
        decode_entries(encoded[:5] + b"\x09" + encoded[6:])


def test_entries_come_back_as_they_went_in():
    entries = {
        (RowKind.SESSION, new_id()): (7, bytes(range(16))),
        (RowKind.CLIENT, new_id()): (2**32 - 1, bytes(16)),
    }
    assert decode_entries(encode_entries(entries)) == entries
    assert len(encode_entries(entries)) == 5 + 2 * 37
