"""What a person does with the practice's own abbreviations."""

from __future__ import annotations

from core.damage import DamagedEntry, Listing
from core.vocabulary.dto import VocabularyEntry
from ui.operations.operation import Operation


def list_entries() -> Operation[Listing[VocabularyEntry]]:
    """All of them, by their short form."""
    return Operation("db", lambda services, _cancel, _progress: services.vocabulary.entries())


def save_entry(*, entry: VocabularyEntry) -> Operation[VocabularyEntry]:
    """Stores a new or a changed one; from the next question on it is understood."""
    return Operation("db", lambda services, _cancel, _progress: services.vocabulary.save(entry))


def delete_entry(*, entry: VocabularyEntry) -> Operation[VocabularyEntry]:
    """Removes one; its result is what `save_entry` brings back."""
    return Operation("db", lambda services, _cancel, _progress: services.vocabulary.delete(entry))


def delete_damaged_entry(*, entry: DamagedEntry) -> Operation[None]:
    """Removes, for good, one that cannot be read."""
    return Operation("db", lambda services, _cancel, _progress: services.vocabulary.delete_damaged(entry))
