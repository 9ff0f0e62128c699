"""Answers, sentences and sources: what asking a chart gives back."""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass
from datetime import datetime
from typing import Literal, Protocol

from core.ids import ClientId, ConversationId, MessageId
from core.retrieval.dto import Coverage, Passage

AnswerMode = Literal["written", "evidence"]
AnswerKind = Literal["lookup", "written", "evidence"]
"""How an answer was made: from the record's structure (its sentences by the program), by a model, or of the
record's words as search found them."""
SoughtKind = Literal[
    "value", "dose", "size", "count", "age", "duration", "frequency", "person", "place", "date"
]
Attribution = Literal["tracked", "unavailable", "before_tracking"]
"""`unavailable`: the model wrote, but which sources it used is not known. `before_tracking`: kept by a
program that did not track its sources; all of them are shown, none as used."""
Opinion = Literal["useful", "wrong"]
FEEDBACK_LIMIT_CHARS = 500
TAKEN_BACK = "taken_back"
UNREADABLE_ANSWER = "unreadable_answer"
"""What stands in a conversation for an answer that cannot be read; never stored."""
NOT_KEPT = "not_kept"
"""Of a looked-up answer in the history: what no source bears out was told once and is not kept."""


@dataclass(frozen=True, slots=True)
class Source:
    """A passage offered to the model, under the number the answer cites it by.

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
    """Spans of the field, inside the quote, that carry the answer; empty: all of the quote."""
    rank: int | None = None
    """Its place among what was found, from 1; `number` is in reading order."""

    @property
    def proof_spans(self) -> tuple[tuple[int, int], ...]:
        """The same, never empty, as spans of `quote`."""
        spans = self.proof or ((self.quote_start, self.quote_end),)
        return tuple((start - self.quote_start, end - self.quote_start) for start, end in spans)

    def narrowed(self) -> Source:
        """The same source with a quote from the first to the last of the words that carry the answer."""
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
        """The words that carry the answer, with an ellipsis where words of the quote are left out."""
        return " … ".join(self.quote[start:end] for start, end in self.proof_spans)


@dataclass(frozen=True, slots=True)
class Sought:
    """What a question that the record does not answer asked for; `subject` in its own words, or empty."""

    kind: SoughtKind
    subject: str = ""


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence of an answer. A withheld one says in `reason` (a code) why it is not shown as fact."""

    text: str
    sources: tuple[int, ...]
    verified: bool
    reason: str | None = None
    emphasis: tuple[tuple[int, int], ...] = ()
    """Spans of `text` (characters) that the question asked for."""


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
    """What a person thought of an answer. `why` is empty or up to `FEEDBACK_LIMIT_CHARS`; it stays here."""

    verdict: Opinion
    why: str
    given_at: datetime


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
    """The question as it was searched, when earlier turns completed it; None: as typed."""
    recalled: tuple[MessageId, ...] = ()
    """The earlier turns that completed it."""
    feedback: Feedback | None = None
    missing: tuple[str, ...] = ()
    """The question's own words that are nowhere mentioned, where that is why it is not in the record."""
    sought: Sought | None = None
    """The kind of value that is not in the record, where the question names one."""
    leading: int | None = None
    """How many of the quotes, from the first, answer about as well as the best one; None: all of them."""
    first_asked_at: datetime | None = None
    """Of a `cached` answer: when the same was given first."""

    @property
    def taken_back(self) -> bool:
        """Whether it has no words and no sources to show: it quoted what was retracted, deleted or merged
        since, or it cannot be read.
        """
        return self.notice in (TAKEN_BACK, UNREADABLE_ANSWER)


@dataclass(frozen=True, slots=True)
class ConversationSummary:
    """A line of the conversation list; `title` is the first question, shortened, empty where none can be
    read.
    """

    conversation_id: ConversationId
    client_id: ClientId | None
    title: str
    last_asked_at: datetime
    questions: int


@dataclass(frozen=True, slots=True)
class ConversationHit:
    """An earlier question or answer that holds the words looked for, the first of them at `start` to `end`
    (characters) of `excerpt`. `question` is the one that the answer is to.
    """

    summary: ConversationSummary
    message_id: MessageId
    excerpt: str
    start: int
    end: int
    question: str = ""


class AskListener(Protocol):
    """Told of an answer in the making, from the thread that asks."""

    def on_evidence(self, sources: tuple[Source, ...], searched: Coverage) -> None:
        """The passages found, before the model writes a word."""

    def on_text(self, delta: str) -> None:
        """The next piece of text the model wrote; not yet verified."""
