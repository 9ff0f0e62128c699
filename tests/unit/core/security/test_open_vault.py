"""Members come and go, keys turn: what each passphrase opens before and after, and what nobody slips in."""

from __future__ import annotations

import dataclasses
import os
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from core.errors import NotFound, RoleRefused, TamperedRecord, VaultFormatError, VaultLocked, WrongPassphrase
from core.ids import ClientId, UserId, WorkspaceId, new_id
from core.security import grants
from core.security.identity import Identity
from core.security.kdf import Argon2Cost
from core.security.keyring import EPOCH_BIT, KeyRing, WrappedClientKey
from core.security.membership import MemberRecord, Membership, SignedMembership, verify_chain
from core.security.memory import random_key, wipe
from core.security.open_vault import OpenVault
from core.security.recovery import RecoveryKey
from core.security.roles import Access, Right, Role
from core.security.sealing import Address, Sealer
from core.security.unlocking import (
    found_vault,
    open_with_device_key,
    open_with_passphrase,
    open_with_recovery_key,
)
from core.security.vault import Vault
from tests.security.key_practice import CHEAP

OWNER, CLINICIAN, AUDITOR = "seven quiet herons", "eleven loud cranes", "two patient owls"
COST, TODAY = CHEAP, date(2026, 11, 21)
CLIENT = ClientId(new_id())
NOTE = Address("session_version", (new_id(), 1), "sealed_plan", 1, CLIENT)
NAME = Address("workspace", (new_id(),), "sealed_name")
EVENT = Address("audit_event", (new_id(),), "sealed_details")
ANSWER = Address("message", (new_id(),), "sealed_body")


@pytest.fixture
def path(tmp_path: Path, cheap_keys: Argon2Cost) -> Path:
    return tmp_path / "vault.json"


@pytest.fixture
def vault(path: Path) -> OpenVault:
    founded, _ = found_vault(path, passphrase=OWNER, cost=COST, today=TODAY)
    founded.save()
    return founded


@pytest.fixture
def enter(path: Path) -> Callable[[str], OpenVault]:
    return lambda passphrase: open_with_passphrase(path, Vault.load(path), passphrase)


@pytest.fixture
def clinician(vault: OpenVault) -> MemberRecord:
    return vault.add_member(name="Noa", role="clinician", passphrase=CLINICIAN, cost=COST, today=TODAY)


@pytest.fixture
def auditor(vault: OpenVault) -> MemberRecord:
    return vault.add_member(name="Avi", role="auditor", passphrase=AUDITOR, cost=COST, today=TODAY)


def work_of(vault: OpenVault) -> tuple[str, ClientId | None]:
    """What is to be done, once it is known that an owner ordered it."""
    work = vault.checked_work()
    assert work is not None
    return work.kind, work.client_id


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
    vault.replace_keyring_slot(device_key, today=TODAY)
    user_id = vault.access.user_id
    assert open_with_device_key(path, Vault.load(path), device_key, user_id=user_id).opened_with == "keyring"
    vault.replace_keyring_slot(None, today=TODAY)
    assert [slot.kind for slot in vault.vault.slots] == ["passphrase", "recovery"]
    with pytest.raises(WrongPassphrase):
        open_with_device_key(path, Vault.load(path), device_key, user_id=user_id)


def test_a_member_is_renamed_without_new_keys(vault, clinician, enter):
    grants_before = dict(vault.vault.grants)
    vault.rename_member(clinician.user_id, "Noa Levi")
    assert vault.vault.grants == grants_before
    assert [each.name for each in enter(CLINICIAN).membership.members] == ["Owner", "Noa Levi"]


def test_a_change_that_cannot_be_written_changes_nothing(vault, clinician, enter, monkeypatch):
    def fail(*_: object) -> None:
        raise OSError("no")

    before = vault.vault
    monkeypatch.setattr("core.security.vault.write_atomically", fail)
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
        lambda: vault.exchange_key,
        lambda: vault.begin_rotation(),
        lambda: vault.replace_keyring_slot(None, today=TODAY),
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


# What nobody can slip in.


def resigned(vault: OpenVault, signer: Identity, **changes: Any) -> SignedMembership:
    last = vault.vault.membership[-1]
    document = dataclasses.replace(
        last.document,
        sequence=last.document.sequence + 1,
        previous=last.digest,
        signed_by=signer.user_id,
        **changes,
    )
    return SignedMembership.sign(document, signer)


def test_only_an_owner_can_sign_a_membership(vault, clinician, enter, path):
    theirs = enter(CLINICIAN)
    them = theirs._require_identity()
    promoted = [dataclasses.replace(each, role="owner") for each in theirs.membership.members]
    forged = resigned(theirs, them, members=tuple(promoted))
    founder = vault.vault.membership[0].document.members[0].signing_key
    chain = (*theirs.vault.membership, forged)
    with pytest.raises(VaultFormatError, match="membership_invalid"):
        verify_chain(chain, workspace_id=vault.vault.workspace_id, founder_key=founder)
    # A member has the key of the file's code, and still nobody follows the file they wrote.
    theirs._amend(membership=chain)
    for passphrase in (OWNER, CLINICIAN):
        with pytest.raises(VaultFormatError, match="membership_invalid"):
            enter(passphrase)


@pytest.mark.parametrize(
    "change",
    [
        lambda chain: chain[1:],
        lambda chain: (chain[0], *chain[2:]),
        lambda chain: (*chain, chain[-1]),
        lambda chain: (chain[1], chain[0]),
        lambda chain: (dataclasses.replace(chain[0], signature=bytes(64)), *chain[1:]),
        lambda chain: (dataclasses.replace(chain[0], signature=b""), *chain[1:]),
        lambda chain: (
            dataclasses.replace(
                chain[0], document=dataclasses.replace(chain[0].document, workspace_id=WorkspaceId(new_id()))
            ),
            *chain[1:],
        ),
        lambda chain: (
            dataclasses.replace(
                chain[0], document=dataclasses.replace(chain[0].document, signed_by=UserId(new_id()))
            ),
        ),
        lambda chain: (),
    ],
)
def test_a_chain_with_a_gap_or_a_change_is_refused(vault, clinician, auditor, change):
    chain = vault.vault.membership
    founder = chain[0].document.members[0].signing_key
    workspace_id = vault.vault.workspace_id
    assert verify_chain(chain, workspace_id=workspace_id, founder_key=founder).sequence == 3
    with pytest.raises(VaultFormatError, match="membership_invalid"):
        verify_chain(change(chain), workspace_id=workspace_id, founder_key=founder)


def test_another_founder_is_refused(vault):
    with pytest.raises(VaultFormatError, match="membership_invalid"):
        verify_chain(
            vault.vault.membership, workspace_id=vault.vault.workspace_id, founder_key=os.urandom(32)
        )


def test_keys_that_the_owner_did_not_sign_for_are_refused(vault, clinician, auditor, enter):
    """Anybody can seal something to a public key: a workspace key of their own, say."""
    chosen = {1: b"k" * 32}
    for member, passphrase in ((clinician, CLINICIAN), (auditor, AUDITOR)):
        forged = grants.wrap_for(member, chosen, workspace_id=vault.vault.workspace_id)
        vault._amend(grants={**vault.vault.grants, member.user_id: forged})
        with pytest.raises(VaultFormatError, match="vault_file_damaged"):
            enter(passphrase)


def test_a_grant_that_is_none_is_damage(vault):
    identity = Identity.from_root(UserId(new_id()), random_key())
    workspace_id = vault.vault.workspace_id
    for payload in (b"", b"short", b"\x07" + bytes(36), b"\x00" + bytes(36)):
        sealed = grants._SUITE.encrypt(
            payload, identity.exchange_key.public_key(), grants._info(workspace_id, identity.user_id.bytes)
        )
        with pytest.raises(VaultFormatError):
            grants.unwrap(sealed, identity, workspace_id=workspace_id, digest=grants.digest_of(sealed))


def test_a_document_that_is_not_canonical_or_names_no_role_is_none(vault):
    encoded = vault.membership.encoded()
    assert Membership.decoded(encoded) == vault.membership
    for wrong in (encoded + b" ", encoded.replace(b"owner", b"admin"), b"{}", b"[]"):
        with pytest.raises((ValueError, KeyError, TypeError)):
            Membership.decoded(wrong)


def test_a_member_with_other_keys_is_not_the_member(vault, clinician, enter):
    members = tuple(
        dataclasses.replace(each, exchange_key=os.urandom(32)) if each.user_id == clinician.user_id else each
        for each in vault.membership.members
    )
    vault._amend(
        membership=(*vault.vault.membership, resigned(vault, vault._require_identity(), members=members))
    )
    with pytest.raises(VaultFormatError, match="membership_invalid"):
        enter(CLINICIAN)


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


def test_work_that_no_owner_signed_for_is_not_done(vault, clinician, auditor, enter):
    """Every member can make the file's code; an erase is an owner's to order."""
    vault.begin_erase(CLIENT)
    ordered = vault.vault.work
    vault.finish_work()
    assert vault.checked_work() is None
    by_clinician = enter(CLINICIAN)._signed_work("erase", CLIENT, epoch=2)
    for work in (
        by_clinician,
        dataclasses.replace(by_clinician, signed_by=vault.access.user_id),
        dataclasses.replace(ordered, signature=b""),
        dataclasses.replace(ordered, client_id=ClientId(new_id())),
        dataclasses.replace(ordered, signed_by=UserId(new_id())),
    ):
        enter(AUDITOR)._amend(work=work)
        with pytest.raises(VaultFormatError, match="work_not_signed"):
            enter(OWNER).checked_work()


def test_an_order_for_an_earlier_epoch_is_not_carried_out_again(vault, enter):
    vault.begin_erase(CLIENT)
    ordered = vault.vault.work
    vault.finish_work()
    vault.begin_rotation()
    vault._amend(work=ordered)
    with pytest.raises(VaultFormatError, match="work_not_signed"):
        enter(OWNER).checked_work()


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


def rotated_client(vault: OpenVault) -> list[WrappedClientKey]:
    vault.keyring.add_client(CLIENT)
    vault.begin_rotation()
    rows = vault.keyring.rewrapped(CLIENT, renew=True)
    vault.finish_work()
    # As a repository reads them: a row does not say what it is bound to.
    return [dataclasses.replace(row, newest=0) for row in rows]


def test_a_newer_key_that_was_taken_away_is_not_sealed_around(vault, enter):
    first, second = rotated_client(vault)
    ring = enter(OWNER).keyring
    assert ring.load_clients([first, second]) == []
    sealed = Sealer(ring).seal(b"new", purpose="note", at=NOTE)
    for left in ([first], [first, dataclasses.replace(second, wrapped=second.wrapped[:-1] + b"\0")]):
        ring = enter(OWNER).keyring
        assert ring.load_clients(left) == left[1:]
        # The older text can still be read, the newer cannot, and nothing is written under the older key.
        assert ring.incomplete_clients() == {CLIENT}
        assert ring.version(CLIENT, "note", 1) is not None
        with pytest.raises(TamperedRecord):
            Sealer(ring).open(sealed, purpose="note", at=NOTE)
        with pytest.raises(TamperedRecord):
            Sealer(ring).seal(b"x", purpose="note", at=NOTE)
        healed = ring.rewrapped(CLIENT, renew=True)
        assert [(row.version, row.newest) for row in healed] == [(1, 3), (3, 3)]
        for row in healed:
            ring.load_client(row)
        assert Sealer(ring).seal(b"x", purpose="note", at=NOTE)
        assert ring.incomplete_clients() == frozenset()


def test_a_row_that_opens_with_nothing_harms_no_other(vault, enter):
    first, second = rotated_client(vault)
    junk = dataclasses.replace(second, version=99, wrapped=b"\0")
    ring = enter(OWNER).keyring
    assert ring.load_clients([first, second, junk]) == [junk]
    assert ring.clients() == {CLIENT: frozenset({1, 2})}
    assert Sealer(ring).seal(b"x", purpose="note", at=NOTE)
    assert enter(OWNER).keyring.load_clients([junk]) == [junk]


def test_a_lock_while_a_member_is_added_is_a_lock_and_damage_is_damage(vault, monkeypatch):
    """The root key is overwritten in place, which looks like damage to what is opened with it."""

    def add() -> None:
        vault.add_member(name="Noa", role="clinician", passphrase=CLINICIAN, cost=COST, today=TODAY)

    whole = vault.vault
    vault._vault = dataclasses.replace(whole, trust={vault.access.user_id: b""})
    with pytest.raises(VaultFormatError, match="vault_file_damaged"):
        add()
    vault._vault = whole

    def locked_meanwhile(*_: object) -> bytes:
        vault.drop()
        raise VaultFormatError("vault_file_damaged")

    monkeypatch.setattr("core.security.open_vault.open_trust", locked_meanwhile)
    with pytest.raises(VaultLocked):
        add()
