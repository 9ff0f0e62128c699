"""Quotes: the exact words of facts, read from the version that states them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from core.database.access import Database
from core.errors import NotFound, TamperedRecord
from core.facts.dto import Fact, FactsOfVersion
from core.ids import ClientId, SourceKind, UserId
from core.security.sealing import Sealer
from core.sources.source_reading import SourceNote, read_source


@dataclass(frozen=True, slots=True)
class Quote:
    """The characters `[start, end)` of a field of one version of a source; `text` is exactly those."""

    client_id: ClientId
    kind: SourceKind
    source_id: UUID
    version: int
    field: str
    start: int
    end: int
    text: str
    day: date | None
    title: str = ""
    author: UserId | None = None


@dataclass(frozen=True, slots=True)
class Stated:
    """A fact and the version of the source that states it."""

    fact: Fact
    source: FactsOfVersion

    @property
    def day(self) -> date:
        """The day it applies to; the minimum for the client's record, which has none."""
        return self.fact.day or date.min


class FactReader:
    """For one question: each source is read once."""

    def __init__(self, database: Database, sealer: Sealer) -> None:
        self._database = database
        self._sealer = sealer
        self._read: dict[object, SourceNote | None] = {}

    def __call__(self, stated: Stated) -> Quote | None:
        """The words of a fact; None if its source was deleted, damaged or changed since."""
        source, fact = stated.source, stated.fact
        note = self._note(stated)
        if note is None or (note.version, note.client_id) != (source.version, source.client_id):
            return None
        text = dict(note.fields).get(fact.field, "")
        if fact.end > len(text):
            return None
        return Quote(
            client_id=source.client_id,
            kind=source.source_kind,
            source_id=source.source_id,
            version=source.version,
            field=fact.field,
            start=fact.start,
            end=fact.end,
            text=text[fact.start : fact.end],
            day=note.day,
            title=note.title,
            author=note.author,
        )

    def _note(self, stated: Stated) -> SourceNote | None:
        source = stated.source
        if source.source_id not in self._read:
            try:
                with self._database.begin() as session:
                    note = read_source(session, self._sealer, source.source_kind, source.source_id)
            except (NotFound, TamperedRecord):
                note = None
            self._read[source.source_id] = note
        return self._read[source.source_id]
