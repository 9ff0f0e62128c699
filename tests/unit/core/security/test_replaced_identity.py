"""A member's new root key: what leads to it, who may sign for it, and what the one before still opens."""

from __future__ import annotations

import dataclasses
import os
from typing import Any

import pytest
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey

from core.errors import TamperedRecord, VaultFormatError, VaultLocked, WrongPassphrase
from core.security import membership, sealed_root
from core.security.envelope import seal_key
from core.security.identity import Identity
from core.security.inventory import Inventory
from core.security.membership import SignedMembership, behind_an_identity, ended_keys, verify_chain
from core.security.memory import random_key
from core.security.open_vault import OpenVault
from core.security.recovery import RecoveryKey
from core.security.sealing import Sealer
from core.security.slots import open_slot, slot_place
from core.security.unlocking import found_vault, open_with_passphrase, open_with_recovery_key
from core.security.vault import Vault
from tests.unit.core.security.vault_of_three import (
    AUDITOR,
    CLIENT,
    CLINICIAN,
    COST,
    EVENT,
    NAME,
    NOTE,
    OWNER,
    TODAY,
    work_of,
)

NEW = "nine grey geese"


def root_of(vault: OpenVault) -> bytes:
    return bytes(vault._require_identity().root_key)


def test_a_new_passphrase_means_a_new_root_key_and_new_keys_of_the_practice(vault, clinician, path, enter):
    before, old_file = root_of(vault), Vault.load(path)
    stored = vault.keyring.add_client(CLIENT)
    old = Sealer(vault.keyring).seal(b"old", purpose="note", at=NOTE)
    vault.replace_passphrase(NEW, cost=COST, today=TODAY)
    assert root_of(vault) != before
    assert work_of(vault) == ("rotate", None)
    assert (vault.keyring.workspace_version, vault.keyring.epoch) == (2, 2)
    # The other member needs nothing but their own passphrase, and reads what there was.
    theirs = enter(CLINICIAN)
    theirs.keyring.load_client(stored)
    assert Sealer(theirs.keyring).open(old, purpose="note", at=NOTE) == b"old"
    later = Sealer(vault.keyring).seal(b"later", purpose="record", at=NAME)
    moved = vault.keyring.rewrapped(CLIENT, renew=True)
    stale = open_with_passphrase(path, old_file, OWNER)
    stale.keyring.load_client(stored)
    assert Sealer(stale.keyring).open(old, purpose="note", at=NOTE) == b"old"
    with pytest.raises(TamperedRecord):
        Sealer(stale.keyring).open(later, purpose="record", at=NAME)
    for row in moved:
        with pytest.raises(TamperedRecord):
            stale.keyring.load_client(row)


def test_the_recovery_key_and_the_passphrase_stay_when_the_other_is_replaced(path):
    vault, recovery = found_vault(path, passphrase=OWNER, cost=COST, today=TODAY)
    vault.save()
    vault.replace_passphrase(NEW, cost=COST, today=TODAY)
    assert root_of(open_with_recovery_key(path, Vault.load(path), recovery)) == root_of(vault)
    other = RecoveryKey.generate()
    vault.replace_recovery_key(other, today=TODAY)
    assert root_of(open_with_passphrase(path, Vault.load(path), NEW)) == root_of(vault)
    assert root_of(open_with_recovery_key(path, Vault.load(path), other)) == root_of(vault)
    for refused in (recovery, RecoveryKey.generate()):
        with pytest.raises(WrongPassphrase):
            open_with_recovery_key(path, Vault.load(path), refused)


def test_what_was_sealed_to_an_earlier_identity_stays_open_for_its_owner(vault, enter):
    first = vault.exchange_keys[0].private_bytes_raw()
    vault.begin_rotation()
    second = vault.exchange_keys[0].private_bytes_raw()
    vault.replace_passphrase(NEW, cost=COST, today=TODAY)
    found = [key.private_bytes_raw() for key in enter(NEW).exchange_keys]
    assert found[1:] == [second, first]
    assert found == [key.private_bytes_raw() for key in vault.exchange_keys]
    assert len(set(vault.signing_keys()[vault.access.user_id])) == 3


def test_an_auditor_replaces_their_own_and_a_clinician_renews_the_practice(vault, clinician, auditor, enter):
    event = Sealer(vault.keyring).seal(b"event", purpose="audit", at=EVENT)
    avi = enter(AUDITOR)
    avi.replace_passphrase(NEW, cost=COST, today=TODAY)
    assert avi.vault.work is None
    assert not avi.rotation_due, "an auditor cannot make keys of the practice"
    again = enter(NEW)
    assert Sealer(again.keyring).open(event, purpose="audit", at=EVENT) == b"event"
    noa = enter(CLINICIAN)
    assert noa.rotation_due
    noa.begin_rotation()
    assert not noa.rotation_due
    assert work_of(noa) == ("rotate", None)
    assert enter(OWNER).keyring.workspace_version == enter(NEW).keyring.workspace_version == 2


def test_nothing_is_due_in_a_practice_of_one(vault):
    assert not vault.rotation_due
    assert not behind_an_identity(vault.vault.membership)
    assert not vault.renewal_due
    assert vault.outdated_slots == ()


def test_nor_does_it_become_due_by_who_comes_and_how_they_are_called(vault, clinician):
    vault.rename_member(clinician.user_id, "Noa Levi")
    assert not vault.rotation_due
    assert vault.signing_keys() is vault.signing_keys()


# Who may sign for what.


def signed_by(vault: OpenVault, **changes: Any) -> tuple[SignedMembership, ...]:
    last, identity = vault.vault.membership[-1], vault._require_identity()
    document = dataclasses.replace(
        last.document,
        sequence=last.document.sequence + 1,
        previous=last.digest,
        signed_by=identity.user_id,
        **changes,
    )
    return (*vault.vault.membership, SignedMembership.sign(document, identity))


def refused(vault: OpenVault, chain: tuple[SignedMembership, ...]) -> bool:
    through = vault.vault.membership[0].digest
    try:
        verify_chain(chain, workspace_id=vault.vault.workspace_id, through=through)
    except VaultFormatError:
        return True
    return False


@pytest.mark.parametrize("passphrase", [CLINICIAN, AUDITOR])
def test_a_member_signs_for_their_own_keys_and_nothing_else(vault, clinician, auditor, enter, passphrase):
    them = enter(passphrase)
    members, own = them.membership.members, them.access.user_id
    fresh = {"signing_key": os.urandom(32), "exchange_key": os.urandom(32), "grant_digest": os.urandom(32)}

    def with_(of: object, **changes: object) -> tuple[object, ...]:
        return tuple(dataclasses.replace(each, **changes) if each.user_id == of else each for each in members)

    assert not refused(vault, signed_by(them, members=with_(own, **fresh)))
    owner = vault.access.user_id
    for changes in (
        {"members": with_(owner, signing_key=os.urandom(32))},
        {"members": with_(owner, grant_digest=os.urandom(32))},
        {"members": with_(own, role="owner")},
        {"members": with_(own, name="Somebody")},
        {"members": members[1:]},
        {"members": tuple(reversed(members))},
        {"signatures_from": TODAY},
        {"key_version": 3},
    ):
        assert refused(vault, signed_by(them, **changes)), changes
    renewed = signed_by(them, members=with_(owner, grant_digest=os.urandom(32)), key_version=2)
    assert refused(vault, renewed) == (passphrase == AUDITOR)


def test_an_owner_cannot_give_a_member_other_keys(vault, clinician):
    members = vault.membership.members
    changed = tuple(
        dataclasses.replace(each, signing_key=os.urandom(32)) if each.user_id == clinician.user_id else each
        for each in members
    )
    assert refused(vault, signed_by(vault, members=changed))
    # Nor by taking them out and in again.
    vault._amend(membership=signed_by(vault, members=members[:1]))
    assert refused(vault, signed_by(vault, members=changed))
    assert not refused(vault, signed_by(vault, members=members))


def test_a_file_forked_by_an_earlier_identity_is_refused(vault, path, enter):
    """Whoever has the old root key can sign for another future of the old file, and seal its root key to the
    public key of today's slot; the slot knows the document that it was made with.
    """
    old = open_with_passphrase(path, Vault.load(path), OWNER)
    vault.replace_passphrase(NEW, cost=COST, today=TODAY)
    (slot,) = [each for each in vault.vault.slots if each.kind == "passphrase"]
    assert slot.root is not None
    root_key = old._require_identity().root_key
    forged = sealed_root.sealed_anew(slot.root, root_key, place=slot_place(slot, vault.vault.workspace_id))
    slots = tuple(
        dataclasses.replace(each, root=forged) if each == slot else each for each in vault.vault.slots
    )
    vault._amend(slots=slots)
    with pytest.raises(VaultFormatError, match="membership_invalid"):
        enter(NEW)
    fork = old.vault.amended(old._vault_key, slots=(dataclasses.replace(slot, root=forged),))
    fork.save(path)
    with pytest.raises(VaultFormatError, match="membership_invalid"):
        enter(NEW)


# Slots.


def test_a_slot_that_another_member_gave_a_key_of_theirs_is_refused(vault, clinician, enter):
    """They make the file's code, and would be sent the owner's next root key."""
    noa = enter(CLINICIAN)
    slots = list(noa.vault.slots)
    (number,) = [n for n, each in enumerate(slots) if each.kind == "recovery"]
    assert slots[number].root is not None
    own = X25519PrivateKey.generate().public_key().public_bytes_raw()
    root = dataclasses.replace(slots[number].root, public_key=own)
    slots[number] = dataclasses.replace(slots[number], root=root)
    noa._amend(slots=tuple(slots))
    with pytest.raises(VaultFormatError, match="vault_file_damaged"):
        enter(OWNER)


def test_a_slot_key_is_no_root_key_and_the_other_way_round(vault, enter):
    vault.add_keyring_slot(b"d" * 32, today=TODAY)
    slot = vault.vault.slots[-1]
    bare = dataclasses.replace(slot, root=None)
    with pytest.raises(WrongPassphrase):
        open_slot(bare, workspace_id=vault.vault.workspace_id, secret=b"d" * 32)


def test_a_sealed_root_that_is_none_opens_nothing():
    slot_key, place = random_key(), b"place"
    sealed = sealed_root.seal_root(random_key(), slot_key=slot_key, place=place, membership=bytes(32))
    public = X25519PublicKey.from_public_bytes(sealed.public_key)
    short = sealed_root._SUITE.encrypt(b"short", public, sealed_root._info(place))
    for damaged in (short, b"", bytes(80)):
        with pytest.raises((TamperedRecord, VaultFormatError)):
            sealed_root.open_root(
                dataclasses.replace(sealed, sealed_key=damaged), slot_key=slot_key, place=place
            )
    with pytest.raises(TamperedRecord):
        sealed_root.open_root(sealed, slot_key=slot_key, place=b"elsewhere")
    assert sealed_root.SealedRoot.from_json(sealed.to_json()) == sealed


# Cut short.


def test_a_lock_between_the_file_and_the_new_identity_leaves_neither(vault, path, monkeypatch):
    save, made = Vault.save, []
    successor = Identity.successor

    def noted(self, root_key):
        made.append(successor(self, root_key))
        return made[-1]

    def then_locked(self, path):
        save(self, path)
        vault.drop()

    monkeypatch.setattr(Identity, "successor", noted)
    monkeypatch.setattr(Vault, "save", then_locked)
    with pytest.raises(VaultLocked):
        vault.replace_passphrase(NEW, cost=COST, today=TODAY)
    monkeypatch.undo()
    assert made[0].root_key == bytes(32)
    assert open_with_passphrase(path, Vault.load(path), NEW)


def test_an_earlier_key_that_does_not_open_is_damage(vault, path, enter):
    vault.begin_rotation()
    label = seal_key(b"x", under=bytes(32), key_id=bytes(16), key_version=1, associated_data=b"")
    vault._amend(earlier={vault.access.user_id: label})
    with pytest.raises(VaultFormatError, match="vault_file_damaged"):
        enter(OWNER)


def test_a_new_identity_with_the_ways_in_as_they_are(vault, enter):
    before = root_of(vault)
    vault.renew_identity()
    assert root_of(enter(OWNER)) == root_of(vault) != before


def test_who_is_removed_takes_their_earlier_keys_along(vault, clinician, enter):
    enter(CLINICIAN).replace_passphrase(NEW, cost=COST, today=TODAY)
    owner = enter(OWNER)
    assert clinician.user_id in owner.vault.earlier
    owner.begin_rotation(remove=clinician.user_id)
    assert clinician.user_id not in owner.vault.earlier


def test_which_signing_keys_have_ended_is_known(vault, clinician, path, enter):
    assert ended_keys([]) == {}
    assert vault.ended_keys() == {}
    mine = vault._require_identity().signing_public
    vault.replace_passphrase(NEW, cost=COST, today=TODAY)
    ended = vault.ended_keys()
    assert ended is vault.ended_keys()
    assert set(ended) == {mine}
    assert ended[mine].replaced
    assert ended[mine].latest is not None


def test_epochs_are_kept_while_a_version_of_a_clients_key_is_lost(vault):
    vault.keyring.add_client(CLIENT)
    assert vault.keyring.clients_with_lost_versions() == frozenset()
    newest = vault.keyring.rewrapped(CLIENT, renew=True)[-1]
    vault.keyring.forget_client(CLIENT)
    vault.keyring.load_client(newest)
    assert vault.keyring.clients_with_lost_versions() == {CLIENT}
    vault.begin_rotation()
    vault.finish_work(keep_epochs=True)
    assert len(vault.keyring.epoch_keys()) == 2
    vault.begin_rotation()
    vault.finish_work()
    assert len(vault.keyring.epoch_keys()) == 1


def test_the_end_of_a_key_is_a_moment_of_universal_time():
    assert membership._moment("2026-01-02T03:04:05+00:00").tzinfo is not None
    with pytest.raises(ValueError, match="keys_replaced_at"):
        membership._moment("2026-01-02T03:04:05")


def test_the_first_file_can_name_what_there_is(vault, path):
    vault.save(Inventory())
    loaded = Vault.load(path)
    assert isinstance(loaded, Vault)
    assert loaded.inventory == Inventory()
