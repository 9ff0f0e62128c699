"""The words a practice added to the dictionaries; sealed, because they may include names or diagnoses."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy.orm import Session as DatabaseSession

from core.damage import DamagedEntry, Listing, content_of
from core.errors import InputRefused, NotFound
from core.ids import new_id
from core.records.practice_records import (
    PracticeRecord,
    PracticeRecordRepository,
    damaged_record,
    delete_damaged,
)
from core.service_context import ServiceContext
from core.spelling.words import WORD_LIMIT_CHARS, language_of, word_key

COUNT_LIMIT = 5_000
_ONLY_VERSION = 1
"""A word is added and removed, never changed."""


@dataclass(frozen=True, slots=True)
class PracticeWord:
    word_id: UUID
    word: str


class SpellingService:
    """Lists, adds and removes words; each change is sealed and audited in one transaction."""

    def __init__(self, context: ServiceContext) -> None:
        self._database, self._sealer, self._audit = context.database, context.sealer, context.audit
        self._disk, self._access = context.disk, context.access

    def words(self) -> Listing[PracticeWord]:
        """All of them, by spelling, and those that cannot be read."""
        self._access.require("chart")
        with self._database.begin() as session:
            found = self._all(session)
        return found.with_readable(sorted(found, key=lambda each: word_key(each.word)))

    def add(self, word: str) -> PracticeWord:
        """The stored word, which may exist already.

        Raises `InputRefused` (`word_unfit` unless it is one word of a script with a dictionary,
        `too_many_words`), `DiskFull`.
        """
        self._access.require("chart")
        tidy = word.strip()
        if len(tidy) > WORD_LIMIT_CHARS or language_of(tidy) is None:
            raise InputRefused("word_unfit", limit=WORD_LIMIT_CHARS)
        self._disk.require_room()
        with self._database.begin() as session:
            known = self._all(session)
            for each in known:
                if word_key(each.word) == word_key(tidy):
                    return each
            if len(known) >= COUNT_LIMIT:
                raise InputRefused("too_many_words", limit=COUNT_LIMIT)
            added = PracticeWord(new_id(), tidy)
            PracticeRecordRepository(session, self._sealer).add(
                PracticeRecord(added.word_id, "word", _ONLY_VERSION, {"word": tidy})
            )
            self._record(session, added.word_id, "saved")
        return added

    def remove(self, word_id: UUID) -> None:
        """Does nothing if it was removed already."""
        self._access.require("chart")
        with suppress(NotFound), self._database.begin() as session:
            records = PracticeRecordRepository(session, self._sealer)
            records.delete(word_id, kind="word", row_version=_ONLY_VERSION)
            self._record(session, word_id, "deleted")

    def delete_damaged(self, entry: DamagedEntry) -> None:
        """Permanently removes an unreadable word. Raises `InputRefused("entry_is_readable")`, `EditConflict`,
        `NotFound`.
        """
        self._access.require("chart")
        with self._database.begin() as session:
            delete_damaged(PracticeRecordRepository(session, self._sealer), entry)
            self._record(session, entry.entry_id, "deleted")

    def _all(self, session: DatabaseSession) -> Listing[PracticeWord]:
        records = PracticeRecordRepository(session, self._sealer)
        return records.list_readable("word").read_as(_word, damaged_record)

    def _record(self, session: DatabaseSession, word_id: UUID, change: str) -> None:
        self._audit.record(
            session, action="settings", object_kind="word", object_id=word_id, details={"change": change}
        )


@content_of("practice_record", "sealed_body")
def _word(record: PracticeRecord) -> PracticeWord:
    return PracticeWord(record.record_id, str(record.body["word"]))
