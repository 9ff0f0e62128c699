"""The practice's abbreviations as the rest of the program sees them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from core.ids import UserId

SHORT_LIMIT_CHARS = 32
MEANING_LIMIT_CHARS = 120
MEANINGS_LIMIT = 8
"""Meanings of one abbreviation."""
COUNT_LIMIT = 500
"""Abbreviations of a practice."""


@dataclass(frozen=True, slots=True)
class VocabularyEntry:
    """An abbreviation and its meanings, the usual one first. `row_version` 0: not stored yet."""

    entry_id: UUID
    short: str
    meanings: tuple[str, ...]
    row_version: int = 0
    author: UserId | None = None
    updated_at: datetime | None = None
