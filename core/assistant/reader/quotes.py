"""Selects the sentences in a trained reader's prompt, and their numbers."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from core.assistant.evidence.ranking import Evidence
from core.assistant.finding import RetrievedPassages
from core.assistant.reader.prompt import (
    ANSWER_TOKENS,
    PROMPT_TOKENS,
    QUOTES_LIMIT,
    ReaderQuote,
    reader_messages,
)
from core.engine.dto import ChatMessage


class PromptCounter(Protocol):
    """The part of the engine that counts the tokens of a whole prompt."""

    def count_prompt_tokens(self, messages: Sequence[ChatMessage]) -> int: ...


@dataclass(frozen=True, slots=True)
class QuotesToRead:
    """`quotes` in the order of their `place`: the first has the number 1 in `messages`."""

    quotes: tuple[Evidence, ...]
    messages: tuple[ChatMessage, ...]

    @property
    def sources(self) -> dict[int, int]:
        """The source number of each quote number."""
        return {number: one.number for number, one in enumerate(self.quotes, 1)}


def quotes_to_read(
    found: RetrievedPassages, evidence: Sequence[Evidence], counter: PromptCounter, *, window: int
) -> QuotesToRead | None:
    """The best sentences that fit into a prompt; None if not even one fits into the `window`.

    `evidence` best first. Raises the errors of counting.
    """
    best = apart(evidence, found)[:QUOTES_LIMIT]
    while best:
        chosen = sorted(best, key=lambda one: _quote(one, found).place)
        messages = reader_messages(found.question, [_quote(one, found) for one in chosen])
        tokens = counter.count_prompt_tokens(messages)
        room = PROMPT_TOKENS if len(best) > 1 else window
        if tokens <= room and tokens + ANSWER_TOKENS <= window:
            return QuotesToRead(tuple(chosen), messages)
        best.pop()
    return None


def apart(evidence: Sequence[Evidence], found: RetrievedPassages) -> list[Evidence]:
    """Each sentence once, although passages overlap."""
    seen: set[tuple[object, ...]] = set()
    kept: list[Evidence] = []
    for one in evidence:
        passage = found.passage(one.number)
        place = (passage.source_id, passage.field, one.span.start)
        if place not in seen:
            seen.add(place)
            kept.append(one)
    return kept


def _quote(one: Evidence, found: RetrievedPassages) -> ReaderQuote:
    passage = found.passage(one.number)
    return ReaderQuote(passage.day, passage.field, one.span.text, found.name_to_show(passage))
