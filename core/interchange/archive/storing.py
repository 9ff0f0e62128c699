"""Stores the content of an archive, file by file, within the caller's transaction."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Callable
from typing import Any
from uuid import UUID

from sqlalchemy.orm import Session as DatabaseSession

from core.attachments.storing import CHUNK_BYTES
from core.clients.dto import Client
from core.clients.repository import ClientRepository
from core.errors import InputRefused
from core.ids import ClientId, ConversationId, SessionId
from core.interchange.archive.archived_conversations import ArchivedConversations
from core.interchange.archive.documents import (
    PARTS,
    client_of,
    decoded,
    part_path,
    practice_record_of,
    record_of,
    understood,
    version_of,
)
from core.interchange.archive.dto import ArchiveHead
from core.interchange.archive.earlier import EarlierArchives, LogParts
from core.interchange.archive.emptiness import clients_there
from core.interchange.archive.incoming import LINE_LIMIT_BYTES, Incoming, IncomingFile
from core.interchange.archive.problems import damaged
from core.records.chart_records import ChartRecord, ChartRecordRepository
from core.records.practice_records import PracticeRecordRepository
from core.security.sealing import Sealer
from core.sessions.dto import Session
from core.sessions.repository import SessionRepository

_FLUSH_EVERY = 200


class ArchiveStore:
    """`stored` counts the result. Everything keeps its ids and is sealed anew.

    Raises `ImportError_("archive_damaged")` for malformed content, even with a correct digest.
    """

    def __init__(self, session: DatabaseSession, sealer: Sealer, head: ArchiveHead) -> None:
        self._session = session
        self._sealer = sealer
        self._head = head
        self.clients: dict[ClientId, int] = {}
        self.sessions: dict[ClientId, dict[SessionId, int]] = defaultdict(dict)
        self.records: dict[ClientId, dict[UUID, int]] = defaultdict(dict)
        self.practice_records: dict[UUID, int] = {}
        self.conversations: list[ConversationId] = []
        self._practice_records = PracticeRecordRepository(session, sealer)
        self._conversations = ArchivedConversations(session, sealer)
        self._versions: list[Session] = []
        """Those of the session being read."""
        self._parts: dict[str, tuple[ChartRecord, list[Any]]] = {}
        self._members: list[dict[str, Any]] = []
        self._earlier = EarlierArchives(session, sealer)
        self._logs: dict[UUID, LogParts] = {}
        self._heads: dict[UUID, dict[str, Any]] = {}
        self._earlier_members: dict[UUID, list[dict[str, Any]]] = defaultdict(list)
        self._keeping: dict[UUID, bool] = {}

    def store(self, incoming: Incoming, check: Callable[[], None]) -> None:
        """Stores everything up to the end of the archive. `check` is called between rows, to cancel."""
        readers: dict[tuple[str, str], Callable[[IncomingFile], None]] = {
            ("practice", "members"): self._read_members,
            ("practice", "records"): self._read_practice_records,
            ("practice", "conversations"): self._read_conversations,
            ("clients", "client"): self._read_client,
            ("clients", "sessions"): self._read_sessions,
            ("clients", "records"): self._read_records,
            ("clients", "files"): self._read_part,
            ("clients", "conversations"): self._read_conversations,
            ("audit", "events"): self._read_log,
            ("earlier", "archive"): self._read_earlier_head,
            ("earlier", "members"): self._read_earlier_members,
            ("earlier", "events"): self._read_log,
        }
        self._heads[self._head.archive_id] = incoming.head_document
        for file in incoming.files():
            check()
            reader = readers.get((file.folder, file.kind))
            if reader is None:
                raise damaged(file.path)
            with understood(file.path):
                if (file.folder, file.kind) != ("clients", "sessions"):
                    self._store_session()
                reader(file)
            self._session.flush()
        with understood("sessions"):
            self._store_session()
        if self._parts:
            raise damaged(next(iter(self._parts)))
        self._finish_earlier()

    def _read_client(self, file: IncomingFile) -> None:
        client = client_of(decoded(file.member.read(LINE_LIMIT_BYTES), file.path))
        if client.client_id != file.client_id or client.client_id in self.clients:
            raise ValueError("client_id")
        if self._parts:
            raise ValueError("parts")
        self._add_client(client)

    def _add_client(self, client: Client) -> None:
        if clients_there(self._session, self._sealer.workspace_id, [client.client_id]):
            # Checked before a key is made, which would replace the key of the existing chart.
            raise InputRefused("archive_ids_taken")
        key = self._sealer.keyring.add_client(client.client_id)
        self.clients[client.client_id] = client.row_version
        # One repository for each client, because it keeps the rows it reads.
        ClientRepository(self._session, self._sealer).add_as_it_was(client, key)

    def _read_sessions(self, file: IncomingFile) -> None:
        """The versions of a session may continue in the next file: it is stored when they have ended."""
        client_id = self._known(file.client_id)
        for document in file.documents():
            version = version_of(
                document,
                client_id=client_id,
                workspace_id=self._sealer.workspace_id,
                archive_id=self._head.archive_id,
            )
            if self._versions and self._versions[-1].session_id != version.session_id:
                self._store_session()
            self._versions.append(version)

    def _store_session(self) -> None:
        versions, self._versions = self._versions, []
        if not versions:
            return
        session_id, client_id, number = versions[0].session_id, versions[0].client_id, len(versions)
        if [each.version for each in versions] != list(range(1, number + 1)):
            raise ValueError("version")
        if session_id in self.sessions[client_id] or any(each.client_id != client_id for each in versions):
            raise ValueError("session_id")
        SessionRepository(self._session, self._sealer).add_with_history(versions)
        self._session.flush()
        self.sessions[client_id][session_id] = number

    def _read_records(self, file: IncomingFile) -> None:
        client_id = self._known(file.client_id)
        records = ChartRecordRepository(self._session, self._sealer)
        for document in file.documents():
            record = record_of(document, client_id=client_id)
            if record.session_id is not None and record.session_id not in self.sessions[client_id]:
                raise ValueError("session_id")
            if record.record_id in self.records[client_id]:
                raise ValueError("record_id")
            records.add(record)
            self.records[client_id][record.record_id] = record.row_version
            if record.kind == "attachment":
                self._parts |= {
                    part_path(record, name): (record, layout) for name, layout in record.body[PARTS].items()
                }

    def _read_part(self, file: IncomingFile) -> None:
        """The bytes of an attachment, cut into pieces as they arrive; never the whole file at once."""
        record, (number, count, size_bytes, digest) = self._parts.pop(file.path)
        records = ChartRecordRepository(self._session, self._sealer)
        found, waiting, stored = hashlib.sha256(), bytearray(), 0
        for piece in file.member.chunks():
            found.update(piece)
            waiting += piece
            while len(waiting) >= CHUNK_BYTES:
                records.add_chunk(record, number + stored, bytes(waiting[:CHUNK_BYTES]))
                del waiting[:CHUNK_BYTES]
                stored += 1
        if waiting:
            records.add_chunk(record, number + stored, bytes(waiting))
            stored += 1
        if (stored, file.member.size_bytes, found.hexdigest()) != (count, size_bytes, digest):
            raise ValueError("part")

    def _read_conversations(self, file: IncomingFile) -> None:
        client_id = None if file.owner is None else self._known(file.client_id)
        for document in file.documents():
            for source in document["sources"]:
                self._known(ClientId(UUID(source["client_id"])))
            stated = document["client_id"]
            if stated != (None if client_id is None else str(client_id)):
                raise ValueError("client_id")
            conversation_id = self._conversations.add(document, client_id)
            if not self.conversations or self.conversations[-1] != conversation_id:
                self.conversations.append(conversation_id)

    def _read_practice_records(self, file: IncomingFile) -> None:
        for document in file.documents():
            record = practice_record_of(document)
            if record.record_id in self.practice_records:
                raise ValueError("record_id")
            self._practice_records.add(record)
            self.practice_records[record.record_id] = record.row_version

    def _read_members(self, file: IncomingFile) -> None:
        self._members += [_member(each) for each in file.documents()]

    def _read_earlier_head(self, file: IncomingFile) -> None:
        archive_id = self._earlier_id(file)
        self._heads[archive_id] = decoded(file.member.read(LINE_LIMIT_BYTES), file.path)

    def _read_earlier_members(self, file: IncomingFile) -> None:
        self._earlier_members[self._earlier_id(file)] += [_member(each) for each in file.documents()]

    def _read_log(self, file: IncomingFile) -> None:
        archive_id = self._head.archive_id if file.owner is None else self._earlier_id(file)
        if not self._keeps(archive_id):
            return
        parts = self._logs.setdefault(archive_id, LogParts(self._earlier, archive_id))
        for number, entry in enumerate(file.documents()):
            if entry["client_id"] is not None:
                UUID(entry["client_id"])
            parts.add(entry)
            if number % _FLUSH_EVERY == 0:
                self._session.flush()

    def _finish_earlier(self) -> None:
        """The heads come last, because each contains the number of parts of its log."""
        for archive_id, head in self._heads.items():
            if not self._keeps(archive_id):
                continue
            parts = self._logs.get(archive_id, LogParts(self._earlier, archive_id))
            parts.flush()
            own = archive_id == self._head.archive_id
            members = self._members if own else self._earlier_members[archive_id]
            self._earlier.add(archive_id, head=head, members=members, log_parts=parts.stored)
        if self._logs.keys() - self._heads.keys():
            raise damaged("earlier")

    def _keeps(self, archive_id: UUID) -> bool:
        """An archive whose log is stored already, as by another chart of the practice, is kept once."""
        if archive_id not in self._keeping:
            self._keeping[archive_id] = not self._earlier.has(archive_id)
        return self._keeping[archive_id]

    def _earlier_id(self, file: IncomingFile) -> UUID:
        if file.owner is None or file.owner == self._head.archive_id:
            raise damaged(file.path)
        return file.owner

    def _known(self, client_id: ClientId) -> ClientId:
        """Raises `ValueError` for a client whose chart is not in the archive."""
        if client_id not in self.clients:
            raise ValueError("client_id")
        return client_id


def _member(document: dict[str, Any]) -> dict[str, Any]:
    """Raises `KeyError`, `TypeError` or `ValueError`."""
    UUID(document["user_id"])
    if document["name"] is not None and not isinstance(document["name"], str):
        raise TypeError("name")
    return document
