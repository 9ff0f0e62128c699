"""What the journal keeps and what it gives back."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from core.ids import ClientId, SessionId, UserId
from core.sessions.dto import SoapText


@dataclass(frozen=True, slots=True)
class JournalDraft:
    """Words of one person on one session that are not in the database.

    `base_version` is the version of the session they were written on. `at` is when they were kept; whoever
    hands a draft in leaves it None.
    """

    session_id: SessionId
    client_id: ClientId
    author: UserId
    base_version: int
    day: date
    text: SoapText
    at: datetime | None = None


@dataclass(frozen=True, slots=True)
class JournalReading:
    """Everything that could be read, oldest first, and the names of the files that were moved aside."""

    drafts: tuple[JournalDraft, ...] = ()
    damaged: tuple[str, ...] = ()
