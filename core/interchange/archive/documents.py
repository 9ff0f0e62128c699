"""Converts rows of a practice to the JSON documents of an archive and back; see docs/archive.md.

The sealed content is kept. Omitted is what another practice creates itself: keys, tags of sealed bytes, the
storage of an attachment's pieces.
"""

from __future__ import annotations

import dataclasses
import json
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import date, datetime
from typing import Any, get_args
from uuid import UUID

from core.attachments.dto import STORED_LIMIT_BYTES
from core.attachments.storing import CHUNK_BYTES, attachment_of
from core.audit.dto import AuditEntry
from core.clients.dto import Client
from core.clients.repository import client_from_json, client_to_json
from core.contradictions.dismissals import dismissed_key
from core.errors import TamperedRecord
from core.ids import ClientId, SessionId
from core.interchange.archive.dto import FORMAT, VERSION, ArchiveHead
from core.interchange.archive.problems import damaged
from core.letters.service import letter_of
from core.records.chart_records import ChartRecord, RecordKind, RecordState
from core.records.practice_records import PracticeRecord, PracticeRecordKind
from core.schedule.records import to_appointment
from core.sessions.dto import SOAP_FIELDS, Session, Signature, SoapText
from core.sessions.session_about import about_to_json, session_from_json

PARTS = "parts"
CARRIED_KINDS: tuple[PracticeRecordKind, ...] = (
    "template",
    "snippet",
    "letter_template",
    "word",
    "abbreviation",
    "import_batch",
)
"""The practice's own records that are exported; the hourly question count is not."""
_ENDINGS = {
    "application/pdf": "pdf",
    "image/jpeg": "jpg",
    "image/png": "png",
    "image/tiff": "tif",
    "image/webp": "webp",
    "text/plain": "txt",
}
_PART_ENDINGS = {"text": "text.txt", "thumbnail": "thumbnail.rgba"}
_RECORD_KINDS: tuple[RecordKind, ...] = get_args(RecordKind)
_RECORD_STATES: tuple[RecordState, ...] = get_args(RecordState)


def encoded(document: Mapping[str, Any]) -> bytes:
    """One line without its line end."""
    try:
        return json.dumps(document, ensure_ascii=False, separators=(",", ":")).encode()
    except UnicodeEncodeError:
        # A keyboard can produce a lone surrogate; escaped it is valid JSON and is read back unchanged.
        return json.dumps(document, separators=(",", ":")).encode()


def decoded(line: bytes, path: str) -> dict[str, Any]:
    """Raises `ImportError_("archive_damaged")`."""
    with understood(path):
        document = json.loads(line)
        if not isinstance(document, dict):
            raise ValueError("object")
    return document


@contextmanager
def understood(path: str) -> Iterator[None]:
    """Malformed content counts as damage of the file `path`: `ImportError_("archive_damaged")`."""
    try:
        yield
    except (
        KeyError,
        TypeError,
        ValueError,
        AttributeError,
        IndexError,
        RecursionError,
        TamperedRecord,
    ) as error:
        raise damaged(path) from error


def head_document(head: ArchiveHead) -> dict[str, Any]:
    return {
        "format": FORMAT,
        "version": VERSION,
        "archive_id": str(head.archive_id),
        "scope": head.scope,
        "made_at": head.made_at.isoformat(),
        "made_by": head.made_by,
        "practice_name": head.practice_name,
        "workspace_id": str(head.workspace_id),
        "program": head.program,
        "audit": head.audit,
    }


def head_of(values: Mapping[str, Any]) -> ArchiveHead:
    """Raises `KeyError`, `TypeError` or `ValueError`."""
    if values["scope"] not in ("practice", "client"):
        raise ValueError("scope")
    return ArchiveHead(
        archive_id=UUID(values["archive_id"]),
        scope=values["scope"],
        made_at=datetime.fromisoformat(values["made_at"]),
        made_by=str(values["made_by"]),
        practice_name=str(values["practice_name"]),
        workspace_id=UUID(values["workspace_id"]),
        program=str(values["program"]),
        audit=bool(values["audit"]),
    )


def client_document(client: Client) -> dict[str, Any]:
    return {
        "client_id": str(client.client_id),
        "row_version": client.row_version,
        **client_to_json(client),
    }


def client_of(values: dict[str, Any]) -> Client:
    """Raises `KeyError`, `TypeError` or `ValueError`."""
    rest = dict(values)
    client_id, row_version = ClientId(UUID(rest.pop("client_id"))), _version(rest.pop("row_version"))
    return client_from_json(rest, client_id=client_id, row_version=row_version)


def version_document(session: Session, workspace_id: UUID) -> dict[str, Any]:
    """One version of a session. Each signature names the practice it belongs to."""
    about = about_to_json(_with_workspace(session, workspace_id), author=session.author, previous=None)
    for own in ("previous", "archive"):
        about.pop(own, None)
    return {
        "session_id": str(session.session_id),
        "version": session.version,
        **{name: session.text.field(name) for name in SOAP_FIELDS},
        "about": about,
    }


def version_of(
    values: Mapping[str, Any], *, client_id: ClientId, workspace_id: UUID, archive_id: UUID
) -> Session:
    """Raises `KeyError`, `TypeError` or `ValueError`. `workspace_id` is the importing practice's."""
    texts = {name: values[name] for name in SOAP_FIELDS}
    if not all(isinstance(text, str) for text in texts.values()):
        raise TypeError("text")
    session = session_from_json(
        values["about"],
        session_id=SessionId(UUID(values["session_id"])),
        client_id=client_id,
        version=_version(values["version"]),
        text=SoapText(**texts),
    )
    return dataclasses.replace(_without_workspace(session, workspace_id), archive_id=archive_id)


def record_document(record: ChartRecord) -> dict[str, Any]:
    """A record of a chart that is not a note; an attachment's parts are files of the archive."""
    body = dict(record.body)
    if record.kind == "attachment":
        body[PARTS] = {
            name: {"path": part_path(record, name), "bytes": size_bytes, "sha256": digest}
            for name, (_first, _count, size_bytes, digest) in body[PARTS].items()
        }
    return {
        "record_id": str(record.record_id),
        "kind": record.kind,
        "session_id": None if record.session_id is None else str(record.session_id),
        "day": record.day.isoformat(),
        "state": record.state,
        "row_version": record.row_version,
        "body": body,
    }


def record_of(values: Mapping[str, Any], *, client_id: ClientId) -> ChartRecord:
    """Raises `KeyError`, `TypeError`, `ValueError` or `TamperedRecord`."""
    if values["kind"] not in _RECORD_KINDS or values["state"] not in _RECORD_STATES:
        raise ValueError("kind or state")
    body = dict(values["body"])
    if values["kind"] == "attachment":
        body[PARTS] = _layout(body[PARTS])
    session_id = values["session_id"]
    record = ChartRecord(
        record_id=UUID(values["record_id"]),
        client_id=client_id,
        kind=values["kind"],
        day=date.fromisoformat(values["day"]),
        row_version=_version(values["row_version"]),
        body=body,
        session_id=None if session_id is None else SessionId(UUID(session_id)),
        state=values["state"],
    )
    _READERS[record.kind](record)
    return record


def part_path(record: ChartRecord, name: str) -> str:
    """The path of an attachment's part in the archive, without its name, which is in the record."""
    ending = _PART_ENDINGS.get(name) or _ENDINGS.get(record.body["media_type"], "bin")
    return f"clients/{record.client_id}/files/{record.record_id}.{ending}"


def practice_record_document(record: PracticeRecord) -> dict[str, Any]:
    return {
        "record_id": str(record.record_id),
        "kind": record.kind,
        "row_version": record.row_version,
        "body": record.body,
    }


def practice_record_of(values: Mapping[str, Any]) -> PracticeRecord:
    """Raises `KeyError`, `TypeError` or `ValueError`."""
    if values["kind"] not in CARRIED_KINDS:
        raise ValueError("kind")
    return PracticeRecord(
        UUID(values["record_id"]), values["kind"], _version(values["row_version"]), dict(values["body"])
    )


def entry_document(entry: AuditEntry, day: date) -> dict[str, Any]:
    """One entry of the audit log. `intact`: the sealed part opened and matches the clear columns."""
    return {
        "position": entry.position,
        "day": day.isoformat(),
        "at": None if entry.at is None else entry.at.isoformat(),
        "device": entry.device,
        "user_id": _text(entry.user_id),
        "action": entry.action,
        "object_kind": entry.object_kind,
        "object_id": _text(entry.object_id),
        "client_id": _text(entry.client_id),
        "outcome": entry.outcome,
        "details": dict(entry.details),
        "intact": entry.intact,
    }


def _layout(parts: Mapping[str, Any]) -> dict[str, list[int | str]]:
    """The layout as `core.attachments.storing` keeps it: first piece, number of pieces, bytes, SHA-256."""
    layout: dict[str, list[int | str]] = {}
    first = 0
    for name, part in parts.items():
        size_bytes = int(part["bytes"])
        if name not in ("file", *_PART_ENDINGS) or not 0 <= size_bytes <= STORED_LIMIT_BYTES:
            raise ValueError("part")
        count = -(-size_bytes // CHUNK_BYTES)
        layout[name] = [first, count, size_bytes, str(part["sha256"])]
        first += count
    return layout


def _check_attachment(record: ChartRecord) -> None:
    attachment_of(record)
    thumbnail = record.body["parts"].get("thumbnail")
    if thumbnail is not None:
        width_px, height_px = record.body["thumbnail"]
        if thumbnail[2] != 4 * width_px * height_px:
            raise ValueError("thumbnail")


_READERS = {
    "attachment": _check_attachment,
    "appointment": to_appointment,
    "letter": letter_of,
    "dismissal": dismissed_key,
}
"""Parses a record of each kind, so that a malformed one is refused at import, not when it is opened."""


def _with_workspace(session: Session, workspace_id: UUID) -> Session:
    def named(signature: Signature | None) -> Signature | None:
        if signature is None or signature.workspace_id is not None:
            return signature
        return dataclasses.replace(signature, workspace_id=workspace_id)

    return _signed(session, named)


def _without_workspace(session: Session, workspace_id: UUID) -> Session:
    def own(signature: Signature | None) -> Signature | None:
        if signature is None or signature.workspace_id != workspace_id:
            return signature
        return dataclasses.replace(signature, workspace_id=None)

    return _signed(session, own)


def _signed(session: Session, change: Any) -> Session:
    return dataclasses.replace(
        session,
        signature=change(session.signature),
        addenda=tuple(
            dataclasses.replace(each, signature=change(each.signature)) for each in session.addenda
        ),
    )


def _version(value: object) -> int:
    """Row versions and versions begin at 1 and fit the column."""
    if not isinstance(value, int) or isinstance(value, bool) or not 1 <= value < 2**31:
        raise ValueError("version")
    return value


def _text(value: object) -> str | None:
    return None if value is None else str(value)
