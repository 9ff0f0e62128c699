"""Old rows, charts and databases that are put back open as well as ever; each is recognised as that."""

from __future__ import annotations

import random
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any
from uuid import UUID

import psycopg
import pytest
from psycopg import sql
from sqlalchemy import text

from core.clients.dto import Client
from core.clients.repository import ClientRepository
from core.database.access import Database
from core.database.cluster import Cluster
from core.errors import RoleRefused, StaleRecord, TamperedRecord
from core.ids import ClientId, new_id
from core.security.roles import Access
from tests.fixtures.database import TestDatabase
from tests.fixtures.figures import figure
from tests.fixtures.proofs import Proof
from tests.security.audited_practice import AuditedPractice

COLUMNS = "sealed_subjective, sealed_objective, sealed_assessment, sealed_plan, sealed_about"


@pytest.fixture
def practice(database, sealer, user_id, tmp_path) -> AuditedPractice:
    return AuditedPractice(database, sealer, user_id, tmp_path)


@pytest.fixture
def admin(cloned_database: TestDatabase) -> Iterator[psycopg.Connection[Any]]:
    """Everything a database administrator may do, triggers and row-level security aside."""
    with psycopg.connect(**cloned_database.admin_conninfo, autocommit=True) as connection:  # type: ignore[arg-type]
        connection.execute("SET session_replication_role = replica")
        yield connection


def codes(findings) -> set[tuple[str, str | None]]:
    return {(finding.code, finding.table) for finding in findings}


def test_the_untouched_practice_has_no_findings(practice):
    client = practice.add_client()
    draft = practice.add_sessions(client.client_id, ["a", "b"])[0]
    practice.save(draft.session_id, "c")
    practice.change_client(client.client_id, "555 0100")
    practice.anchor()
    integrity = practice.integrity()
    assert integrity.check_at_unlock() == integrity.check_all() == ()
    assert integrity.check_client(client.client_id) == ()


@pytest.mark.proof("old rows put back, recognised", short=20, long=1_000)
def test_every_old_session_and_client_row_is_recognised(practice, admin, proof: Proof):
    replays = proof.repetitions
    client = practice.add_client()
    drafts = practice.add_sessions(client.client_id, ["one", "two", "three"])
    copies = []
    for number in range(6):
        copies.append(_client_copy(admin, client.client_id))
        for draft in drafts:
            practice.save(draft.session_id, f"text {number}")
        practice.change_client(client.client_id, f"555 01{number:02}")
    newest = _client_copy(admin, client.client_id)
    rng, found = random.Random(20250301), 0
    for number in range(replays):
        if number % 2:
            draft = rng.choice(drafts)
            with _rolled_back(admin, draft.session_id, rng.randint(1, 6)):
                told = practice.integrity().check_client(client.client_id)
            found += ("stale_row", "session") in codes(told)
        else:
            _restore_client(admin, client.client_id, rng.choice(copies))
            told = practice.integrity().check_client(client.client_id)
            _restore_client(admin, client.client_id, newest)
            found += ("stale_row", "client") in codes(told)
    assert practice.integrity().check_all() == ()
    figure(
        f"\nreplayed rows: {found} of {replays} recognised; missed at most {3 / replays:.0%} (rule of three)"
    )
    proof.count(replays, replays - found)
    assert found == replays


def _client_copy(admin, client_id):
    return admin.execute(
        "SELECT row_version, sealed_details FROM client WHERE client_id = %s", (client_id,)
    ).fetchone()


def _restore_client(admin, client_id, copy) -> None:
    admin.execute(
        "UPDATE client SET row_version = %s, sealed_details = %s WHERE client_id = %s", (*copy, client_id)
    )


@contextmanager
def _rolled_back(admin, session_id, version: int) -> Iterator[None]:
    statement = "UPDATE session SET current_version = %s WHERE session_id = %s"
    row = admin.execute("SELECT current_version FROM session WHERE session_id = %s", (session_id,)).fetchone()
    admin.execute(statement, (version, session_id))
    yield
    admin.execute(statement, (row[0], session_id))


def test_nobody_writes_on_top_of_an_old_row(practice, admin):
    client = practice.add_client()
    draft = practice.add_sessions(client.client_id, ["one"])[0]
    practice.save(draft.session_id, "two")
    admin.execute("UPDATE session SET current_version = 1")
    admin.execute("DELETE FROM session_version WHERE version = 2")
    with pytest.raises(StaleRecord) as stale:
        practice.save(draft.session_id, "three")
    assert stale.value.params == {"table": "session", "row_id": draft.session_id, "version": 1, "known": 2}
    copy = _client_copy(admin, client.client_id)
    practice.change_client(client.client_id, "555 0100")
    _restore_client(admin, client.client_id, copy)
    with pytest.raises(StaleRecord):
        practice.change_client(client.client_id, "555 0199")
    assert admin.execute("SELECT count(*) FROM session_version").fetchone() == (1,)


TAMPERINGS = {
    "manifest put back": (
        "UPDATE client_manifest SET counter = 2, sealed_manifest = %(manifest)s WHERE client_id = %(client)s",
        ("stale_manifest", "session"),
    ),
    "manifest deleted": (
        "DELETE FROM client_manifest WHERE client_id = %(client)s",
        ("manifest_missing", "client_manifest"),
    ),
    "manifest altered": (
        "UPDATE client_manifest SET sealed_manifest = set_byte(sealed_manifest, 60,"
        " get_byte(sealed_manifest, 60) # 1) WHERE client_id = %(client)s",
        ("damaged_manifest", "client_manifest"),
    ),
    "session deleted": (
        "DELETE FROM session WHERE session_id = %(session)s",
        ("missing_row", "session"),
    ),
    "session made up": (
        "INSERT INTO session SELECT workspace_id, %(stranger)s, client_id, day, state, 1 FROM session"
        " WHERE session_id = %(session)s; INSERT INTO session_version SELECT workspace_id, %(stranger)s, 1,"
        f" {COLUMNS} FROM session_version WHERE session_id = %(session)s AND version = 1",
        ("unknown_row", "session"),
    ),
    "session damaged": (
        "UPDATE session_version SET sealed_plan = sealed_objective"
        " WHERE session_id = %(session)s AND version = 2",
        ("damaged_row", "session"),
    ),
    "earlier version deleted": (
        "DELETE FROM session_version WHERE session_id = %(session)s AND version = 1",
        ("missing_row", "session_version"),
    ),
    "earlier version altered": (
        "UPDATE session_version SET sealed_plan = sealed_objective"
        " WHERE session_id = %(session)s AND version = 1",
        ("stale_row", "session_version"),
    ),
}


@pytest.mark.parametrize("tampering", TAMPERINGS)
def test_each_tampering_has_its_name(practice, cloned_database, admin, tampering):
    client = practice.add_client()
    draft = practice.add_sessions(client.client_id, ["one"])[0]
    (manifest,) = admin.execute("SELECT sealed_manifest FROM client_manifest").fetchone()
    practice.save(draft.session_id, "two")
    practice.add_client("Other")
    statement, expected = TAMPERINGS[tampering]
    values = {
        "client": client.client_id,
        "session": draft.session_id,
        "stranger": new_id(),
        "manifest": manifest,
    }
    for part in statement.split("; "):
        admin.execute(part, {name: value for name, value in values.items() if f"%({name})s" in part})
    assert expected in codes(practice.integrity().check_client(client.client_id))
    everything = practice.integrity().check_all()
    assert expected in codes(everything)
    assert {finding.client_id for finding in everything} == {client.client_id}
    with practice.database.begin() as session:
        (event,) = session.execute(
            text("SELECT outcome FROM audit_event WHERE action = 'integrity.failure' LIMIT 1")
        )
    assert event.outcome == "found"


def test_a_whole_chart_put_back_with_its_manifest_is_named(practice, admin):
    client, other = practice.add_client(), practice.add_client("Other")
    drafts = practice.add_sessions(client.client_id, ["one", "two"])
    practice.add_sessions(other.client_id, ["theirs"])
    tables = ("client", "client_manifest", "session")
    for table in tables:
        admin.execute(
            f"CREATE TEMPORARY TABLE old_{table} AS SELECT * FROM {table} WHERE client_id = %s",
            (client.client_id,),
        )
    practice.save(drafts[0].session_id, "three")
    practice.save(drafts[1].session_id, "four")
    for table in tables:
        admin.execute(f"DELETE FROM {table} WHERE client_id = %s", (client.client_id,))
        admin.execute(f"INSERT INTO {table} SELECT * FROM old_{table}")
    admin.execute("DELETE FROM session_version WHERE version = 2")
    # The chart agrees with its own manifest; only the digest of all charts knows better.
    assert practice.integrity().check_client(client.client_id) == ()
    (finding,) = practice.integrity().check_all()
    assert (finding.code, finding.client_id) == ("stale_manifest", client.client_id)
    assert finding.params == {"found": 2, "known": 4}


def test_a_client_that_is_gone_without_an_erase_is_named(practice, admin):
    client = practice.add_client()
    practice.add_client("Other")
    for table in ("client_manifest", "client_key", "client"):
        admin.execute(f"DELETE FROM {table} WHERE client_id = %s", (client.client_id,))
    (finding,) = practice.integrity().check_all()
    assert (finding.code, finding.client_id) == ("manifest_missing", client.client_id)


def test_a_damaged_client_key_is_a_finding_and_no_refusal(practice):
    damaged, sound = practice.add_client("Damaged"), practice.add_client("Sound")
    practice.sealer.keyring.forget_client(damaged.client_id)
    expected = ("damaged_client_key", "client_key")
    (finding,) = practice.integrity().check_at_unlock()
    assert (finding.code, finding.client_id) == ("damaged_client_key", damaged.client_id)
    assert codes(practice.integrity().check_all()) == {expected}
    assert codes(practice.integrity().check_client(damaged.client_id)) == {expected}
    with practice.database.begin() as session:
        clients = ClientRepository(session, practice.sealer)
        assert shown_and_damaged(clients) == ([sound], [damaged.client_id])
        with pytest.raises(TamperedRecord):
            clients.list_all()


def test_a_damaged_client_row_is_a_finding_and_no_refusal(practice, admin):
    damaged, sound = practice.add_client("Damaged"), practice.add_client("Sound")
    admin.execute(
        "UPDATE client SET sealed_details = set_byte(sealed_details, 40, 255 - get_byte(sealed_details, 40))"
        " WHERE client_id = %s",
        (damaged.client_id,),
    )
    found = practice.integrity().check_all()
    assert ("damaged_row", "client") in codes(found)
    assert {finding.client_id for finding in found} == {damaged.client_id}
    with practice.database.begin() as session:
        clients = ClientRepository(session, practice.sealer)
        assert shown_and_damaged(clients) == ([sound], [damaged.client_id])


def shown_and_damaged(clients: ClientRepository) -> tuple[list[Client], list[UUID]]:
    listed = clients.list_readable()
    return list(listed), [each.entry_id for each in listed.damaged]


@contextmanager
def _copy_of(cluster: Cluster, practice: AuditedPractice, name: str) -> Iterator[Database]:
    """The practice's database as it is now, copied whole; the practice goes on in its own."""
    copy = f"{name}_copy"
    with psycopg.connect(**cluster.admin_conninfo("postgres"), autocommit=True) as server:  # type: ignore[arg-type]
        server.execute("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = %s", (name,))
        clone = "CREATE DATABASE {} TEMPLATE {} OWNER anamnesis_owner STRATEGY FILE_COPY"
        server.execute(sql.SQL(clone).format(sql.Identifier(copy), sql.Identifier(name)))
    database = Database(cluster.app_conninfo(copy), workspace_id=practice.sealer.workspace_id)
    yield database
    database.dispose()
    with psycopg.connect(**cluster.admin_conninfo("postgres"), autocommit=True) as server:  # type: ignore[arg-type]
        server.execute(sql.SQL("DROP DATABASE {} WITH (FORCE)").format(sql.Identifier(copy)))


def test_a_whole_database_put_back_is_stale_and_once_used_forked(practice, cluster, cloned_database):
    client = practice.add_client()
    draft = practice.add_sessions(client.client_id, ["one"])[0]
    practice.anchor()
    with _copy_of(cluster, practice, cloned_database.name) as old:
        practice.save(draft.session_id, "two")
        assert practice.integrity().check_at_unlock() == ()
        practice.anchor()
        anchor = practice.anchors().read().newest
        practice.database = old
        (stale,) = practice.integrity().check_at_unlock()
        assert stale.code == "stale_database"
        assert stale.params == {"anchor": anchor.position, "found": anchor.position - 2}
        assert practice.reader().verify().findings[0].code == "truncated"
        practice.record(3)
        assert [each.code for each in practice.integrity().check_at_unlock()] == ["forked_database"]
        # The next checkpoint does not wipe the evidence out.
        practice.anchor()
        assert practice.anchors().read().newest == anchor
        assert "forked" in {each.code for each in practice.reader().verify().findings}
        practice.integrity().accept_database()
        assert practice.integrity().check_at_unlock() == ()


def test_an_older_copy_in_use_before_its_anchor_is_unknowable_and_after_it_is_not(
    practice, cluster, cloned_database
):
    practice.anchor()
    with _copy_of(cluster, practice, cloned_database.name) as old:
        practice.record(2)
        practice.database = old
        # Two entries lie after the last anchor: this is the window that the figures name.
        assert practice.integrity().check_at_unlock() == ()
        assert practice.reader().verify().unanchored == 0


def test_an_older_vault_file_is_recognised(practice):
    practice.vault_sequence = 7
    practice.anchor()
    practice.vault_sequence = 6
    (finding,) = practice.integrity().check_at_unlock()
    assert (finding.code, finding.params) == ("stale_vault", {"anchor": 7, "found": 6})


def test_anchors_missing_or_damaged(practice):
    practice.record(3)
    assert practice.integrity().check_at_unlock() == ()
    practice.anchor()
    inside, outside = practice.paths
    outside.unlink()
    assert practice.integrity().check_at_unlock() == ()
    assert practice.anchors().read().missing == (1,)
    inside.write_bytes(inside.read_bytes()[:-30])
    assert [each.code for each in practice.integrity().check_at_unlock()] == ["anchor_damaged"]
    inside.unlink()
    assert [each.code for each in practice.integrity().check_at_unlock()] == ["anchor_missing"]
    assert [each.code for each in practice.reader().verify().findings] == ["anchor_missing"]
    practice.anchor()
    assert practice.anchors().read().missing == ()
    assert practice.integrity().check_at_unlock() == ()


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE audit_chain SET charts = decode(repeat('00', 32), 'hex')",
        "UPDATE audit_chain SET head = decode(repeat('00', 32), 'hex')",
        "DELETE FROM audit_event WHERE position = (SELECT max(position) FROM audit_event)",
        "DELETE FROM audit_chain",
    ],
)
def test_the_chains_own_row_has_to_fit_its_events(practice, admin, statement):
    practice.add_client()
    practice.anchor()
    practice.record()
    admin.execute(statement)
    assert "forked_database" in {each.code for each in practice.integrity().check_at_unlock()}


def test_only_an_owner_accepts_an_older_database(practice):
    practice.access = Access(user_id=practice.user_id, role="clinician")
    with pytest.raises(RoleRefused):
        practice.integrity().accept_database()
    practice.access = Access(user_id=practice.user_id, role="auditor")
    for refused in (
        practice.integrity().check_all,
        lambda: practice.integrity().check_client(ClientId(new_id())),
    ):
        with pytest.raises(RoleRefused):
            refused()
