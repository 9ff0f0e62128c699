"""Key operations of a user: status, slots, rotation, crypto-erase."""

from __future__ import annotations

import threading
import unicodedata
from collections.abc import Callable, Collection, Iterator
from contextlib import contextmanager

from core.cancel import CancelToken, OnProgress, ignore_progress
from core.clients.dto import Client
from core.clients.repository import ClientRepository
from core.errors import AnamnesisError, InputRefused, TamperedRecord, WrongPassphrase
from core.ids import ClientId, UserId
from core.keys.dto import EraseReport, KeyStatus, PurgeReport, SlotKind, SlotStatus
from core.keys.key_use import budget_spent
from core.keys.purging import Purging
from core.keys.recording import VaultRecorder
from core.keys.rekeying import Rekeying
from core.keys.renewal import IdentityRenewal
from core.security.attempts import AttemptLimiter
from core.security.kdf import Argon2Cost
from core.security.memory import random_key, wipe
from core.security.open_vault import OpenVault
from core.security.os_keyring import DeviceKeyStore
from core.security.passphrase_rule import check_passphrase
from core.security.recovery import RecoveryKey
from core.security.slots import Slot, open_passphrase_slot
from core.service_context import ServiceContext

_KINDS: dict[str, SlotKind] = {
    "passphrase": "passphrase",
    "recovery": "recovery",
    "keyring": "keyring",
    "escrow": "escrow",
}
_LOOK_S = 0.1
_OF_ANOTHER_TIME = frozenset({"stale_database", "stale_vault", "forked_vault"})
_IN_DOUBT = _OF_ANOTHER_TIME | {"damaged_client_key"}


class KeyService:
    """Rights are checked here, the file is changed in `OpenVault`, the database in `Rekeying`."""

    def __init__(
        self,
        context: ServiceContext,
        *,
        open_vault: OpenVault,
        rekeying: Rekeying,
        recorder: VaultRecorder,
        limiter: AttemptLimiter,
        device_keys: DeviceKeyStore,
        cost: Callable[[], Argon2Cost],
        check_new: Callable[[str], None] = check_passphrase,
        found_at_unlock: Callable[[], Collection[str]] = tuple,
    ) -> None:
        self._database, self._sealer, self._audit = context.database, context.sealer, context.audit
        self._disk, self._clock = context.disk, context.clock
        self._open_vault = open_vault
        self._rekeying = rekeying
        self._recorder = recorder
        self._limiter = limiter
        self._device_keys = device_keys
        self._cost = cost
        self._check_new = check_new
        self._found_at_unlock = found_at_unlock
        self._renewal = IdentityRenewal(
            database=context.database,
            audit=context.audit,
            open_vault=open_vault,
            rekeying=rekeying,
            recorder=recorder,
        )
        self._purging = Purging(context)
        self._working = threading.Lock()

    def status(self) -> KeyStatus:
        """Versions, slots and pending work. Raises `RoleRefused` without a right to charts or keys."""
        access, vault = self._open_vault.access, self._open_vault.vault
        access.require("own_keys")
        whole = access.allows("chart")
        recommended = Argon2Cost.recommended_floor()
        return KeyStatus(
            workspace_key_version=self._sealer.keyring.workspace_version,
            epoch=self._sealer.keyring.epoch if whole else max(vault.epochs),
            client_keys=len(self._sealer.keyring.clients()),
            slots=tuple(
                SlotStatus(_KINDS[slot.kind], slot.user_id, slot.made_on, slot.cost)
                for slot in vault.slots
                if slot.kind in _KINDS
            ),
            pending=self._rekeying.pending() if whole else None,
            vault_sequence=vault.sequence,
            weak_cost=any(slot.cost.weaker_than(recommended) for slot in vault.slots if slot.cost),
            outdated=tuple(_KINDS[kind] for kind in self._open_vault.outdated_slots if kind in _KINDS),
        )

    # The user's own slots.

    def change_passphrase(
        self,
        *,
        current: str,
        new: str,
        cancel: CancelToken | None = None,
        on_progress: OnProgress = ignore_progress,
    ) -> None:
        """Afterwards the old passphrase opens nothing, and with an older copy of the vault file only data
        written before; a chart is protected once its key is renewed, which `on_progress` counts.

        Raises `WrongPassphrase`, `TooManyAttempts`, `InputRefused` (`passphrase_unchanged`,
        `recovery_key_outdated`, or as `check_passphrase`). If cancelled, the rest follows at the next unlock.
        """
        self._open_vault.access.require("own_keys")
        self._check_new(new)
        if current == new:
            raise InputRefused("passphrase_unchanged")
        self._open_vault.require_replaceable("passphrase")
        self._check_current(current)
        self._set_passphrase(new, cancel, on_progress)

    def set_passphrase(
        self,
        new: str,
        *,
        cancel: CancelToken | None = None,
        on_progress: OnProgress = ignore_progress,
    ) -> None:
        """For a user who unlocked with the recovery key. Raises `InputRefused("recovery_unlock_needed")`, and
        as `change_passphrase`.
        """
        self._open_vault.access.require("own_keys")
        if self._open_vault.opened_with not in ("recovery", "escrow"):
            raise InputRefused("recovery_unlock_needed")
        self._check_new(new)
        self._set_passphrase(new, cancel, on_progress)

    def new_recovery_key(self) -> RecoveryKey:
        """A key to be displayed and confirmed; it opens nothing until `replace_recovery_key`."""
        self._open_vault.access.require("keys")
        return RecoveryKey.generate()

    def replace_recovery_key(
        self,
        key: RecoveryKey,
        *,
        typed_back: str,
        cancel: CancelToken | None = None,
        on_progress: OnProgress = ignore_progress,
    ) -> None:
        """`typed_back` is the last group of the key's text, as proof that it is on paper. The old key loses
        access like an old passphrase, see `change_passphrase`.

        Raises `InputRefused` (`recovery_part_wrong`, `passphrase_outdated`); then the old key stays valid.
        """
        self._open_vault.access.require("keys")
        if typed_back.strip().upper() != key.text.rsplit("-", 1)[-1]:
            raise InputRefused("recovery_part_wrong")
        today = self._clock().date()
        self._renew(
            "keys.recovery",
            lambda: self._open_vault.replace_recovery_key(key, today=today),
            cancel,
            on_progress,
        )

    def keyring_backend(self) -> str | None:
        """The name of this computer's keyring, None if there is no trusted one."""
        return self._device_keys.available()

    def remember_on_this_computer(self) -> None:
        """A random key in the computer's keyring opens the vault from now on, besides the passphrase.

        Raises `EnvironmentProblem("keyring_unavailable")`.
        """
        access = self._open_vault.access
        access.require("own_keys")
        workspace_id, device_key = self._open_vault.vault.workspace_id, random_key()
        before = self._device_keys.load(workspace_id, access.user_id)
        try:
            self._device_keys.store(workspace_id, access.user_id, device_key)
            with self._recorder.recorded("keys.remember"):
                self._open_vault.add_keyring_slot(device_key, today=self._clock().date())
        except AnamnesisError:
            if before is not None:
                # The existing slot opens with the earlier key.
                self._device_keys.store(workspace_id, access.user_id, before)
            raise
        finally:
            wipe(device_key)

    def forget_on_this_computer(
        self, *, cancel: CancelToken | None = None, on_progress: OnProgress = ignore_progress
    ) -> None:
        """The slot is removed first, so that if the keyring fails, the remaining key opens nothing."""
        access = self._open_vault.access
        access.require("own_keys")
        today = self._clock().date()
        self._renew(
            "keys.forget",
            lambda: self._open_vault.remove_keyring_slot(today=today),
            cancel,
            on_progress,
        )
        self._device_keys.forget(self._open_vault.vault.workspace_id, access.user_id)

    def follow_escrow_policy(
        self,
        recipient: str | None,
        *,
        cancel: CancelToken | None = None,
        on_progress: OnProgress = ignore_progress,
    ) -> bool:
        """Adds a slot for the policy's age recipient, or removes the previous one; returns whether anything
        changed.

        Only for owners, because the recipient gets an owner's access. Raises as `rotate`.
        """
        if not self._open_vault.access.allows("keys"):
            return False
        user_id, today = self._open_vault.access.user_id, self._clock().date()
        mine = [each for each in self._open_vault.vault.slots if each.user_id == user_id]
        known = next((each.escrow.recipient for each in mine if each.escrow is not None), None)
        if known == recipient:
            return False
        if known is None and recipient is not None:
            with self._recorder.recorded("keys.escrow"):
                self._open_vault.add_escrow_slot(recipient, today=today)
            return True
        self._renew(
            "keys.escrow",
            lambda: self._open_vault.replace_escrow_slot(recipient, today=today),
            cancel,
            on_progress,
        )
        return True

    # The practice's keys.

    def rotate(
        self, *, cancel: CancelToken | None = None, on_progress: OnProgress = ignore_progress
    ) -> KeyStatus:
        """New workspace, epoch and client keys for data written from now on; old text stays readable.

        The user gets a new identity too. If cancelled or interrupted, `finish_pending` finishes it later.
        Raises as `Rekeying.finish`, and `InputRefused` as `OpenVault.require_replaceable`: an old slot would
        keep the old root key in use.
        """
        self._open_vault.access.require("keys")
        self._open_vault.require_replaceable()
        self._begin(cancel, self._begin_rotation, on_progress)
        return self.status()

    def remove_member(self, user_id: UserId, *, cancel: CancelToken | None, on_progress: OnProgress) -> int:
        """For `PeopleService`: a rotation without one member; returns the number of clients wrapped again."""
        self._open_vault.access.require("people")

        def begin() -> None:
            with self._recorder.recorded("user.remove") as event:
                event.user_id = user_id
                self._begin_rotation(remove=user_id)

        return self._begin(cancel, begin, on_progress)

    def erase_client(
        self,
        client_id: ClientId,
        *,
        typed_name: str,
        cancel: CancelToken | None = None,
        on_progress: OnProgress = ignore_progress,
    ) -> EraseReport:
        """Destroys a client's records and keys. `typed_name`: "Last, First", as shown.

        Every chart merged into this one is destroyed first, because it contains copied data. Irreversible
        once begun: if interrupted or cancelled, `finish_pending` or the next purge finishes it. Raises
        `NotFound`, `InputRefused("erase_name_differs")`, and as `Rekeying.finish`. An unreadable chart is
        named by its id.
        """
        self._open_vault.access.require("keys")
        if _plain(typed_name) != _plain(self._name_to_type(client_id)):
            raise InputRefused("erase_name_differs")
        with self._turn(cancel):
            self._make_way(cancel, on_progress)
            self._purging.begin_erase(client_id, self._clock())
            return self._erase_with_merged(client_id, cancel, on_progress)

    def merged_into(self, client_id: ClientId) -> tuple[Client, ...]:
        """The merged charts that are destroyed along with this one. Raises `RoleRefused`."""
        self._open_vault.access.require("keys")
        return tuple(self._purging.merged_into(client_id))

    def purge_deleted(
        self,
        *,
        client_id: ClientId | None = None,
        unattended: bool = False,
        cancel: CancelToken | None = None,
        on_progress: OnProgress = ignore_progress,
    ) -> PurgeReport:
        """Erases the deleted charts whose 30 days are over, or the given one of them, each with the charts
        merged into it; progress counts charts.

        `unattended`: without user confirmation, so charts that are only due by the clock are kept. If
        cancelled or interrupted, begun ones are finished later and the others stay due. Raises `RoleRefused`,
        `NotFound`, `InputRefused("purge_not_due")`, and as `Rekeying.finish`.
        """
        self._open_vault.access.require("keys")
        now = self._clock()
        purged: list[EraseReport] = []
        with self._turn(cancel):
            if client_id is None:
                due = self._purging.due(now, unattended=unattended)
            else:
                due = self._purging.require_due(client_id, now)
            for done, each in enumerate(due.charts):
                on_progress(done, len(due.charts))
                if cancel is not None:
                    cancel.raise_if_cancelled()
                # Slow work first: from the mark on nothing can be restored.
                self._make_way(cancel, ignore_progress)
                if self._purging.begin_purge(each, now):
                    purged.append(self._erase_with_merged(each, cancel, ignore_progress))
            on_progress(len(due.charts), len(due.charts))
        return PurgeReport(tuple(purged), due.in_doubt)

    def finish_pending(
        self, *, cancel: CancelToken | None = None, on_progress: OnProgress = ignore_progress
    ) -> bool:
        """Continues an interrupted rotation or erase, and begins one that is due after an upgrade, an
        auditor's new identity or a spent nonce budget; true if nothing is pending. Raises as
        `Rekeying.finish`.

        Any user who may read charts can finish an owner's work. Nothing is begun while a chart's key does not
        open, and nothing is done if file and database are from different times, which could make a restorable
        copy unreadable.
        """
        self._open_vault.access.require("chart")
        found = set(self._found_at_unlock())
        if found & _OF_ANOTHER_TIME:
            return self._open_vault.vault.work is None
        with self._turn(cancel):
            self._rekeying.finish(cancel=cancel, on_progress=on_progress)
            if not found & _IN_DOUBT and self._begin_due():
                self._rekeying.finish(cancel=cancel, on_progress=on_progress)
        return self._open_vault.vault.work is None

    def _begin_due(self) -> bool:
        vault = self._open_vault
        if vault.access.role == "owner" and vault.membership.signatures_from is None:
            with self._recorder.recorded("keys.signatures"):
                vault.begin_signatures(self._clock().date())
        if vault.renewal_due:
            self._renewal.make("keys.renew", vault.renew_identity)
        elif vault.rotation_due or self._rekeying.epochs_outlived() or self._budget_spent():
            self._begin_rotation()
        return vault.vault.work is not None

    def _budget_spent(self) -> bool:
        version = self._sealer.keyring.workspace_version
        with self._database.begin() as session:
            return budget_spent(session, self._sealer.workspace_id, workspace_version=version)

    def _begin_rotation(self, remove: UserId | None = None) -> None:
        self._open_vault.begin_rotation(remove=remove)
        self._audit.use_signing_key(self._open_vault.signing_key)
        self._renewal.hand_over_log()

    def _make_way(self, cancel: CancelToken | None, on_progress: OnProgress) -> None:
        """One pending work at a time: the file records only one."""
        self._rekeying.finish(cancel=cancel, on_progress=on_progress)
        self._disk.require_room_to_finish()

    def _erase_with_merged(
        self, client_id: ClientId, cancel: CancelToken | None, on_progress: OnProgress
    ) -> EraseReport:
        """The chart itself is erased last, so that an interrupted erase can be continued."""
        along = self._purging.merged_into(client_id)
        gone = [self._erase(each.client_id, cancel, on_progress) for each in along]
        gone.append(self._erase(client_id, cancel, on_progress))
        return EraseReport(
            client_id=client_id,
            sessions=sum(each.sessions for each in gone),
            answers=sum(each.answers for each in gone),
            along=tuple(each.details.display_name for each in along),
        )

    def _erase(self, client_id: ClientId, cancel: CancelToken | None, on_progress: OnProgress) -> EraseReport:
        self._make_way(cancel, on_progress)
        self._open_vault.begin_erase(client_id)
        report = self._rekeying.erase(client_id)
        self._rekeying.finish(cancel=cancel, on_progress=on_progress)
        return report

    def _name_to_type(self, client_id: ClientId) -> str:
        with self._database.begin() as session:
            try:
                return ClientRepository(session, self._sealer).get(client_id).details.display_name
            except TamperedRecord:
                return str(client_id)

    def _begin(self, cancel: CancelToken | None, begin: Callable[[], None], on_progress: OnProgress) -> int:
        with self._turn(cancel):
            self._make_way(cancel, on_progress)
            begin()
            return self._rekeying.finish(cancel=cancel, on_progress=on_progress)

    @contextmanager
    def _turn(self, cancel: CancelToken | None) -> Iterator[None]:
        while not self._working.acquire(timeout=_LOOK_S):
            if cancel is not None:
                cancel.raise_if_cancelled()
        try:
            yield
        finally:
            self._working.release()

    def _set_passphrase(self, new: str, cancel: CancelToken | None, on_progress: OnProgress) -> None:
        cost, today = self._cost(), self._clock().date()
        self._renew(
            "keys.passphrase",
            lambda: self._open_vault.replace_passphrase(new, cost=cost, today=today),
            cancel,
            on_progress,
        )

    def _renew(
        self,
        action: str,
        change: Callable[[], None],
        cancel: CancelToken | None,
        on_progress: OnProgress,
    ) -> None:
        """A change of the user's own slots. If cancelled before it begins, nothing is changed."""
        with self._turn(cancel):
            if self._open_vault.access.allows("chart"):
                self._make_way(cancel, on_progress)
            self._renewal.make(action, change)
            self._renewal.follow(cancel, on_progress)

    def _check_current(self, current: str) -> None:
        self._limiter.begin()
        vault, user_id = self._open_vault.vault, self._open_vault.access.user_id
        for slot in vault.slots:
            if slot.kind == "passphrase" and slot.user_id == user_id and self._opens(slot, current):
                self._limiter.succeeded()
                return
        with self._database.begin() as session:
            self._audit.record(session, action="keys.passphrase", outcome="refused")
        raise WrongPassphrase

    def _opens(self, slot: Slot, passphrase: str) -> bool:
        try:
            opened = open_passphrase_slot(
                slot, workspace_id=self._open_vault.vault.workspace_id, passphrase=passphrase
            )
        except WrongPassphrase:
            return False
        opened.wipe()
        wipe(opened.root.key)
        return True


def _plain(name: str) -> str:
    return " ".join(unicodedata.normalize("NFC", name).split())
