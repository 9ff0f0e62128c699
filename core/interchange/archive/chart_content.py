"""Everything of one client as archive files, read piece by piece within the caller's snapshot."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session as DatabaseSession

from core.clients.dto import Client
from core.database.chart_reads import require_as_written
from core.errors import AnamnesisError, TamperedRecord
from core.ids import ClientId, SessionId
from core.interchange.archive.archived_conversations import ArchivedConversations
from core.interchange.archive.documents import (
    PARTS,
    client_document,
    part_path,
    record_document,
    version_document,
)
from core.interchange.archive.dto import LeftOut
from core.interchange.archive.outgoing import Outgoing, Tally, json_file, json_lines
from core.records.chart_copies import all_records
from core.records.chart_records import ChartRecord, ChartRecordRepository
from core.security.sealing import Sealer
from core.sessions.repository import SessionRepository
from models import SessionRow


class ChartContent:
    """Reads charts and refuses those that do not match their manifest."""

    def __init__(self, session: DatabaseSession, sealer: Sealer) -> None:
        self._session = session
        self._sealer = sealer

    def files(self, client: Client, tally: Tally) -> Iterator[Outgoing]:
        """In the order in which an import stores them. Raises `ChartNotAsWritten`, `TamperedRecord`."""
        client_id = client.client_id
        folder = f"clients/{client_id}"
        require_as_written(self._session, client_id)
        tally.clients += 1
        yield json_file(f"{folder}/client.json", client_document(client))
        yield from json_lines(f"{folder}/sessions", self._versions(client_id, tally))
        records = all_records(self._session, self._sealer, client_id)
        records.sort(key=lambda each: each.record_id.bytes)
        yield from json_lines(f"{folder}/records", (record_document(each) for each in records))
        for record in records:
            if record.kind == "attachment":
                tally.attachments += 1
                yield from self._parts(record)
            else:
                tally.records += 1
        yield from json_lines(f"{folder}/conversations", self._answers(client_id, tally))

    def problem(self, client: Client) -> LeftOut | None:
        """Reads everything that `files` would yield; returns the reason if that is impossible."""
        try:
            for file in self.files(client, Tally()):
                for _ in file.chunks:
                    pass
        except TamperedRecord as error:
            return LeftOut(client.client_id, _code(error))
        return None

    def _versions(self, client_id: ClientId, tally: Tally) -> Iterator[dict[str, Any]]:
        query = select(SessionRow.session_id).where(
            SessionRow.workspace_id == self._sealer.workspace_id, SessionRow.client_id == client_id
        )
        for session_id in self._session.scalars(query.order_by(SessionRow.session_id)).all():
            # One repository for each session, because it keeps the rows it reads.
            repository = SessionRepository(self._session, self._sealer)
            versions = repository.list_versions(SessionId(session_id))[::-1]
            numbers = [each.version for each in versions]
            if numbers != list(range(1, len(numbers) + 1)) or not numbers:
                raise TamperedRecord("tampered_record", table="session_version", column="version")
            tally.sessions += 1
            tally.versions += len(versions)
            for version in versions:
                yield version_document(version, self._sealer.workspace_id)

    def _parts(self, record: ChartRecord) -> Iterator[Outgoing]:
        for name, (first, count, size_bytes, digest) in record.body[PARTS].items():
            yield Outgoing(part_path(record, name), size_bytes, self._pieces(record, first, count, digest))

    def _pieces(self, record: ChartRecord, first: int, count: int, digest: str) -> Iterator[bytes]:
        """The pieces of one part; raises before the last one if they differ from what was stored."""
        found = hashlib.sha256()
        for place in range(count):
            piece = ChartRecordRepository(self._session, self._sealer).chunk(record, first + place)
            found.update(piece)
            if place == count - 1 and found.hexdigest() != digest:
                raise TamperedRecord(
                    "attachment_damaged", table="attachment_chunk", attachment_id=record.record_id
                )
            yield piece

    def _answers(self, client_id: ClientId, tally: Tally) -> Iterator[dict[str, Any]]:
        yield from counted(ArchivedConversations(self._session, self._sealer).documents(client_id), tally)


def counted(documents: Iterator[dict[str, Any]], tally: Tally) -> Iterator[dict[str, Any]]:
    """The answers, with their conversations counted."""
    latest = None
    for document in documents:
        if document["conversation_id"] != latest:
            latest = document["conversation_id"]
            tally.conversations += 1
        yield document


def _code(error: AnamnesisError) -> str:
    return error.code
