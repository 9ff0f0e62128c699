"""What somebody with disk and database, but no key, does to the audit log between a lock and an unlock."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator
from datetime import date
from typing import Any

import psycopg
import pytest

from core.clients.dto import Client, ClientDetails
from core.database.cluster import DATABASE
from core.errors import AnamnesisError
from core.security.unlocking import open_with_passphrase
from core.security.vault import Vault
from core.sessions.dto import Session, SoapText
from core.settings import Settings
from core.workspace import Workspace
from tests.fixtures.workspace import PASSPHRASE, LayDatabase

THEIRS = "eleven loud cranes"
BREAKS = {
    "the chain's row damaged": (
        "UPDATE audit_chain SET sealed_key = set_byte(sealed_key, 60, get_byte(sealed_key, 60) # 1)"
    ),
    "the chain's row deleted": "DELETE FROM audit_chain",
    "the next place taken": (
        "INSERT INTO audit_event (workspace_id, event_id, day, action, outcome, sealed_details, position)"
        " SELECT workspace_id, gen_random_uuid(), '2025-03-01', 'unlock', 'ok', '\\x00', position + 1"
        " FROM audit_chain"
    ),
}


@pytest.fixture
def workspace(settings: Settings, lay_database: LayDatabase) -> Iterator[Workspace]:
    opened = Workspace(settings)
    opened.open()
    lay_database(settings)
    opened.initialise(practice_name="Quay", passphrase=PASSPHRASE)
    yield opened
    opened.close()


@pytest.fixture
def admin(workspace: Workspace) -> Iterator[psycopg.Connection[Any]]:
    assert workspace.cluster is not None
    with psycopg.connect(**workspace.cluster.admin_conninfo(DATABASE), autocommit=True) as connection:  # type: ignore[arg-type]
        connection.execute("SET session_replication_role = replica")
        yield connection


def _chart(workspace: Workspace) -> tuple[Client, Session]:
    client = workspace.services.clients.create(ClientDetails(first_name="Ada", last_name="Byron"))
    return client, workspace.services.sessions.start_draft(client.client_id, day=date(2026, 3, 2))


def _save(workspace: Workspace, draft: Session, text: str) -> Session:
    return workspace.services.sessions.save_draft(
        draft.session_id, SoapText(plan=text), day=draft.date, expected_version=draft.version
    )


def _codes(found) -> list[str]:
    return [each.code for each in found]


@pytest.mark.parametrize("how", BREAKS)
def test_a_damaged_log_shuts_nobody_out_and_an_owner_mends_it(workspace, admin, how):
    draft = _save(workspace, _chart(workspace)[1], "one")
    workspace.lock()
    admin.execute(BREAKS[how])
    services = workspace.unlock(PASSPHRASE)
    assert "audit_chain_damaged" in _codes(services.integrity.at_unlock)
    assert services.sessions.get(draft.session_id).text.plan == "one"
    with pytest.raises(AnamnesisError):
        _save(workspace, draft, "two")
    workspace.lock()
    services = workspace.unlock(PASSPHRASE)
    services.integrity.accept_database()
    assert services.integrity.at_unlock == services.integrity.check_all() == ()
    _save(workspace, draft, "two")
    workspace.lock()
    services = workspace.unlock(PASSPHRASE)
    assert services.integrity.at_unlock == ()
    assert "chain_restarted" in _codes(services.audit_reader.verify().findings)


def test_a_log_cut_off_while_the_practice_is_open_is_mended_for_good(workspace, admin):
    """Events and the chain's row are deleted after this process wrote them: the log goes on below that."""
    draft = _save(workspace, _chart(workspace)[1], "one")
    for number in range(4):
        draft = _save(workspace, draft, f"{number}")
    admin.execute("DELETE FROM audit_event WHERE position > (SELECT max(position) - 4 FROM audit_event)")
    admin.execute("DELETE FROM audit_chain")
    services = workspace.services
    services.integrity.accept_database()
    assert services.integrity.at_unlock == ()
    workspace.lock()
    assert workspace.unlock(PASSPHRASE).integrity.at_unlock == ()


def test_a_removed_member_who_puts_the_old_file_back_is_noticed(workspace, admin):
    _chart(workspace)
    noa = workspace.services.people.add(name="Noa", role="clinician", passphrase=THEIRS)
    workspace.lock()
    file = workspace.settings.vault_file
    copy = workspace.settings.data_dir.parent / "copy.json"
    copy.write_bytes(file.read_bytes())
    keys = admin.execute("SELECT * FROM client_key").fetchall()
    workspace.unlock(PASSPHRASE).people.remove(noa.user_id)
    workspace.lock()
    # With the old passphrase and the copy: a file that is well-formed, signed for, and newer by its number.
    opened = open_with_passphrase(copy, Vault.load(copy), THEIRS, user_id=noa.user_id)
    dataclasses.replace(opened.vault, sequence=9999).amended(opened._vault_key).save(file)
    opened.drop()
    admin.execute("DELETE FROM client_key")
    for row in keys:
        admin.execute(f"INSERT INTO client_key VALUES ({', '.join(['%s'] * len(row))})", row)
    # The fork by its membership, or already by the chain and the anchors, which its keys do not open.
    told = {"forked_vault", "audit_chain_damaged"}
    found = workspace.unlock(PASSPHRASE).integrity.at_unlock
    assert told & set(_codes(found))
    workspace.lock()
    assert told & set(_codes(workspace.unlock(PASSPHRASE).integrity.at_unlock))
