"""Memoised functions of words whose caches are cleared at a lock.

A question may still be running while a lock clears the caches, and would store its words again. So a flag is
set before they are cleared, and a call that has stored something checks the flag: either the clearing removes
the entry, or the call does.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache
from typing import Any, ClassVar, Generic, TypeVar

Argument = TypeVar("Argument")
Result = TypeVar("Result")


class _Memory:
    """Whether memoisation is allowed; for the whole process, as the caches are."""

    ended = False


class Memo(Generic[Argument, Result]):
    """`function` with a cache of the last `maxsize` results; thread-safe. For module-level use."""

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
    """Clears the caches of all memoised functions."""
    for memo in Memo.every:
        memo.cache_clear()


def allow_memos(allowed: bool) -> None:
    """From now on; when disallowing, the caller must still clear the caches."""
    _Memory.ended = not allowed
