"""An organisation that a policy names can open backups with its own age key, as long as it is named."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pyrage
import pytest

from core.backup.opened import open_backup_with_escrow
from core.configuration.reading import read_configuration
from core.configuration.sources import PolicyFile
from core.errors import EnvironmentProblem, InputRefused, WrongPassphrase
from core.settings import Settings
from core.workspace import Workspace
from tests.workspace.practice import CLINICIAN, OWNER, Practice

IDENTITY = pyrage.x25519.Identity.generate()
RECIPIENT = str(IDENTITY.to_public())


def entered(practice: Practice, recipient: str | None, passphrase: str = OWNER) -> None:
    practice.workspace.settings = replace(practice.workspace.settings, backup_escrow=recipient)
    practice.enter(passphrase)


def backup_of(practice: Practice, folder: Path) -> Path:
    folder.mkdir(exist_ok=True)
    return practice.services.backups.create_in(folder).path


def test_the_organisation_restores_alone(practice: Practice, elsewhere: Settings, tmp_path: Path) -> None:
    practice.add("Miriam")
    entered(practice, RECIPIENT)
    backup = backup_of(practice, tmp_path / "stick")
    file = f"# created: 2026-11-22\n# public key: {RECIPIENT}\n{IDENTITY}\n"
    workspace = Workspace(elsewhere)
    workspace.open()
    try:
        restored = workspace.restore(open_backup_with_escrow(backup, file, vault_file=elsewhere.vault_file))
        assert restored.proof.passed
        services = workspace.services
        assert [each.details.first_name for each in services.clients.list()] == ["Miriam"]
        services.keys.set_passphrase("nine patient geese on ice")
        workspace.lock()
        workspace.unlock("nine patient geese on ice")
    finally:
        workspace.close()


def test_another_key_opens_nothing(practice: Practice, elsewhere: Settings, tmp_path: Path) -> None:
    entered(practice, RECIPIENT)
    backup = backup_of(practice, tmp_path / "stick")
    stranger = str(pyrage.x25519.Identity.generate())
    with pytest.raises(WrongPassphrase):
        open_backup_with_escrow(backup, stranger, vault_file=elsewhere.vault_file)
    with pytest.raises(InputRefused, match="escrow_identity_not_one"):
        open_backup_with_escrow(backup, "no key", vault_file=elsewhere.vault_file)


def test_what_the_policy_no_longer_names_opens_no_later_backup(
    practice: Practice, elsewhere: Settings, tmp_path: Path
) -> None:
    practice.add("Miriam")
    entered(practice, RECIPIENT)
    before = backup_of(practice, tmp_path / "before")
    entered(practice, None)
    after = backup_of(practice, tmp_path / "after")
    open_backup_with_escrow(before, str(IDENTITY), vault_file=elsewhere.vault_file).drop()
    with pytest.raises(WrongPassphrase):
        open_backup_with_escrow(after, str(IDENTITY), vault_file=elsewhere.vault_file)


def test_only_an_owner_lets_it_in(practice: Practice) -> None:
    practice.services.people.add(name="Tal", role="clinician", passphrase=CLINICIAN)
    entered(practice, RECIPIENT, CLINICIAN)
    vault = practice.workspace._open_vault
    assert vault is not None
    assert all(slot.kind != "escrow" for slot in vault.vault.slots)


def test_only_a_policy_names_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    # Other tests check whose file is accepted as a policy; here it is in a directory that everyone may write.
    monkeypatch.setattr("core.configuration.sources.is_administered", lambda _path: True)
    policy, own = tmp_path / "policy.toml", tmp_path / "settings.toml"
    policy.write_text(f'backup_escrow = "{RECIPIENT}"\n')
    assert read_configuration(policies=[PolicyFile(policy)], own=own).values["backup_escrow"] == RECIPIENT
    own.write_text(policy.read_text())
    with pytest.raises(EnvironmentProblem, match="setting_of_policy"):
        read_configuration(policies=[], own=own)
    policy.write_text('backup_escrow = "age1nobody"\n')
    with pytest.raises(EnvironmentProblem, match="setting_refused"):
        read_configuration(policies=[PolicyFile(policy)], own=tmp_path / "none.toml")
