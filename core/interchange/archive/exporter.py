"""Exports a practice or one chart to one file, audited before the first byte is written."""

from __future__ import annotations

import contextlib
import os
import shutil
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path
from typing import Any

from sqlalchemy.orm import Session as DatabaseSession

from core.atomic_file import NO_ROOM, flush_directory
from core.cancel import CancelToken, OnProgress, ignore_progress
from core.clients.dto import Client
from core.clients.repository import ClientRepository
from core.damage import Listing
from core.database.snapshot import hold_snapshot
from core.errors import AnamnesisError, DiskFull, EnvironmentProblem, InputRefused
from core.export_file import ExportFiles
from core.ids import ClientId, UserId, new_id
from core.interchange.archive.archive_sizes import about_size
from core.interchange.archive.chart_content import ChartContent
from core.interchange.archive.documents import head_document
from core.interchange.archive.dto import ArchiveHead, ArchiveReport, LeftOut, Protection
from core.interchange.archive.encryption import recipients_of, write_protected
from core.interchange.archive.outgoing import Outgoing, Tally, json_file, tar_of
from core.interchange.archive.practice_content import PracticeContent
from core.people.dto import Member
from core.service_context import ServiceContext

HEAD = "archive.json"
_PARTIAL_FLAGS = os.O_WRONLY | os.O_CREAT | os.O_TRUNC | getattr(os, "O_NOFOLLOW", 0)
_SPARE_BYTES = 16 * 1024 * 1024
"""Kept free beside the archive: for its directory, and for other writes."""


@dataclass(frozen=True, slots=True)
class _Wanted:
    """What to export; `client_id` None: the practice."""

    client_id: ClientId | None
    protection: Protection
    leave_out_damaged: bool
    cancel: CancelToken | None
    on_progress: OnProgress


class ArchiveExporter:
    """`check_new` refuses a weak passphrase; `members` and `signing_keys` are those of the signed
    membership.
    """

    def __init__(
        self,
        context: ServiceContext,
        *,
        files: ExportFiles,
        practice_name: str,
        members: Callable[[], Sequence[Member]],
        signing_keys: Callable[[], Mapping[UserId, Sequence[bytes]]],
        check_new: Callable[[str], None],
    ) -> None:
        self._database, self._sealer, self._audit = context.database, context.sealer, context.audit
        self._access, self._clock = context.access, context.clock
        self._files = files
        self._practice_name = practice_name
        self._members = members
        self._signing_keys = signing_keys
        self._check_new = check_new

    def check_file(self, path: Path, *, overwrite: bool = False) -> None:
        """Raises `InputRefused` for a path that exports may not use; see `ExportFiles.check`."""
        self._files.check(path, overwrite=overwrite)

    def export_practice(
        self,
        path: Path,
        protection: Protection,
        *,
        overwrite: bool = False,
        leave_out_damaged: bool = False,
        cancel: CancelToken | None = None,
        on_progress: OnProgress = ignore_progress,
    ) -> ArchiveReport:
        """Everything of the practice with its audit log, for those who may read that. Progress counts KiB.

        `leave_out_damaged`: charts that do not open, or do not match their manifest, are left out and listed;
        otherwise they are refused. Raises `RoleRefused`, `ChartNotAsWritten`, `TamperedRecord`,
        `InputRefused` (as `ExportFiles.check`, `check_new`; `archive_recipient_invalid`), `DiskFull`,
        `EnvironmentProblem("file_not_written")`, `Cancelled`.
        """
        self._access.require("chart")
        self._access.require("audit")
        return self._export(
            path, _Wanted(None, protection, leave_out_damaged, cancel, on_progress), overwrite=overwrite
        )

    def export_client(
        self,
        client_id: ClientId,
        path: Path,
        protection: Protection,
        *,
        overwrite: bool = False,
        cancel: CancelToken | None = None,
        on_progress: OnProgress = ignore_progress,
    ) -> ArchiveReport:
        """Everything of one client; their audit events only for users who may read the log.

        Raises as `export_practice`, `NotFound`, `InputRefused("client_is_deleted")`.
        """
        self._access.require("chart")
        return self._export(
            path, _Wanted(client_id, protection, False, cancel, on_progress), overwrite=overwrite
        )

    def _export(self, path: Path, wanted: _Wanted, *, overwrite: bool) -> ArchiveReport:
        self._check_protection(wanted.protection)
        self._files.check(path, overwrite=overwrite)
        log = self._access.allows("audit")
        with self._database.begin(statement_limit_s=0) as session:
            if wanted.client_id is not None:
                client = ClientRepository(session, self._sealer).get(wanted.client_id)
                if client.lifecycle.state == "deleted":
                    raise InputRefused("client_is_deleted", client_id=wanted.client_id)
            size = about_size(session, self._sealer.workspace_id, wanted.client_id, log=log)
        target = path.expanduser().absolute()
        _require_room(target.parent, size)
        head = self._head(wanted, log=log)
        self._record(head, wanted)
        try:
            return self._write(target, head, wanted, about_bytes=size)
        except AnamnesisError:
            self._record(head, wanted, outcome="failed")
            raise

    def _check_protection(self, protection: Protection) -> None:
        if protection.kind == "passphrase":
            self._check_new(protection.passphrase)
        elif protection.kind == "recipients":
            recipients_of(protection.recipients)

    def _head(self, wanted: _Wanted, *, log: bool) -> ArchiveHead:
        names = {each.user_id: each.name for each in self._members()}
        return ArchiveHead(
            archive_id=new_id(),
            scope="practice" if wanted.client_id is None else "client",
            made_at=self._clock(),
            made_by=names.get(self._access.user_id, ""),
            practice_name=self._practice_name,
            workspace_id=self._sealer.workspace_id,
            program=f"anamnesis {version('anamnesis')}",
            audit=log,
        )

    def _record(self, head: ArchiveHead, wanted: _Wanted, *, outcome: str = "ok") -> None:
        details: dict[str, Any] = {
            "format": "archive",
            "scope": head.scope,
            "archive": str(head.archive_id),
            "protected": wanted.protection.kind,
        }
        whole = wanted.client_id is None
        with self._database.begin() as session:
            self._audit.record(
                session,
                action="export",
                object_kind="practice" if whole else "client",
                object_id=self._sealer.workspace_id if whole else wanted.client_id,
                client_id=wanted.client_id,
                outcome=outcome,
                details=details,
            )

    def _write(self, target: Path, head: ArchiveHead, wanted: _Wanted, *, about_bytes: int) -> ArchiveReport:
        tally = Tally()
        partial = target.with_name(f".{target.name}.part")

        def on_bytes(done: int) -> None:
            if wanted.cancel is not None:
                wanted.cancel.raise_if_cancelled()
            wanted.on_progress(done // 1024, max(about_bytes, done) // 1024 + 1)

        try:
            descriptor = os.open(partial, _PARTIAL_FLAGS, 0o600)
            with os.fdopen(descriptor, "wb") as file:
                with self._database.begin() as session:
                    hold_snapshot(session)
                    files = self._contents(session, head, wanted, tally)
                    modified_s = int(head.made_at.timestamp())
                    chunks = tar_of(files, tally, modified_s=modified_s, on_bytes=on_bytes)
                    write_protected(chunks, file, wanted.protection)
                file.flush()
                os.fsync(file.fileno())
                size_bytes = file.tell()
            partial.replace(target)
            flush_directory(target.parent)
        except OSError as error:
            _discard(partial)
            if error.errno in NO_ROOM:
                raise DiskFull from error
            raise EnvironmentProblem("file_not_written", file=target.name, reason=error.strerror) from error
        except BaseException:
            _discard(partial)
            raise
        wanted.on_progress(1, 1)
        return ArchiveReport(target, wanted.protection.kind, tally.counts(), size_bytes, tally.left_out)

    def _contents(
        self, session: DatabaseSession, head: ArchiveHead, wanted: _Wanted, tally: Tally
    ) -> Iterator[Outgoing]:
        practice = PracticeContent(
            session, self._sealer, members=self._members(), signing_keys=self._signing_keys()
        )
        yield json_file(HEAD, head_document(head))
        yield from practice.members()
        if wanted.client_id is None:
            yield from practice.records(tally)
        gone: set[ClientId] = set()
        for client in self._clients(session, wanted, tally, gone):
            if wanted.cancel is not None:
                wanted.cancel.raise_if_cancelled()
            yield from ChartContent(session, self._sealer).files(client, tally)
        if wanted.client_id is None:
            yield from practice.conversations(tally, without=gone)
        if head.audit:
            yield from practice.log(tally, client_id=wanted.client_id)

    def _clients(
        self, session: DatabaseSession, wanted: _Wanted, tally: Tally, gone: set[ClientId]
    ) -> Iterator[Client]:
        """The clients whose charts are in the archive; `gone` receives the others."""
        clients = ClientRepository(session, self._sealer)
        if wanted.client_id is not None:
            yield clients.get(wanted.client_id)
            return
        listed = clients.list_readable() if wanted.leave_out_damaged else Listing(clients.list_all())
        left_out = [LeftOut(ClientId(each.entry_id), "tampered_record") for each in listed.damaged]
        for client in sorted(listed, key=lambda each: each.client_id.bytes):
            problem: LeftOut | None = None
            if client.lifecycle.purging:
                # An owner began to destroy it, which must not be reversible by way of an archive.
                problem = LeftOut(client.client_id, "client_is_deleted")
            elif wanted.leave_out_damaged:
                problem = ChartContent(session, self._sealer).problem(client)
            if problem is None:
                yield client
            else:
                left_out.append(problem)
        gone |= {each.client_id for each in left_out}
        tally.left_out = tuple(left_out)


def _require_room(folder: Path, size_bytes: int) -> None:
    """Raises `DiskFull` if an archive of that size does not fit."""
    try:
        free = shutil.disk_usage(folder).free
    except OSError:
        # The file system does not report it: the write will fail if needed.
        return
    needed = size_bytes + _SPARE_BYTES
    if free < needed:
        raise DiskFull("archive_no_room", free_mib=free >> 20, needed_mib=(needed >> 20) + 1)


def _discard(partial: Path) -> None:
    with contextlib.suppress(OSError):
        partial.unlink()
