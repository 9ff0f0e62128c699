"""Opens a vault with a passphrase, a recovery key, a keyring or an escrow identity; founds new ones."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from uuid import uuid4

from core.errors import VaultFormatError, WrongPassphrase
from core.ids import UserId, WorkspaceId, new_id
from core.security.epoch_keys import open_epochs, open_with_label, seal_epochs
from core.security.grants import unwrap, vault_key
from core.security.identity import Identity
from core.security.kdf import Argon2Cost, require_bearable
from core.security.keyring import FIRST_VERSION, Key, KeyRing
from core.security.membership import MemberRecord, verify_chain
from core.security.memory import random_key, wipe
from core.security.next_state import (
    MakeSlot,
    check_own_slots,
    next_membership,
    open_trust,
    seal_trust,
    with_earlier,
)
from core.security.open_vault import OpenedWith, OpenVault
from core.security.passphrase_rule import check_passphrase
from core.security.recovery import RecoveryKey
from core.security.slots import (
    OpenedSlot,
    RootKey,
    Slot,
    SlotOwner,
    made_anew,
    make_passphrase_slot,
    make_recovery_slot,
    open_passphrase_slot,
    open_slot,
)
from core.security.vault import FirstVault, Vault

FOUNDER_NAME = "Owner"


def found_vault(
    path: Path, *, passphrase: str, cost: Argon2Cost, today: date, owner_name: str = FOUNDER_NAME
) -> tuple[OpenVault, RecoveryKey]:
    """A new vault, open, not yet written: its founder's passphrase slot and recovery slot.

    Raises `InputRefused` as `check_passphrase`.
    """
    check_passphrase(passphrase)
    workspace_id, user_id = WorkspaceId(new_id()), UserId(new_id())
    identity = Identity.from_root(user_id, random_key())
    recovery_key = RecoveryKey.generate()
    owner = SlotOwner(workspace_id, user_id, today)
    ways: tuple[MakeSlot, ...] = (
        lambda owner, root: make_passphrase_slot(owner, passphrase=passphrase, cost=cost, root=root),
        lambda owner, root: make_recovery_slot(owner, recovery_key=recovery_key, root=root),
    )
    opened = _founded(
        path,
        owner=owner,
        ways=ways,
        identity=identity,
        owner_name=owner_name,
        workspace_key=random_key(),
        epochs={1: random_key()},
        opened_with="passphrase",
    )
    return opened, recovery_key


def open_with_passphrase(
    path: Path, vault: Vault | FirstVault, passphrase: str, *, user_id: UserId | None = None
) -> OpenVault:
    """Tries the passphrase slots of `user_id`, or all. Raises `WrongPassphrase`, for a damaged slot too.

    Raises `VaultFormatError("vault_cost_refused")` for a file whose cost exceeds what this computer can bear.
    """
    tried = [slot for slot in vault.slots if slot.kind == "passphrase" and user_id in (None, slot.user_id)]
    require_bearable(slot.cost for slot in tried if slot.cost is not None)

    def opened(slot: Slot) -> OpenedSlot:
        return open_passphrase_slot(slot, workspace_id=vault.workspace_id, passphrase=passphrase)

    return _open(path, vault, "passphrase", opened, user_id)


def open_with_recovery_key(path: Path, vault: Vault | FirstVault, recovery_key: RecoveryKey) -> OpenVault:
    """Raises `WrongPassphrase` if the recovery key is not this vault's."""

    def opened(slot: Slot) -> OpenedSlot:
        return open_slot(slot, workspace_id=vault.workspace_id, secret=recovery_key.secret)

    return _open(path, vault, "recovery", opened, None)


def open_with_device_key(
    path: Path, vault: Vault | FirstVault, device_key: Key, *, user_id: UserId
) -> OpenVault:
    """Raises `WrongPassphrase` if the key in the keyring is not of this vault."""

    def opened(slot: Slot) -> OpenedSlot:
        return open_slot(slot, workspace_id=vault.workspace_id, secret=device_key)

    return _open(path, vault, "keyring", opened, user_id)


def open_with_escrow(path: Path, vault: Vault | FirstVault, identity: str) -> OpenVault:
    """Opens with the age identity of the recipient named by a policy. Raises `WrongPassphrase` if it is
    another's, `InputRefused("escrow_identity_not_one")`.
    """

    def opened(slot: Slot) -> OpenedSlot:
        if slot.escrow is None:
            raise WrongPassphrase
        return open_slot(slot, workspace_id=vault.workspace_id, secret=slot.escrow.open(identity))

    return _open(path, vault, "escrow", opened, None)


def _open(
    path: Path,
    vault: Vault | FirstVault,
    kind: OpenedWith,
    open_it: Callable[[Slot], OpenedSlot],
    user_id: UserId | None,
) -> OpenVault:
    for slot in vault.slots:
        if slot.kind != kind or (user_id is not None and slot.user_id != user_id):
            continue
        try:
            way = open_it(slot)
        except WrongPassphrase:
            continue
        try:
            if isinstance(vault, FirstVault):
                return _upgraded(path, vault, way, kind)
            return _entered(path, vault, way, kind)
        finally:
            way.wipe()
    raise WrongPassphrase


def _entered(path: Path, vault: Vault, way: OpenedSlot, opened_with: OpenedWith) -> OpenVault:
    identity = Identity.from_root(way.slot.user_id, bytearray(way.root.key))
    wipe(way.root.key)
    document = verify_chain(
        vault.membership,
        workspace_id=vault.workspace_id,
        founder_key=open_trust(vault, identity) if way.root.membership is None else None,
        through=way.root.membership,
    )
    member = document.member(identity.user_id)
    keys = (identity.exchange_public, identity.signing_public)
    if member is None or (member.exchange_key, member.signing_key) != keys:
        raise VaultFormatError("membership_invalid", sequence=document.sequence)
    grant = unwrap(
        vault.grants.get(identity.user_id, b""),
        identity,
        workspace_id=vault.workspace_id,
        digest=member.grant_digest,
    )
    vault.check_code(grant.vault_key)
    check_own_slots(vault, identity)
    epochs: dict[int, bytearray] = {}
    if grant.workspace_keys:
        newest = grant.workspace_keys[max(grant.workspace_keys)]
        epochs = open_epochs(vault.epochs, under=newest, workspace_id=vault.workspace_id)
    keyring = KeyRing(
        workspace_id=vault.workspace_id,
        workspace_keys=grant.workspace_keys,
        epochs=epochs,
        granted=grant.granted,
    )
    current = _with_slot_made_anew(vault, way, identity, grant.vault_key)
    opened = OpenVault(
        path=path,
        vault=current,
        identity=with_earlier(identity, vault=vault),
        role=member.role,
        keyring=keyring,
        vault_key=bytearray(grant.vault_key),
        opened_with=opened_with,
        upgraded=current is not vault,
    )
    grant.wipe()
    wipe(*epochs.values())
    return opened


def _with_slot_made_anew(vault: Vault, way: OpenedSlot, identity: Identity, vault_key: Key) -> Vault:
    """Gives the opened slot a key pair if it is from before format 3: its secret is available only now."""
    if way.slot.root is not None:
        return vault
    known = replace(way, root=RootKey(identity.root_key, None))
    anew = made_anew(known, workspace_id=vault.workspace_id, membership=vault.membership[-1].digest)
    return vault.amended(vault_key, slots=tuple(anew if each == way.slot else each for each in vault.slots))


def _upgraded(path: Path, first: FirstVault, way: OpenedSlot, opened_with: OpenedWith) -> OpenVault:
    """A vault of the first format, converted; its only user is the founder; not yet written."""
    workspace_id = first.workspace_id
    identity = Identity.from_root(way.slot.user_id, bytearray(way.root.key))
    wipe(way.root.key)
    workspace_key = open_with_label(
        first.wrapped_workspace_key,
        under=identity.root_key,
        label=b"workspace-key",
        workspace_id=workspace_id,
    )
    sealed_epochs = {first.epoch: first.wrapped_epoch_key}

    def kept(slot: Slot) -> MakeSlot:
        if slot != way.slot:
            return lambda _owner, _root: slot
        return lambda owner, root: made_anew(
            replace(way, root=root), workspace_id=owner.workspace_id, membership=root.membership or b""
        )

    return _founded(
        path,
        owner=SlotOwner(workspace_id, identity.user_id),
        ways=tuple(kept(slot) for slot in first.slots),
        identity=identity,
        owner_name=FOUNDER_NAME,
        workspace_key=workspace_key,
        epochs=open_epochs(sealed_epochs, under=workspace_key, workspace_id=workspace_id),
        opened_with=opened_with,
        upgraded=True,
    )


def _founded(
    path: Path,
    *,
    owner: SlotOwner,
    ways: tuple[MakeSlot, ...],
    identity: Identity,
    owner_name: str,
    workspace_key: bytearray,
    epochs: dict[int, bytearray],
    opened_with: OpenedWith,
    upgraded: bool = False,
) -> OpenVault:
    """`upgraded`: the root key is from before format 3, and slots may lead to it that are not in `ways`."""
    keys, workspace_id = {FIRST_VERSION: workspace_key}, owner.workspace_id
    empty = Vault(
        workspace_id=workspace_id,
        device_id=uuid4(),
        sequence=0,
        slots=(),
        trust={},
        membership=(),
        grants={},
        epochs=seal_epochs(epochs, under=workspace_key, version=FIRST_VERSION, workspace_id=workspace_id),
    )
    founder = MemberRecord(
        identity.user_id, owner_name, "owner", identity.signing_public, identity.exchange_public
    )
    # A new practice has no session yet that could have been signed before.
    since = None if owner.made_on is None else owner.made_on - timedelta(days=1)
    changes = next_membership(
        empty,
        identity,
        members=[founder],
        keys=keys,
        wrap_anew=[identity.user_id],
        signatures_from=since,
    )
    root = RootKey(identity.root_key, changes["membership"][-1].digest)
    if upgraded:
        changes["trust"] = {
            identity.user_id: seal_trust(identity.signing_public, identity=identity, vault=empty)
        }
    file_key = vault_key(workspace_key)
    vault = empty.amended(file_key, slots=tuple(make(owner, root) for make in ways), **changes)
    opened = OpenVault(
        path=path,
        vault=vault,
        identity=identity,
        role="owner",
        keyring=KeyRing(workspace_id=workspace_id, workspace_keys=keys, epochs=epochs),
        vault_key=file_key,
        opened_with=opened_with,
        upgraded=upgraded,
    )
    wipe(workspace_key, *epochs.values())
    return opened
