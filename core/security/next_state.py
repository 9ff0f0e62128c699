"""Computes the next state of the vault file from the keys that will be in force.

Functions here neither write nor keep anything: `OpenVault` does, and replaces the file as a whole.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Any, Literal

from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey

from core.errors import VaultFormatError
from core.ids import ClientId, UserId
from core.security.epoch_keys import open_with_label, seal_epochs, seal_with_label
from core.security.grants import digest_of, wrap_for
from core.security.identity import Identity
from core.security.keyring import Key
from core.security.membership import MemberRecord, Membership, SignedMembership
from core.security.memory import KEY_BYTES, wipe
from core.security.sealed_root import sealed_anew
from core.security.slots import RootKey, Slot, SlotOwner, slot_place
from core.security.vault import PendingWork, Vault

_TRUST = b"founder"
_EARLIER = b"earlier-identities"

MakeSlot = Callable[[SlotOwner, RootKey], Slot]
"""Makes the slot that replaces another."""


def next_membership(
    vault: Vault,
    identity: Identity,
    *,
    members: Sequence[MemberRecord],
    keys: Mapping[int, Key],
    wrap_anew: Sequence[UserId],
    grants: Mapping[UserId, bytes] | None = None,
    **changes: Any,
) -> dict[str, Any]:
    """The `membership` and `grants` of the next state of the file, signed by `identity`.

    `keys`: all versions of the workspace key, wrapped for the members in `wrap_anew`; the others keep their
    grant. Not needed if `wrap_anew` is empty. `grants`: grants that were made already. `changes`: other
    fields of the document.
    """
    given = {**vault.grants, **(grants or {})}
    granted = {each.user_id: given.get(each.user_id, b"") for each in members}
    for each in members:
        if each.user_id in wrap_anew:
            granted[each.user_id] = wrap_for(each, keys, workspace_id=vault.workspace_id)
    last = vault.membership[-1] if vault.membership else None
    document = Membership(
        workspace_id=vault.workspace_id,
        sequence=1 if last is None else last.document.sequence + 1,
        previous=b"" if last is None else last.digest,
        members=tuple(replace(each, grant_digest=digest_of(granted[each.user_id])) for each in members),
        key_version=max(keys) if keys or last is None else last.document.key_version,
        signed_by=identity.user_id,
        signatures_from=None if last is None else last.document.signatures_from,
    )
    document = replace(document, **changes)
    return {
        "membership": (*vault.membership, SignedMembership.sign(document, identity)),
        "grants": granted,
    }


def members_after(
    vault: Vault, *, successor: Identity | None, remove: UserId | None
) -> tuple[MemberRecord, ...]:
    """The members of the next state: without `remove`, with the public keys of `successor` for its user."""
    members = [each for each in vault.membership[-1].document.members if each.user_id != remove]
    if successor is None:
        return tuple(members)
    signing, exchange = successor.signing_public, successor.exchange_public
    return tuple(
        replace(each, signing_key=signing, exchange_key=exchange)
        if each.user_id == successor.user_id
        else each
        for each in members
    )


def slots_after(
    vault: Vault,
    *,
    identity: Identity,
    successor: Identity,
    replaced: str | None,
    make: MakeSlot | None,
    membership: bytes,
    today: date | None,
) -> tuple[Slot, ...]:
    """All slots of the next state, the user's leading to `successor`; `make` makes the one `replaced`.

    Raises `VaultFormatError("vault_file_damaged")` for a slot that the user did not make.
    """
    check_own_slots(vault, identity)
    after: list[Slot] = []
    for slot in vault.slots:
        if slot.user_id != identity.user_id:
            after.append(slot)
        elif slot.kind != replaced and slot.root is not None:
            place = slot_place(slot, vault.workspace_id)
            after.append(replace(slot, root=sealed_anew(slot.root, successor.root_key, place=place)))
    if make is not None:
        owner = SlotOwner(vault.workspace_id, identity.user_id, today)
        after.append(make(owner, RootKey(successor.root_key, membership)))
    return tuple(after)


def check_own_slots(vault: Vault, identity: Identity) -> None:
    """Raises `VaultFormatError("vault_file_damaged")` if somebody else made one of the user's slots."""
    for slot in vault.slots:
        if slot.user_id != identity.user_id or slot.root is None:
            continue
        if not slot.root.has_tag_of(identity.root_key, slot_place(slot, vault.workspace_id)):
            raise VaultFormatError("vault_file_damaged")


def outdated_slots(vault: Vault, user_id: UserId) -> tuple[str, ...]:
    """The kinds of the user's slots from before format 3, which prevent replacing the root key."""
    return tuple(slot.kind for slot in vault.slots if slot.user_id == user_id and slot.root is None)


def signed_work(
    vault: Vault,
    identity: Identity,
    kind: Literal["rotate", "erase"],
    client_id: ClientId | None,
    *,
    epoch: int,
) -> PendingWork:
    work = PendingWork(kind, client_id, identity.user_id)
    return replace(work, signature=identity.signing_key.sign(work.signed_bytes(vault.workspace_id, epoch)))


def sealed_epochs(vault: Vault, epochs: Mapping[int, Key], keys: Mapping[int, Key]) -> dict[int, bytes]:
    """The epoch keys under the newest of the workspace `keys`."""
    newest = max(keys)
    return seal_epochs(epochs, under=keys[newest], version=newest, workspace_id=vault.workspace_id)


def seal_trust(founder_key: bytes, *, identity: Identity, vault: Vault) -> bytes:
    """The founder's public key sealed under the user's root key: no other founder can be substituted."""
    return seal_with_label(
        founder_key,
        under=identity.root_key,
        label=_TRUST + identity.user_id.bytes,
        key_version=1,
        workspace_id=vault.workspace_id,
    )


def open_trust(vault: Vault, identity: Identity) -> bytes:
    """Raises `VaultFormatError("vault_file_damaged")`."""
    return bytes(
        open_with_label(
            vault.trust.get(identity.user_id, b""),
            under=identity.root_key,
            label=_TRUST + identity.user_id.bytes,
            workspace_id=vault.workspace_id,
        )
    )


def seal_earlier(identity: Identity, *, vault: Vault) -> dict[UserId, bytes]:
    """The file's `earlier` field with the exchange keys of this user's identities before this one."""
    payload = bytearray().join(key.private_bytes_raw() for key in identity.earlier)
    sealed = seal_with_label(
        payload,
        under=identity.root_key,
        label=_EARLIER + identity.user_id.bytes,
        key_version=1,
        workspace_id=vault.workspace_id,
    )
    wipe(payload)
    return {**vault.earlier, identity.user_id: sealed}


def with_earlier(identity: Identity, *, vault: Vault) -> Identity:
    """The identity with the earlier exchange keys that the file keeps. Raises `VaultFormatError`."""
    sealed = vault.earlier.get(identity.user_id)
    if sealed is None:
        return identity
    label = _EARLIER + identity.user_id.bytes
    raw = open_with_label(sealed, under=identity.root_key, label=label, workspace_id=vault.workspace_id)
    keys = tuple(
        X25519PrivateKey.from_private_bytes(raw[start : start + KEY_BYTES])
        for start in range(0, len(raw), KEY_BYTES)
    )
    wipe(raw)
    return replace(identity, earlier=keys)
