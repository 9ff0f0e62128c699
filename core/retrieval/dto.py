"""Passages, hits and scopes: the vocabulary of finding."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import Literal
from uuid import UUID

from core.clients.record_fields import RECORD_FIELDS
from core.ids import ClientId, PassageId, UserId
from core.sessions.dto import ADDENDUM_FIELD, SOAP_FIELDS

SourceKind = Literal["session", "client", "attachment"]
QUESTION_LIMIT_CHARS = 2_000
CLIENT_FIELDS = RECORD_FIELDS
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
    was added, None for the client record. `title` is the attachment's name. `author` wrote that version of a
    session; None for other sources. `heading` is the chain of headings it stands under, or "".
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
    author: UserId | None = None
    heading: str = ""


@dataclass(frozen=True, slots=True)
class SearchScope:
    """Whom and what to search; applied before ranking, never after. No client: the whole practice.

    Empty `fields` and `authors` do not filter.
    """

    client_id: ClientId | None = None
    since: date | None = None
    until: date | None = None
    fields: frozenset[str] = frozenset()
    authors: frozenset[UserId] = frozenset()

    def includes(self, kind: SourceKind) -> bool:
        """Whether sources of this kind can be in it: a client's record has no day, and fields of its own."""
        if kind == "client" and (self.since or self.until):
            return False
        if kind != "session" and self.authors:
            return False
        return not self.fields or not self.fields.isdisjoint(FIELDS_OF[kind])


Sides = Literal["both", "meaning", "words"]


@dataclass(frozen=True, slots=True)
class SearchOptions:
    """How to search. `understand` lets the question itself filter and order ("since March", "the latest").

    `recency` prefers newer notes among equals. `sides` is for comparing: both together are what is meant.
    """

    recency: bool = True
    understand: bool = True
    sides: Sides = "both"


@dataclass(frozen=True, slots=True)
class Nearness:
    """How near `field_text[start:end]` of a passage's field is to the question by its meaning: a cosine."""

    start: int
    end: int
    dense: float


@dataclass(frozen=True, slots=True)
class Hit:
    """One passage found. `dense` is a cosine, `lexical` a BM25 score (higher is better).

    None: not found by that side. `coverage` is the share of the question's words it holds, rare ones counting
    more (0 to 1). `marks` are the spans of `passage.text` to highlight. `also` are passages of other notes of
    the same client with the same words, not listed by themselves. `denies`: it says that it is not so.
    `nearness` tells parts of the passage from each other, where they were compared one by one.
    """

    rank: int
    score: float
    dense: float | None
    lexical: float | None
    passage: Passage
    coverage: float = 0.0
    marks: tuple[tuple[int, int], ...] = ()
    also: tuple[Passage, ...] = ()
    denies: bool = False
    nearness: tuple[Nearness, ...] = ()


@dataclass(frozen=True, slots=True)
class ClientGroup:
    """What was found of one client, best first."""

    client_id: ClientId
    hits: tuple[Hit, ...]


@dataclass(frozen=True, slots=True)
class Reading:
    """One thing that was understood in a question, to be shown and to be taken back: a code with values.

    `preferred`: notes of these days come first, the others are not left out. `dates_lifted`: the scope holds
    nothing of the days that were asked for, so all of it was searched. `negation`: a list of whom something
    does not hold for was asked for; listed is who has it mentioned, whether it is so or not.
    """

    code: Literal[
        "latest", "first", "since", "until", "between", "listing", "preferred", "dates_lifted", "negation"
    ]
    since: date | None = None
    until: date | None = None


@dataclass(frozen=True, slots=True)
class Coverage:
    """What a search looked at: how many sessions, from when to when, and how many sources it could not read.

    `unread` counts what is not indexed yet, and attachments of which no word is known: scans and pictures.
    `unindexed` is the former alone; searches only count it, `clients` and `passages`: 0 where nobody did.
    `mismatched` counts what is not as it was written in the charts looked at: neither found nor quoted.
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
class SearchResult:
    """Hits best first. `dense_available` is false when the engine could not embed the question.

    `groups` is not empty for a question which clients something holds for: every client was then searched to
    the end, and `hits` begins with the best passage of each. `understood` is what the question itself asked
    for beside its words.
    """

    question: str
    hits: tuple[Hit, ...]
    searched: Coverage
    elapsed_ms: float
    dense_available: bool = True
    groups: tuple[ClientGroup, ...] = ()
    understood: tuple[Reading, ...] = ()


@dataclass(frozen=True, slots=True)
class Building:
    """A profile that is being made beside the active one: sources done and in all."""

    model: str
    done: int
    total: int


@dataclass(frozen=True, slots=True)
class Drift:
    """How many sources the index had wrong when it was last looked through; all of it is put right since.

    `lacking` were not held as they are and in no queue, `gone` were held though nobody may find them,
    `stale_vectors` had vectors of other passages, `damaged` did not open.
    """

    lacking: int = 0
    gone: int = 0
    stale_vectors: int = 0
    damaged: int = 0

    @property
    def total(self) -> int:
        return self.lacking + self.gone + self.stale_vectors + self.damaged

    def with_(self, other: Drift) -> Drift:
        """Both together."""
        return Drift(
            self.lacking + other.lacking,
            self.gone + other.gone,
            self.stale_vectors + other.stale_vectors,
            self.damaged + other.damaged,
        )


@dataclass(frozen=True, slots=True)
class IndexStatus:
    """How much of the practice can be found: sources (sessions and client records) with and without index."""

    total: int = 0
    indexed: int = 0
    passages: int = 0
    running: bool = False
    problem: str | None = None
    """An error code when indexing has stopped for a reason the person should see."""
    model: str | None = None
    """The model of the active profile."""
    building: Building | None = None
    sources_per_s: float | None = None
    """Over the last half minute; None while nothing is indexed."""
    remaining_s: float | None = None
    drift: Drift | None = None
    """What the last look found; None before the first."""

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
