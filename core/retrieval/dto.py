"""Passages, hits and scopes: the vocabulary of finding."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import Literal
from uuid import UUID

from core.ids import ClientId, PassageId
from core.sessions.dto import ADDENDUM_FIELD, SOAP_FIELDS

SourceKind = Literal["session", "client", "attachment"]
QUESTION_LIMIT_CHARS = 2_000
CLIENT_FIELDS = ("medical_history", "notes")
ATTACHMENT_FIELDS = ("attachment",)
FIELDS_OF: dict[SourceKind, tuple[str, ...]] = {
    "session": (*SOAP_FIELDS, ADDENDUM_FIELD),
    "client": CLIENT_FIELDS,
    "attachment": ATTACHMENT_FIELDS,
}


@dataclass(frozen=True, slots=True)
class Passage:
    """An indexed span of one field of one immutable version.

    `text` is exactly `field_text[start:end]` (character offsets) of `field` in version `version` of the
    session, client record or attachment `source_id`. `day` is the session's date or the day the attachment
    was added, None for the client record. `title` is the attachment's name.
    """

    passage_id: PassageId
    client_id: ClientId
    source_kind: SourceKind
    source_id: UUID
    version: int
    field: str
    start: int
    end: int
    text: str
    day: date | None
    title: str = ""


@dataclass(frozen=True, slots=True)
class SearchScope:
    """Whom and what to search; applied before ranking, never after. No client: the whole practice."""

    client_id: ClientId | None = None
    since: date | None = None
    until: date | None = None
    fields: frozenset[str] = frozenset()

    def includes(self, kind: SourceKind) -> bool:
        """Whether sources of this kind can be in it: a client's record has no day, and fields of its own."""
        if kind == "client" and (self.since or self.until):
            return False
        return not self.fields or not self.fields.isdisjoint(FIELDS_OF[kind])


@dataclass(frozen=True, slots=True)
class Hit:
    """One passage found. `dense` is a cosine, `lexical` a BM25 score (higher is better).

    None: not found by that side.
    """

    rank: int
    score: float
    dense: float | None
    lexical: float | None
    passage: Passage


@dataclass(frozen=True, slots=True)
class Coverage:
    """What a search looked at: how many sessions, from when to when, and how many sources it could not read.

    `unread` counts what is not indexed yet, and attachments of which no word is known: scans and pictures.
    """

    sessions: int = 0
    since: date | None = None
    until: date | None = None
    unread: int = 0


@dataclass(frozen=True, slots=True)
class SearchResult:
    """Hits best first. `dense_available` is false when the engine could not embed the question."""

    question: str
    hits: tuple[Hit, ...]
    searched: Coverage
    elapsed_ms: float
    dense_available: bool = True


@dataclass(frozen=True, slots=True)
class IndexStatus:
    """How much of the practice can be found: sources (sessions and client records) with and without index."""

    total: int = 0
    indexed: int = 0
    passages: int = 0
    running: bool = False
    problem: str | None = None
    """An error code when indexing has stopped for a reason the person should see."""

    @property
    def pending(self) -> int:
        return self.total - self.indexed

    @property
    def percent(self) -> int:
        return 100 if self.total == 0 else int(100 * self.indexed / self.total)


@dataclass(frozen=True, slots=True)
class EmbeddingProfile:
    """One embedding model's space. `revision` is the SHA-256 of its weights."""

    model: str
    revision: str
    dimension: int
    pooling: str = "mean"
    normalised: bool = True
    extra: dict[str, str] = field(default_factory=dict)
