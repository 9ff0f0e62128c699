"""Key slots: each leads from a secret that a person knows or keeps to that user's root key.

A slot has its own key pair. The root key is sealed to the public half, so it can be replaced without the
slot's secret: a recovery key stays valid when the passphrase changes, and the root key that the old
passphrase led to becomes useless.
"""

from __future__ import annotations

import base64
import hmac
import os
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from uuid import UUID

from core.errors import VaultError, WrongPassphrase
from core.ids import UserId, WorkspaceId
from core.security import envelope
from core.security.escrow import EscrowSecret
from core.security.kdf import Argon2Cost, hkdf, stretch_passphrase
from core.security.memory import random_key, wipe
from core.security.recovery import RecoveryKey
from core.security.sealed_root import SealedRoot, open_root, seal_root

_SALT_BYTES = 16
_ROOT_KEY, _SLOT_KEY = 1, 2
"""The content of a slot's envelope, encoded in its key version: in format 2 the root key itself."""


@dataclass(frozen=True, slots=True)
class Slot:
    """One way to a user's root key, of kind `passphrase`, `recovery`, `keyring` or `escrow`.

    `cost` is None for the kinds whose secret is random and needs no stretching. `made_on` is None in a slot
    that the first format of the vault made. `root` is None in a slot from before format 3: its envelope holds
    the root key itself, which cannot be replaced without the slot's secret.
    """

    kind: str
    user_id: UserId
    salt: bytes
    cost: Argon2Cost | None
    commitment: bytes
    wrapped_key: bytes
    made_on: date | None = None
    root: SealedRoot | None = None
    escrow: EscrowSecret | None = None
    """The secret of a slot of kind `escrow`, for the recipient named by a policy."""

    def to_json(self) -> dict[str, object]:
        cost = self.cost
        common: dict[str, object] = {
            "kind": self.kind,
            "user_id": str(self.user_id),
            "salt": _encode(self.salt),
            "argon2id": None
            if cost is None
            else {"iterations": cost.iterations, "memory_kib": cost.memory_kib, "lanes": cost.lanes},
            "commitment": _encode(self.commitment),
            "made_on": self.made_on.isoformat() if self.made_on else None,
        }
        if self.escrow is not None:
            common["escrow"] = self.escrow.to_json()
        if self.root is None:
            return common | {"wrapped_root": _encode(self.wrapped_key)}
        return common | {"wrapped_key": _encode(self.wrapped_key), "root": self.root.to_json()}

    @classmethod
    def from_json(cls, data: Mapping[str, object]) -> Slot:
        """Raises `ValueError`, `KeyError`, `TypeError` or `OverflowError` for malformed data."""
        cost, made_on, root = data["argon2id"], data.get("made_on"), data.get("root")
        escrow = data.get("escrow")
        if not isinstance(root, dict | None) or not isinstance(escrow, dict | None):
            raise TypeError("root, escrow")
        if cost is not None and not isinstance(cost, dict):
            raise TypeError("argon2id")
        return cls(
            kind=str(data["kind"]),
            user_id=UserId(UUID(str(data["user_id"]))),
            salt=_decode(data["salt"]),
            cost=None
            if cost is None
            else Argon2Cost(int(cost["iterations"]), int(cost["memory_kib"]), int(cost["lanes"])),
            commitment=_decode(data["commitment"]),
            wrapped_key=_decode(data["wrapped_root" if root is None else "wrapped_key"]),
            made_on=None if made_on is None else date.fromisoformat(str(made_on)),
            root=None if root is None else SealedRoot.from_json(root),
            escrow=None if escrow is None else EscrowSecret.from_json(escrow),
        )


@dataclass(frozen=True, slots=True)
class SlotOwner:
    """The user a slot is made for, the workspace, and the date."""

    workspace_id: WorkspaceId
    user_id: UserId
    made_on: date | None = None


@dataclass(frozen=True, slots=True)
class RootKey:
    """The root key a slot leads to. `membership`: the digest (32 bytes) of the newest membership document
    when the slot was made, which the membership chain must contain; None for a slot from before format 3.
    """

    key: bytes | bytearray = field(repr=False)
    membership: bytes | None


@dataclass(frozen=True, slots=True)
class OpenedSlot:
    """`slot_secret`: derived from the person's secret; a slot from before format 3 is upgraded with it."""

    slot: Slot
    root: RootKey
    slot_secret: bytearray = field(repr=False)

    def wipe(self) -> None:
        """Overwrites everything except the root key, which the caller keeps using."""
        wipe(self.slot_secret)


def make_passphrase_slot(owner: SlotOwner, *, passphrase: str, cost: Argon2Cost, root: RootKey) -> Slot:
    salt = os.urandom(_SALT_BYTES)
    stretched = stretch_passphrase(passphrase, salt=salt, cost=cost)
    return _make("passphrase", owner, salt, cost, stretched, root)


def make_recovery_slot(owner: SlotOwner, *, recovery_key: RecoveryKey, root: RootKey) -> Slot:
    return _make("recovery", owner, os.urandom(_SALT_BYTES), None, bytearray(recovery_key.secret), root)


def make_keyring_slot(owner: SlotOwner, *, device_key: bytes | bytearray, root: RootKey) -> Slot:
    """`device_key`: 32 random bytes kept in the operating system's keyring."""
    return _make("keyring", owner, os.urandom(_SALT_BYTES), None, bytearray(device_key), root)


def make_escrow_slot(owner: SlotOwner, *, recipient: str, root: RootKey) -> Slot:
    """`recipient`: an age recipient, who alone can read the slot's random secret. Raises `ValueError`."""
    secret = random_key()
    try:
        escrow = EscrowSecret.seal(secret, recipient)
        slot = _make("escrow", owner, os.urandom(_SALT_BYTES), None, bytearray(secret), root)
    finally:
        wipe(secret)
    return replace(slot, escrow=escrow)


def open_passphrase_slot(slot: Slot, *, workspace_id: WorkspaceId, passphrase: str) -> OpenedSlot:
    """Opens it. Raises `WrongPassphrase` for a wrong passphrase, a damaged slot and a refused cost alike.

    `EnvironmentProblem("memory_for_unlock")` when this machine cannot do the derivation at all.
    """
    if slot.cost is None:
        raise WrongPassphrase
    try:
        stretched = stretch_passphrase(passphrase, salt=slot.salt, cost=slot.cost)
    except (VaultError, ValueError) as error:
        raise WrongPassphrase from error
    return _open(slot, workspace_id, stretched)


def open_slot(slot: Slot, *, workspace_id: WorkspaceId, secret: bytes | bytearray) -> OpenedSlot:
    """As above, from a recovery key's secret or a device key."""
    return _open(slot, workspace_id, bytearray(secret))


def made_anew(opened: OpenedSlot, *, workspace_id: WorkspaceId, membership: bytes) -> Slot:
    """The same slot for the same secret, with its own key pair."""
    owner = SlotOwner(workspace_id, opened.slot.user_id)
    root = RootKey(opened.root.key, membership)
    return _with_own_key(opened.slot, owner, opened.slot_secret, root)


def _make(
    kind: str, owner: SlotOwner, salt: bytes, cost: Argon2Cost | None, secret: bytearray, root: RootKey
) -> Slot:
    key, commitment = _key_and_commitment(secret, salt)
    slot = Slot(kind, owner.user_id, salt, cost, commitment, b"", owner.made_on)
    try:
        return _with_own_key(slot, owner, key, root)
    finally:
        wipe(key)


def _with_own_key(slot: Slot, owner: SlotOwner, key: bytearray, root: RootKey) -> Slot:
    slot_key = random_key()
    place = slot_place(slot, owner.workspace_id)
    wrapped = envelope.seal_key(
        slot_key, under=key, key_id=owner.user_id.bytes, key_version=_SLOT_KEY, associated_data=place
    )
    sealed = seal_root(root.key, slot_key=slot_key, place=place, membership=root.membership or b"")
    wipe(slot_key)
    return replace(slot, wrapped_key=wrapped, root=sealed)


def _open(slot: Slot, workspace_id: WorkspaceId, secret: bytearray) -> OpenedSlot:
    key, commitment = _key_and_commitment(secret, slot.salt)
    place = slot_place(slot, workspace_id)
    try:
        if not hmac.compare_digest(commitment, slot.commitment):
            raise WrongPassphrase
        expected = _ROOT_KEY if slot.root is None else _SLOT_KEY
        if envelope.read_header(slot.wrapped_key).key_version != expected:
            raise WrongPassphrase
        opened = envelope.open_key(slot.wrapped_key, under=key, associated_data=place)
        if slot.root is None:
            return OpenedSlot(slot, RootKey(opened, None), key)
        root_key, membership = open_root(slot.root, slot_key=opened, place=place)
    except VaultError as error:
        wipe(key)
        raise WrongPassphrase from error
    wipe(opened)
    return OpenedSlot(slot, RootKey(root_key, membership), key)


def _key_and_commitment(secret: bytearray, salt: bytes) -> tuple[bytearray, bytes]:
    """Derives both from `secret`, which is wiped."""
    # AES-GCM does not commit to its key: without the commitment a slot could open under two passphrases.
    key = hkdf(secret, info=b"anamnesis/slot/key", salt=salt)
    commitment = bytes(hkdf(secret, info=b"anamnesis/slot/commitment", salt=salt))
    wipe(secret)
    return key, commitment


def slot_place(slot: Slot, workspace_id: WorkspaceId) -> bytes:
    cost = slot.cost
    return envelope.length_prefixed(
        b"anamnesis",
        b"slot",
        slot.kind.encode(),
        workspace_id.bytes,
        slot.user_id.bytes,
        slot.salt,
        b"" if cost is None else b"%d/%d/%d" % (cost.iterations, cost.memory_kib, cost.lanes),
        slot.commitment,
    )


def _encode(data: bytes) -> str:
    return base64.b64encode(data).decode()


def _decode(data: object) -> bytes:
    return base64.b64decode(str(data), validate=True)
