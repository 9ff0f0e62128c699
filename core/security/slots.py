"""Key slots: each wraps its user's root key under something a person knows or keeps."""

from __future__ import annotations

import base64
import hmac
import os
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from core.errors import VaultError, WrongPassphrase
from core.ids import UserId, WorkspaceId
from core.security import envelope
from core.security.kdf import Argon2Cost, hkdf, stretch_passphrase
from core.security.memory import wipe
from core.security.recovery import RecoveryKey

_SALT_BYTES = 16


@dataclass(frozen=True, slots=True)
class Slot:
    """One way to a user's root key, of kind `passphrase`, `recovery` or `keyring`.

    `cost` is None for the kinds whose secret is random and needs no stretching. `made_on` is None in a slot
    that the first format of the vault made.
    """

    kind: str
    user_id: UserId
    salt: bytes
    cost: Argon2Cost | None
    commitment: bytes
    wrapped_root: bytes
    made_on: date | None = None

    def to_json(self) -> dict[str, object]:
        cost = self.cost
        return {
            "kind": self.kind,
            "user_id": str(self.user_id),
            "salt": _encode(self.salt),
            "argon2id": None
            if cost is None
            else {"iterations": cost.iterations, "memory_kib": cost.memory_kib, "lanes": cost.lanes},
            "commitment": _encode(self.commitment),
            "wrapped_root": _encode(self.wrapped_root),
            "made_on": self.made_on.isoformat() if self.made_on else None,
        }

    @classmethod
    def from_json(cls, data: Mapping[str, object]) -> Slot:
        """Raises `ValueError`, `KeyError`, `TypeError` or `OverflowError` for what is no slot."""
        cost, made_on = data["argon2id"], data.get("made_on")
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
            wrapped_root=_decode(data["wrapped_root"]),
            made_on=None if made_on is None else date.fromisoformat(str(made_on)),
        )


@dataclass(frozen=True, slots=True)
class SlotOwner:
    """Whose slot is made, in which workspace, and when."""

    workspace_id: WorkspaceId
    user_id: UserId
    made_on: date | None = None


def make_passphrase_slot(
    owner: SlotOwner, *, passphrase: str, cost: Argon2Cost, root_key: bytes | bytearray
) -> Slot:
    salt = os.urandom(_SALT_BYTES)
    stretched = stretch_passphrase(passphrase, salt=salt, cost=cost)
    return _make("passphrase", owner, salt, cost, stretched, root_key)


def make_recovery_slot(owner: SlotOwner, *, recovery_key: RecoveryKey, root_key: bytes | bytearray) -> Slot:
    return _make("recovery", owner, os.urandom(_SALT_BYTES), None, bytearray(recovery_key.secret), root_key)


def make_keyring_slot(
    owner: SlotOwner, *, device_key: bytes | bytearray, root_key: bytes | bytearray
) -> Slot:
    """`device_key`: 32 random bytes that the operating system's keyring keeps."""
    return _make("keyring", owner, os.urandom(_SALT_BYTES), None, bytearray(device_key), root_key)


def open_passphrase_slot(slot: Slot, *, workspace_id: WorkspaceId, passphrase: str) -> bytearray:
    """The root key. `WrongPassphrase` for a wrong one, a damaged slot and a refused cost alike.

    `EnvironmentProblem("memory_for_unlock")` when this machine cannot do the derivation at all.
    """
    if slot.cost is None:
        raise WrongPassphrase
    try:
        stretched = stretch_passphrase(passphrase, salt=slot.salt, cost=slot.cost)
    except (VaultError, ValueError) as error:
        raise WrongPassphrase from error
    return _open(slot, workspace_id, stretched)


def open_slot(slot: Slot, *, workspace_id: WorkspaceId, secret: bytes | bytearray) -> bytearray:
    """The root key, from a recovery key's secret or a device key; `WrongPassphrase` as above."""
    return _open(slot, workspace_id, bytearray(secret))


def _make(
    kind: str,
    owner: SlotOwner,
    salt: bytes,
    cost: Argon2Cost | None,
    secret: bytearray,
    root_key: bytes | bytearray,
) -> Slot:
    key, commitment = _key_and_commitment(secret, salt)
    unwrapped = Slot(kind, owner.user_id, salt, cost, commitment, b"", owner.made_on)
    wrapped = envelope.seal_key(
        root_key,
        under=key,
        key_id=owner.user_id.bytes,
        key_version=1,
        associated_data=_associated_data(unwrapped, owner.workspace_id),
    )
    wipe(key)
    return Slot(kind, owner.user_id, salt, cost, commitment, wrapped, owner.made_on)


def _open(slot: Slot, workspace_id: WorkspaceId, secret: bytearray) -> bytearray:
    key, commitment = _key_and_commitment(secret, slot.salt)
    try:
        if not hmac.compare_digest(commitment, slot.commitment):
            raise WrongPassphrase
        return envelope.open_key(
            slot.wrapped_root, under=key, associated_data=_associated_data(slot, workspace_id)
        )
    except VaultError as error:
        raise WrongPassphrase from error
    finally:
        wipe(key)


def _key_and_commitment(secret: bytearray, salt: bytes) -> tuple[bytearray, bytes]:
    """Both from `secret`, which is wiped."""
    # AES-GCM does not commit to its key: without this one slot could open under two passphrases.
    key = hkdf(secret, info=b"anamnesis/slot/key", salt=salt)
    commitment = bytes(hkdf(secret, info=b"anamnesis/slot/commitment", salt=salt))
    wipe(secret)
    return key, commitment


def _associated_data(slot: Slot, workspace_id: WorkspaceId) -> bytes:
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
