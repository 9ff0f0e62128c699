"""Imports an archive into a practice: read completely first, then stored in one transaction."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from uuid import UUID

from sqlalchemy.orm import Session as DatabaseSession

from core.cancel import CancelToken, OnProgress, ignore_progress
from core.database.epoch_lock import hold_epoch
from core.database.problems import translated
from core.errors import DatabaseProblem, ImportError_, InputRefused, RoleRefused
from core.ids import ClientId, new_id
from core.interchange.archive.dto import ArchiveHead, ArchiveImport, ArchivePreview, Secret
from core.interchange.archive.emptiness import clients_there, is_empty
from core.interchange.archive.incoming import Incoming, incoming, is_archive
from core.interchange.archive.problems import damaged
from core.interchange.archive.storing import ArchiveStore
from core.interchange.batch_records import BatchRecords
from core.interchange.dto import ImportBatch
from core.service_context import ServiceContext

_ROOM_PER_BYTE = 3
"""For the rows, the write-ahead log, and the index."""


class ArchiveImporter:
    """A practice's archive needs an empty practice, a client's a practice without a chart of them."""

    def __init__(self, context: ServiceContext) -> None:
        self._database, self._sealer, self._audit = context.database, context.sealer, context.audit
        self._disk, self._access, self._clock = context.disk, context.access, context.clock

    def is_archive(self, path: Path) -> bool:
        """Whether a file begins like an archive. Raises `ImportError_("import_file_unreadable")`."""
        return is_archive(path)

    def preview(
        self,
        path: Path,
        secret: Secret,
        *,
        cancel: CancelToken | None = None,
        on_progress: OnProgress = ignore_progress,
    ) -> ArchivePreview:
        """Reads the whole archive, compares every digest and stores nothing. Progress counts KiB.

        Raises as `incoming`, `ImportError_("archive_damaged")`, `Cancelled`.
        """
        self._access.require("chart")
        client_ids: set[ClientId] = set()
        with incoming(path, secret, _listener(path, cancel, on_progress)) as archive:
            for file in archive.files():
                if (file.folder, file.kind) == ("clients", "client"):
                    client_ids.add(file.client_id)
            head = archive.head
        with self._database.begin() as session:
            problem = self._problem(session, head, client_ids)
        return ArchivePreview(path, head, archive.counts, archive.left_out, _size_of(path), problem)

    def run(
        self,
        path: Path,
        secret: Secret,
        *,
        cancel: CancelToken | None = None,
        on_progress: OnProgress = ignore_progress,
    ) -> ArchiveImport:
        """Stores the archive in one transaction: if cancelled, failed or killed, nothing is stored.

        Raises as `preview`, `RoleRefused`, `InputRefused` (`archive_practice_not_empty`,
        `archive_ids_taken`), `DiskFull`.
        """
        self._access.require("chart")
        self._disk.require_room(_ROOM_PER_BYTE * _size_of(path))
        batch_id = new_id()
        store: ArchiveStore | None = None
        try:
            with (
                incoming(path, secret, _listener(path, cancel, on_progress)) as archive,
                self._database.begin(statement_limit_s=0) as session,
            ):
                hold_epoch(session)
                self._require_place(session, archive.head)
                store = ArchiveStore(session, self._sealer, archive.head)
                self._store(session, store, archive, cancel)
                self._finish(session, store, archive, batch_id, path)
        except BaseException:
            for client_id in () if store is None else store.clients:
                # Nothing was stored under these keys.
                self._sealer.keyring.forget_client(client_id)
            raise
        on_progress(1, 1)
        return ArchiveImport(batch_id, archive.head, archive.counts)

    def _store(
        self, session: DatabaseSession, store: ArchiveStore, archive: Incoming, cancel: CancelToken | None
    ) -> None:
        def check() -> None:
            if cancel is not None:
                cancel.raise_if_cancelled()

        try:
            with translated():
                store.store(archive, check)
        except DatabaseProblem as problem:
            if problem.code != "database_constraint":
                raise
            # Ids are random: an existing one means the same practice, not chance.
            raise InputRefused("archive_ids_taken") from problem
        if archive.head.scope == "client" and len(store.clients) != 1:
            raise damaged("clients")

    def _finish(
        self, session: DatabaseSession, store: ArchiveStore, archive: Incoming, batch_id: UUID, path: Path
    ) -> None:
        """The record for undoing the import, and its audit event."""
        BatchRecords(session, self._sealer).add(
            ImportBatch(
                batch_id=batch_id,
                row_version=1,
                at=self._clock(),
                by=self._access.user_id,
                files=(path.name,),
                clients=store.clients,
                sessions=store.sessions,
                records=store.records,
                practice_records=store.practice_records,
                conversations=tuple(store.conversations),
                archive_id=archive.head.archive_id,
            )
        )
        self._audit.record(
            session,
            action="import",
            object_kind="import",
            object_id=batch_id,
            details={
                "format": "archive",
                "scope": archive.head.scope,
                "archive": str(archive.head.archive_id),
                "clients": len(store.clients),
                "sessions": sum(len(each) for each in store.sessions.values()),
            },
        )

    def _require_place(self, session: DatabaseSession, head: ArchiveHead) -> None:
        """Raises `RoleRefused`, `InputRefused("archive_practice_not_empty")`."""
        if head.scope == "practice":
            self._access.require("audit")
            if not is_empty(session, self._sealer.workspace_id):
                raise InputRefused("archive_practice_not_empty")

    def _problem(self, session: DatabaseSession, head: ArchiveHead, client_ids: set[ClientId]) -> str | None:
        """The code with which `run` would refuse the archive; None if it would store it."""
        try:
            self._require_place(session, head)
        except (RoleRefused, InputRefused) as refused:
            return refused.code
        there = clients_there(session, self._sealer.workspace_id, client_ids)
        return "archive_ids_taken" if there else None


def _listener(path: Path, cancel: CancelToken | None, on_progress: OnProgress) -> Callable[[int], None]:
    total = _size_of(path)

    def on_bytes(done: int) -> None:
        if cancel is not None:
            cancel.raise_if_cancelled()
        on_progress(done // 1024, max(total, done) // 1024 + 1)

    return on_bytes


def _size_of(path: Path) -> int:
    try:
        return path.stat().st_size
    except OSError as error:
        raise ImportError_("import_file_unreadable", file=path.name, reason=error.strerror) from error
