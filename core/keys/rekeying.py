"""Brings the database after the vault file: what a rotation or an erase began there is finished here.

The file says what is to be done and keeps the old epoch until it is; every step is one transaction and looks
for what is left, so it may be interrupted anywhere and begun again by whoever unlocks next.
"""

from __future__ import annotations

import logging
from collections.abc import Callable

from core.audit.log import AuditLog
from core.cancel import CancelToken, OnProgress, ignore_progress
from core.database.access import Database
from core.errors import NotFound, TamperedRecord
from core.ids import ClientId
from core.keys.dto import EraseReport, PendingWork
from core.repositories.epochs import EpochRepository
from core.repositories.erasing import erase_client
from core.security.keyring import WrappedClientKey
from core.security.open_vault import OpenVault
from core.security.sealing import Sealer

_log = logging.getLogger(__name__)
_BATCH = 50

OnErased = Callable[[ClientId], None]
"""Told of an erased client, to drop what lies outside the database: memory, journal."""


class Rekeying:
    """The database's half of rotation and erase. One call at a time: `KeyService` sees to that."""

    def __init__(
        self,
        *,
        database: Database,
        sealer: Sealer,
        audit: AuditLog,
        open_vault: OpenVault,
        on_erased: OnErased,
    ) -> None:
        self._database = database
        self._sealer = sealer
        self._audit = audit
        self._open_vault = open_vault
        self._on_erased = on_erased

    def pending(self) -> PendingWork | None:
        """What is left to do, counted in clients."""
        work = self._open_vault.vault.work
        if work is None:
            return None
        with self._database.begin() as session:
            behind = len(EpochRepository(session, self._sealer).clients_behind())
        total = len(tuple(self._sealer.keyring.clients()))
        return PendingWork(kind=work.kind, done=max(total - behind, 0), total=max(total, behind))

    def erase(self, client_id: ClientId) -> EraseReport:
        """Deletes the client of an erase that has begun; zero counts when that was done already."""
        with self._database.begin(statement_limit_s=0) as session:
            erased = erase_client(session, self._sealer, client_id)
            if erased is not None:
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

    def finish(self, *, cancel: CancelToken | None = None, on_progress: OnProgress = ignore_progress) -> int:
        """Does what is left and ends the old epoch; the number of clients whose keys were wrapped anew.

        Raises `Cancelled`, `DatabaseProblem`, `DiskFull`; then it can be called again.
        """
        work = self._open_vault.vault.work
        if work is None:
            return 0
        if work.client_id is not None:
            self.erase(work.client_id)
        rekeyed = 0
        skipped: set[ClientId] = set()
        while True:
            rekeyed += self._bring_up(
                skipped, renew=work.kind == "rotate", cancel=cancel, on_progress=on_progress
            )
            if self._end_epoch(skipped, kind=work.kind, rekeyed=rekeyed):
                return rekeyed

    def _bring_up(
        self,
        skipped: set[ClientId],
        *,
        renew: bool,
        cancel: CancelToken | None,
        on_progress: OnProgress,
    ) -> int:
        with self._database.begin() as session:
            behind = EpochRepository(session, self._sealer).clients_behind()
        waiting = [each for each in behind if each not in skipped]
        for start in range(0, len(waiting), _BATCH):
            if cancel is not None:
                cancel.raise_if_cancelled()
            on_progress(start, len(waiting))
            self._rewrap(waiting[start : start + _BATCH], skipped, renew=renew)
        on_progress(len(waiting), len(waiting))
        while self._reseal_answers(cancel):
            pass
        return len(waiting)

    def _rewrap(self, clients: list[ClientId], skipped: set[ClientId], *, renew: bool) -> None:
        """One batch, one transaction; the ring learns of new versions when they are stored."""
        stored: list[WrappedClientKey] = []
        with self._database.begin() as session:
            epochs = EpochRepository(session, self._sealer)
            for client_id in clients:
                try:
                    # Read again: somebody else's ring may have made a version this one has not seen.
                    for key in epochs.client_keys(client_id):
                        self._sealer.keyring.load_client(key)
                    stored += self._sealer.keyring.rewrapped(client_id, renew=renew)
                except (TamperedRecord, NotFound):
                    # No key there is opens it: ending its epoch loses nothing that was not lost before.
                    _log.error("a damaged client key was left behind: %s", client_id)
                    skipped.add(client_id)
            epochs.store_keys(stored)
        for key in stored:
            self._sealer.keyring.load_client(key)

    def _reseal_answers(self, cancel: CancelToken | None) -> bool:
        """One batch of practice-wide answers; true if any was sealed anew."""
        if cancel is not None:
            cancel.raise_if_cancelled()
        with self._database.begin() as session:
            epochs = EpochRepository(session, self._sealer)
            return any([epochs.reseal_message(each) for each in epochs.messages_behind(_BATCH)])

    def _end_epoch(self, skipped: set[ClientId], *, kind: str, rekeyed: int) -> bool:
        """Destroys the old epoch if nothing needs it; false if something came in meanwhile."""
        with self._database.begin(statement_limit_s=0) as session:
            epochs = EpochRepository(session, self._sealer)
            epochs.close_epoch()
            if any(each not in skipped for each in epochs.clients_behind()):
                return False
            self._audit.record(
                session,
                action="keys.rotate" if kind == "rotate" else "keys.epoch",
                details={"rekeyed": rekeyed, "left_behind": len(skipped)},
            )
            self._open_vault.finish_work()
        return True
