"""One journal file: a small clear header with the ids that its sealed part is bound to, then the envelope.

Layout, big-endian: magic `AJ` (2) · format (1) · session id (16) · client id (16) · author (16) ·
base version (4) · envelope. The header is associated data of the envelope by way of the address. A form has
a format of its own, its entry's id in the place of the session's, and zeros for no client or version.
"""

from __future__ import annotations

import json
import struct
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from core.errors import TamperedRecord, VaultFormatError
from core.ids import ClientId, SessionId, UserId
from core.journal.dto import JournalDraft, JournalForm
from core.security.sealing import Address, Purpose, Sealer
from core.sessions.dto import SOAP_FIELDS, CopiedFrom, SoapText

_MAGIC = b"AJ"
_DRAFT, _FORM = 1, 2
_NO_CLIENT = UUID(int=0)
_HEADER = struct.Struct(">2sB16s16s16sI")


@dataclass(frozen=True, slots=True)
class Heading:
    """The clear part: ids and a number, nothing written. `row_id`: the session, or a form's entry."""

    row_id: UUID
    client_id: ClientId | None
    author: UserId
    base_version: int
    is_form: bool = False

    @property
    def purpose(self) -> Purpose:
        return "record" if self.client_id is None else "note"

    @property
    def address(self) -> Address:
        return Address(
            table="journal",
            row=(self.row_id, self.author),
            column="form" if self.is_form else "draft",
            row_version=self.base_version,
            client_id=self.client_id,
        )


def heading_of(draft: JournalDraft) -> Heading:
    return Heading(draft.session_id, draft.client_id, draft.author, draft.base_version)


def read_heading(content: bytes) -> Heading:
    """Raises `TamperedRecord` for anything but a journal file, `VaultFormatError` for an unknown format."""
    if len(content) < _HEADER.size:
        raise TamperedRecord("tampered_record", table="journal", size_bytes=len(content))
    magic, fmt, row, client, author, base_version = _HEADER.unpack_from(content)
    if magic != _MAGIC:
        raise TamperedRecord("tampered_record", table="journal")
    if fmt not in (_DRAFT, _FORM):
        raise VaultFormatError("envelope_format_unknown", format=fmt, suite=0)
    client_id = UUID(bytes=client)
    if client_id == _NO_CLIENT and fmt == _DRAFT:
        raise TamperedRecord("tampered_record", table="journal")
    return Heading(
        UUID(bytes=row),
        None if client_id == _NO_CLIENT else ClientId(client_id),
        UserId(UUID(bytes=author)),
        base_version,
        is_form=fmt == _FORM,
    )


def seal_entry(draft: JournalDraft, at: datetime, sealer: Sealer) -> bytes:
    """The whole file of a draft kept at `at`. Raises `VaultLocked`; `NotFound` without the client's key."""
    heading = heading_of(draft)
    written = {
        "at": at.isoformat(),
        "day": draft.day.isoformat(),
        "text": {name: draft.text.field(name) for name in SOAP_FIELDS},
        "under_way": draft.under_way,
        "kind": draft.kind,
        "duration_min": draft.duration_min,
        "copied": {name: [str(each.session_id), each.version] for name, each in draft.copied.items()},
    }
    return _sealed(heading, written, sealer)


def seal_form(form: JournalForm, at: datetime, sealer: Sealer) -> bytes:
    """The whole file of a form kept at `at`. Raises as `seal_entry`."""
    written = {"at": at.isoformat(), "kind": form.kind, "ids": dict(form.ids), "fields": dict(form.fields)}
    return _sealed(Heading(form.entry_id, form.client_id, form.author, 0, is_form=True), written, sealer)


def open_entry(content: bytes, sealer: Sealer) -> JournalDraft:
    """The draft in a file. Raises `TamperedRecord`, `VaultFormatError` or `VaultLocked`."""
    heading = read_heading(content)
    opened = _opened(heading, content, sealer)
    if heading.is_form or heading.client_id is None:
        raise TamperedRecord("tampered_record", table="journal")
    try:
        written = json.loads(opened)
        return JournalDraft(
            session_id=SessionId(heading.row_id),
            client_id=heading.client_id,
            author=heading.author,
            base_version=heading.base_version,
            day=date.fromisoformat(written["day"]),
            text=SoapText(**{name: str(written["text"][name]) for name in SOAP_FIELDS}),
            at=datetime.fromisoformat(written["at"]),
            # Missing in files of the first release.
            under_way=written.get("under_way"),
            kind=written.get("kind"),
            duration_min=written.get("duration_min"),
            copied={
                str(name): CopiedFrom(SessionId(UUID(session_id)), int(version))
                for name, (session_id, version) in written.get("copied", {}).items()
            },
        )
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise TamperedRecord("tampered_record", table="journal") from error


def open_form(content: bytes, sealer: Sealer) -> JournalForm:
    """The form in a file. Raises as `open_entry`."""
    heading = read_heading(content)
    opened = _opened(heading, content, sealer)
    if not heading.is_form:
        raise TamperedRecord("tampered_record", table="journal")
    try:
        written = json.loads(opened)
        return JournalForm(
            entry_id=heading.row_id,
            author=heading.author,
            kind=str(written["kind"]),
            client_id=heading.client_id,
            ids={str(name): str(each) for name, each in written["ids"].items()},
            fields={str(name): str(each) for name, each in written["fields"].items()},
            at=datetime.fromisoformat(written["at"]),
        )
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise TamperedRecord("tampered_record", table="journal") from error


def _sealed(heading: Heading, written: Mapping[str, object], sealer: Sealer) -> bytes:
    # ASCII escapes keep lone surrogates, which UTF-8 would refuse.
    plain = json.dumps(written).encode("ascii")
    clear = _HEADER.pack(
        _MAGIC,
        _FORM if heading.is_form else _DRAFT,
        heading.row_id.bytes,
        (heading.client_id or _NO_CLIENT).bytes,
        heading.author.bytes,
        heading.base_version,
    )
    return clear + sealer.seal(plain, purpose=heading.purpose, at=heading.address)


def _opened(heading: Heading, content: bytes, sealer: Sealer) -> bytes:
    return sealer.open(content[_HEADER.size :], purpose=heading.purpose, at=heading.address)
