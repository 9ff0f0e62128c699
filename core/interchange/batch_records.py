"""The record of every import, by which all of it can be undone."""

from __future__ import annotations

import dataclasses
import logging
from collections import defaultdict
from collections.abc import Iterable
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy.orm import Session as DatabaseSession

from core.clients.dto import Client
from core.damage import Listing, content_of
from core.errors import NotFound
from core.ids import ClientId, ConversationId, SessionId, UserId
from core.interchange.dto import ImportBatch
from core.records.practice_records import PracticeRecord, PracticeRecordRepository, damaged_record
from core.security.sealing import Sealer

FIRST_VERSION = 1
_log = logging.getLogger(__name__)


class BatchRecords:
    """Reads and writes import batches within the caller's transaction."""

    def __init__(self, session: DatabaseSession, sealer: Sealer) -> None:
        self._records = PracticeRecordRepository(session, sealer)

    def add(self, batch: ImportBatch) -> None:
        self._records.add(_record(batch))

    def update(self, batch: ImportBatch) -> None:
        """Stores `batch`, which is at its next row version. Raises `EditConflict`."""
        self._records.update(_record(batch))

    def get(self, batch_id: UUID) -> ImportBatch:
        """Raises `NotFound` (`import_not_found`)."""
        try:
            record = self._records.get(batch_id)
        except NotFound as error:
            raise NotFound("import_not_found") from error
        if record.kind != "import_batch":
            raise NotFound("import_not_found")
        return _batch(record)

    def forget_client(self, client_id: ClientId) -> None:
        """Removes an erased client from every import; one without clients left loses its file names.

        A damaged record is skipped: it must not block an erase. Raises `EditConflict`.
        """
        batches = self._all()
        for entry in batches.damaged:
            _log.error("an import cannot be read: %s", entry.entry_id)
        for batch in batches:
            if client_id not in batch.clients and client_id not in batch.sessions:
                continue
            clients = {each: version for each, version in batch.clients.items() if each != client_id}
            sessions = {each: added for each, added in batch.sessions.items() if each != client_id}
            brought = {each: added for each, added in batch.records.items() if each != client_id}
            self.update(
                dataclasses.replace(
                    batch,
                    row_version=batch.row_version + 1,
                    clients=clients,
                    sessions=sessions,
                    records=brought,
                    files=batch.files if clients or sessions else (),
                )
            )

    def list(self) -> Listing[ImportBatch]:
        """Every import, the newest first, and the unreadable ones."""
        batches = self._all()
        return batches.with_readable(sorted(batches, key=lambda batch: batch.at, reverse=True))

    def _all(self) -> Listing[ImportBatch]:
        return self._records.list_readable("import_batch").read_as(_batch, damaged_record)


def new_batch(
    batch_id: UUID,
    *,
    at: datetime,
    by: UserId,
    files: Iterable[str],
    clients: Iterable[Client],
    sessions: Iterable[tuple[ClientId, SessionId]],
) -> ImportBatch:
    """The record of an import that was just stored."""
    added: dict[ClientId, dict[SessionId, int]] = defaultdict(dict)
    for client_id, session_id in sessions:
        added[client_id][session_id] = FIRST_VERSION
    return ImportBatch(
        batch_id=batch_id,
        row_version=1,
        at=at,
        by=by,
        files=tuple(files),
        clients={client.client_id: client.row_version for client in clients},
        sessions=added,
    )


def _record(batch: ImportBatch) -> PracticeRecord:
    body: dict[str, Any] = {
        "at": batch.at.isoformat(),
        "by": str(batch.by),
        "files": list(batch.files),
        "clients": {str(client_id): version for client_id, version in batch.clients.items()},
        "sessions": {
            str(client_id): {str(session_id): version for session_id, version in sessions.items()}
            for client_id, sessions in batch.sessions.items()
        },
        "undone_at": None if batch.undone_at is None else batch.undone_at.isoformat(),
        "undone_by": None if batch.undone_by is None else str(batch.undone_by),
    }
    if batch.archive_id is not None:
        body["archive"] = str(batch.archive_id)
    if batch.records:
        body["records"] = {
            str(client_id): {str(record_id): version for record_id, version in records.items()}
            for client_id, records in batch.records.items()
        }
    if batch.practice_records:
        body["practice_records"] = {str(each): version for each, version in batch.practice_records.items()}
    if batch.conversations:
        body["conversations"] = [str(each) for each in batch.conversations]
    return PracticeRecord(batch.batch_id, "import_batch", batch.row_version, body)


@content_of("practice_record", "sealed_body")
def _batch(record: PracticeRecord) -> ImportBatch:
    body = record.body
    undone_at, undone_by = body["undone_at"], body["undone_by"]
    return ImportBatch(
        batch_id=record.record_id,
        row_version=record.row_version,
        at=datetime.fromisoformat(body["at"]),
        by=UserId(UUID(body["by"])),
        files=tuple(body["files"]),
        clients={ClientId(UUID(each)): version for each, version in body["clients"].items()},
        sessions={
            ClientId(UUID(client_id)): {SessionId(UUID(each)): version for each, version in sessions.items()}
            for client_id, sessions in body["sessions"].items()
        },
        undone_at=None if undone_at is None else datetime.fromisoformat(undone_at),
        undone_by=None if undone_by is None else UserId(UUID(undone_by)),
        # The following fields are only used for archives.
        records={
            ClientId(UUID(client_id)): {UUID(each): version for each, version in records.items()}
            for client_id, records in body.get("records", {}).items()
        },
        practice_records={UUID(each): version for each, version in body.get("practice_records", {}).items()},
        conversations=tuple(ConversationId(UUID(each)) for each in body.get("conversations", ())),
        archive_id=UUID(body["archive"]) if "archive" in body else None,
    )
