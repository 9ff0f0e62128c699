"""The key service without keys: counts, refuses and waits as the real one does."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from core.audit.findings import IntegrityFinding
from core.cancel import CancelToken, OnProgress, ignore_progress
from core.clients import rules
from core.clients.dto import Client
from core.errors import EnvironmentProblem, InputRefused, WrongPassphrase
from core.ids import ClientId, UserId, new_id
from core.keys.dto import EraseReport, KeyStatus, PendingWork, PurgeReport, SlotStatus
from core.security.kdf import Argon2Cost
from core.security.passphrase_rule import MINIMUM_PASSPHRASE_CHARS
from core.security.recovery import RecoveryKey
from tests.fakes.clients import FakeClients
from tests.fakes.gate import Gate

PASSPHRASE = "seven quiet herons at dusk"
_CLIENT_KEYS = 41


def status_of(user_id: UserId) -> KeyStatus:
    """A vault of one user with a passphrase and a recovery key."""
    return KeyStatus(
        workspace_key_version=1,
        epoch=1,
        client_keys=_CLIENT_KEYS,
        slots=(
            SlotStatus("passphrase", user_id, date(2026, 3, 2), Argon2Cost.recommended()),
            SlotStatus("recovery", user_id, date(2025, 11, 17), None),
        ),
        pending=None,
        vault_sequence=4,
        weak_cost=False,
    )


class FakeKeys(Gate):
    """`steps` clients are worked through one by one; hold `step` to stop in the middle of it."""

    def __init__(
        self,
        user_id: UserId | None = None,
        *,
        clients: FakeClients | None = None,
        backend: str | None = "Secret Service",
    ) -> None:
        super().__init__()
        self.user_id = user_id or UserId(new_id())
        self.current = status_of(self.user_id)
        self.passphrase = PASSPHRASE
        self.backend = backend
        self.by_recovery_key = False
        self.recovery = RecoveryKey.generate()
        self.clients = clients or FakeClients()
        self.steps = 3
        self.due: tuple[ClientId, ...] = ()
        """Deleted charts whose thirty days are over."""
        self.clock_in_doubt = False

    def status(self) -> KeyStatus:
        self._pass("status")
        return self.current

    def change_passphrase(
        self,
        *,
        current: str,
        new: str,
        cancel: CancelToken | None = None,
        on_progress: OnProgress = ignore_progress,
    ) -> None:
        self._pass("change_passphrase")
        if current != self.passphrase:
            raise WrongPassphrase
        if new == current:
            raise InputRefused("passphrase_unchanged")
        self._set(new)

    def set_passphrase(
        self, new: str, *, cancel: CancelToken | None = None, on_progress: OnProgress = ignore_progress
    ) -> None:
        self._pass("set_passphrase")
        if not self.by_recovery_key:
            raise InputRefused("recovery_unlock_needed")
        self._set(new)

    def new_recovery_key(self) -> RecoveryKey:
        self._pass("new_recovery_key")
        return RecoveryKey.generate()

    def replace_recovery_key(
        self,
        key: RecoveryKey,
        *,
        typed_back: str,
        cancel: CancelToken | None = None,
        on_progress: OnProgress = ignore_progress,
    ) -> None:
        self._pass("replace_recovery_key")
        if typed_back.strip().strip("-").upper() != key.text.rsplit("-", 1)[-1]:
            raise InputRefused("recovery_part_wrong")
        self.recovery = key

    def keyring_backend(self) -> str | None:
        self._pass("keyring_backend")
        return self.backend

    def remember_on_this_computer(self) -> None:
        self._pass("remember_on_this_computer")
        if self.backend is None:
            raise EnvironmentProblem("keyring_unavailable")
        slot = SlotStatus("keyring", self.user_id, date(2026, 3, 2), None)
        self.current = replace(self.current, slots=(*self.current.slots, slot))

    def forget_on_this_computer(
        self, *, cancel: CancelToken | None = None, on_progress: OnProgress = ignore_progress
    ) -> None:
        self._pass("forget_on_this_computer")
        kept = tuple(slot for slot in self.current.slots if slot.kind != "keyring")
        self.current = replace(self.current, slots=kept)

    def rotate(
        self, *, cancel: CancelToken | None = None, on_progress: OnProgress = ignore_progress
    ) -> KeyStatus:
        self._pass("rotate")
        self._work("rotate", cancel, on_progress)
        version = self.current.workspace_key_version + 1
        self.current = replace(self.current, workspace_key_version=version, epoch=self.current.epoch + 1)
        return self.current

    def purge_deleted(
        self,
        *,
        client_id: ClientId | None = None,
        unattended: bool = False,
        cancel: CancelToken | None = None,
        on_progress: OnProgress = ignore_progress,
    ) -> PurgeReport:
        self._pass("purge_deleted")
        if unattended and self.clock_in_doubt:
            return PurgeReport((), in_doubt=self.due)
        return PurgeReport(
            tuple(
                EraseReport(
                    each,
                    sessions=1,
                    answers=0,
                    along=tuple(gone.details.display_name for gone in self.merged_into(each)),
                )
                for each in self.due
            )
        )

    def merged_into(self, client_id: ClientId) -> tuple[Client, ...]:
        self._pass("merged_into")
        return tuple(rules.merged_into(client_id, self.clients.stored.values()))

    def erase_client(
        self,
        client_id: ClientId,
        *,
        typed_name: str,
        cancel: CancelToken | None = None,
        on_progress: OnProgress = ignore_progress,
    ) -> EraseReport:
        self._pass("erase_client")
        if self.clients.get(client_id).details.display_name != typed_name:
            raise InputRefused("erase_name_differs")
        self._work("erase", cancel, on_progress)
        along = self.merged_into(client_id)
        for each in (*(gone.client_id for gone in along), client_id):
            del self.clients.stored[each]
        names = tuple(gone.details.display_name for gone in along)
        return EraseReport(client_id, sessions=7, answers=2, along=names)

    def finish_pending(
        self, *, cancel: CancelToken | None = None, on_progress: OnProgress = ignore_progress
    ) -> bool:
        self._pass("finish_pending")
        if self.current.pending is not None:
            self._work(self.current.pending.kind, cancel, on_progress)
        return True

    def _set(self, new: str) -> None:
        if len(new) < MINIMUM_PASSPHRASE_CHARS:
            raise InputRefused("passphrase_too_short", minimum=MINIMUM_PASSPHRASE_CHARS)
        self.passphrase = new

    def _work(self, kind: str, cancel: CancelToken | None, on_progress: OnProgress) -> None:
        for done in range(self.steps):
            work = PendingWork("erase" if kind == "erase" else "rotate", done, self.steps)
            self.current = replace(self.current, pending=work)
            on_progress(done, self.steps)
            self._pass("step")
            if cancel is not None:
                cancel.raise_if_cancelled()
        self.current = replace(self.current, pending=None)


class FakeIntegrity(Gate):
    """Finds what it is told to find."""

    def __init__(self) -> None:
        super().__init__()
        self.findings: tuple[IntegrityFinding, ...] = ()

    def check_all(
        self, *, cancel: CancelToken | None = None, on_progress: OnProgress = ignore_progress
    ) -> tuple[IntegrityFinding, ...]:
        self._pass("check_all")
        on_progress(1, 1)
        if cancel is not None:
            cancel.raise_if_cancelled()
        return self.findings
