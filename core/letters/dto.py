"""Letters as the rest of the program sees them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from core.ids import ClientId, SessionId, UserId

TITLE_LIMIT_CHARS = 120
LETTER_LIMIT_CHARS = 50_000


@dataclass(frozen=True, slots=True)
class Letter:
    """One letter at one row version; 0: not stored yet.

    `session_id`: the session it was drafted from. `language` is that of its template, empty for none.
    """

    letter_id: UUID
    client_id: ClientId
    day: date
    title: str
    text: str
    session_id: SessionId | None = None
    language: str = ""
    row_version: int = 0
    author: UserId | None = None
    saved_at: datetime | None = None
