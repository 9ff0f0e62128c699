"""A damaged log shuts nobody out of the charts, and an owner who accepts it leaves a break for all to see."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import psycopg
import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from core.audit.chain_reset import HIGHEST_POSITION
from core.audit.dto import AuditFilter
from core.audit.findings import IntegrityFinding
from core.audit_reading.verification import verify_export
from core.errors import AnamnesisError, RoleRefused, TamperedRecord
from core.security.roles import Access
from core.sessions.repository import SessionRepository
from tests.fixtures.database import TestDatabase
from tests.security.audited_practice import AuditedPractice

BROKEN = {
    "unreadable": (
        "UPDATE audit_chain SET sealed_key = set_byte(sealed_key, 60, get_byte(sealed_key, 60) # 1)"
    ),
    "missing": "DELETE FROM audit_chain",
    "occupied": (
        "INSERT INTO audit_event (workspace_id, event_id, day, action, outcome, sealed_details, position)"
        " SELECT workspace_id, gen_random_uuid(), '2025-03-01', 'unlock', 'ok', '\\x00', position + 1"
        " FROM audit_chain"
    ),
}
DAMAGED = {
    "missing": "DELETE FROM client_manifest WHERE client_id = %s",
    "damaged": (
        "UPDATE client_manifest SET sealed_manifest = set_byte(sealed_manifest, 60,"
        " get_byte(sealed_manifest, 60) # 1) WHERE client_id = %s"
    ),
    "differed": "UPDATE session SET current_version = 1 WHERE client_id = %s",
}


@pytest.fixture
def practice(database, sealer, user_id, tmp_path) -> AuditedPractice:
    return AuditedPractice(database, sealer, user_id, tmp_path)


@pytest.fixture
def admin(cloned_database: TestDatabase) -> Iterator[psycopg.Connection[Any]]:
    """Everything a database administrator may do, triggers and row-level security aside."""
    with psycopg.connect(**cloned_database.admin_conninfo, autocommit=True) as connection:  # type: ignore[arg-type]
        connection.execute("SET session_replication_role = replica")
        yield connection


def codes(findings) -> list[str]:
    return [each.code for each in findings]


@pytest.mark.parametrize("reason", BROKEN)
def test_a_broken_chain_refuses_what_is_recorded_until_an_owner_accepts(practice, admin, reason):
    client = practice.add_client()
    draft = practice.add_sessions(client.client_id, ["one"])[0]
    practice.anchor()
    practice.record(5)
    admin.execute(BROKEN[reason])
    integrity = practice.integrity()
    found = integrity.check_at_unlock()
    expected = IntegrityFinding("audit_chain_damaged", table="audit_chain", params={"reason": reason})
    assert found[0] == expected
    assert "audit_chain_damaged" in codes(integrity.check_all())
    with pytest.raises(AnamnesisError):
        practice.save(draft.session_id, "two")
    with practice.database.begin() as session:
        assert SessionRepository(session, practice.sealer).get(draft.session_id).text.subjective == "one"
    integrity.accept_database()
    assert integrity.at_unlock == ()
    practice.save(draft.session_id, "two")
    assert integrity.check_all() == ()


@pytest.mark.parametrize("reason", BROKEN)
def test_verification_shows_the_break_and_checks_both_sides(practice, admin, tmp_path, reason):
    practice.add_client()
    practice.record(5)
    admin.execute(BROKEN[reason])
    practice.integrity().accept_database()
    practice.record(3)
    report = practice.reader().verify()
    restart = next(each for each in report.findings if each.code == "chain_restarted")
    before = [each for each in report.findings if each.code != "chain_restarted"]
    # The event that took the next place is a forgery, and goes on to be shown as one.
    expected = {"altered", "forged", "columns_differ"} if reason == "occupied" else set()
    assert set(codes(before)) == expected
    assert report.authenticated
    assert restart.params == {"rows": restart.position - 1}
    (entry,) = practice.reader().entries(AuditFilter(action="integrity.accept")).entries
    assert (entry.position, entry.details["restarted"]["reason"]) == (restart.position, reason)
    practice.reader().export(tmp_path / "log.jsonl")
    exported = verify_export(tmp_path / "log.jsonl", trusted_keys=practice.signing_keys())
    assert ("chain_restarted", restart.position) in {(each.code, each.position) for each in exported.findings}
    assert set(codes(exported.findings)) <= {"chain_restarted", "altered"}


@pytest.mark.parametrize(
    ("statement", "code"),
    [
        ("UPDATE audit_event SET mac = decode(repeat('00', 32), 'hex') WHERE position = 3", "forged"),
        ("UPDATE audit_event SET outcome = 'refused' WHERE position = 3", "altered"),
        ("DELETE FROM audit_event WHERE position = 3", "gap"),
        ("UPDATE audit_event SET mac = decode(repeat('00', 32), 'hex') WHERE position = 10", "forged"),
        ("UPDATE audit_event SET outcome = 'refused' WHERE position = 10", "altered"),
        ("DELETE FROM audit_event WHERE position = 10", "gap"),
    ],
)
def test_a_change_on_either_side_of_the_break_is_found(practice, admin, statement, code):
    practice.record(6)
    admin.execute(BROKEN["unreadable"])
    practice.integrity().accept_database()
    practice.record(5)
    assert codes(practice.reader().verify().findings) == ["chain_restarted"]
    admin.execute(statement)
    assert code in codes(practice.reader().verify().findings)


def test_a_change_before_the_break_contradicts_what_the_entry_says_of_it(practice, admin):
    practice.record(6)
    admin.execute(BROKEN["occupied"])
    practice.integrity().accept_database()
    admin.execute("DELETE FROM audit_event WHERE position = 8")
    found = practice.reader(with_key=False).verify().findings
    assert any(each.params.get("reason") == "before_restart" for each in found)


def test_a_second_break_is_a_second_restart(practice, admin):
    for _ in range(2):
        practice.record(4)
        admin.execute(BROKEN["unreadable"])
        practice.integrity().accept_database()
    practice.record(4)
    report = practice.reader().verify()
    assert codes(report.findings) == ["chain_restarted"] * 2
    assert report.authenticated
    admin.execute("UPDATE audit_event SET mac = decode(repeat('00', 32), 'hex') WHERE position = 8")
    assert "forged" in codes(practice.reader().verify().findings)


def test_an_entry_without_room_after_it_does_not_end_the_log(practice, admin):
    practice.record(3)
    admin.execute(BROKEN["occupied"].replace("position + 1", str(2**63 - 1)))
    practice.record(3)
    assert practice.integrity().accept_database() is None
    practice.record()
    assert "gap" in codes(practice.reader().verify().findings)
    assert HIGHEST_POSITION < 2**63 - 1


@pytest.mark.parametrize("reason", DAMAGED)
def test_accepting_makes_manifests_anew_and_says_whose(practice, admin, reason):
    client, other = practice.add_client(), practice.add_client("Other")
    draft = practice.add_sessions(client.client_id, ["one"])[0]
    practice.save(draft.session_id, "two")
    admin.execute(DAMAGED[reason], (client.client_id,))
    if reason == "differed":
        admin.execute("DELETE FROM session_version WHERE version = 2")
    assert practice.integrity().check_all()
    practice.integrity().accept_database()
    assert practice.integrity().check_all() == ()
    practice.save(draft.session_id, "three")
    practice.change_client(other.client_id, "555 0100")
    assert practice.integrity().check_all() == ()
    (entry,) = practice.reader().entries(AuditFilter(action="integrity.accept")).entries
    assert entry.details["readopted"] == {client.client_id.hex: reason}
    # What was accepted is the measure from now on.
    admin.execute("DELETE FROM client_manifest WHERE client_id = %s", (other.client_id,))
    assert {each.client_id for each in practice.integrity().check_all()} == {other.client_id}


def test_accepting_leaves_what_does_not_open_a_finding(practice, admin):
    damaged, sound = practice.add_client("Damaged"), practice.add_client("Sound")
    practice.sealer.keyring.forget_client(damaged.client_id)
    admin.execute("DELETE FROM client_manifest")
    integrity = practice.integrity()
    integrity.accept_database()
    assert [(each.code, each.client_id) for each in integrity.at_unlock] == [
        ("damaged_client_key", damaged.client_id)
    ]
    assert integrity.check_client(sound.client_id) == ()


def test_only_an_owner_accepts(practice, admin):
    practice.record()
    admin.execute(BROKEN["missing"])
    practice.access = Access(user_id=practice.user_id, role="clinician")
    with pytest.raises(RoleRefused):
        practice.integrity().accept_database()


def test_a_chain_without_its_row_does_not_begin_a_second_time(practice, admin):
    practice.record(3)
    admin.execute("DELETE FROM audit_chain")
    admin.execute("DELETE FROM audit_event WHERE position < 3")
    with pytest.raises(TamperedRecord):
        practice.record()


def test_a_checkpoint_that_somebody_put_ahead_stops_no_deed(practice, admin):
    practice.anchor()
    admin.execute(
        "INSERT INTO audit_checkpoint SELECT workspace_id, position + 2, head, charts, vault_sequence, day,"
        " user_id, device_id, membership, signature FROM audit_checkpoint"
    )
    practice.record()
    practice.anchor()
    assert practice.anchors().read().newest.position == 4
    assert "checkpoint_invalid" in codes(practice.reader().verify().findings)


def test_a_vault_file_without_the_newest_decision_is_forked(practice):
    older = list(practice.memberships)
    practice.memberships.append(b"m" * 32)
    practice.vault_sequence = 2
    practice.anchor()
    assert practice.integrity().check_at_unlock() == ()
    practice.memberships, practice.vault_sequence = older, 9999
    integrity = practice.integrity()
    assert codes(integrity.check_at_unlock()) == ["forked_vault"]
    # What is recorded with that file does not wipe the evidence out.
    anchor = practice.anchors().read().newest
    practice.anchor()
    assert practice.anchors().read().newest == anchor
    assert codes(integrity.check_at_unlock()) == ["forked_vault"]
    integrity.accept_database()
    assert integrity.at_unlock == integrity.check_at_unlock() == ()


def test_a_vault_file_that_went_on_from_the_anchor_is_none(practice):
    practice.anchor()
    practice.memberships.append(b"m" * 32)
    assert practice.integrity().check_at_unlock() == ()


def test_an_anchor_that_no_member_signed_freezes_nothing(practice):
    practice.anchor()
    genuine = practice.anchors().read().newest
    forged = replace(genuine, position=10**9)
    forged = replace(forged, signature=Ed25519PrivateKey.generate().sign(forged.signed_bytes()))
    unchecked = type(practice.shared_anchors)(practice.paths[:1], workspace_id=genuine.workspace_id)
    assert unchecked.store(forged)
    state = practice.anchors().read()
    assert (state.newest, state.damaged) == (genuine, (0,))
    assert codes(practice.integrity().check_at_unlock()) == ["anchor_damaged"]
    practice.anchor()
    state = practice.anchors().read()
    assert state.damaged == ()
    assert state.newest.position > genuine.position
    assert practice.integrity().check_at_unlock() == ()
