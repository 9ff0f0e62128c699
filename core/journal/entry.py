"""One journal file: a small clear header with the ids that its sealed part is bound to, then the envelope.

Layout, big-endian: magic `AJ` (2) · format (1) · session id (16) · client id (16) · author (16) ·
base version (4) · envelope. The header is associated data of the envelope by way of the address.
"""

from __future__ import annotations

import json
import struct
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from core.errors import TamperedRecord, VaultFormatError
from core.ids import ClientId, SessionId, UserId
from core.journal.dto import JournalDraft
from core.security.sealing import Address, Sealer
from core.sessions.dto import SOAP_FIELDS, SoapText

_MAGIC = b"AJ"
_FORMAT = 1
_HEADER = struct.Struct(">2sB16s16s16sI")


@dataclass(frozen=True, slots=True)
class Heading:
    """The clear part: ids and a number, nothing that was written."""

    session_id: SessionId
    client_id: ClientId
    author: UserId
    base_version: int

    @property
    def address(self) -> Address:
        return Address(
            table="journal",
            row=(self.session_id, self.author),
            column="draft",
            row_version=self.base_version,
            client_id=self.client_id,
        )


def heading_of(draft: JournalDraft) -> Heading:
    return Heading(draft.session_id, draft.client_id, draft.author, draft.base_version)


def read_heading(content: bytes) -> Heading:
    """Raises `TamperedRecord` for what is no journal file, `VaultFormatError` for an unknown format."""
    if len(content) < _HEADER.size:
        raise TamperedRecord("tampered_record", table="journal", size_bytes=len(content))
    magic, fmt, session, client, author, base_version = _HEADER.unpack_from(content)
    if magic != _MAGIC:
        raise TamperedRecord("tampered_record", table="journal")
    if fmt != _FORMAT:
        raise VaultFormatError("envelope_format_unknown", format=fmt, suite=0)
    return Heading(
        SessionId(UUID(bytes=session)), ClientId(UUID(bytes=client)), UserId(UUID(bytes=author)), base_version
    )


def seal_entry(draft: JournalDraft, at: datetime, sealer: Sealer) -> bytes:
    """The whole file of a draft kept at `at`. Raises `VaultLocked`; `NotFound` without the client's key."""
    heading = heading_of(draft)
    written = {
        "at": at.isoformat(),
        "day": draft.day.isoformat(),
        "text": {name: draft.text.field(name) for name in SOAP_FIELDS},
        "under_way": draft.under_way,
    }
    # ASCII escapes keep even half of a surrogate pair, which UTF-8 alone would refuse.
    sealed = sealer.seal(json.dumps(written).encode("ascii"), purpose="note", at=heading.address)
    clear = _HEADER.pack(
        _MAGIC,
        _FORMAT,
        draft.session_id.bytes,
        draft.client_id.bytes,
        draft.author.bytes,
        draft.base_version,
    )
    return clear + sealed


def open_entry(content: bytes, sealer: Sealer) -> JournalDraft:
    """The draft in a file. Raises `TamperedRecord`, `VaultFormatError` or `VaultLocked`."""
    heading = read_heading(content)
    opened = sealer.open(content[_HEADER.size :], purpose="note", at=heading.address)
    try:
        written = json.loads(opened)
        return JournalDraft(
            session_id=heading.session_id,
            client_id=heading.client_id,
            author=heading.author,
            base_version=heading.base_version,
            day=date.fromisoformat(written["day"]),
            text=SoapText(**{name: str(written["text"][name]) for name in SOAP_FIELDS}),
            at=datetime.fromisoformat(written["at"]),
            # Files of the first release have none.
            under_way=written.get("under_way"),
        )
    except (ValueError, KeyError, TypeError) as error:
        raise TamperedRecord("tampered_record", table="journal") from error
