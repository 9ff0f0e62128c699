"""A copy of the vault file is opened by whoever has the practice open, if it is of their practice's own
history.
"""

from __future__ import annotations

import pytest

from core.errors import VaultFormatError
from core.security.unlocking import found_vault
from core.security.vault import Vault
from core.security.vault_copy import open_copy
from tests.unit.core.security.vault_of_three import AUDITOR, CLIENT, CLINICIAN, COST, OWNER, TODAY


def test_a_copy_of_before_a_rotation_opens_with_its_own_keys(vault, path, tmp_path):
    stored = vault.keyring.add_client(CLIENT)
    copy = Vault.load(path)
    vault.begin_rotation()
    vault.finish_work()
    opened = open_copy(vault, copy, path=tmp_path / "copy.json")
    opened.keyring.load_client(stored)
    assert opened.keyring.epoch < vault.keyring.epoch
    assert opened.access == vault.access
    opened.drop()
    assert not vault.keyring.locked


def test_an_auditor_opens_a_copy_with_what_an_auditor_has(vault, auditor, path, enter):
    theirs = enter(AUDITOR)
    opened = open_copy(theirs, Vault.load(path), path=path)
    assert opened.keyring.workspace_keys() == {}
    assert opened.access.user_id == auditor.user_id


def test_a_copy_of_another_practice_is_refused(vault, tmp_path):
    other, _ = found_vault(tmp_path / "other.json", passphrase=OWNER, cost=COST, today=TODAY)
    with pytest.raises(VaultFormatError, match="membership_invalid"):
        open_copy(vault, other.vault, path=tmp_path / "other.json")


def test_a_copy_of_a_later_history_is_refused(vault, path, enter):
    before = enter(OWNER)
    vault.rename_member(vault.access.user_id, "Another name")
    with pytest.raises(VaultFormatError, match="membership_invalid"):
        open_copy(before, Vault.load(path), path=path)


def test_a_copy_of_before_one_came_is_not_theirs(vault, path, clinician_entered):
    copy, theirs = clinician_entered
    with pytest.raises(VaultFormatError, match="membership_invalid"):
        open_copy(theirs, copy, path=path)


@pytest.fixture
def clinician_entered(vault, path, enter):
    copy = Vault.load(path)
    vault.add_member(name="Noa", role="clinician", passphrase=CLINICIAN, cost=COST, today=TODAY)
    return copy, enter(CLINICIAN)


def test_an_exchange_key_that_was_never_theirs_is_refused(vault):
    with pytest.raises(VaultFormatError, match="membership_invalid"):
        vault.identity_of(bytes(32))
