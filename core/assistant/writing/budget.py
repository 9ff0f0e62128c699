"""Fits the most relevant passages into what the model may read, counted with the model's own tokenizer."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Protocol

from core.assistant.spans import sentence_spans
from core.assistant.writing.prompt import messages_for
from core.engine.dto import ChatMessage
from core.retrieval.dto import Passage

SMALLEST_CUT_TOKENS = 40
"""A passage is not cut to fewer tokens than this; it is left out."""

RenderNote = Callable[[int, str | None], str]
"""Renders the note of the passage at an index; a text replaces the passage's words."""


class TokenCounter(Protocol):
    """The counting half of the engine."""

    def count_tokens(self, texts: Sequence[str]) -> list[int]: ...

    def count_prompt_tokens(self, messages: Sequence[ChatMessage]) -> int: ...


@dataclass(frozen=True, slots=True)
class Limits:
    """Tokens. `notes` bounds the notes, for speed; `answer` is kept free in the window for writing."""

    window: int
    notes: int
    answer: int


@dataclass(frozen=True, slots=True)
class Fitted:
    """`messages` hold the first `offered` passages; `prompt_tokens` is their exact size.

    `truncated` counts the passages that had to be cut or left out. With `offered` 0 nothing fits.
    """

    messages: tuple[ChatMessage, ...]
    offered: int
    prompt_tokens: int
    truncated: int


class ContextBudget:
    """Fills the prompt with passages, best first, and never beyond the window."""

    def __init__(self, counter: TokenCounter, limits: Limits) -> None:
        self._counter = counter
        self._limits = limits

    def fit(self, question: str, passages: Sequence[Passage], render: RenderNote) -> Fitted:
        """The largest prompt with whole passages in their order; the first that does not fit whole is cut."""
        notes = [render(index, None) for index in range(len(passages))]
        sizes = [tokens + 1 for tokens in self._counter.count_tokens(notes)]
        room = self._room_for_notes(question)
        taken = 0
        while taken < len(notes) and sum(sizes[: taken + 1]) <= room:
            taken += 1
        kept = notes[:taken]
        if taken < len(notes):
            left = room - sum(sizes[:taken])
            if left >= SMALLEST_CUT_TOKENS and (cut := self._cut(passages[taken], taken, left, render)):
                kept.append(cut)
        return self._exact(question, kept, whole=taken, found=len(notes))

    def _room_for_notes(self, question: str) -> int:
        rest = self._counter.count_prompt_tokens(messages_for(question, []))
        return min(self._limits.notes, self._limits.window - self._limits.answer - rest)

    def _cut(self, passage: Passage, index: int, room: int, render: RenderNote) -> str | None:
        """The passage up to the last sentence that fits, or None."""
        ends = [span.end - passage.start for span in sentence_spans(passage)]
        cuts = [render(index, passage.text[:end]) for end in ends]
        fitting = [
            cut for cut, size in zip(cuts, self._counter.count_tokens(cuts), strict=True) if size < room
        ]
        return fitting[-1] if fitting else None

    def _exact(self, question: str, notes: list[str], *, whole: int, found: int) -> Fitted:
        """Counts the finished prompt: tokens of joined texts need not add up."""
        while True:
            messages = messages_for(question, notes)
            size = self._counter.count_prompt_tokens(messages)
            if not notes or size + self._limits.answer <= self._limits.window:
                truncated = found - min(whole, len(notes))
                return Fitted(messages, len(notes), size, truncated)
            notes = notes[:-1]
