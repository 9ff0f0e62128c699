"""Key slots: each wraps the same root key under something a person knows or keeps."""

from __future__ import annotations

import base64
import hmac
import os
from collections.abc import Mapping
from dataclasses import dataclass
from uuid import UUID

from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from core.errors import VaultError, WrongPassphrase
from core.ids import UserId, WorkspaceId
from core.security import envelope
from core.security.kdf import Argon2Cost, hkdf, stretch_passphrase
from core.security.recovery import RecoveryKey

_SALT_BYTES = 16


@dataclass(frozen=True, slots=True)
class Slot:
    """One way to the root key. `cost` is None for the recovery key, which needs no stretching."""

    kind: str
    user_id: UserId
    salt: bytes
    cost: Argon2Cost | None
    commitment: bytes
    wrapped_root: bytes

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
        }

    @classmethod
    def from_json(cls, data: Mapping[str, object]) -> Slot:
        """Raises `ValueError`, `KeyError` or `TypeError` for what is no slot."""
        cost = data["argon2id"]
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
        )


def make_passphrase_slot(
    *, workspace_id: WorkspaceId, user_id: UserId, passphrase: str, cost: Argon2Cost, root_key: bytes
) -> Slot:
    salt = os.urandom(_SALT_BYTES)
    stretched = stretch_passphrase(passphrase, salt=salt, cost=cost)
    return _make("passphrase", workspace_id, user_id, salt, cost, stretched, root_key)


def make_recovery_slot(
    *, workspace_id: WorkspaceId, user_id: UserId, recovery_key: RecoveryKey, root_key: bytes
) -> Slot:
    return _make(
        "recovery", workspace_id, user_id, os.urandom(_SALT_BYTES), None, recovery_key.secret, root_key
    )


def open_passphrase_slot(slot: Slot, *, workspace_id: WorkspaceId, passphrase: str) -> bytes:
    """The root key. `WrongPassphrase` for a wrong one, a damaged slot and a refused cost alike."""
    if slot.cost is None:
        raise WrongPassphrase
    try:
        stretched = stretch_passphrase(passphrase, salt=slot.salt, cost=slot.cost)
    except (VaultError, ValueError) as error:
        raise WrongPassphrase from error
    return _open(slot, workspace_id, stretched)


def open_recovery_slot(slot: Slot, *, workspace_id: WorkspaceId, recovery_key: RecoveryKey) -> bytes:
    """The root key; raises `WrongPassphrase` like `open_passphrase_slot`."""
    return _open(slot, workspace_id, recovery_key.secret)


def _make(
    kind: str,
    workspace_id: WorkspaceId,
    user_id: UserId,
    salt: bytes,
    cost: Argon2Cost | None,
    secret: bytes,
    root_key: bytes,
) -> Slot:
    key, commitment = _key_and_commitment(secret, salt)
    wrapped = envelope.seal(
        root_key,
        cipher=AESGCM(key),
        key_id=user_id.bytes,
        key_version=1,
        associated_data=_associated_data(kind, workspace_id, user_id, salt, cost, commitment),
    )
    return Slot(kind, user_id, salt, cost, commitment, wrapped)


def _open(slot: Slot, workspace_id: WorkspaceId, secret: bytes) -> bytes:
    key, commitment = _key_and_commitment(secret, slot.salt)
    if not hmac.compare_digest(commitment, slot.commitment):
        raise WrongPassphrase
    try:
        return envelope.open_(
            slot.wrapped_root,
            cipher=AESGCM(key),
            associated_data=_associated_data(
                slot.kind, workspace_id, slot.user_id, slot.salt, slot.cost, slot.commitment
            ),
        )
    except VaultError as error:
        raise WrongPassphrase from error


def _key_and_commitment(secret: bytes, salt: bytes) -> tuple[bytes, bytes]:
    # AES-GCM does not commit to its key: without this one slot could open under two passphrases.
    return (
        hkdf(secret, info=b"anamnesis/slot/key", salt=salt),
        hkdf(secret, info=b"anamnesis/slot/commitment", salt=salt),
    )


def _associated_data(
    kind: str,
    workspace_id: WorkspaceId,
    user_id: UserId,
    salt: bytes,
    cost: Argon2Cost | None,
    commitment: bytes,
) -> bytes:
    parameters = b"" if cost is None else b"%d/%d/%d" % (cost.iterations, cost.memory_kib, cost.lanes)
    return envelope.length_prefixed(
        b"anamnesis", b"slot", kind.encode(), workspace_id.bytes, user_id.bytes, salt, parameters, commitment
    )


def _encode(data: bytes) -> str:
    return base64.b64encode(data).decode()


def _decode(data: object) -> bytes:
    return base64.b64decode(str(data), validate=True)
