"""Regressions of upgrades: going back after keys were destroyed, a kill while one is confirmed, a wrong vault
file.
"""

from __future__ import annotations

import shutil
from datetime import date
from pathlib import Path

import pytest

from core.errors import DatabaseProblem, InputRefused
from core.security.unlocking import found_vault
from core.settings import Settings
from core.upgrade import upgrading
from core.upgrade.upgrading import confirm, go_back
from core.workspace import Workspace
from tests.fixtures.workspace import LayDatabase
from tests.security.key_practice import CHEAP
from tests.upgrade import earlier
from tests.workspace.practice import OWNER, Practice

TODAY = date(2026, 11, 22)


@pytest.fixture
def due(settings: Settings, lay_database: LayDatabase) -> Settings:
    """A closed practice with a note, of the schema before today's."""
    practice = Practice(settings, lay_database)
    try:
        practice.add("Miriam", plan="Physiotherapy weekly.")
    finally:
        practice.workspace.close()
    earlier.downgrade(settings, "0008")
    return settings


def opens(settings: Settings) -> Workspace:
    workspace = Workspace(settings)
    workspace.open()
    services = workspace.unlock(OWNER)
    (client,) = services.clients.list()
    (session,) = services.sessions.list_for_client(client.client_id)
    assert session.text.plan == "Physiotherapy weekly."
    return workspace


def test_nobody_goes_back_to_what_no_key_opens(due: Settings) -> None:
    workspace = opens(due)
    workspace.services.keys.rotate()
    workspace.close()
    with pytest.raises(InputRefused, match="upgrade_keys_changed"):
        go_back(due, today=TODAY)
    assert due.before_upgrade_dir.exists()
    opens(due).close()


def test_a_kill_while_an_upgrade_is_confirmed(due: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    opens(due).close()

    def pulled(_path: Path) -> None:
        raise OSError("pulled the plug")

    with monkeypatch.context() as patch:
        patch.setattr(shutil, "rmtree", pulled)
        with pytest.raises(OSError, match="pulled"):
            confirm(due)
    assert due.removing_dir.exists()
    # Half of it was removed: nothing that one could go back to.
    shutil.rmtree(due.removing_dir / "base")
    with pytest.raises(InputRefused, match="upgrade_nothing_to_undo"):
        go_back(due, today=TODAY)
    opens(due).close()
    assert not due.removing_dir.exists()
    with pytest.raises(InputRefused, match="upgrade_nothing_to_undo"):
        go_back(due, today=TODAY)
    confirm(due)
    assert not due.upgrade_file.exists()


def test_what_a_kill_left_and_cannot_be_removed_keeps_nobody_out(
    due: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    opens(due).close()
    confirm(due)
    due.removing_dir.mkdir()

    def busy(path: Path) -> None:
        raise OSError(16, "Device or resource busy", str(path))

    with monkeypatch.context() as patch:
        patch.setattr(upgrading, "_clear_removing", busy)
        opens(due).close()
    opens(due).close()
    assert not due.removing_dir.exists()


def test_under_the_vault_file_of_another_practice_nothing_is_upgraded(due: Settings, tmp_path: Path) -> None:
    own = due.vault_file.read_bytes()
    other, _recovery_key = found_vault(due.vault_file, passphrase=OWNER, cost=CHEAP, today=TODAY)
    other.save()
    other.drop()
    assert due.vault_file.read_bytes() != own
    workspace = Workspace(due)
    with pytest.raises(DatabaseProblem, match="workspace_not_found"):
        workspace.open()
    workspace.close()
    assert due.cluster_dir.exists()
    assert not due.before_upgrade_dir.exists()
    assert not due.upgrading_dir.exists()
    due.vault_file.write_bytes(own)
    opens(due).close()
