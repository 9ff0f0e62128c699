"""Caches evaluated prompts in memory, so that returning to a chart does not evaluate its prompt again.

The context holds one prompt at a time; the others are copies of its keys and values, the oldest dropped above
a limit. They are never written to disk and end with the process, which ends at every lock.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

KEPT_BYTES = 96 << 20
"""About four charts of the starter model at 23 kB a token."""


@dataclass(frozen=True, slots=True)
class KeptPrompt:
    """`tokens` were read and written, `state` (bytes,) uint8 is the context after them."""

    tokens: tuple[int, ...]
    state: NDArray[np.uint8]


class KeptPrompts:
    """Copies by name, the most recently used at the end. For one thread."""

    def __init__(self, limit_bytes: int = KEPT_BYTES) -> None:
        self._limit = limit_bytes
        self._kept: OrderedDict[str, KeptPrompt] = OrderedDict()

    def fits(self, size_bytes: int) -> bool:
        """Whether a copy of this size may be kept at all."""
        return size_bytes <= self._limit

    def put(self, name: str, kept: KeptPrompt) -> None:
        """Keeps a copy and drops the oldest beyond the limit."""
        self._kept.pop(name, None)
        self._kept[name] = kept
        while self.size_bytes > self._limit:
            self._kept.popitem(last=False)

    def take(self, name: str) -> KeptPrompt | None:
        """Returns a copy and removes it."""
        return self._kept.pop(name, None)

    def drop(self, names: Iterable[str]) -> None:
        for name in names:
            self._kept.pop(name, None)

    def clear(self) -> None:
        self._kept.clear()

    @property
    def size_bytes(self) -> int:
        return sum(kept.state.nbytes for kept in self._kept.values())
