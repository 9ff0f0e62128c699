"""What the model has read of several charts, in memory: going back to one does not mean reading it again.

The context holds one prompt at a time; the others are copies of its keys and values, the oldest dropped when
they take too much. They are never written to disk and end with the process, which ends at every lock.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

KEPT_BYTES = 96 << 20
"""Of the starter model about four charts: 23 kB a token."""


@dataclass(frozen=True, slots=True)
class KeptPrompt:
    """`tokens` are what was read and written, `state` (bytes,) uint8 is the context after them."""

    tokens: tuple[int, ...]
    state: NDArray[np.uint8]


class KeptPrompts:
    """Copies by name, the one used last at the end. For one thread."""

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
        """Gives a copy and keeps it no longer."""
        return self._kept.pop(name, None)

    def drop(self, names: Iterable[str]) -> None:
        for name in names:
            self._kept.pop(name, None)

    def clear(self) -> None:
        self._kept.clear()

    @property
    def size_bytes(self) -> int:
        return sum(kept.state.nbytes for kept in self._kept.values())
