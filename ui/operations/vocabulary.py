"""Operations on the practice's own abbreviations."""

from __future__ import annotations

from core.damage import DamagedEntry, Listing
from core.vocabulary.dto import VocabularyEntry
from ui.operations.operation import Operation


def list_entries() -> Operation[Listing[VocabularyEntry]]:
    """All entries, by their short form."""
    return Operation("db", lambda services, _cancel, _progress: services.vocabulary.entries())


def save_entry(*, entry: VocabularyEntry) -> Operation[VocabularyEntry]:
    """Stores a new or changed entry; used from the next question on."""
    return Operation("db", lambda services, _cancel, _progress: services.vocabulary.save(entry))


def delete_entry(*, entry: VocabularyEntry) -> Operation[VocabularyEntry]:
    """Removes an entry; `save_entry` takes its result."""
    return Operation("db", lambda services, _cancel, _progress: services.vocabulary.delete(entry))


def delete_damaged_entry(*, entry: DamagedEntry) -> Operation[None]:
    """Permanently removes an unreadable entry."""
    return Operation("db", lambda services, _cancel, _progress: services.vocabulary.delete_damaged(entry))
