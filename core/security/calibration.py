"""Chooses the cost of deriving a key from the passphrase: the highest this computer bears at each unlock.

Follows the order of RFC 9106 (memory first) and measures the real derivation a few times.
"""

from __future__ import annotations

import math
import time
from collections.abc import Callable
from dataclasses import replace

import psutil  # type: ignore[import-untyped]

from core.errors import EnvironmentProblem
from core.security.kdf import Argon2Cost, stretch_passphrase

MeasureTime = Callable[[Argon2Cost], float]
"""Seconds that one derivation at this cost takes. Raises `MemoryError` when it cannot have the memory."""

_MIB = 1024
_FLOOR_KIB = Argon2Cost.floor().memory_kib
_START = Argon2Cost.recommended()
_MOST_MEMORY_KIB = 1024 * _MIB
_MOST_ITERATIONS = 20
_BUDGET_S = 6.0
_WEAK_ONLY_ABOVE_S = 4.0
"""Prevents a computer that is only busy during set-up from keeping a weak cost."""
_MOST_RUNS = 8
_SHORTEST_S = 1e-6


def calibrated_cost(
    *,
    target_s: tuple[float, float] = (0.7, 1.5),
    memory_bytes: int | None = None,
    timer: MeasureTime | None = None,
) -> Argon2Cost:
    """The cost whose derivation takes between the two times of `target_s` here, as far as bounds allow.

    From the recommended cost: where that is too fast the passes go up to 20, then the memory to 1 GiB or an
    eighth of this computer's (`memory_bytes`, its own when None); where it is too slow the memory goes down
    to 64 MiB, then, where even three passes over that take more than four seconds, the passes. The measuring
    itself ends within about six seconds.
    """
    total = psutil.virtual_memory().total if memory_bytes is None else memory_bytes
    ceiling = max(_FLOOR_KIB, min(_MOST_MEMORY_KIB, total // 8 // 1024))
    return _Search(target_s, ceiling, timer or _measure).run()


class _Search:
    """The state of one calibration: the measurements and what follows from them."""

    def __init__(self, target_s: tuple[float, float], ceiling_kib: int, timer: MeasureTime) -> None:
        self._low_s, self._high_s = target_s
        self._goal_s = math.sqrt(self._low_s * self._high_s)
        self._ceiling_kib = ceiling_kib
        self._timer = timer
        self._spent_s = 0.0
        self._rate = 0.0

    def run(self) -> Argon2Cost:
        # The cheapest cost first, to learn whether a higher one is affordable at all.
        if self._measured(Argon2Cost.floor()) is None:
            return Argon2Cost.floor()
        tried: dict[Argon2Cost, float] = {}
        cost = self._first()
        for _ in range(_MOST_RUNS):
            if self._spent_s + self._rate * _work(cost) > _BUDGET_S:
                break
            took_s = self._measured(cost)
            if took_s is None:
                if cost.memory_kib == _FLOOR_KIB:
                    return Argon2Cost.floor()
                self._ceiling_kib = _whole_mib(cost.memory_kib / 2)
            elif self._low_s <= took_s <= self._high_s:
                return cost
            else:
                tried[cost] = took_s
            cost = self._chosen()
            if cost in tried:
                return min(tried, key=lambda each: abs(math.log(tried[each] / self._goal_s)))
        return cost

    def _measured(self, cost: Argon2Cost) -> float | None:
        """Seconds that it took, stored as the current rate; None if there is too little memory."""
        try:
            took_s = max(self._timer(cost), _SHORTEST_S)
        except MemoryError:
            return None
        self._spent_s += took_s
        self._rate = took_s / _work(cost)
        return took_s

    def _first(self) -> Argon2Cost:
        """The recommended cost if it is expected to be affordable."""
        recommended = replace(_START, memory_kib=min(_START.memory_kib, self._ceiling_kib))
        if self._low_s <= self._rate * _work(recommended) <= self._high_s:
            return recommended
        return self._chosen()

    def _chosen(self) -> Argon2Cost:
        """The cost expected to take the middle of the target time, according to the last measurement."""
        affordable = self._goal_s / self._rate
        memory_kib = float(min(_START.memory_kib, self._ceiling_kib))
        passes = round(affordable / memory_kib)
        if passes > _MOST_ITERATIONS:
            passes = _MOST_ITERATIONS
            memory_kib = min(affordable / passes, self._ceiling_kib)
        elif passes < _START.iterations:
            passes = _START.iterations
            memory_kib = affordable / passes
            if memory_kib < _FLOOR_KIB:
                passes = self._fewer_passes(affordable)
        return replace(_START, iterations=passes, memory_kib=_whole_mib(memory_kib))

    def _fewer_passes(self, affordable: float) -> int:
        """Goes below the weaker cost of RFC 9106 only if that would make an unlock too slow."""
        if self._rate * _work(Argon2Cost.recommended_floor()) <= _WEAK_ONLY_ABOVE_S:
            return Argon2Cost.recommended_floor().iterations
        return max(1, round(affordable / _FLOOR_KIB))


def _work(cost: Argon2Cost) -> int:
    return cost.iterations * cost.memory_kib


def _whole_mib(memory_kib: float) -> int:
    return max(_FLOOR_KIB, int(memory_kib) // _MIB * _MIB)


def _measure(cost: Argon2Cost) -> float:
    began = time.perf_counter()
    try:
        stretch_passphrase("a passphrase for measuring", salt=bytes(16), cost=cost)
    except EnvironmentProblem as error:
        raise MemoryError from error
    return time.perf_counter() - began
