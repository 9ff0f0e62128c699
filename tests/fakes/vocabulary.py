"""The practice's abbreviations in memory, behind the same door as the real service."""

from __future__ import annotations

from dataclasses import replace
from uuid import UUID

from core.damage import DamagedEntry, Listing
from core.errors import EditConflict, NotFound
from core.ids import new_id
from core.vocabulary.checking import check_unique, checked
from core.vocabulary.dto import VocabularyEntry
from tests.fakes.gate import Gate


class FakeVocabulary(Gate):
    """Refuses what the real one refuses."""

    def __init__(self, **meanings: tuple[str, ...]) -> None:
        super().__init__()
        entries = (VocabularyEntry(new_id(), short, means, 1) for short, means in meanings.items())
        self.stored: dict[UUID, VocabularyEntry] = {each.entry_id: each for each in entries}
        self.damaged: list[DamagedEntry] = []

    def entries(self) -> Listing[VocabularyEntry]:
        self._pass("entries")
        in_order = sorted(self.stored.values(), key=lambda each: each.short.casefold())
        return Listing(in_order, self.damaged)

    def delete_damaged(self, entry: DamagedEntry) -> None:
        self._pass("delete_damaged")
        self.damaged.remove(entry)

    def save(self, entry: VocabularyEntry) -> VocabularyEntry:
        self._pass("save")
        tidy = checked(entry)
        check_unique(tidy, self.stored.values())
        known = self.stored.get(entry.entry_id)
        if entry.row_version and known is None:
            raise NotFound("record_not_found")
        if known is not None and known.row_version != entry.row_version:
            raise EditConflict("record_edit_conflict")
        stored = replace(tidy, row_version=entry.row_version + 1)
        self.stored[stored.entry_id] = stored
        return stored

    def delete(self, entry: VocabularyEntry) -> VocabularyEntry:
        self._pass("delete")
        if self.stored[entry.entry_id].row_version != entry.row_version:
            raise EditConflict("record_edit_conflict")
        del self.stored[entry.entry_id]
        return replace(entry, entry_id=new_id(), row_version=0)
