"""The abbreviations of a practice: stored sealed, effective from the next question."""

from __future__ import annotations

import dataclasses
import threading
from datetime import datetime
from typing import Any, Final
from uuid import UUID

from sqlalchemy.orm import Session as DatabaseSession

from core.damage import DamagedEntry, Listing, content_of
from core.errors import InputRefused
from core.ids import UserId, new_id
from core.language.vocabulary import OwnMeaning, Vocabulary
from core.records.practice_records import (
    PracticeRecord,
    PracticeRecordRepository,
    damaged_record,
    delete_damaged,
)
from core.service_context import ServiceContext
from core.vocabulary.checking import check_unique, checked
from core.vocabulary.dto import COUNT_LIMIT, VocabularyEntry

_KIND: Final = "abbreviation"


class VocabularyService:
    """Lists, saves and deletes abbreviations; each change is sealed and audited in one transaction.

    No note is indexed again: the vocabulary only affects questions.
    """

    def __init__(self, context: ServiceContext) -> None:
        self._database, self._sealer, self._audit = context.database, context.sealer, context.audit
        self._disk, self._access, self._clock = context.disk, context.access, context.clock
        self._lock = threading.Lock()
        self._known: Vocabulary | None = None

    def entries(self) -> Listing[VocabularyEntry]:
        """All of them, by short form, and the unreadable ones."""
        self._access.require("chart")
        with self._database.begin() as session:
            found = _all(PracticeRecordRepository(session, self._sealer))
        return found.with_readable(sorted(found, key=lambda each: (each.short.casefold(), each.short)))

    def vocabulary(self) -> Vocabulary:
        """The built-in synonyms and the practice's abbreviations.

        An unreadable entry is omitted, so that search keeps working.
        """
        self._access.require("chart")
        with self._lock:
            if self._known is None:
                with self._database.begin() as session:
                    found = _all(PracticeRecordRepository(session, self._sealer))
                own = (OwnMeaning(each.short, each.meanings) for each in found)
                self._known = Vocabulary.built_in().with_own(own)
            return self._known

    def save(self, entry: VocabularyEntry) -> VocabularyEntry:
        """Stores a new entry or the next version of one.

        Raises `InputRefused` (see `core.vocabulary.checking`; `abbreviation_taken`,
        `too_many_abbreviations`), `EditConflict` when `row_version` is no longer current, `NotFound`,
        `DiskFull`.
        """
        self._access.require("chart")
        tidy = checked(entry)
        self._disk.require_room()
        with self._database.begin() as session:
            records = PracticeRecordRepository(session, self._sealer)
            known = _all(records)
            check_unique(tidy, known)
            if not tidy.row_version and len(known) >= COUNT_LIMIT:
                raise InputRefused("too_many_abbreviations", limit=COUNT_LIMIT)
            stored = self._stored(records, tidy)
            self._record(session, stored.entry_id, "saved")
        self._forget()
        return stored

    def delete(self, entry: VocabularyEntry) -> VocabularyEntry:
        """Removes an entry; returns the argument for restoring it by `save`. Raises `EditConflict`,
        `NotFound`.
        """
        self._access.require("chart")
        with self._database.begin() as session:
            records = PracticeRecordRepository(session, self._sealer)
            records.delete(entry.entry_id, kind=_KIND, row_version=entry.row_version)
            self._record(session, entry.entry_id, "deleted")
        self._forget()
        return dataclasses.replace(entry, entry_id=new_id(), row_version=0)

    def delete_damaged(self, entry: DamagedEntry) -> None:
        """Permanently removes an unreadable entry. Raises `InputRefused("entry_is_readable")`,
        `EditConflict`, `NotFound`.
        """
        self._access.require("chart")
        with self._database.begin() as session:
            delete_damaged(PracticeRecordRepository(session, self._sealer), entry)
            self._record(session, entry.entry_id, "deleted")
        self._forget()

    def _stored(self, records: PracticeRecordRepository, entry: VocabularyEntry) -> VocabularyEntry:
        stored = dataclasses.replace(
            entry,
            row_version=entry.row_version + 1,
            author=self._access.user_id,
            updated_at=self._clock(),
        )
        record = PracticeRecord(stored.entry_id, _KIND, stored.row_version, _body(stored))
        if entry.row_version:
            records.update(record)
        else:
            records.add(record)
        return stored

    def _forget(self) -> None:
        with self._lock:
            self._known = None

    def _record(self, session: DatabaseSession, entry_id: UUID, change: str) -> None:
        self._audit.record(
            session, action="settings", object_kind=_KIND, object_id=entry_id, details={"change": change}
        )


def _all(records: PracticeRecordRepository) -> Listing[VocabularyEntry]:
    return records.list_readable(_KIND).read_as(_opened, damaged_record)


def _body(entry: VocabularyEntry) -> dict[str, Any]:
    return {
        "short": entry.short,
        "meanings": list(entry.meanings),
        "author": str(entry.author) if entry.author is not None else None,
        "updated_at": entry.updated_at.isoformat() if entry.updated_at is not None else None,
    }


@content_of("practice_record", "sealed_body")
def _opened(record: PracticeRecord) -> VocabularyEntry:
    body = record.body
    author, updated_at = body.get("author"), body.get("updated_at")
    return VocabularyEntry(
        entry_id=record.record_id,
        short=str(body["short"]),
        meanings=tuple(str(each) for each in body["meanings"]),
        row_version=record.row_version,
        author=UserId(UUID(author)) if author else None,
        updated_at=datetime.fromisoformat(updated_at) if updated_at else None,
    )
