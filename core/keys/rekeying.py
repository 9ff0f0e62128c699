"""Brings the database up to date with the vault file: finishes a rotation or an erase.

The file records the work and keeps the old epoch until it is done; every step is one transaction and finds
the remaining work, so it can be interrupted anywhere and continued by the next user who unlocks.
"""

from __future__ import annotations

import logging
import time
from collections.abc import Callable

from sqlalchemy.orm import Session as DatabaseSession

from core.cancel import CancelToken, OnProgress, ignore_progress
from core.ids import ClientId, MessageId
from core.keys.dto import EraseReport, PendingWork
from core.keys.epochs import EpochRepository
from core.keys.erasing import erase_client
from core.security.keyring import WrappedClientKey
from core.security.open_vault import OpenVault
from core.service_context import ServiceContext

_log = logging.getLogger(__name__)

_BATCH = 50
_LOOK_S = 0.1

OnErased = Callable[[ClientId], None]
"""Called with an erased client, to drop data outside the database: memory, journal."""
InErase = Callable[[DatabaseSession, ClientId], None]
"""Called in the transaction of an erase, to remove the client from records of the practice that name it."""


class Rekeying:
    """The database part of rotation and erase. One call at a time, ensured by `KeyService`."""

    def __init__(
        self, context: ServiceContext, *, open_vault: OpenVault, in_erase: InErase, on_erased: OnErased
    ) -> None:
        self._database, self._sealer, self._audit = context.database, context.sealer, context.audit
        self._open_vault = open_vault
        self._in_erase = in_erase
        self._on_erased = on_erased

    def pending(self) -> PendingWork | None:
        """The remaining work, counted in clients."""
        work = self._open_vault.vault.work
        if work is None:
            return None
        with self._database.begin() as session:
            behind = len(EpochRepository(session, self._sealer).clients_behind())
        total = len(self._sealer.keyring.clients())
        return PendingWork(kind=work.kind, done=max(total - behind, 0), total=max(total, behind))

    def epochs_outlived(self) -> bool:
        """Whether earlier epochs were kept for keys that did not open, and all of them open now."""
        vault = self._open_vault.vault
        if vault.work is not None or len(vault.epochs) == 1:
            return False
        with self._database.begin() as session:
            return not EpochRepository(session, self._sealer).clients_without_key()

    def erase(self, client_id: ClientId) -> EraseReport:
        """Deletes the client of a pending erase; zero counts if that was done already."""
        with self._database.begin(statement_limit_s=0) as session:
            erased = erase_client(session, self._sealer, client_id)
            if erased is not None:
                self._in_erase(session, client_id)
                self._audit.record(
                    session,
                    action="erase",
                    object_kind="client",
                    object_id=client_id,
                    client_id=client_id,
                    details={"sessions": erased.sessions, "answers": erased.answers},
                )
        self._sealer.keyring.forget_client(client_id)
        self._on_erased(client_id)
        if erased is None:
            return EraseReport(client_id=client_id, sessions=0, answers=0)
        return EraseReport(client_id=client_id, sessions=erased.sessions, answers=erased.answers)

    def finish(
        self,
        *,
        cancel: CancelToken | None = None,
        on_progress: OnProgress = ignore_progress,
        wait: bool = True,
    ) -> int:
        """Does what is left and ends the old epoch; the number of clients whose keys were wrapped anew.

        Without `wait` the old epoch is left to the next call where somebody still holds it.
        Raises `Cancelled`, `VaultFormatError` for work that no owner signed for, `DatabaseProblem`,
        `DiskFull`; then it can be called again.
        """
        work = self._open_vault.checked_work()
        if work is None:
            return 0
        if work.client_id is not None:
            self.erase(work.client_id)
        rekeyed = 0
        while True:
            rekeyed += self._bring_up(renew=work.kind == "rotate", cancel=cancel, on_progress=on_progress)
            if self._end_epoch(kind=work.kind, rekeyed=rekeyed):
                return rekeyed
            if not wait:
                return rekeyed
            # Another transaction is storing something under the old epoch, possibly an import.
            _wait(cancel)

    def _bring_up(self, *, renew: bool, cancel: CancelToken | None, on_progress: OnProgress) -> int:
        with self._database.begin() as session:
            waiting = EpochRepository(session, self._sealer).clients_behind()
        for start in range(0, len(waiting), _BATCH):
            if cancel is not None:
                cancel.raise_if_cancelled()
            on_progress(start, len(waiting))
            self._rewrap(waiting[start : start + _BATCH], renew=renew)
        on_progress(len(waiting), len(waiting))
        self._reseal_answers(cancel)
        return len(waiting)

    def _rewrap(self, clients: list[ClientId], *, renew: bool) -> None:
        """One batch, one transaction; the ring learns new versions when they are stored.

        Every version in the ring is stored again, which repairs a row damaged meanwhile.
        """
        ring = self._sealer.keyring
        stored: list[WrappedClientKey] = []
        with self._database.begin() as session:
            epochs = EpochRepository(session, self._sealer)
            for client_id in clients:
                rows = epochs.client_keys(client_id)
                # Read again: after a commit with a lost response the ring lacks what was stored.
                damaged = ring.load_clients(rows)
                done = any(row.epoch == ring.epoch and row not in damaged for row in rows)
                stored += ring.rewrapped(client_id, renew=renew and not done)
            epochs.store_keys(stored)
        for key in stored:
            ring.load_client(key)

    def _reseal_answers(self, cancel: CancelToken | None) -> None:
        """Practice-wide answers, a batch per transaction; unreadable ones are skipped."""
        last: MessageId | None = None
        while True:
            if cancel is not None:
                cancel.raise_if_cancelled()
            with self._database.begin() as session:
                last = _reseal_after(EpochRepository(session, self._sealer), last)
            if last is None:
                return

    def _end_epoch(self, *, kind: str, rekeyed: int) -> bool:
        """Destroys the old epoch if nothing needs it; false if something does, or may soon."""
        with self._database.begin(statement_limit_s=0) as session:
            epochs = EpochRepository(session, self._sealer)
            if not epochs.close_epoch() or epochs.clients_behind():
                return False
            # Answers added while the others were wrapped; no more can be added now.
            last = _reseal_after(epochs, None)
            while last is not None:
                last = _reseal_after(epochs, last)
            self._audit.record(
                session,
                action="keys.rotate" if kind == "rotate" else "keys.epoch",
                details={"rekeyed": rekeyed},
            )
            self._audit.checkpoint(session)
            session.flush()
            # An erase guarantees that the old epoch is destroyed; a rotation only that nothing uses it.
            lost = epochs.clients_without_key() if kind == "rotate" else []
            if lost:
                _log.warning("the earlier epochs are kept: %d charts without a key", len(lost))
            self._open_vault.finish_work(keep_epochs=bool(lost))
        return True


def _reseal_after(epochs: EpochRepository, last: MessageId | None) -> MessageId | None:
    """One batch of answers; the last of it, None when there are no more."""
    behind = epochs.messages_behind(last, _BATCH)
    for message_id in behind:
        epochs.reseal_message(message_id)
    return behind[-1] if behind else None


def _wait(cancel: CancelToken | None) -> None:
    if cancel is not None:
        cancel.raise_if_cancelled()
    time.sleep(_LOOK_S)
