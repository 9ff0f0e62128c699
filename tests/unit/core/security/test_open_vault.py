"""Members come and go, keys turn: what each passphrase opens before and after."""

from __future__ import annotations

import dataclasses
import os

import pytest

from core.errors import NotFound, RoleRefused, TamperedRecord, VaultLocked, WrongPassphrase
from core.ids import ClientId, UserId, WorkspaceId, new_id
from core.security.keyring import EPOCH_BIT, KeyRing
from core.security.membership import MemberRecord
from core.security.memory import random_key, wipe
from core.security.recovery import RecoveryKey
from core.security.roles import Access, Right, Role
from core.security.sealing import Sealer
from core.security.unlocking import (
    found_vault,
    open_with_device_key,
    open_with_passphrase,
    open_with_recovery_key,
)
from core.security.vault import Vault
from tests.unit.core.security.vault_of_three import (
    ANSWER,
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


def test_members_open_the_same_records_each_with_their_own(vault, clinician, enter):
    stored = vault.keyring.add_client(CLIENT)
    sealed = Sealer(vault.keyring).seal(b"Start 400 mg.", purpose="note", at=NOTE)
    theirs = enter(CLINICIAN)
    assert (theirs.access.user_id, theirs.access.role) == (clinician.user_id, "clinician")
    theirs.keyring.load_client(stored)
    assert Sealer(theirs.keyring).open(sealed, purpose="note", at=NOTE) == b"Start 400 mg."
    assert [each.name for each in theirs.membership.members] == ["Owner", "Noa"]


def test_an_auditor_has_keys_for_the_log_and_the_name_and_for_no_chart(vault, auditor, enter):
    stored, sealer = vault.keyring.add_client(CLIENT), Sealer(vault.keyring)
    event = sealer.seal(b"event", purpose="audit", at=EVENT)
    name = sealer.seal(b"name", purpose="meta", at=NAME)
    theirs = enter(AUDITOR)
    reader = Sealer(theirs.keyring)
    assert reader.open(event, purpose="audit", at=EVENT) == b"event"
    assert reader.open(name, purpose="meta", at=NAME) == b"name"
    assert sealer.open(reader.seal(b"seen", purpose="audit", at=EVENT), purpose="audit", at=EVENT) == b"seen"
    with pytest.raises(TamperedRecord):
        theirs.keyring.load_client(stored)
    for refused in (
        lambda: theirs.keyring.epoch,
        lambda: theirs.keyring.add_client(CLIENT),
        lambda: theirs.keyring.current(None, "conversation"),
    ):
        with pytest.raises(VaultLocked):
            refused()
    assert theirs.keyring.workspace_keys() == theirs.keyring.epoch_keys() == {}
    assert theirs.keyring.version(None, "record", 1) is None


def test_a_rotation_seals_anew_and_still_opens_what_was(vault, clinician, auditor, enter):
    sealer = Sealer(vault.keyring)
    stored = vault.keyring.add_client(CLIENT)
    before = sealer.seal(b"old", purpose="note", at=NOTE), sealer.seal(b"old", purpose="audit", at=EVENT)
    vault.begin_rotation()
    assert work_of(vault) == ("rotate", None)
    assert (vault.keyring.workspace_version, vault.keyring.epoch) == (2, 2)
    for passphrase in (OWNER, CLINICIAN):
        ring = enter(passphrase).keyring
        # The client's key is still under the old epoch: the file keeps both until it is not.
        ring.load_client(stored)
        assert Sealer(ring).open(before[0], purpose="note", at=NOTE) == b"old"
    moved = vault.keyring.rewrapped(CLIENT, renew=True)
    assert [(key.version, key.epoch) for key in moved] == [(1, 2), (2, 2)]
    for key in moved:
        vault.keyring.load_client(key)
    after = sealer.seal(b"new", purpose="note", at=NOTE)
    vault.finish_work()
    assert vault.vault.work is None
    ring = enter(CLINICIAN).keyring
    with pytest.raises(TamperedRecord):
        ring.load_client(stored)
    for key in moved:
        ring.load_client(key)
    reader = Sealer(ring)
    assert reader.open(before[0], purpose="note", at=NOTE) == b"old"
    assert reader.open(after, purpose="note", at=NOTE) == b"new"
    assert Sealer(enter(AUDITOR).keyring).open(before[1], purpose="audit", at=EVENT) == b"old"


def test_who_was_removed_opens_nothing_that_came_later(vault, clinician, path, enter):
    old_file = Vault.load(path)
    old_ring = enter(CLINICIAN).keyring
    vault.begin_rotation(remove=clinician.user_id)
    with pytest.raises(WrongPassphrase):
        enter(CLINICIAN)
    assert clinician.user_id not in vault.vault.grants
    assert clinician.user_id not in vault.vault.trust
    sealed = Sealer(vault.keyring).seal(b"later", purpose="record", at=NAME)
    stored = vault.keyring.add_client(CLIENT)
    # Neither with the keys they had nor with a copy of the file from before.
    for ring in (old_ring, open_with_passphrase(path, old_file, CLINICIAN).keyring):
        with pytest.raises(TamperedRecord):
            Sealer(ring).open(sealed, purpose="record", at=NAME)
        with pytest.raises(TamperedRecord):
            ring.load_client(stored)
    assert clinician.user_id in vault.signing_keys()


def test_the_epoch_of_an_erased_client_is_destroyed(vault, enter):
    survivor = ClientId(new_id())
    erased, kept = vault.keyring.add_client(CLIENT), vault.keyring.add_client(survivor)
    answer = Sealer(vault.keyring).seal(b"answer", purpose="conversation", at=ANSWER)
    vault.begin_erase(CLIENT)
    assert work_of(vault) == ("erase", CLIENT)
    assert vault.keyring.workspace_version == 1
    assert Sealer(vault.keyring).open(answer, purpose="conversation", at=ANSWER) == b"answer"
    (moved,) = vault.keyring.rewrapped(survivor, renew=False)
    vault.keyring.forget_client(CLIENT)
    vault.finish_work()
    ring = enter(OWNER).keyring
    ring.load_client(moved)
    for stored in (erased, kept):
        with pytest.raises(TamperedRecord):
            ring.load_client(stored)
    for reader in (Sealer(ring), Sealer(vault.keyring)):
        with pytest.raises(TamperedRecord):
            reader.open(answer, purpose="conversation", at=ANSWER)
    with pytest.raises(NotFound):
        Sealer(vault.keyring).seal(b"x", purpose="note", at=NOTE)
    assert vault.keyring.clients() == {survivor: frozenset({1})}


def test_only_what_may_quote_anybody_is_under_the_epoch(vault):
    ring = vault.keyring
    assert ring.current(None, "conversation").version == EPOCH_BIT | 1
    assert ring.current(None, "audit").version == 1
    assert ring.version(None, "audit", EPOCH_BIT | 1) is None


def test_a_new_passphrase_replaces_the_old_one_only(vault, clinician, enter):
    vault.replace_passphrase("nine grey geese", cost=COST, today=TODAY)
    assert enter("nine grey geese").access.role == "owner"
    assert enter(CLINICIAN)
    with pytest.raises(WrongPassphrase):
        enter(OWNER)


def test_a_new_recovery_key_replaces_the_old(path):
    vault, old = found_vault(path, passphrase=OWNER, cost=COST, today=TODAY)
    new = RecoveryKey.generate()
    vault.replace_recovery_key(new, today=TODAY)
    assert open_with_recovery_key(path, Vault.load(path), new).opened_with == "recovery"
    with pytest.raises(WrongPassphrase):
        open_with_recovery_key(path, Vault.load(path), old)


def test_a_device_key_opens_until_it_is_forgotten(vault, path):
    device_key = random_key()
    vault.add_keyring_slot(device_key, today=TODAY)
    user_id = vault.access.user_id
    assert open_with_device_key(path, Vault.load(path), device_key, user_id=user_id).opened_with == "keyring"
    vault.remove_keyring_slot(today=TODAY)
    assert [slot.kind for slot in vault.vault.slots] == ["passphrase", "recovery"]
    with pytest.raises(WrongPassphrase):
        open_with_device_key(path, Vault.load(path), device_key, user_id=user_id)


def test_a_member_is_renamed_without_new_keys(vault, clinician, enter):
    grants_before = dict(vault.vault.grants)
    vault.rename_member(clinician.user_id, "Noa Levi")
    assert vault.vault.grants == grants_before
    assert [each.name for each in enter(CLINICIAN).membership.members] == ["Owner", "Noa Levi"]


def test_another_role_is_given_the_keys_it_needs(vault, clinician, enter):
    named: list[MemberRecord] = []
    vault.change_role(clinician.user_id, "owner", before_saving=named.append)
    assert [(each.user_id, each.role) for each in named] == [(clinician.user_id, "owner")]
    theirs = enter(CLINICIAN)
    assert theirs.access.role == "owner"
    assert theirs.keyring.workspace_keys() == vault.keyring.workspace_keys()
    vault.change_role(clinician.user_id, "clinician")
    assert enter(CLINICIAN).access.role == "clinician"


def test_a_client_whose_key_is_not_loaded_cannot_be_wrapped():
    ring = KeyRing(workspace_id=WorkspaceId(new_id()), workspace_keys={1: b"w" * 32}, epochs={1: b"e" * 32})
    with pytest.raises(NotFound):
        ring.rewrapped(CLIENT, renew=False)
    ring.add_workspace_key(2, b"x" * 32)
    ring.add_epoch(2, b"y" * 32)
    ring.drop_epochs_before(2)
    assert (ring.workspace_version, ring.epoch, list(ring.epoch_keys())) == (2, 2, [2])


def test_wiped_means_zero():
    key, raw = random_key(), os.urandom(48)
    wipe(key, raw, b"")
    assert key == bytes(32)
    assert raw == bytes(48)


def test_an_unknown_client_is_forgotten_without_harm_and_the_others_stay(vault):
    sealer, other = Sealer(vault.keyring), ClientId(new_id())
    vault.keyring.add_client(other)
    at = dataclasses.replace(NOTE, client_id=other)
    sealed = sealer.seal(b"kept", purpose="note", at=at)
    vault.keyring.add_client(CLIENT)
    sealer.seal(b"gone", purpose="note", at=NOTE)
    vault.keyring.forget_client(CLIENT)
    vault.keyring.forget_client(CLIENT)
    assert sealer.open(sealed, purpose="note", at=at) == b"kept"
    assert sealer.workspace_id == vault.vault.workspace_id


def test_each_role_may_what_it_may_and_no_more():
    rights: tuple[Right, ...] = ("chart", "audit", "people", "keys", "own_keys")
    allowed: dict[Role, set[Right]] = {
        "owner": set(rights),
        "clinician": {"chart", "own_keys"},
        "auditor": {"audit", "own_keys"},
    }
    for role, expected in allowed.items():
        access = Access(UserId(new_id()), role)
        assert {right for right in rights if access.allows(right)} == expected
        for right in rights:
            if right in expected:
                access.require(right)
            else:
                with pytest.raises(RoleRefused):
                    access.require(right)
