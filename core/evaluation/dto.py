"""Questions with known proofs, the results of finding them, and their sums."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal
from uuid import UUID

from core.ids import ClientId
from core.retrieval.dto import SearchOptions


@dataclass(frozen=True, slots=True)
class GoldQuote:
    """The proof of an answer: `quote` is an exact part of `field` of that session.

    Ids are those of the chart file; `client_id` is whose chart the session lies in. `spans` are the character
    offsets into the field at which it stands, one or more.
    """

    client_id: str
    session_id: str
    field: str
    quote: str
    spans: tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True)
class EvaluationQuestion:
    """One row of a question file. Without `client_id` it concerns the whole practice; without `gold` the
    charts do not answer it.
    """

    row_id: str
    question: str
    kind: str
    language: str
    client_id: str | None
    gold: tuple[GoldQuote, ...] = ()
    must_include: tuple[str, ...] = ()
    must_not: tuple[str, ...] = ()
    """Words that a correct answer must all contain, and words it must not contain."""


@dataclass(frozen=True, slots=True)
class QuestionFile:
    """The questions of one file and the charts they are about."""

    charts: Path
    file: Path
    questions: tuple[EvaluationQuestion, ...]


@dataclass(frozen=True, slots=True)
class Way:
    """One search configuration; all are evaluated in the same run."""

    name: str
    options: SearchOptions


WAYS = (
    Way("fused", SearchOptions()),
    Way("literal", SearchOptions(understand=False)),
    Way("meaning", SearchOptions(recency=False, understand=False, sides="meaning")),
    Way("words", SearchOptions(recency=False, understand=False, sides="words")),
)
"""The default; without filters from the question; each index alone."""


@dataclass(frozen=True, slots=True)
class GoldPlace:
    """The location of a gold quote in the practice."""

    client_id: ClientId
    session_id: UUID
    field: str
    quote: str
    spans: tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True)
class RetrievalResult:
    """The result of one configuration for one question. `ranks` correspond to the gold quotes: the first
    passage that contains each completely, from 1, None if not shown. `clients` are all returned ones, by id
    of the file.
    """

    way: str
    ranks: tuple[int | None, ...]
    clients: tuple[str, ...]
    grouped: bool
    elapsed_ms: float


Reason = Literal["outranked", "neighbour", "cut", "collapsed", "filtered", "not_candidate"]
"""Why a quote is not among those shown.

`outranked`: found, but too far behind. `neighbour`: a passage that overlaps the one with the quote was
found, and stands for both. `cut`: found are only parts of it; no passage holds it wholly. `collapsed`: it
stands in a note that was shown only as having the same words. `filtered`: what was understood in the
question left it out. `not_candidate`: neither side brought it up.
"""


@dataclass(frozen=True, slots=True)
class Missed:
    """A gold quote beyond the first `beyond` passages; `rank` is its best rank."""

    row_id: str
    question: str
    gold: GoldQuote
    beyond: int
    rank: int | None
    reason: Reason


@dataclass(frozen=True, slots=True)
class Score:
    """One summand of a column: `value` of `of`."""

    column: str
    value: float
    of: float = 1.0


@dataclass(frozen=True, slots=True)
class Tally:
    """A column summed up."""

    value: float = 0.0
    of: float = 0.0

    @property
    def share(self) -> float | None:
        """None when nothing was there to count."""
        return self.value / self.of if self.of else None


Columns = Mapping[str, Tally]


@dataclass(frozen=True, slots=True)
class Table:
    """Columns over all questions, and over those of each kind and language."""

    total: Columns
    kinds: Mapping[str, Columns]
    languages: Mapping[str, Columns]


@dataclass(frozen=True, slots=True)
class PracticeOutcome:
    """A question over the practice. `grouped`: understood as a listing, every client searched."""

    row_id: str
    question: str
    gold: tuple[str, ...]
    returned: tuple[str, ...]
    grouped: bool

    @property
    def found(self) -> tuple[str, ...]:
        return tuple(client for client in self.gold if client in self.returned)


@dataclass(frozen=True, slots=True)
class AnswerOutcome:
    """The result of asking one question.

    `gold_used` corresponds to the gold quotes: whether each is within a source that the answer uses. `shown`
    and `withheld` count sentences; `faithful` of the shown ones are supported by their citations. `hit`: it
    has all required and no forbidden words. `leaks` counts sources of other clients.
    """

    row_id: str
    question: str
    mode: str
    abstained: bool
    notice: str | None
    gold_used: tuple[bool, ...]
    shown: int
    faithful: int
    withheld: int
    hit: bool
    leaks: int
    elapsed_ms: float


@dataclass(frozen=True, slots=True)
class AnswersReport:
    """How one mode answered: `evidence` without a model, `written` with `model`. Times in milliseconds."""

    mode: str
    model: str | None
    table: Table
    p50_ms: float
    p95_ms: float
    outcomes: tuple[AnswerOutcome, ...]


@dataclass(frozen=True, slots=True)
class SetReport:
    """All about one question file. `tables` by the name of the way; times in milliseconds and seconds."""

    charts: str
    file: str
    questions: int
    answerable: int
    quotes: int
    sessions: int
    passages: int
    model: str
    model_sha256: str
    index_s: float
    find_p50_ms: float
    find_p95_ms: float
    tables: Mapping[str, Table] = field(hash=False)
    missed: tuple[Missed, ...]
    practice: tuple[PracticeOutcome, ...]
    answers: tuple[AnswersReport, ...] = ()
