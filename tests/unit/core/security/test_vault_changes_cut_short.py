"""A change of the vault that a lock, the disk or another change cuts short stores nothing wrong or half."""

from __future__ import annotations

import pytest

from core.errors import TamperedRecord, VaultFormatError, VaultLocked, WrongPassphrase
from core.security.sealing import Sealer
from core.security.vault import Vault
from tests.unit.core.security.vault_of_three import (
    AUDITOR,
    CLIENT,
    CLINICIAN,
    COST,
    EVENT,
    NAME,
    OWNER,
    TODAY,
    work_of,
)


def test_a_change_that_cannot_be_written_changes_nothing(vault, clinician, enter, monkeypatch):
    def fail(*_: object) -> None:
        raise OSError("no")

    before = vault.vault
    monkeypatch.setattr("core.security.vault.write_shared", fail)
    for attempt in (
        lambda: vault.begin_rotation(remove=clinician.user_id),
        lambda: vault.begin_erase(CLIENT),
        lambda: vault.replace_passphrase("nine grey geese", cost=COST, today=TODAY),
        lambda: vault.add_member(name="X", role="owner", passphrase=AUDITOR, cost=COST, today=TODAY),
    ):
        with pytest.raises(OSError, match="no"):
            attempt()
    assert vault.vault == before
    assert (vault.keyring.workspace_version, vault.keyring.epoch) == (1, 1)
    monkeypatch.undo()
    vault.replace_passphrase("nine grey geese", cost=COST, today=TODAY)
    assert enter("nine grey geese")


def test_locked_means_no_change(vault):
    vault.drop()
    assert vault.keyring.locked
    for attempt in (
        lambda: vault.signing_key,
        lambda: vault.exchange_keys,
        lambda: vault.begin_rotation(),
        lambda: vault.remove_keyring_slot(today=TODAY),
        lambda: vault.rename_member(vault.access.user_id, "x"),
        vault.keyring.for_audit,
        vault.keyring.workspace_keys,
        lambda: vault.keyring.workspace_version,
        lambda: vault.keyring.rewrapped(CLIENT, renew=True),
    ):
        with pytest.raises(VaultLocked):
            attempt()
    vault.drop()


def test_the_ring_for_the_log_outlives_the_other_and_opens_nothing_else(vault):
    sealer = Sealer(vault.keyring)
    event, name = sealer.seal(b"e", purpose="audit", at=EVENT), sealer.seal(b"n", purpose="meta", at=NAME)
    ring = vault.keyring.for_audit()
    vault.drop()
    assert Sealer(ring).open(event, purpose="audit", at=EVENT) == b"e"
    with pytest.raises(TamperedRecord):
        Sealer(ring).open(name, purpose="meta", at=NAME)
    assert Sealer(ring.for_audit()).open(event, purpose="audit", at=EVENT) == b"e"


@pytest.mark.parametrize(
    "change",
    [
        lambda vault: vault.begin_rotation(),
        lambda vault: vault.begin_erase(CLIENT),
        lambda vault: vault.replace_passphrase("nine grey geese", cost=COST, today=TODAY),
        lambda vault: vault.rename_member(vault.access.user_id, "Noa"),
        lambda vault: vault.finish_work(),
    ],
)
def test_a_lock_within_a_change_writes_nothing_made_of_zeros(vault, enter, path, monkeypatch, change):
    """The keys are overwritten in place: what was computed from them a moment later must not be stored."""
    before = path.read_bytes()
    amended = Vault.amended

    def locked_meanwhile(self, vault_key, **changes):
        vault.drop()
        return amended(self, vault_key, **changes)

    monkeypatch.setattr(Vault, "amended", locked_meanwhile)
    with pytest.raises(VaultLocked):
        change(vault)
    assert path.read_bytes() == before
    assert vault._vault_key == bytes(32)
    assert enter(OWNER)


def test_a_lock_right_after_the_file_was_written_leaves_no_key_behind(vault, enter, monkeypatch):
    save = Vault.save

    def then_locked(self, path):
        save(self, path)
        vault.drop()

    monkeypatch.setattr(Vault, "save", then_locked)
    with pytest.raises(VaultLocked):
        vault.begin_rotation()
    assert vault._vault_key == bytes(32)
    monkeypatch.undo()
    again = enter(OWNER)
    assert work_of(again) == ("rotate", None)
    assert again.keyring.workspace_version == 2


def test_a_write_that_came_late_is_neither_lost_nor_overwritten(vault, clinician, path, enter):
    """The disk hangs in a removal, meanwhile somebody locks and unlocks, and then the rename lands."""
    before = path.read_bytes()
    later = enter(OWNER)
    vault.begin_rotation(remove=clinician.user_id)
    with pytest.raises(VaultFormatError, match="vault_changed"):
        later.rename_member(later.access.user_id, "Somebody")
    with pytest.raises(WrongPassphrase):
        enter(CLINICIAN)
    path.write_bytes(before)
    with pytest.raises(VaultFormatError, match="vault_changed"):
        vault.finish_work()
    # Damaged on disk meanwhile: what is in memory is whole, and mends it.
    path.write_bytes(b"{")
    vault.finish_work()
    assert enter(OWNER).vault == vault.vault
