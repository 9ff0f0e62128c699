"""Answers, sentences and sources: the results of asking a chart."""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass
from datetime import datetime
from typing import Literal, Protocol

from core.ids import ClientId, ConversationId, MessageId
from core.retrieval.dto import Passage
from core.sources.dto import Coverage

AnswerMode = Literal["written", "evidence"]
AnswerKind = Literal["lookup", "written", "evidence"]
"""How an answer was made: looked up in the record's structure, written by a model, or quotes from search."""
SoughtKind = Literal[
    "value", "dose", "size", "count", "age", "duration", "frequency", "person", "place", "date"
]
Attribution = Literal["tracked", "unavailable", "before_tracking"]
"""`unavailable`: the model wrote, but its sources are unknown. `before_tracking`: stored by a program that
did not track sources; all are shown, none as used.
"""
Opinion = Literal["useful", "wrong"]
FEEDBACK_LIMIT_CHARS = 500
TAKEN_BACK = "taken_back"
UNREADABLE_ANSWER = "unreadable_answer"
"""The placeholder for an answer that cannot be read; never stored."""
NOT_KEPT = "not_kept"
"""Marks a looked-up answer in the history: sentences without a source are shown once and not stored."""


@dataclass(frozen=True, slots=True)
class Source:
    """A passage offered to the model, with the number by which the answer cites it.

    `quote` is exactly `field_text[quote_start:quote_end]` of the passage's field and version (character
    offsets into the field, not into the passage).
    """

    number: int
    used: bool
    usage_reason: str
    quote: str
    quote_start: int
    quote_end: int
    verified: bool
    passage: Passage
    client_name: str
    score: float
    dense: float | None = None
    lexical: float | None = None
    proof: tuple[tuple[int, int], ...] = ()
    """Spans of the field, inside the quote, that support the answer; empty: all of the quote."""
    rank: int | None = None
    """Its rank among the results, from 1; `number` is in reading order."""

    @property
    def proof_spans(self) -> tuple[tuple[int, int], ...]:
        """The same as spans of `quote`, never empty."""
        spans = self.proof or ((self.quote_start, self.quote_end),)
        return tuple((start - self.quote_start, end - self.quote_start) for start, end in spans)

    def narrowed(self) -> Source:
        """The same source with the quote cut to the range of the words that support the answer."""
        spans = self.proof_spans
        start, end = spans[0][0], spans[-1][1]
        return dataclasses.replace(
            self,
            quote=self.quote[start:end],
            quote_start=self.quote_start + start,
            quote_end=self.quote_start + end,
        )

    @property
    def proof_text(self) -> str:
        """The words that support the answer, with an ellipsis for the words left out."""
        return " … ".join(self.quote[start:end] for start, end in self.proof_spans)


@dataclass(frozen=True, slots=True)
class Sought:
    """What an unanswered question asked for; `subject` in its own words, or empty."""

    kind: SoughtKind
    subject: str = ""


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence of an answer. `reason` (a code) says why a withheld one is not shown as fact."""

    text: str
    sources: tuple[int, ...]
    verified: bool
    reason: str | None = None
    emphasis: tuple[tuple[int, int], ...] = ()
    """Spans of `text` (characters) that match the question."""


@dataclass(frozen=True, slots=True)
class Timings:
    """Milliseconds. `first_token_ms` is None when no model wrote."""

    find_ms: float
    first_token_ms: float | None
    total_ms: float


@dataclass(frozen=True, slots=True)
class Usage:
    prompt_tokens: int = 0
    output_tokens: int = 0
    truncated_passages: int = 0


@dataclass(frozen=True, slots=True)
class Feedback:
    """A user's opinion of an answer. `why` is empty or up to `FEEDBACK_LIMIT_CHARS`; it is stored here
    only.
    """

    verdict: Opinion
    why: str
    given_at: datetime


@dataclass(frozen=True, slots=True)
class ClientList:
    """The clients of one part of a list: `now`, `earlier`, `denied_or_removed` or `mentioned`."""

    part: str
    client_ids: tuple[ClientId, ...]


@dataclass(frozen=True, slots=True)
class Answer:
    """A finished answer as it is stored and shown. `answer` joins the shown sentences, with [n]."""

    conversation_id: ConversationId
    message_id: MessageId
    question: str
    answer: str
    sentences: tuple[Sentence, ...]
    withheld: tuple[Sentence, ...]
    sources: tuple[Source, ...]
    not_in_record: bool
    mode: AnswerKind
    attribution: Attribution
    model: str | None
    timings: Timings
    usage: Usage
    searched: Coverage
    asked_at: datetime
    cached: bool = False
    notice: str | None = None
    """A code that explains the mode, e.g. `no_model`, `engine_resting`, `generation_failed`, `stopped`."""
    understood: str | None = None
    """The question as it was searched, if earlier turns completed it; None: as typed."""
    recalled: tuple[MessageId, ...] = ()
    """The earlier turns that completed it."""
    feedback: Feedback | None = None
    missing: tuple[str, ...] = ()
    """The question's words that occur nowhere, if that is why it is not in the record."""
    sought: Sought | None = None
    """The kind of value that is not in the record, if the question names one."""
    leading: int | None = None
    """How many of the quotes, from the first, answer about as well as the best one; None: all of them.
    Over the practice only their clients are named first.
    """
    first_asked_at: datetime | None = None
    """For a `cached` answer: when it was first given."""
    lists: tuple[ClientList, ...] = ()
    """Of a list over the practice, the clients of each part; not stored."""
    unscored: bool = False
    """Whether the cross-encoder should have scored the sentences found and did not (late, failed, paused)."""
    uncertain: bool = False
    """Whether the quotes may not answer: there are signs of it, too few to refuse."""

    @property
    def taken_back(self) -> bool:
        """Whether it has no words and no sources to show: a source was retracted, deleted or merged since, or
        the answer cannot be read.
        """
        return self.notice in (TAKEN_BACK, UNREADABLE_ANSWER)


@dataclass(frozen=True, slots=True)
class ConversationSummary:
    """A row of the conversation list; `title` is the first question, shortened, empty if none can be read."""

    conversation_id: ConversationId
    client_id: ClientId | None
    title: str
    last_asked_at: datetime
    questions: int


@dataclass(frozen=True, slots=True)
class ConversationHit:
    """An earlier question or answer that holds the words looked for, the first at `start` to `end`
    (characters) of `excerpt`. `question` is the answer's question.
    """

    summary: ConversationSummary
    message_id: MessageId
    excerpt: str
    start: int
    end: int
    question: str = ""


class AskListener(Protocol):
    """Receives the progress of an answer, in the asking thread."""

    def on_evidence(self, sources: tuple[Source, ...], searched: Coverage) -> None:
        """The passages found, before the model writes."""

    def on_text(self, delta: str) -> None:
        """The next piece of the model's text; not yet verified."""
