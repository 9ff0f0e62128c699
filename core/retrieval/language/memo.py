"""Functions of words that remember what they were asked, and nothing of it from the moment of a lock on.

A question may still be under way when a lock empties these memories, and would put its words back. So the
end is announced before they are emptied, and whoever has put something in looks whether it was announced:
either it was put in before, and the emptying takes it out, or who put it in does so.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache
from typing import Any, ClassVar, Generic, TypeVar

Argument = TypeVar("Argument")
Result = TypeVar("Result")


class _Memory:
    """Whether anything may be remembered; of the whole process, as the memories are."""

    ended = False


class Memo(Generic[Argument, Result]):
    """`function`, of which the last `maxsize` results are remembered; thread-safe. Of a module, for good."""

    every: ClassVar[list[Memo[Any, Any]]] = []

    def __init__(self, function: Callable[[Argument], Result], *, maxsize: int) -> None:
        self.cached = lru_cache(maxsize)(function)
        Memo.every.append(self)

    def __call__(self, asked: Argument) -> Result:
        found = self.cached(asked)
        if _Memory.ended:
            self.cached.cache_clear()
        return found

    def cache_clear(self) -> None:
        self.cached.cache_clear()


def clear_memos() -> None:
    """Empties the memories of all functions that remember."""
    for memo in Memo.every:
        memo.cache_clear()


def allow_memos(allowed: bool) -> None:
    """From now on; what is remembered already is still to be cleared by whoever forbids it."""
    _Memory.ended = not allowed
