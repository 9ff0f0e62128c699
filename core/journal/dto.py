"""What the journal keeps and what it gives back."""

from __future__ import annotations

import hashlib
import itertools
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from uuid import UUID

from core.clients.dto import Client
from core.ids import ClientId, SessionId, UserId
from core.sessions.dto import SOAP_FIELDS, CopiedFrom, Session, SoapText

DraftKey = tuple[SessionId, UserId]
"""Whose words on which session: the journal keeps one entry for each."""

_numbers = itertools.count(1)


def next_number() -> int:
    """Grows with every call: which of two drafts, or of a draft and a letting go, was asked for later."""
    return next(_numbers)


def words_digest(text: SoapText, day: date) -> str:
    """SHA-256 (hex) that recognises words without holding them."""
    document = json.dumps([day.isoformat(), *(text.field(name) for name in SOAP_FIELDS)])
    return hashlib.sha256(document.encode("ascii")).hexdigest()


@dataclass(frozen=True, slots=True)
class JournalDraft:
    """Words of one person on one session that are not in the database.

    `base_version` is the version of the session they were written on. `under_way`: the `words_digest` of a
    save that had not been answered then, None without one: what that save stores, these words were written
    on. `kind`, `duration_min` (0: none) and `copied` were set beside the words and are not stored either;
    None, or no field, leaves what the session has. `at` is when they were kept; whoever hands a draft in
    leaves it None. `number` tells the order in which drafts were made in this process; it is not stored.
    """

    session_id: SessionId
    client_id: ClientId
    author: UserId
    base_version: int
    day: date
    text: SoapText
    at: datetime | None = None
    under_way: str | None = None
    kind: str | None = None
    duration_min: int | None = None
    copied: Mapping[str, CopiedFrom] = field(default_factory=dict, hash=False)
    number: int = field(default_factory=next_number, compare=False)

    @property
    def key(self) -> DraftKey:
        return self.session_id, self.author


@dataclass(frozen=True, slots=True)
class JournalForm:
    """What one person typed into a form and did not store: kept while it is typed, and by a lock.

    `kind` names the form, `ids` what it was about (ids, versions), `fields` are its words; all of it is
    sealed with the client's key, or with the workspace's where there is no client yet. `at`, `number`: as of
    a draft.
    """

    entry_id: UUID
    author: UserId
    kind: str
    client_id: ClientId | None = None
    ids: Mapping[str, str] = field(default_factory=dict)
    fields: Mapping[str, str] = field(default_factory=dict)
    at: datetime | None = None
    number: int = field(default_factory=next_number, compare=False)


@dataclass(frozen=True, slots=True)
class JournalReading:
    """Everything that could be read, oldest first, and the names of the files that were moved aside.

    `keyless` counts files that stay as they are because the key of their client is missing.
    """

    drafts: tuple[JournalDraft, ...] = ()
    damaged: tuple[str, ...] = ()
    keyless: int = 0
    forms: tuple[JournalForm, ...] = ()


@dataclass(frozen=True, slots=True)
class WaitingDraft:
    """Words from the journal beside the session as it is stored now."""

    draft: JournalDraft
    session: Session
    client: Client


@dataclass(frozen=True, slots=True)
class JournalFindings:
    """What an unlock finds in the journal.

    `damaged` counts files that were moved aside just now, `unplaced` drafts whose session is gone or cannot
    be read, `keyless` files whose client's key is missing: the last two stay in the journal as they are.
    """

    waiting: tuple[WaitingDraft, ...] = ()
    damaged: int = 0
    unplaced: int = 0
    keyless: int = 0
    forms: tuple[JournalForm, ...] = ()


@dataclass(frozen=True, slots=True)
class JournalFiles:
    """How many files lie there, by their names alone."""

    waiting: int = 0
    damaged: int = 0
