"""The number of tokens in one forward pass: enough to use all units, few enough for cache and memory."""

from __future__ import annotations

from collections.abc import Callable, Sequence

PASS_TOKENS = 1024
"""More exceed the cache, fewer leave units idle: 512 is a tenth slower, 2048 no faster."""

_USUAL_WIDTH = 384
FEWEST_TOKENS = 128
SCARCE_BYTES = 512 << 20


class PassBudget:
    """The tokens of one pass, by the memory available now. `available_bytes`: None if unknown."""

    def __init__(self, available_bytes: Callable[[], int | None], *, width: int = _USUAL_WIDTH) -> None:
        """`width` is the model's dimension: a wider one needs fewer tokens to use all units, and more time
        for each.
        """
        self._available_bytes = available_bytes
        self._ceiling = max(FEWEST_TOKENS, PASS_TOKENS * _USUAL_WIDTH // max(width, _USUAL_WIDTH))

    def tokens(self) -> int:
        """Halved below `SCARCE_BYTES` and again below half of it, and so on; at least `FEWEST_TOKENS`."""
        available = self._available_bytes()
        tokens, needed = self._ceiling, SCARCE_BYTES
        while available is not None and available < needed and tokens > FEWEST_TOKENS:
            tokens, needed = tokens // 2, needed // 2
        return max(tokens, FEWEST_TOKENS)

    def halve(self) -> None:
        """Permanently halves the budget, after a failed allocation."""
        self._ceiling = max(FEWEST_TOKENS, self._ceiling // 2)


def passes(lengths: Sequence[int], budget_tokens: int) -> list[list[int]]:
    """The indices of texts for each pass, longest first and of nearly equal sums; at least one text each."""
    order = sorted(range(len(lengths)), key=lambda place: -lengths[place])
    count = -(-sum(lengths) // budget_tokens)
    target = sum(lengths) / max(1, count)
    cut: list[list[int]] = []
    room = 0.0
    for place in order:
        if not cut or lengths[place] > room + target / 16:
            cut.append([])
            room = target
        cut[-1].append(place)
        room -= lengths[place]
    return cut
