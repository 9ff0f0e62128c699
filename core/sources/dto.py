"""Types of sources: their fields, which of them are asked for, and how much of them was read."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from core.clients.record_fields import RECORD_FIELDS
from core.ids import ClientId, SourceKind, UserId
from core.sessions.dto import ADDENDUM_FIELD, SOAP_FIELDS

CLIENT_FIELDS = RECORD_FIELDS
ATTACHMENT_FIELDS = ("attachment",)
FIELDS_OF: dict[SourceKind, tuple[str, ...]] = {
    "session": (*SOAP_FIELDS, ADDENDUM_FIELD),
    "client": CLIENT_FIELDS,
    "attachment": ATTACHMENT_FIELDS,
}


@dataclass(frozen=True, slots=True)
class SearchScope:
    """Which clients and sources to search; applied before ranking. No client: the whole practice.

    Empty `fields` and `authors` do not filter.
    """

    client_id: ClientId | None = None
    since: date | None = None
    until: date | None = None
    fields: frozenset[str] = frozenset()
    authors: frozenset[UserId] = frozenset()

    def includes(self, kind: SourceKind) -> bool:
        """Whether sources of this kind can be in scope: a client's record has no day and other fields."""
        if kind == "client" and (self.since or self.until):
            return False
        if kind != "session" and self.authors:
            return False
        return not self.fields or not self.fields.isdisjoint(FIELDS_OF[kind])


@dataclass(frozen=True, slots=True)
class Coverage:
    """What a search looked at: how many sessions, from when to when, and how many sources it could not read.

    `unread` counts sources not indexed yet, and attachments without text: scans and pictures. `unindexed`
    counts the former alone, in searches only, as are `clients` and `passages`: 0 where not counted.
    `mismatched` counts entries that do not match their chart's manifest, which are neither found nor quoted.
    """

    sessions: int = 0
    since: date | None = None
    until: date | None = None
    unread: int = 0
    clients: int = 0
    passages: int = 0
    unindexed: int = 0
    mismatched: int = 0


@dataclass(frozen=True, slots=True)
class DamagedSource:
    """A source whose index row did not open."""

    source_id: UUID
