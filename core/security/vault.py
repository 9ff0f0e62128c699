"""The vault file: slots that lead to the root key, and the workspace and epoch keys wrapped under it.

The file holds no secret in the clear. It is replaced whole (written, fsynced, renamed), never edited.
"""

from __future__ import annotations

import base64
import json
import os
from dataclasses import dataclass
from pathlib import Path
from uuid import UUID

from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from core.atomic_file import write_atomically
from core.errors import InputRefused, TamperedRecord, VaultFormatError, WrongPassphrase
from core.ids import UserId, WorkspaceId, new_id
from core.security import envelope
from core.security.kdf import KEY_BYTES, Argon2Cost, hkdf
from core.security.keyring import KeyRing
from core.security.recovery import RecoveryKey
from core.security.slots import (
    Slot,
    make_passphrase_slot,
    make_recovery_slot,
    open_passphrase_slot,
    open_recovery_slot,
)

FORMAT = 1
MINIMUM_PASSPHRASE_CHARS = 8


@dataclass(frozen=True, slots=True)
class Unlocked:
    """Who opened the vault, and the keys."""

    user_id: UserId
    keyring: KeyRing


@dataclass(frozen=True, slots=True)
class Vault:
    """The parsed vault file."""

    workspace_id: WorkspaceId
    slots: tuple[Slot, ...]
    wrapped_workspace_key: bytes
    epoch: int
    wrapped_epoch_key: bytes

    @classmethod
    def create(cls, *, passphrase: str, cost: Argon2Cost) -> tuple[Vault, RecoveryKey]:
        """A new vault with a passphrase slot and a recovery slot, not yet written to disk.

        Raises `InputRefused("passphrase_too_short")`.
        """
        check_passphrase(passphrase)
        workspace_id, user_id = WorkspaceId(new_id()), UserId(new_id())
        root_key, workspace_key, epoch_key = (os.urandom(KEY_BYTES) for _ in range(3))
        recovery_key = RecoveryKey.generate()
        slots = (
            make_passphrase_slot(
                workspace_id=workspace_id,
                user_id=user_id,
                passphrase=passphrase,
                cost=cost,
                root_key=root_key,
            ),
            make_recovery_slot(
                workspace_id=workspace_id, user_id=user_id, recovery_key=recovery_key, root_key=root_key
            ),
        )
        vault = cls(
            workspace_id=workspace_id,
            slots=slots,
            wrapped_workspace_key=_wrap(
                workspace_key, under=root_key, label=b"workspace-key", owner=workspace_id
            ),
            epoch=1,
            wrapped_epoch_key=_wrap(epoch_key, under=workspace_key, label=b"epoch-key/1", owner=workspace_id),
        )
        return vault, recovery_key

    def unlock(self, passphrase: str) -> Unlocked:
        """Tries every passphrase slot. Raises `WrongPassphrase`, for a damaged slot too."""
        for slot in self.slots:
            if slot.kind != "passphrase":
                continue
            try:
                root_key = open_passphrase_slot(slot, workspace_id=self.workspace_id, passphrase=passphrase)
            except WrongPassphrase:
                continue
            return self._unlocked(slot, root_key)
        raise WrongPassphrase

    def unlock_with_recovery_key(self, recovery_key: RecoveryKey) -> Unlocked:
        """Raises `WrongPassphrase` if the recovery key is not this vault's."""
        for slot in self.slots:
            if slot.kind != "recovery":
                continue
            try:
                root_key = open_recovery_slot(slot, workspace_id=self.workspace_id, recovery_key=recovery_key)
            except WrongPassphrase:
                continue
            return self._unlocked(slot, root_key)
        raise WrongPassphrase

    def _unlocked(self, slot: Slot, root_key: bytes) -> Unlocked:
        workspace_key = _unwrap(
            self.wrapped_workspace_key, under=root_key, label=b"workspace-key", owner=self.workspace_id
        )
        epoch_key = _unwrap(
            self.wrapped_epoch_key,
            under=workspace_key,
            label=b"epoch-key/%d" % self.epoch,
            owner=self.workspace_id,
        )
        keyring = KeyRing(
            workspace_id=self.workspace_id, workspace_key=workspace_key, epoch=self.epoch, epoch_key=epoch_key
        )
        return Unlocked(user_id=slot.user_id, keyring=keyring)

    def save(self, path: Path) -> None:
        """Writes the file whole, mode 0600."""
        document = {
            "format": FORMAT,
            "workspace_id": str(self.workspace_id),
            "slots": [slot.to_json() for slot in self.slots],
            "workspace_key": base64.b64encode(self.wrapped_workspace_key).decode(),
            "epoch": {"number": self.epoch, "key": base64.b64encode(self.wrapped_epoch_key).decode()},
        }
        write_atomically(path, json.dumps(document, indent=1).encode())

    @classmethod
    def load(cls, path: Path) -> Vault:
        """Raises `VaultFormatError` when the file is damaged or of a newer format."""
        try:
            document = json.loads(path.read_bytes())
            if document["format"] != FORMAT:
                raise VaultFormatError("vault_format_unknown", found=document["format"], known=FORMAT)
            return cls(
                workspace_id=WorkspaceId(UUID(document["workspace_id"])),
                slots=tuple(Slot.from_json(slot) for slot in document["slots"]),
                wrapped_workspace_key=base64.b64decode(document["workspace_key"], validate=True),
                epoch=int(document["epoch"]["number"]),
                wrapped_epoch_key=base64.b64decode(document["epoch"]["key"], validate=True),
            )
        except (ValueError, KeyError, TypeError, AttributeError) as error:
            raise VaultFormatError("vault_file_damaged") from error


def check_passphrase(passphrase: str) -> None:
    """Raises `InputRefused("passphrase_too_short")`: the rest of its strength is the person's choice."""
    if len(passphrase) < MINIMUM_PASSPHRASE_CHARS:
        raise InputRefused("passphrase_too_short", minimum=MINIMUM_PASSPHRASE_CHARS)


def _wrap(key: bytes, *, under: bytes, label: bytes, owner: WorkspaceId) -> bytes:
    wrapping_key = hkdf(under, info=b"anamnesis/wrap/" + label)
    return envelope.seal(
        key,
        cipher=AESGCM(wrapping_key),
        key_id=owner.bytes,
        key_version=1,
        associated_data=envelope.length_prefixed(b"anamnesis", label, owner.bytes),
    )


def _unwrap(wrapped: bytes, *, under: bytes, label: bytes, owner: WorkspaceId) -> bytes:
    wrapping_key = hkdf(under, info=b"anamnesis/wrap/" + label)
    try:
        return envelope.open_(
            wrapped,
            cipher=AESGCM(wrapping_key),
            associated_data=envelope.length_prefixed(b"anamnesis", label, owner.bytes),
        )
    except TamperedRecord as error:
        # The slot opened, so the passphrase was right: this is damage, and saying so helps.
        raise VaultFormatError("vault_file_damaged") from error
