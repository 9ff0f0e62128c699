"""The practice's texts: the starter set with its changes, and the practice's own."""

from __future__ import annotations

import dataclasses
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy.orm import Session as DatabaseSession

from core.damage import DamagedEntry, Listing, content_of
from core.errors import EditConflict, InputRefused
from core.ids import UserId, new_id
from core.records.practice_records import (
    PracticeRecord,
    PracticeRecordRepository,
    damaged_record,
    delete_damaged,
)
from core.service_context import ServiceContext
from core.sessions.dto import SOAP_FIELDS, SoapText
from core.templates.checking import check_unique, checked, name_key
from core.templates.dto import COUNT_LIMIT, PracticeText, TextKind
from core.templates.starter_set import starter_set


class TemplateService:
    """Reads and writes texts of three kinds; each change is sealed and audited in one transaction."""

    def __init__(self, context: ServiceContext) -> None:
        self._database, self._sealer, self._audit = context.database, context.sealer, context.audit
        self._disk, self._access, self._clock = context.disk, context.access, context.clock

    def templates(self, session_kind: str = "") -> tuple[PracticeText, ...]:
        """Skeletons of a session, by name; with `session_kind` those of that kind and of any kind."""
        return tuple(
            each
            for each in self.list("template")
            if not session_kind or each.session_kind in ("", session_kind)
        )

    def snippets(self) -> tuple[PracticeText, ...]:
        """What is typed as `/name`, by name."""
        return tuple(self.list("snippet"))

    def letter_templates(self) -> tuple[PracticeText, ...]:
        """Letters, by name."""
        return tuple(self.list("letter_template"))

    def list(self, kind: TextKind, *, include_hidden: bool = False) -> Listing[PracticeText]:
        """All of one kind, by name, and the unreadable ones; hidden ones of the starter set only on
        request.
        """
        self._access.require("chart")
        with self._database.begin() as session:
            found = _merged(kind, PracticeRecordRepository(session, self._sealer))
        shown = [each for each in found if include_hidden or not each.hidden]
        return found.with_readable(sorted(shown, key=lambda each: (name_key(each.name), each.language)))

    def save(self, text: PracticeText) -> PracticeText:
        """Stores a new text, a changed one, or a changed one of the starter set (which also unhides it).

        Raises `InputRefused` (see `core.templates.checking`; `text_name_taken`, `too_many_texts`),
        `EditConflict` if `row_version` is outdated, `NotFound`, `DiskFull`.
        """
        self._access.require("chart")
        tidy = checked(text)
        self._disk.require_room()
        with self._database.begin() as session:
            records = PracticeRecordRepository(session, self._sealer)
            known = _merged(tidy.kind, records)
            check_unique(tidy, (each for each in known if not each.hidden))
            if len(known) >= COUNT_LIMIT and all(each.text_id != tidy.text_id for each in known):
                raise InputRefused("too_many_texts", limit=COUNT_LIMIT)
            stored = self._stored(records, dataclasses.replace(tidy, hidden=False))
            self._record(session, stored, "saved")
        return stored

    def delete(self, text: PracticeText) -> PracticeText:
        """Deletes a text of the practice, hides one of the starter set; returns the argument for `restore`.

        Raises `EditConflict`, `NotFound`.
        """
        self._access.require("chart")
        with self._database.begin() as session:
            records = PracticeRecordRepository(session, self._sealer)
            if text.builtin:
                gone = self._stored(records, dataclasses.replace(text, hidden=True))
            else:
                records.delete(text.text_id, kind=text.kind, row_version=text.row_version)
                gone = dataclasses.replace(text, text_id=new_id(), row_version=0)
            self._record(session, text, "deleted")
        return gone

    def delete_damaged(self, entry: DamagedEntry) -> None:
        """Permanently removes an unreadable text, whose name becomes available.

        Raises `InputRefused("entry_is_readable")` for a readable one, `EditConflict`, `NotFound`.
        """
        self._access.require("chart")
        with self._database.begin() as session:
            delete_damaged(PracticeRecordRepository(session, self._sealer), entry)
            self._audit.record(
                session,
                action="settings",
                object_kind=entry.kind,
                object_id=entry.entry_id,
                details={"change": "deleted"},
            )

    def restore(self, gone: PracticeText) -> PracticeText:
        """Restores what `delete` returned. Raises as `save`."""
        return self.save(gone)

    def reset(self, text: PracticeText) -> PracticeText:
        """Resets one of the starter set to its original. Raises `InputRefused` (`text_not_builtin`,
        `text_name_taken`), `EditConflict`, `NotFound`.
        """
        self._access.require("chart")
        delivered = {each.builtin: each for each in starter_set(text.kind)}.get(text.builtin)
        if delivered is None:
            raise InputRefused("text_not_builtin")
        with self._database.begin() as session:
            records = PracticeRecordRepository(session, self._sealer)
            others = (each for each in _merged(text.kind, records) if each.builtin != text.builtin)
            check_unique(delivered, (each for each in others if not each.hidden))
            if text.row_version:
                records.delete(text.text_id, kind=text.kind, row_version=text.row_version)
            self._record(session, text, "reset")
        return delivered

    def _stored(self, records: PracticeRecordRepository, text: PracticeText) -> PracticeText:
        """`text` as the next row version; the first gets an id unrelated to its origin."""
        fresh = text.row_version == 0
        if fresh and text.builtin and _changed_already(records, text):
            raise EditConflict("record_edit_conflict", current_version=1)
        stored = dataclasses.replace(
            text,
            text_id=new_id() if fresh else text.text_id,
            row_version=text.row_version + 1,
            author=self._access.user_id,
            updated_at=self._clock(),
        )
        record = PracticeRecord(stored.text_id, stored.kind, stored.row_version, _body(stored))
        if fresh:
            records.add(record)
        else:
            records.update(record)
        return stored

    def _record(self, session: DatabaseSession, text: PracticeText, change: str) -> None:
        self._audit.record(
            session,
            action="settings",
            object_kind=text.kind,
            object_id=text.text_id,
            details={"change": change},
        )


def _merged(kind: TextKind, records: PracticeRecordRepository) -> Listing[PracticeText]:
    """The starter set with the practice's changes, then the practice's own.

    An unreadable change cannot be assigned, so its original is listed.
    """
    stored = records.list_readable(kind).read_as(_opened, damaged_record)
    changed = {each.builtin for each in stored if each.builtin}
    delivered = [each for each in starter_set(kind) if each.builtin not in changed]
    return stored.with_readable([*delivered, *stored])


def _changed_already(records: PracticeRecordRepository, text: PracticeText) -> bool:
    return any(record.body.get("builtin") == text.builtin for record in records.list_readable(text.kind))


def _body(text: PracticeText) -> dict[str, Any]:
    return {
        "name": text.name,
        "text": text.text,
        "soap": {name: text.soap.field(name) for name in SOAP_FIELDS},
        "session_kind": text.session_kind,
        "language": text.language,
        "builtin": text.builtin,
        "hidden": text.hidden,
        "author": str(text.author) if text.author is not None else None,
        "updated_at": text.updated_at.isoformat() if text.updated_at is not None else None,
    }


@content_of("practice_record", "sealed_body")
def _opened(record: PracticeRecord) -> PracticeText:
    body = record.body
    author, updated_at = body.get("author"), body.get("updated_at")
    return PracticeText(
        text_id=record.record_id,
        kind=record.kind,  # type: ignore[arg-type]  # listed by one of `TEXT_KINDS`
        name=body["name"],
        text=body["text"],
        soap=SoapText(**body["soap"]),
        session_kind=body["session_kind"],
        language=body["language"],
        row_version=record.row_version,
        builtin=body["builtin"],
        hidden=body["hidden"],
        author=UserId(UUID(author)) if author else None,
        updated_at=datetime.fromisoformat(updated_at) if updated_at else None,
    )
