"""Fits the most relevant notes into what the model may read, counted with the model's own tokenizer."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from core.assistant.writing.prompt import messages_for
from core.engine.dto import ChatMessage


class TokenCounter(Protocol):
    """The counting half of the engine."""

    def count_tokens(self, texts: Sequence[str]) -> list[int]: ...

    def count_prompt_tokens(self, messages: Sequence[ChatMessage]) -> int: ...


@dataclass(frozen=True, slots=True)
class Limits:
    """Tokens. `notes` bounds the notes of a first question, for speed, and `more` those that a further one
    adds to what the model holds; `held` bounds all of them. `answer` is kept free in the window for writing.
    """

    window: int
    notes: int
    answer: int
    more: int
    held: int


@dataclass(frozen=True, slots=True)
class Fitted:
    """`messages` hold the notes that were held and the first `added` of the new ones.

    `prompt_tokens` is their exact size. With `messages` empty not even one note fits.
    """

    messages: tuple[ChatMessage, ...]
    added: int
    prompt_tokens: int


class ContextBudget:
    """Fills the prompt with notes, best first, and never beyond the window."""

    def __init__(self, counter: TokenCounter, limits: Limits, *, reasons: bool = False) -> None:
        self._counter = counter
        self._limits = limits
        self._reasons = reasons

    def first(self, question: str, notes: Sequence[str]) -> Fitted:
        """The largest prompt within the limits; of the notes at least the best, if the window holds it."""
        return self._exact(question, [], list(notes[: self._fitting(notes, self._limits.notes)]))

    def further(
        self, question: str, held: Sequence[str], notes: Sequence[str], *, least: int
    ) -> Fitted | None:
        """The prompt that begins with what is held; None where a first one has to take its place.

        At least `least` of the new notes are in it.
        """
        added = max(least, self._fitting(notes, self._limits.more)) if notes else 0
        sizes = self._counter.count_tokens([*held, *notes[:added]])
        if sum(sizes) + len(sizes) > self._limits.held:
            return None
        fitted = self._exact(question, list(held), list(notes[:added]))
        return fitted if fitted.messages and fitted.added >= min(least, len(notes)) else None

    def _fitting(self, notes: Sequence[str], room: int) -> int:
        """How many of the notes fit into `room`, the best in any case."""
        taken = used = 0
        for tokens in self._counter.count_tokens(notes):
            used += tokens + 1
            if taken and used > room:
                break
            taken += 1
        return taken

    def _exact(self, question: str, held: list[str], added: list[str]) -> Fitted:
        """Counts the finished prompt: tokens of joined texts need not add up."""
        while held or added:
            messages = messages_for(question, [*held, *added], reasons=self._reasons)
            size = self._counter.count_prompt_tokens(messages)
            if size + self._limits.answer <= self._limits.window:
                return Fitted(messages, len(added), size)
            if not added:
                break
            added = added[:-1]
        return Fitted((), 0, 0)
