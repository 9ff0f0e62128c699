"""The vault while it is unlocked: who opened it, the keys, and every change that may be made to the file."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any, Literal

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey

from core.errors import VaultFormatError, VaultLocked
from core.ids import ClientId, UserId, new_id
from core.security.epoch_keys import open_with_label, seal_epochs, seal_with_label
from core.security.grants import digest_of, vault_key, wrap_for
from core.security.identity import Identity
from core.security.kdf import Argon2Cost
from core.security.keyring import Key, KeyRing
from core.security.membership import MemberRecord, Membership, SignedMembership, signing_keys
from core.security.memory import random_key, wipe
from core.security.recovery import RecoveryKey
from core.security.roles import Access, Role
from core.security.slots import (
    Slot,
    SlotOwner,
    make_keyring_slot,
    make_passphrase_slot,
    make_recovery_slot,
)
from core.security.vault import PendingWork, Vault

OpenedWith = Literal["passphrase", "recovery", "keyring"]
_TRUST = b"founder"
_WRITING = threading.Lock()
"""Held around each look at the file and its replacement, by whichever object of this process makes it."""


class OpenVault:
    """Each change writes the file first and the key ring after it: no key is used that could be lost.

    Safe across threads: one change at a time. The rights to make them are the services' to check.
    """

    def __init__(
        self,
        *,
        path: Path,
        vault: Vault,
        identity: Identity,
        role: Role,
        keyring: KeyRing,
        vault_key: bytearray,
        opened_with: OpenedWith,
        upgraded: bool = False,
    ) -> None:
        self._path = path
        self._vault = vault
        self._identity: Identity | None = identity
        self._vault_key = vault_key
        self._changing = threading.RLock()
        self.access = Access(identity.user_id, role)
        self.keyring = keyring
        self.opened_with = opened_with
        self.upgraded = upgraded
        """Whether the file on disk is still of the first format: `save` makes it today's."""

    @property
    def vault(self) -> Vault:
        return self._vault

    @property
    def membership(self) -> Membership:
        """The document in force."""
        return self._vault.membership[-1].document

    @property
    def signing_key(self) -> Ed25519PrivateKey:
        """The user's own. Raises `VaultLocked`."""
        return self._require_identity().signing_key

    @property
    def exchange_key(self) -> X25519PrivateKey:
        """The user's own. Raises `VaultLocked`."""
        return self._require_identity().exchange_key

    def signing_keys(self) -> dict[UserId, bytes]:
        """The public signing key of everyone who is or was a member."""
        return signing_keys(self._vault.membership)

    def save(self) -> None:
        """Writes the file as it is; for a vault that is new."""
        with _WRITING:
            self._vault.save(self._path)
            self.upgraded = False

    def drop(self) -> None:
        """Overwrites every key. What is under way ends with `VaultLocked`."""
        # Not under `_changing`: a change that is waiting for the disk must not hold up a lock. The identity
        # is forgotten before anything is overwritten, see `_commit`.
        identity, self._identity = self._identity, None
        self.keyring.drop()
        if identity is not None:
            identity.wipe()
        wipe(self._vault_key)

    # Slots.

    def replace_passphrase(self, passphrase: str, *, cost: Argon2Cost, today: date) -> None:
        """The user's passphrase slot anew; the old passphrase opens nothing from here on."""
        root_key = self._require_identity().root_key
        slot = make_passphrase_slot(self._owner(today), passphrase=passphrase, cost=cost, root_key=root_key)
        self._replace_slot(slot)

    def replace_recovery_key(self, recovery_key: RecoveryKey, *, today: date) -> None:
        root_key = self._require_identity().root_key
        self._replace_slot(
            make_recovery_slot(self._owner(today), recovery_key=recovery_key, root_key=root_key)
        )

    def replace_keyring_slot(self, device_key: Key | None, *, today: date) -> None:
        """None takes the user's keyring slot away."""
        root_key = self._require_identity().root_key
        slot = None
        if device_key is not None:
            slot = make_keyring_slot(self._owner(today), device_key=device_key, root_key=root_key)
        self._replace_slot(slot, kind="keyring")

    def _replace_slot(self, slot: Slot | None, *, kind: str | None = None) -> None:
        replaced = (kind or (slot.kind if slot else ""), self.access.user_id)
        with self._changing:
            kept = [each for each in self._vault.slots if (each.kind, each.user_id) != replaced]
            self._amend(slots=(*kept, *([slot] if slot else [])))

    # Members.

    def add_member(
        self,
        *,
        name: str,
        role: Role,
        passphrase: str,
        cost: Argon2Cost,
        today: date,
        before_saving: Callable[[MemberRecord], None] = lambda _: None,
    ) -> MemberRecord:
        """A new member with a passphrase of their own over the same records.

        `before_saving` is called once, with whom the file is about to name.
        """
        root_key = random_key()
        member = Identity.from_root(UserId(new_id()), root_key)
        owner = SlotOwner(self._vault.workspace_id, member.user_id, today)
        slot = make_passphrase_slot(owner, passphrase=passphrase, cost=cost, root_key=root_key)
        record = MemberRecord(member.user_id, name, role, member.signing_public, member.exchange_public)
        with self._changing, self._copies() as (keys, _):
            changes = self._membership((*self.membership.members, record), keys, wrap_anew=[record.user_id])
            trust = seal_trust(self._founder_key(), identity=member, vault=self._vault)
            before_saving(record)
            self._amend(
                slots=(*self._vault.slots, slot),
                trust={**self._vault.trust, member.user_id: trust},
                **changes,
            )
        member.wipe()
        return record

    def rename_member(self, user_id: UserId, name: str) -> None:
        with self._changing:
            members = [
                replace(each, name=name) if each.user_id == user_id else each
                for each in self.membership.members
            ]
            self._amend(**self._membership(members, {}, wrap_anew=[]))

    # Re-keying.

    def begin_rotation(self, *, remove: UserId | None = None) -> None:
        """A new workspace key and epoch, for all members but `remove`; the client keys are to follow."""
        with self._changing, self._copies() as (keys, epochs):
            vault, version, number = self._vault, max(keys) + 1, max(epochs) + 1
            keys[version], epochs[number] = random_key(), random_key()
            members = [each for each in self.membership.members if each.user_id != remove]
            changes = self._membership(members, keys, wrap_anew=[each.user_id for each in members])
            new_vault_key = vault_key(keys[version])
            amended = vault.amended(
                new_vault_key,
                slots=tuple(each for each in vault.slots if each.user_id != remove),
                trust={user: sealed for user, sealed in vault.trust.items() if user != remove},
                epochs=self._sealed(epochs, keys),
                work=self._signed_work("rotate", None, epoch=number),
                **changes,
            )
            self._commit(amended)
            old, self._vault_key = self._vault_key, new_vault_key
            wipe(old)
            self.keyring.add_workspace_key(version, keys[version])
            self.keyring.add_epoch(number, epochs[number])

    def begin_erase(self, client_id: ClientId) -> None:
        """A new epoch, under which every client but this one is to be wrapped."""
        with self._changing, self._copies() as (keys, epochs):
            number = max(epochs) + 1
            epochs[number] = random_key()
            work = self._signed_work("erase", client_id, epoch=number)
            self._amend(epochs=self._sealed(epochs, keys), work=work)
            self.keyring.add_epoch(number, epochs[number])

    def checked_work(self) -> PendingWork | None:
        """What is to be done, if an owner of this practice signed for it.

        Raises `VaultFormatError("work_not_signed")`: an erase that nobody may order is not carried out.
        """
        work = self._vault.work
        if work is None:
            return None
        signer = self.membership.member(work.signed_by)
        if signer is None or signer.role != "owner":
            raise VaultFormatError("work_not_signed")
        try:
            key = Ed25519PublicKey.from_public_bytes(signer.signing_key)
            key.verify(work.signature, work.signed_bytes(self._vault.workspace_id, max(self._vault.epochs)))
        except (InvalidSignature, ValueError) as error:
            raise VaultFormatError("work_not_signed") from error
        return work

    def finish_work(self) -> None:
        """Destroys the epochs before the newest: call it when nothing is wrapped under them any more."""
        with self._changing:
            newest = self.keyring.epoch
            self._amend(epochs={newest: self._vault.epochs[newest]}, work=None)
            self.keyring.drop_epochs_before(newest)

    # Within.

    @contextmanager
    def _copies(self) -> Iterator[tuple[dict[int, bytearray], dict[int, bytearray]]]:
        """Workspace and epoch keys to make a change with, overwritten afterwards. Raises `VaultLocked`."""
        keys, epochs = self.keyring.workspace_keys(), self.keyring.epoch_keys()
        try:
            yield keys, epochs
        finally:
            wipe(*keys.values(), *epochs.values())
            if self._identity is None:
                # Locked meanwhile: what was put in place after the wiping goes too.
                wipe(self._vault_key)

    def _signed_work(
        self, kind: Literal["rotate", "erase"], client_id: ClientId | None, *, epoch: int
    ) -> PendingWork:
        work = PendingWork(kind, client_id, self.access.user_id)
        signature = self.signing_key.sign(work.signed_bytes(self._vault.workspace_id, epoch))
        return replace(work, signature=signature)

    def _sealed(self, epochs: Mapping[int, Key], keys: Mapping[int, Key]) -> dict[int, bytes]:
        newest = max(keys)
        workspace_id = self._vault.workspace_id
        return seal_epochs(epochs, under=keys[newest], version=newest, workspace_id=workspace_id)

    def _owner(self, today: date) -> SlotOwner:
        return SlotOwner(self._vault.workspace_id, self.access.user_id, today)

    def _founder_key(self) -> bytes:
        try:
            return open_trust(self._vault, self._require_identity())
        except VaultFormatError:
            # Overwritten while it was used, by a lock, or really damaged.
            self._require_identity()
            raise

    def _membership(
        self, members: Sequence[MemberRecord], keys: Mapping[int, Key], *, wrap_anew: Sequence[UserId]
    ) -> dict[str, Any]:
        return next_membership(
            self._vault, self._require_identity(), members=members, keys=keys, wrap_anew=wrap_anew
        )

    def _amend(self, **changes: Any) -> None:
        self._require_identity()
        self._commit(self._vault.amended(self._vault_key, **changes))

    def _commit(self, amended: Vault) -> None:
        # Asked again when all is computed: a lock forgets the identity before it overwrites a key, so with
        # one still here nothing that went into `amended` had been overwritten.
        with _WRITING:
            self._require_identity()
            self._require_unchanged()
            amended.save(self._path)
            self._vault, self.upgraded = amended, False

    def _require_unchanged(self) -> None:
        """Who unlocked while a write was held up by a hanging disk must not write over it, nor it over them.

        Raises `VaultFormatError("vault_changed")`.
        """
        if self.upgraded or not self._path.exists():
            return
        try:
            found = Vault.load(self._path)
        except VaultFormatError:
            # Damaged on disk since it was read: what is about to be written mends it.
            return
        if found != self._vault:
            raise VaultFormatError("vault_changed")

    def _require_identity(self) -> Identity:
        if self._identity is None:
            raise VaultLocked
        return self._identity


def next_membership(
    vault: Vault,
    identity: Identity,
    *,
    members: Sequence[MemberRecord],
    keys: Mapping[int, Key],
    wrap_anew: Sequence[UserId],
) -> dict[str, Any]:
    """The `membership` and `grants` of the next state of the file, signed by `identity`.

    `keys`: all versions of the workspace key, wrapped for those in `wrap_anew`; the others keep their grant,
    and without `wrap_anew` none are needed.
    """
    grants = {each.user_id: vault.grants.get(each.user_id, b"") for each in members}
    for each in members:
        if each.user_id in wrap_anew:
            grants[each.user_id] = wrap_for(each, keys, workspace_id=vault.workspace_id)
    last = vault.membership[-1] if vault.membership else None
    document = Membership(
        workspace_id=vault.workspace_id,
        sequence=1 if last is None else last.document.sequence + 1,
        previous=b"" if last is None else last.digest,
        members=tuple(replace(each, grant_digest=digest_of(grants[each.user_id])) for each in members),
        key_version=max(keys) if keys or last is None else last.document.key_version,
        signed_by=identity.user_id,
    )
    return {
        "membership": (*vault.membership, SignedMembership.sign(document, identity)),
        "grants": grants,
    }


def seal_trust(founder_key: bytes, *, identity: Identity, vault: Vault) -> bytes:
    """The founder's public key under the user's own root key: nobody can name them another founder."""
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
