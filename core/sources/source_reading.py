"""Reads the current version of a source, for cutting passages and extracting facts."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy.orm import Session as DatabaseSession

from core.attachments.dto import FIELD
from core.attachments.storing import AttachmentStore
from core.clients.record_fields import record_text
from core.clients.repository import ClientRepository
from core.errors import NotFound
from core.ids import AttachmentId, ClientId, SessionId, SourceKind, UserId
from core.security.sealing import Sealer
from core.sessions.repository import SessionRepository
from core.sources.dto import CLIENT_FIELDS, FIELDS_OF


@dataclass(frozen=True, slots=True)
class SourceNote:
    """One version of a session, a client's record or an attachment; `fields` are (name, text)."""

    kind: SourceKind
    source_id: UUID
    client_id: ClientId
    version: int
    day: date | None
    fields: tuple[tuple[str, str], ...]
    title: str = ""
    author: UserId | None = None


def read_source(session: DatabaseSession, sealer: Sealer, kind: SourceKind, source_id: UUID) -> SourceNote:
    """The current version. Raises `NotFound`, and `TamperedRecord` when it does not open."""
    if kind == "client":
        client = ClientRepository(session, sealer).get(ClientId(source_id))
        fields = tuple((name, record_text(client.details, name)) for name in CLIENT_FIELDS)
        return SourceNote(kind, source_id, client.client_id, client.row_version, None, fields)
    if kind == "attachment":
        return _attachment(AttachmentStore(session, sealer), AttachmentId(source_id))
    written = SessionRepository(session, sealer).get(SessionId(source_id))
    fields = tuple((name, written.field_text(name)) for name in FIELDS_OF["session"])
    return SourceNote(
        kind,
        source_id,
        written.client_id,
        written.version,
        written.date,
        fields,
        author=written.author,
    )


def _attachment(store: AttachmentStore, attachment_id: AttachmentId) -> SourceNote:
    record = store.record(attachment_id)
    if record.state == "deleted":
        raise NotFound("attachment_not_found", attachment_id=attachment_id)
    fields = ((FIELD, store.text(record).text),)
    name = str(record.body["name"])
    return SourceNote(
        "attachment", attachment_id, record.client_id, record.row_version, record.day, fields, title=name
    )
