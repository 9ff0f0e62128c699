"""From a passphrase, a recovery key or this computer's keyring to an open vault; and the founding of one."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path
from uuid import uuid4

from core.errors import VaultFormatError, WrongPassphrase
from core.ids import UserId, WorkspaceId, new_id
from core.security.epoch_keys import open_epochs, open_with_label, seal_epochs
from core.security.grants import unwrap, vault_key
from core.security.identity import Identity
from core.security.kdf import Argon2Cost
from core.security.keyring import FIRST_VERSION, Key, KeyRing
from core.security.membership import MemberRecord, verify_chain
from core.security.memory import random_key, wipe
from core.security.open_vault import OpenedWith, OpenVault, next_membership, open_trust, seal_trust
from core.security.recovery import RecoveryKey
from core.security.slots import (
    Slot,
    SlotOwner,
    make_passphrase_slot,
    make_recovery_slot,
    open_passphrase_slot,
    open_slot,
)
from core.security.vault import FirstVault, Vault, check_passphrase

FOUNDER_NAME = "Owner"


def found_vault(
    path: Path, *, passphrase: str, cost: Argon2Cost, today: date, owner_name: str = FOUNDER_NAME
) -> tuple[OpenVault, RecoveryKey]:
    """A new vault, open, not yet written: its founder's passphrase slot and recovery slot.

    Raises `InputRefused("passphrase_too_short")`.
    """
    check_passphrase(passphrase)
    workspace_id, user_id = WorkspaceId(new_id()), UserId(new_id())
    identity = Identity.from_root(user_id, random_key())
    recovery_key = RecoveryKey.generate()
    owner = SlotOwner(workspace_id, user_id, today)
    slots = (
        make_passphrase_slot(owner, passphrase=passphrase, cost=cost, root_key=identity.root_key),
        make_recovery_slot(owner, recovery_key=recovery_key, root_key=identity.root_key),
    )
    opened = _founded(
        path,
        workspace_id=workspace_id,
        slots=slots,
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
    """Tries the passphrase slots of `user_id`, or all. `WrongPassphrase`, for a damaged slot too."""

    def root_key(slot: Slot) -> bytearray:
        return open_passphrase_slot(slot, workspace_id=vault.workspace_id, passphrase=passphrase)

    return _open(path, vault, "passphrase", root_key, user_id)


def open_with_recovery_key(path: Path, vault: Vault | FirstVault, recovery_key: RecoveryKey) -> OpenVault:
    """Raises `WrongPassphrase` if the recovery key is not this vault's."""

    def root_key(slot: Slot) -> bytearray:
        return open_slot(slot, workspace_id=vault.workspace_id, secret=recovery_key.secret)

    return _open(path, vault, "recovery", root_key, None)


def open_with_device_key(
    path: Path, vault: Vault | FirstVault, device_key: Key, *, user_id: UserId
) -> OpenVault:
    """Raises `WrongPassphrase` if the key in the keyring is not of this vault."""

    def root_key(slot: Slot) -> bytearray:
        return open_slot(slot, workspace_id=vault.workspace_id, secret=device_key)

    return _open(path, vault, "keyring", root_key, user_id)


def _open(
    path: Path,
    vault: Vault | FirstVault,
    kind: OpenedWith,
    root_key_of: Callable[[Slot], bytearray],
    user_id: UserId | None,
) -> OpenVault:
    for slot in vault.slots:
        if slot.kind != kind or (user_id is not None and slot.user_id != user_id):
            continue
        try:
            root_key = root_key_of(slot)
        except WrongPassphrase:
            continue
        identity = Identity.from_root(slot.user_id, root_key)
        if isinstance(vault, FirstVault):
            return _upgraded(path, vault, identity, kind)
        return _entered(path, vault, identity, kind)
    raise WrongPassphrase


def _entered(path: Path, vault: Vault, identity: Identity, opened_with: OpenedWith) -> OpenVault:
    founder_key = open_trust(vault, identity)
    document = verify_chain(vault.membership, workspace_id=vault.workspace_id, founder_key=founder_key)
    member = document.member(identity.user_id)
    if member is None or member.exchange_key != identity.exchange_public:
        raise VaultFormatError("membership_invalid", sequence=document.sequence)
    grant = unwrap(
        vault.grants.get(identity.user_id, b""),
        identity,
        workspace_id=vault.workspace_id,
        digest=member.grant_digest,
    )
    vault.check_code(grant.vault_key)
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
    opened = OpenVault(
        path=path,
        vault=vault,
        identity=identity,
        role=member.role,
        keyring=keyring,
        vault_key=bytearray(grant.vault_key),
        opened_with=opened_with,
    )
    grant.wipe()
    wipe(*epochs.values())
    return opened


def _upgraded(path: Path, first: FirstVault, identity: Identity, opened_with: OpenedWith) -> OpenVault:
    """A vault of the first format in today's, its only user the founder; not yet written."""
    workspace_id = first.workspace_id
    workspace_key = open_with_label(
        first.wrapped_workspace_key,
        under=identity.root_key,
        label=b"workspace-key",
        workspace_id=workspace_id,
    )
    sealed_epochs = {first.epoch: first.wrapped_epoch_key}
    return _founded(
        path,
        workspace_id=workspace_id,
        slots=first.slots,
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
    workspace_id: WorkspaceId,
    slots: tuple[Slot, ...],
    identity: Identity,
    owner_name: str,
    workspace_key: bytearray,
    epochs: dict[int, bytearray],
    opened_with: OpenedWith,
    upgraded: bool = False,
) -> OpenVault:
    keys = {FIRST_VERSION: workspace_key}
    empty = Vault(
        workspace_id=workspace_id,
        device_id=uuid4(),
        sequence=0,
        slots=slots,
        trust={},
        membership=(),
        grants={},
        epochs=seal_epochs(epochs, under=workspace_key, version=FIRST_VERSION, workspace_id=workspace_id),
    )
    founder = MemberRecord(
        identity.user_id, owner_name, "owner", identity.signing_public, identity.exchange_public
    )
    file_key = vault_key(workspace_key)
    vault = empty.amended(
        file_key,
        trust={identity.user_id: seal_trust(identity.signing_public, identity=identity, vault=empty)},
        **next_membership(empty, identity, members=[founder], keys=keys, wrap_anew=[identity.user_id]),
    )
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
