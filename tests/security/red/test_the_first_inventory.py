"""The first vault file, and the first one in today's format, name the log and the clients."""

from __future__ import annotations

import json
from uuid import UUID

from core.ids import WorkspaceId
from core.integrity.service import IntegrityService
from core.settings import Settings
from core.workspace import Workspace
from tests.workspace.conftest import practice  # noqa: F401 - a fixture
from tests.workspace.practice import OWNER, Practice
from tests.workspace.test_first_format import in_the_first_format

LOG = ("audit_event", "audit_chain", "audit_checkpoint", "audit_reader", "client_manifest")


def _workspace_id(settings: Settings) -> WorkspaceId:
    return WorkspaceId(UUID(json.loads(settings.vault_file.read_bytes())["workspace_id"]))


def _inventory(settings: Settings) -> dict[str, object]:
    said: dict[str, object] = json.loads(settings.vault_file.read_bytes())["inventory"]
    return said


def test_the_file_of_the_first_start_names_the_log(practice: Practice, settings: Settings):  # noqa: F811
    assert _inventory(settings)["log_position"]


def test_that_file_does_not_make_a_practice_without_a_log_look_new(
    practice: Practice,  # noqa: F811
    settings: Settings,
):
    first = settings.vault_file.read_bytes()
    practice.add("Miriam")
    practice.workspace.lock()
    for table in LOG:
        practice.sql_change(f"SET session_replication_role = replica; DELETE FROM {table}")
    for file in settings.anchor_files(_workspace_id(settings)):
        file.unlink(missing_ok=True)
    settings.vault_file.write_bytes(first)

    services = practice.workspace.unlock(OWNER)

    assert "stale_database" in {each.code for each in services.integrity.at_unlock}


def test_the_write_of_an_upgrade_has_the_inventory(
    practice: Practice,  # noqa: F811
    settings: Settings,
    monkeypatch,
):
    practice.add("Miriam")
    old = in_the_first_format(practice, settings)
    practice.workspace.lock()
    # The program that wrote that format made no anchors for today's file.
    practice.sql_change("SET session_replication_role = replica; DELETE FROM audit_checkpoint")
    for file in settings.anchor_files(_workspace_id(settings)):
        file.unlink(missing_ok=True)
    practice.workspace.close()
    settings.vault_file.write_text(json.dumps(old))
    settings.attempts_file.unlink()
    # As after a kill behind the write.
    monkeypatch.setattr(IntegrityService, "advance_inventory", lambda _self: None)
    again = Workspace(settings)
    again.open()
    try:
        services = again.unlock(OWNER)
        assert services.integrity.at_unlock == ()

        said = _inventory(settings)
        assert said["log_position"]
        assert said["clients"]
    finally:
        again.close()
