"""Stores an attachment as a sealed record and pieces: file, text and thumbnail, each with its SHA-256.

The record's body contains the first piece, number of pieces, length and digest of every part, so a missing,
swapped, repeated, truncated or foreign piece is detected.
"""

from __future__ import annotations

import dataclasses
import hashlib
from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy.orm import Session as DatabaseSession

from core.attachments.dto import Attachment, AttachmentText, PageImage
from core.attachments.reader import Reading
from core.damage import Listing, content_of
from core.errors import NotFound, TamperedRecord
from core.ids import AttachmentId, ClientId, SessionId, UserId
from core.records.chart_records import ChartRecord, ChartRecordRepository, damaged_record
from core.security.sealing import Sealer

CHUNK_BYTES = 256 * 1024
_PAGE_GAP = "\n\n"
_FILE, _TEXT, _THUMBNAIL = "file", "text", "thumbnail"


class AttachmentStore:
    """Writes and opens attachments within the caller's transaction."""

    def __init__(self, session: DatabaseSession, sealer: Sealer) -> None:
        self._records = ChartRecordRepository(session, sealer)

    def add(self, attachment: Attachment, reading: Reading, *, author: UserId) -> None:
        """Stores a new attachment, which is at row version 1, with all its parts."""
        text = joined(reading.page_texts)
        parts = {_FILE: reading.stored}
        if text.text:
            parts[_TEXT] = text.text.encode()
        if reading.thumbnail is not None:
            parts[_THUMBNAIL] = reading.thumbnail.rgba
        body = _body(attachment, author) | {
            "page_starts": list(text.page_starts),
            "thumbnail": [reading.thumbnail.width_px, reading.thumbnail.height_px]
            if reading.thumbnail is not None
            else None,
            "parts": _layout(parts),
        }
        record = ChartRecord(
            record_id=attachment.attachment_id,
            client_id=attachment.client_id,
            kind="attachment",
            day=attachment.day,
            row_version=attachment.row_version,
            body=body,
            session_id=attachment.session_id,
        )
        self._records.add(record)
        pieces = [piece for part in parts.values() for piece in _pieces(part)]
        for number, piece in enumerate(pieces):
            self._records.add_chunk(record, number, piece)

    def get(self, attachment_id: AttachmentId) -> Attachment:
        """Raises `NotFound("attachment_not_found")`, `TamperedRecord`."""
        return attachment_of(self.record(attachment_id))

    def record(self, attachment_id: AttachmentId) -> ChartRecord:
        """The sealed record itself. Raises as `get` does."""
        try:
            record = self._records.get(attachment_id)
        except NotFound:
            raise NotFound("attachment_not_found", attachment_id=attachment_id) from None
        if record.kind != "attachment":
            raise NotFound("attachment_not_found", attachment_id=attachment_id)
        return record

    def list(
        self,
        client_id: ClientId | None = None,
        session_id: SessionId | None = None,
        *,
        include_deleted: bool = False,
    ) -> Listing[Attachment]:
        """Newest first, and those whose record cannot be read; their files are not read."""
        found = self._records.list_readable(
            kind="attachment", client_id=client_id, session_id=session_id, include_deleted=include_deleted
        ).read_as(attachment_of, damaged_record)
        return found.with_readable(sorted(found, key=lambda each: each.added_at, reverse=True))

    def set_state(self, record: ChartRecord, *, deleted: bool) -> Attachment:
        """The next row version, live or deleted. Raises `EditConflict`."""
        changed = dataclasses.replace(
            record, row_version=record.row_version + 1, state="deleted" if deleted else "live"
        )
        self._records.update(changed)
        return attachment_of(changed)

    def file(self, record: ChartRecord) -> bytes:
        """The file's bytes. Raises `TamperedRecord("attachment_damaged")`."""
        return self._part(record, _FILE)

    def text(self, record: ChartRecord) -> AttachmentText:
        """Its text; empty for a scan. Raises as `file` does."""
        with content_of("chart_record", "sealed_body"):
            if _TEXT not in record.body["parts"]:
                return AttachmentText("")
            return AttachmentText(self._part(record, _TEXT).decode(), tuple(record.body["page_starts"]))

    def thumbnail(self, record: ChartRecord) -> PageImage | None:
        """Its first page, small. Raises as `file` does."""
        with content_of("chart_record", "sealed_body"):
            if _THUMBNAIL not in record.body["parts"]:
                return None
            width_px, height_px = record.body["thumbnail"]
        return PageImage(width_px, height_px, self._part(record, _THUMBNAIL))

    def _part(self, record: ChartRecord, name: str) -> bytes:
        with content_of("chart_record", "sealed_body"):
            first, count, size_bytes, digest = record.body["parts"][name]
        try:
            pieces = [self._records.chunk(record, first + place) for place in range(count)]
        except TamperedRecord as error:
            raise _damaged(record) from error
        whole = b"".join(pieces)
        if len(whole) != size_bytes or hashlib.sha256(whole).hexdigest() != digest:
            raise _damaged(record)
        return whole


def joined(page_texts: Sequence[str]) -> AttachmentText:
    """The pages as one text, and where each begins."""
    starts, at = [], 0
    for page in page_texts:
        starts.append(at)
        at += len(page) + len(_PAGE_GAP)
    text = _PAGE_GAP.join(page_texts)
    return AttachmentText(text if text.strip() else "", tuple(starts))


@content_of("chart_record", "sealed_body")
def attachment_of(record: ChartRecord) -> Attachment:
    """The attachment in a record of that kind. Raises `TamperedRecord`."""
    body = record.body
    return Attachment(
        attachment_id=AttachmentId(record.record_id),
        client_id=record.client_id,
        session_id=record.session_id,
        name=body["name"],
        media_type=body["media_type"],
        size_bytes=body["parts"][_FILE][2],
        pages=body["pages"],
        day=record.day,
        added_at=datetime.fromisoformat(body["added_at"]),
        text_state=body["text_state"],
        row_version=record.row_version,
        state=record.state,
        unread_pages=body["unread_pages"],
        renamed_from=body["renamed_from"],
        encoding=body["encoding"],
        encoding_guessed=body["encoding_guessed"],
        text_cut=body["text_cut"],
    )


def _body(attachment: Attachment, author: UserId) -> dict[str, Any]:
    return {
        "name": attachment.name,
        "media_type": attachment.media_type,
        "pages": attachment.pages,
        "added_at": attachment.added_at.isoformat(),
        "author": str(author),
        "text_state": attachment.text_state,
        "unread_pages": attachment.unread_pages,
        "renamed_from": attachment.renamed_from,
        "encoding": attachment.encoding,
        "encoding_guessed": attachment.encoding_guessed,
        "text_cut": attachment.text_cut,
    }


def _layout(parts: dict[str, bytes]) -> dict[str, list[int | str]]:
    """Of each part: first piece, number of pieces, bytes, SHA-256."""
    layout: dict[str, list[int | str]] = {}
    first = 0
    for name, data in parts.items():
        count = len(_pieces(data))
        layout[name] = [first, count, len(data), hashlib.sha256(data).hexdigest()]
        first += count
    return layout


def _pieces(data: bytes) -> list[bytes]:
    return [data[start : start + CHUNK_BYTES] for start in range(0, len(data), CHUNK_BYTES)]


def _damaged(record: ChartRecord) -> TamperedRecord:
    return TamperedRecord("attachment_damaged", table="attachment_chunk", attachment_id=record.record_id)
