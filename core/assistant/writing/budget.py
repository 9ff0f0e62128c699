"""Fits the most relevant notes into the model's budget, counted with the model's own tokenizer."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from core.assistant.writing.prompt import messages_for
from core.engine.dto import ChatMessage


class TokenCounter(Protocol):
    """The part of the engine that counts tokens."""

    def count_tokens(self, texts: Sequence[str]) -> list[int]: ...

    def count_prompt_tokens(self, messages: Sequence[ChatMessage]) -> int: ...


@dataclass(frozen=True, slots=True)
class Limits:
    """Tokens. `notes` bounds the notes of a first question, for speed, `more` those that a further question
    adds to the cached ones, `held` all of them. `answer` is reserved for writing.
    """

    window: int
    notes: int
    answer: int
    more: int
    held: int


@dataclass(frozen=True, slots=True)
class Fitted:
    """`messages` contain the held notes and the first `added` of the new ones.

    `prompt_tokens` is their exact size. `messages` is empty if not even one note fits.
    """

    messages: tuple[ChatMessage, ...]
    added: int
    prompt_tokens: int


class ContextBudget:
    """Fills the prompt with notes, best first, within the window."""

    def __init__(self, counter: TokenCounter, limits: Limits, *, reasons: bool = False) -> None:
        self._counter = counter
        self._limits = limits
        self._reasons = reasons

    def first(self, question: str, notes: Sequence[str]) -> Fitted:
        """The largest prompt within the limits; at least the best note, if it fits the window."""
        return self._exact(question, [], list(notes[: self._fitting(notes, self._limits.notes)]))

    def further(
        self, question: str, held: Sequence[str], notes: Sequence[str], *, least: int
    ) -> Fitted | None:
        """The prompt that begins with the held notes; None if a first one must replace it.

        It contains at least `least` of the new notes.
        """
        added = max(least, self._fitting(notes, self._limits.more)) if notes else 0
        sizes = self._counter.count_tokens([*held, *notes[:added]])
        if sum(sizes) + len(sizes) > self._limits.held:
            return None
        fitted = self._exact(question, list(held), list(notes[:added]))
        return fitted if fitted.messages and fitted.added >= min(least, len(notes)) else None

    def _fitting(self, notes: Sequence[str], room: int) -> int:
        """How many of the notes fit into `room`; at least the best one."""
        taken = used = 0
        for tokens in self._counter.count_tokens(notes):
            used += tokens + 1
            if taken and used > room:
                break
            taken += 1
        return taken

    def _exact(self, question: str, held: list[str], added: list[str]) -> Fitted:
        """Counts the finished prompt, because tokens of joined texts need not add up."""
        while held or added:
            messages = messages_for(question, [*held, *added], reasons=self._reasons)
            size = self._counter.count_prompt_tokens(messages)
            if size + self._limits.answer <= self._limits.window:
                return Fitted(messages, len(added), size)
            if not added:
                break
            added = added[:-1]
        return Fitted((), 0, 0)
