"""Types of retrieval: passages, hits and scopes."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import Literal
from uuid import UUID

from core.ids import ClientId, PassageId, SourceKind, UserId
from core.sources.dto import Coverage

QUESTION_LIMIT_CHARS = 2_000


@dataclass(frozen=True, slots=True)
class Passage:
    """An indexed span of one field of one immutable version.

    `text` is exactly `field_text[start:end]` (character offsets) of `field` in version `version` of the
    session, client record or attachment `source_id`. `day` is the session's date or the day the attachment
    was added, None for the client record. `title` is the attachment's name. `author` wrote that version of a
    session; None for other sources. `heading` is the chain of headings above it, or "".
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


Sides = Literal["both", "meaning", "words"]


@dataclass(frozen=True, slots=True)
class SearchOptions:
    """How to search. `understand` lets the question itself filter and order ("since March", "the latest").

    `recency` prefers newer notes among equals. `sides` serves evaluations; the default is both.
    """

    recency: bool = True
    understand: bool = True
    sides: Sides = "both"


@dataclass(frozen=True, slots=True)
class Nearness:
    """The cosine between the question and `field_text[start:end]` of a passage's field."""

    start: int
    end: int
    dense: float


@dataclass(frozen=True, slots=True)
class Hit:
    """One passage found. `dense` is a cosine, `lexical` a BM25 score (higher is better).

    None: not found by that index. `coverage` is the share of the question's words it contains, weighted by
    rarity (0 to 1). `marks` are the spans of `passage.text` to highlight. `also` are passages of the client's
    other notes with the same words, not listed separately. `denies`: it negates what was asked. `nearness`
    gives the cosine of parts that were compared separately.
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
    """The results for one client, best first."""

    client_id: ClientId
    hits: tuple[Hit, ...]


@dataclass(frozen=True, slots=True)
class Reading:
    """One interpretation of a question, shown to the user and reversible: a code with values.

    `preferred`: notes of these days are ranked first, the others are not excluded. `dates_lifted`: the scope
    contains nothing from the requested days, so all of it was searched. `yearless`: the days were named
    without a year, which was guessed. `negation`: the clients without
    something were asked for; the list shows every client with a mention of it, asserted or negated.
    """

    code: Literal[
        "latest", "first", "since", "until", "between", "listing", "preferred", "dates_lifted", "negation"
    ]
    since: date | None = None
    until: date | None = None
    yearless: bool = False


@dataclass(frozen=True, slots=True)
class SearchResult:
    """Hits best first. `dense_available` is false if the engine could not embed the question.

    `groups` is not empty for a question which clients something holds for: every client was then searched
    completely, and `hits` begins with the best passage of each. `understood` is what the question asks for
    besides its words.
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
    """A profile that is being built beside the active one: sources done and in total."""

    model: str
    done: int
    total: int


@dataclass(frozen=True, slots=True)
class Drift:
    """How many sources the index had wrong at the last check; all of them are corrected since.

    `lacking`: neither indexed in the current version nor queued; `gone`: indexed although they must not be
    found; `stale_vectors`: with vectors of other passages; `damaged`: not decryptable.
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
    """How much of the practice is searchable: sources (sessions and client records) with and without."""

    total: int = 0
    indexed: int = 0
    passages: int = 0
    running: bool = False
    problem: str | None = None
    """An error code if indexing has stopped for a reason the user should see."""
    model: str | None = None
    """The model of the active profile."""
    building: Building | None = None
    sources_per_s: float | None = None
    """Over the last half minute; None while nothing is indexed."""
    remaining_s: float | None = None
    drift: Drift | None = None
    """The result of the last check; None before the first."""

    @property
    def pending(self) -> int:
        return self.total - self.indexed

    @property
    def percent(self) -> int:
        return 100 if self.total == 0 else int(100 * self.indexed / self.total)


@dataclass(frozen=True, slots=True)
class EmbeddingProfile:
    """The vector space of one embedding model. `revision` is the SHA-256 of its weights."""

    model: str
    revision: str
    dimension: int
    pooling: str = "mean"
    normalised: bool = True
    extra: dict[str, str] = field(default_factory=dict)
