"""What nobody can slip into a vault: members, grants, orders and clients' keys that are not the owner's."""

from __future__ import annotations

import dataclasses
import os
from typing import Any

import pytest

from core.errors import TamperedRecord, VaultFormatError
from core.ids import ClientId, UserId, WorkspaceId, new_id
from core.security import grants
from core.security.identity import Identity
from core.security.keyring import WrappedClientKey
from core.security.membership import Membership, SignedMembership, verify_chain
from core.security.memory import random_key
from core.security.next_state import signed_work
from core.security.open_vault import OpenVault
from core.security.sealing import Sealer
from tests.unit.core.security.vault_of_three import AUDITOR, CLIENT, CLINICIAN, NOTE, OWNER

# Members and their keys.


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


# Orders.


def test_work_that_no_owner_signed_for_is_not_done(vault, clinician, auditor, enter):
    """Every member can make the file's code; an erase is an owner's to order."""
    vault.begin_erase(CLIENT)
    ordered = vault.vault.work
    vault.finish_work()
    assert vault.checked_work() is None
    them = enter(CLINICIAN)
    by_clinician = signed_work(them.vault, them._require_identity(), "erase", CLIENT, epoch=2)
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


# Clients' keys.


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
    forged = second.wrapped[:-1] + bytes([second.wrapped[-1] ^ 1])
    for left in ([first], [first, dataclasses.replace(second, wrapped=forged)]):
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
