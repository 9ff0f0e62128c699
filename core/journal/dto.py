"""Types of the journal."""

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
"""The session and author of unsaved text: the journal keeps one entry for each."""

_numbers = itertools.count(1)


def next_number() -> int:
    """Increases with every call, to order drafts and removals."""
    return next(_numbers)


def words_digest(text: SoapText, day: date) -> str:
    """SHA-256 (hex) that identifies text without containing it."""
    document = json.dumps([day.isoformat(), *(text.field(name) for name in SOAP_FIELDS)])
    return hashlib.sha256(document.encode("ascii")).hexdigest()


@dataclass(frozen=True, slots=True)
class JournalDraft:
    """One person's text on one session that is not in the database.

    `base_version` is the session version it was based on. `under_way`: the `words_digest` of a save without
    an answer yet, None if there was none; the text is then based on that save. `kind`, `duration_min` (0:
    none) and `copied` are unsaved too; None, or no field, means unchanged. `at` is when it was kept; callers
    leave it None. `number` orders drafts within this process; it is not stored.
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
    """The unsaved content of a form: kept while it is typed, and by a lock.

    `kind` names the form, `ids` its objects (ids, versions), `fields` its text; all sealed with the client's
    key, or the workspace's if there is no client yet. `at`, `number`: as of a draft.
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
    """The readable entries, oldest first, and the names of files moved aside.

    `keyless` counts files kept because their client's key is missing.
    """

    drafts: tuple[JournalDraft, ...] = ()
    damaged: tuple[str, ...] = ()
    keyless: int = 0
    forms: tuple[JournalForm, ...] = ()


@dataclass(frozen=True, slots=True)
class WaitingDraft:
    """Text from the journal with the session as stored now."""

    draft: JournalDraft
    session: Session
    client: Client


@dataclass(frozen=True, slots=True)
class JournalFindings:
    """The journal's content at an unlock.

    `damaged` counts files moved aside now, `unplaced` drafts whose session is missing or unreadable,
    `keyless` files whose client's key is missing: the last two stay in the journal.
    """

    waiting: tuple[WaitingDraft, ...] = ()
    damaged: int = 0
    unplaced: int = 0
    keyless: int = 0
    forms: tuple[JournalForm, ...] = ()


@dataclass(frozen=True, slots=True)
class JournalFiles:
    """The number of files, from their names alone."""

    waiting: int = 0
    damaged: int = 0
