"""The unlocked vault: its user, the keys, and every change that may be made to the file."""

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

from core.clock import Clock, utc_now
from core.errors import InputRefused, VaultFormatError, VaultLocked
from core.ids import ClientId, UserId, new_id
from core.security.grants import vault_key, wrap_granted
from core.security.identity import Identity
from core.security.inventory import Inventory
from core.security.kdf import Argon2Cost
from core.security.keyring import Key, KeyRing
from core.security.membership import (
    EndedKey,
    MemberRecord,
    Membership,
    behind_an_identity,
    ended_keys,
    signing_keys,
)
from core.security.memory import random_key, wipe
from core.security.next_state import (
    MakeSlot,
    members_after,
    next_membership,
    outdated_slots,
    seal_earlier,
    sealed_epochs,
    signed_work,
    slots_after,
)
from core.security.recovery import RecoveryKey
from core.security.roles import Access, Role
from core.security.slots import (
    RootKey,
    Slot,
    SlotOwner,
    make_escrow_slot,
    make_keyring_slot,
    make_passphrase_slot,
    make_recovery_slot,
)
from core.security.vault import PendingWork, Vault

OpenedWith = Literal["passphrase", "recovery", "keyring", "escrow"]
_WRITING = threading.Lock()
"""Held by any object of this process while it reads and replaces the file."""


class OpenVault:
    """Each change writes the file before it updates the key ring, so no key is used that could be lost.

    Safe across threads: one change at a time. The services check the rights to make them.
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
        clock: Clock = utc_now,
    ) -> None:
        self._path = path
        self._clock = clock
        self._vault = vault
        self._identity: Identity | None = identity
        self._vault_key = vault_key
        self._changing = threading.RLock()
        self._replacing_identity = threading.Lock()
        self._signing_keys: tuple[object, dict[UserId, tuple[bytes, ...]]] | None = None
        self._ended_keys: tuple[object, dict[bytes, EndedKey]] | None = None
        self.access = Access(identity.user_id, role)
        self.keyring = keyring
        self.opened_with = opened_with
        self.upgraded = upgraded
        """Whether the file on disk, or the opened slot, has an earlier format; `save` then upgrades it."""

    @property
    def vault(self) -> Vault:
        return self._vault

    @property
    def membership(self) -> Membership:
        """The document in force."""
        return self._vault.membership[-1].document

    @property
    def signing_key(self) -> Ed25519PrivateKey:
        """The user's own signing key. Raises `VaultLocked`."""
        return self._require_identity().signing_key

    @property
    def exchange_keys(self) -> tuple[X25519PrivateKey, ...]:
        """The user's own exchange keys, newest first; the older ones open what was sealed to them. Raises
        `VaultLocked`.
        """
        identity = self._require_identity()
        return (identity.exchange_key, *identity.earlier)

    def identity_of(self, exchange_public: bytes) -> Identity:
        """A copy of the user's identity with the exchange key, current or earlier, that has this public key
        (32 bytes); for a copy of the vault file made when that key was in use. The caller wipes it.

        Raises `VaultLocked`, `VaultFormatError("membership_invalid")` if it was never theirs.
        """
        identity = self._require_identity()
        for key in (identity.exchange_key, *identity.earlier):
            if key.public_key().public_bytes_raw() == exchange_public:
                return replace(identity, root_key=bytearray(identity.root_key), exchange_key=key)
        raise VaultFormatError("membership_invalid", sequence=self.membership.sequence)

    def signing_keys(self) -> dict[UserId, tuple[bytes, ...]]:
        """Every public signing key of everyone who is or was a member, the newest last."""
        chain, known = self._vault.membership, self._signing_keys
        if known is None or known[0] is not chain:
            known = self._signing_keys = chain, signing_keys(chain)
        return known[1]

    def ended_keys(self) -> dict[bytes, EndedKey]:
        """The signing keys that no member has any more, and since when."""
        chain, known = self._vault.membership, self._ended_keys
        if known is None or known[0] is not chain:
            known = self._ended_keys = chain, ended_keys(chain)
        return known[1]

    @property
    def outdated_slots(self) -> tuple[str, ...]:
        """The kinds of the user's slots from before format 3, through which an earlier secret still leads to
        their keys.
        """
        return outdated_slots(self._vault, self.access.user_id)

    @property
    def renewal_due(self) -> bool:
        """Whether the user's root key is from before format 3 and nothing prevents replacing it."""
        return self.access.user_id in self._vault.trust and not self.outdated_slots

    @property
    def rotation_due(self) -> bool:
        """Whether an auditor's identity is newer than the workspace key: a new workspace key is due."""
        return self.access.allows("chart") and behind_an_identity(self._vault.membership)

    def save(self, inventory: Inventory | None = None) -> None:
        """Writes the file unchanged, for a vault that is new or of an earlier format. With `inventory`, if
        given: an older file without an inventory, put back later, would hide that anything is missing.
        """
        with _WRITING:
            vault = self._vault
            if inventory is not None:
                self._require_identity()
                vault = vault.with_inventory(self._vault_key, inventory)
            vault.save(self._path)
            self._vault, self.upgraded = vault, False

    def drop(self) -> None:
        """Overwrites every key. Operations in progress end with `VaultLocked`."""
        # Without `_changing`: a change that waits for the disk must not delay a lock. The identity is cleared
        # before anything is overwritten, see `_commit`.
        with self._replacing_identity:
            identity, self._identity = self._identity, None
        self.keyring.drop()
        if identity is not None:
            identity.wipe()
        wipe(self._vault_key)

    # The user's own slots. Data written after a replacement cannot be opened with the old secret: the user
    # gets a new root key and identity, and the workspace new keys, because the old root key gave access to
    # those too.

    def replace_passphrase(self, passphrase: str, *, cost: Argon2Cost, today: date) -> None:
        """Replaces the user's passphrase slot. Raises as `require_replaceable`."""
        self._renew(
            "passphrase",
            lambda owner, root: make_passphrase_slot(owner, passphrase=passphrase, cost=cost, root=root),
            today,
        )

    def replace_recovery_key(self, recovery_key: RecoveryKey, *, today: date) -> None:
        """Raises as `require_replaceable`."""
        self._renew(
            "recovery",
            lambda owner, root: make_recovery_slot(owner, recovery_key=recovery_key, root=root),
            today,
        )

    def add_keyring_slot(self, device_key: Key, *, today: date) -> None:
        """Replaces an existing keyring slot, whose key in the computer's keyring was overwritten."""
        owner = SlotOwner(self._vault.workspace_id, self.access.user_id, today)
        with self._changing:
            root = RootKey(self._require_identity().root_key, self._vault.membership[-1].digest)
            slot = make_keyring_slot(owner, device_key=device_key, root=root)
            self._amend(slots=(*self._slots_without("keyring"), slot))

    def remove_keyring_slot(self, *, today: date) -> None:
        """Replaces the keys that the key in the computer's keyring led to, unless a slot from before format 3
        prevents it.
        """
        if set(self.outdated_slots) <= {"keyring"}:
            self._renew("keyring", None, today)
        else:
            with self._changing:
                self._amend(slots=self._slots_without("keyring"))

    def add_escrow_slot(self, recipient: str, *, today: date) -> None:
        """A slot for the age recipient that a policy names. Raises `ValueError` for a malformed one."""
        owner = SlotOwner(self._vault.workspace_id, self.access.user_id, today)
        with self._changing:
            root = RootKey(self._require_identity().root_key, self._vault.membership[-1].digest)
            slot = make_escrow_slot(owner, recipient=recipient, root=root)
            self._amend(slots=(*self._slots_without("escrow"), slot))

    def replace_escrow_slot(self, recipient: str | None, *, today: date) -> None:
        """For another recipient, or none: the previous slot cannot open what this user writes from then on.

        Raises as `require_replaceable`.
        """
        if recipient is None:
            self._renew("escrow", None, None)
            return
        self._renew(
            "escrow", lambda owner, root: make_escrow_slot(owner, recipient=recipient, root=root), today
        )

    def renew_identity(self) -> None:
        """A new identity; the user's slots keep their secrets."""
        self._renew(None, None, None)

    def require_replaceable(self, replaced: str | None = None) -> None:
        """Raises `InputRefused` (`recovery_key_outdated`, `passphrase_outdated`) if a slot other than
        `replaced` is from before format 3: it would still lead to the old root key.
        """
        outdated = set(self.outdated_slots) - {replaced}
        if "recovery" in outdated:
            raise InputRefused("recovery_key_outdated")
        if "passphrase" in outdated:
            raise InputRefused("passphrase_outdated")

    def _slots_without(self, kind: str) -> tuple[Slot, ...]:
        mine = (kind, self.access.user_id)
        return tuple(each for each in self._vault.slots if (each.kind, each.user_id) != mine)

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
        """A new member with a passphrase of their own for the same records.

        `before_saving` is called once, with the member the file is about to list.
        """
        root_key = random_key()
        member = Identity.from_root(UserId(new_id()), root_key)
        owner = SlotOwner(self._vault.workspace_id, member.user_id, today)
        record = MemberRecord(member.user_id, name, role, member.signing_public, member.exchange_public)
        with self._changing, self._copies() as (keys, _):
            changes = self._membership((*self.membership.members, record), keys, wrap_anew=[record.user_id])
            root = RootKey(root_key, changes["membership"][-1].digest)
            slot = make_passphrase_slot(owner, passphrase=passphrase, cost=cost, root=root)
            before_saving(record)
            self._amend(slots=(*self._vault.slots, slot), **changes)
        member.wipe()
        return record

    def rename_member(self, user_id: UserId, name: str) -> None:
        with self._changing:
            members = [
                replace(each, name=name) if each.user_id == user_id else each
                for each in self.membership.members
            ]
            self._amend(**self._membership(members, {}, wrap_anew=[]))

    def change_role(
        self,
        user_id: UserId,
        role: Role,
        *,
        before_saving: Callable[[MemberRecord], None] = lambda _: None,
    ) -> None:
        """Changes a member's role and grants its keys; not for a role with fewer keys than the member holds.

        `before_saving` is called once, with the member as the file is about to list them.
        """
        with self._changing, self._copies() as (keys, _):
            members = {each.user_id: each for each in self.membership.members}
            record = members[user_id] = replace(members[user_id], role=role)
            changes = self._membership(tuple(members.values()), keys, wrap_anew=[user_id])
            before_saving(record)
            self._amend(**changes)

    def begin_signatures(self, today: date) -> None:
        """Records in the membership that sessions signed after today carry a signature."""
        with self._changing:
            members = self.membership.members
            self._amend(**self._membership(members, {}, wrap_anew=[], signatures_from=today))

    # Re-keying.

    def begin_rotation(self, *, remove: UserId | None = None) -> None:
        """A new workspace key and epoch, for all members but `remove`; client keys are wrapped again later.

        The user who begins it gets a new identity too, unless one of their slots prevents it.
        """
        if self.outdated_slots:
            with self._changing:
                self._replace_keys(None, remove=remove)
        else:
            self._renew(None, None, None, remove=remove)

    def _renew(
        self, replaced: str | None, make: MakeSlot | None, today: date | None, *, remove: UserId | None = None
    ) -> None:
        self.require_replaceable(replaced)
        with self._changing:
            successor = self._require_identity().successor(random_key())
            try:
                self._replace_keys(successor, replaced=replaced, make=make, today=today, remove=remove)
            except BaseException:
                successor.wipe()
                raise

    def _replace_keys(
        self,
        successor: Identity | None,
        *,
        replaced: str | None = None,
        make: MakeSlot | None = None,
        today: date | None = None,
        remove: UserId | None = None,
    ) -> None:
        """Writes the file once: the user's next identity, and new workspace keys if they hold those."""
        with self._copies() as (keys, epochs):
            vault, identity = self._vault, self._require_identity()
            members = members_after(vault, successor=successor, remove=remove)
            ending = None if successor is None and remove is None else self._clock()
            numbers = None
            if keys:
                numbers = max(keys) + 1, max(epochs) + 1
                keys[numbers[0]], epochs[numbers[1]] = random_key(), random_key()
                changes = self._membership(
                    members,
                    keys,
                    wrap_anew=[each.user_id for each in members],
                    keys_replaced_at=ending,
                )
                changes["epochs"] = sealed_epochs(vault, epochs, keys)
                changes["work"] = signed_work(vault, successor or identity, "rotate", None, epoch=numbers[1])
                file_key = vault_key(keys[numbers[0]])
            else:
                grants = self._own_grant(members)
                changes = self._membership(members, {}, wrap_anew=[], grants=grants, keys_replaced_at=ending)
                file_key = bytearray(self._vault_key)
            without = {remove} if successor is None else {remove, identity.user_id}
            changes["trust"] = {user: sealed for user, sealed in vault.trust.items() if user not in without}
            changes["slots"] = tuple(each for each in vault.slots if each.user_id != remove)
            if successor is not None:
                changes["earlier"] = seal_earlier(successor, vault=vault)
                changes["slots"] = slots_after(
                    replace(vault, slots=changes["slots"]),
                    identity=identity,
                    successor=successor,
                    replaced=replaced,
                    make=make,
                    membership=changes["membership"][-1].digest,
                    today=today,
                )
            changes.setdefault("earlier", vault.earlier)
            changes["earlier"] = {user: each for user, each in changes["earlier"].items() if user != remove}
            try:
                self._commit(vault.amended(file_key, **changes), successor)
            except BaseException:
                wipe(file_key)
                raise
            old, self._vault_key = self._vault_key, file_key
            wipe(old)
            if numbers is not None:
                self.keyring.add_workspace_key(numbers[0], keys[numbers[0]])
                self.keyring.add_epoch(numbers[1], epochs[numbers[1]])

    def _own_grant(self, members: Sequence[MemberRecord]) -> dict[UserId, bytes]:
        """An auditor's grant, sealed again to the exchange key in `members`."""
        granted = self.keyring.granted_keys()
        try:
            (own,) = (each for each in members if each.user_id == self.access.user_id)
            workspace_id = self._vault.workspace_id
            return {
                own.user_id: wrap_granted(own, granted, vault_key=self._vault_key, workspace_id=workspace_id)
            }
        finally:
            wipe(*granted.values())

    def begin_erase(self, client_id: ClientId) -> None:
        """A new epoch, under which every client's key but this one's is then wrapped."""
        with self._changing, self._copies() as (keys, epochs):
            number = max(epochs) + 1
            epochs[number] = random_key()
            work = signed_work(self._vault, self._require_identity(), "erase", client_id, epoch=number)
            held = self._vault.inventory
            inventory = None if held is None else held.without(client_id)
            self._amend(epochs=sealed_epochs(self._vault, epochs, keys), work=work, inventory=inventory)
            self.keyring.add_epoch(number, epochs[number])

    def keep_inventory(self, inventory: Inventory) -> None:
        """Writes the file if the inventory changed. Raises `VaultLocked`, `DiskFull`, `VaultFormatError`."""
        with self._changing:
            if inventory != self._vault.inventory:
                self._require_identity()
                self._commit(self._vault.with_inventory(self._vault_key, inventory))

    def checked_work(self) -> PendingWork | None:
        """The pending work, if a member with the right to it signed it: an owner, or for new keys a
        clinician.

        Raises `VaultFormatError("work_not_signed")`, so that an unauthorised erase is not carried out.
        """
        work = self._vault.work
        if work is None:
            return None
        signer = self.membership.member(work.signed_by)
        allowed = ("owner", "clinician") if work.kind == "rotate" else ("owner",)
        if signer is None or signer.role not in allowed:
            raise VaultFormatError("work_not_signed")
        try:
            key = Ed25519PublicKey.from_public_bytes(signer.signing_key)
            key.verify(work.signature, work.signed_bytes(self._vault.workspace_id, max(self._vault.epochs)))
        except (InvalidSignature, ValueError) as error:
            raise VaultFormatError("work_not_signed") from error
        return work

    def finish_work(self, *, keep_epochs: bool = False) -> None:
        """Destroys the epochs before the newest; call it when nothing is wrapped under them any more.

        `keep_epochs` keeps them, for client keys that do not open now but may be repaired.
        """
        with self._changing:
            newest, held, work = self.keyring.epoch, self._vault.inventory, self._vault.work
            if held is not None and work is not None and work.client_id is not None:
                held = held.without(work.client_id)
            kept = self._vault.epochs if keep_epochs else {newest: self._vault.epochs[newest]}
            self._amend(epochs=kept, work=None, inventory=held)
            if not keep_epochs:
                self.keyring.drop_epochs_before(newest)

    # Internals.

    @contextmanager
    def _copies(self) -> Iterator[tuple[dict[int, bytearray], dict[int, bytearray]]]:
        """Copies of workspace and epoch keys for one change, then overwritten. Raises `VaultLocked`."""
        keys, epochs = self.keyring.workspace_keys(), self.keyring.epoch_keys()
        try:
            yield keys, epochs
        finally:
            wipe(*keys.values(), *epochs.values())
            if self._identity is None:
                # Locked meanwhile: keys that were set after the wiping are wiped too.
                wipe(self._vault_key)

    def _membership(
        self,
        members: Sequence[MemberRecord],
        keys: Mapping[int, Key],
        *,
        wrap_anew: Sequence[UserId],
        grants: Mapping[UserId, bytes] | None = None,
        **changes: Any,
    ) -> dict[str, Any]:
        return next_membership(
            self._vault,
            self._require_identity(),
            members=members,
            keys=keys,
            wrap_anew=wrap_anew,
            grants=grants,
            **changes,
        )

    def _amend(self, **changes: Any) -> None:
        self._require_identity()
        self._commit(self._vault.amended(self._vault_key, **changes))

    def _commit(self, amended: Vault, successor: Identity | None = None) -> None:
        # Checked again after everything is computed: a lock clears the identity before it overwrites a key,
        # so if the identity is still set, no key that went into `amended` had been overwritten.
        with _WRITING:
            self._require_identity()
            self._require_unchanged()
            amended.save(self._path)
            self._vault, self.upgraded = amended, False
        if successor is not None:
            self._succeed(successor)

    def _succeed(self, successor: Identity) -> None:
        """Sets the identity that the file now names; not after a lock, which has cleared the previous one."""
        with self._replacing_identity:
            if self._identity is None:
                raise VaultLocked
            before, self._identity = self._identity, successor
        before.wipe()

    def _require_unchanged(self) -> None:
        """Refuses to write if the file changed since it was read, as by a second unlock while a disk hung.

        Raises `VaultFormatError("vault_changed")`.
        """
        if self.upgraded or not self._path.exists():
            return
        try:
            found = Vault.load(self._path)
        except VaultFormatError:
            # Damaged on disk since it was read; writing repairs it.
            return
        if found != self._vault:
            raise VaultFormatError("vault_changed")

    def _require_identity(self) -> Identity:
        if self._identity is None:
            raise VaultLocked
        return self._identity
