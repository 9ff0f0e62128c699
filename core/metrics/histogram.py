"""Durations in fixed buckets: a few numbers a day, from which quantiles are estimated."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable
from dataclasses import dataclass, field

BOUNDS_S = (
    *(0.002, 0.005, 0.01, 0.02, 0.03, 0.05, 0.075, 0.1, 0.15, 0.2, 0.3, 0.5, 0.75),
    *(1.0, 1.5, 2.0, 3.0, 4.0, 5.0, 6.0, 8.0, 10.0, 15.0, 20.0, 30.0, 60.0, 120.0),
)
"""Upper bounds in seconds, inclusive; one more bucket takes longer ones. Also stored in the files."""
_BUCKETS = len(BOUNDS_S) + 1


@dataclass(slots=True)
class Histogram:
    """How many durations fell into each bucket, and their sum in seconds."""

    counts: list[int] = field(default_factory=lambda: [0] * _BUCKETS)
    sum_s: float = 0.0

    @property
    def count(self) -> int:
        return sum(self.counts)

    def add(self, duration_s: float) -> None:
        self.counts[bisect_left(BOUNDS_S, duration_s)] += 1
        self.sum_s += duration_s

    def merge(self, other: Histogram) -> None:
        self.counts = [mine + theirs for mine, theirs in zip(self.counts, other.counts, strict=True)]
        self.sum_s += other.sum_s

    def quantile_s(self, share: float) -> float | None:
        """The estimated quantile for `share` (0 to 1) in seconds; None without data.

        Assumes an even distribution inside a bucket, like Prometheus' `histogram_quantile`; for durations
        beyond the last bound returns that bound.
        """
        wanted, below = share * self.count, 0
        if not self.count:
            return None
        for place, upper_s in enumerate(BOUNDS_S):
            here = self.counts[place]
            if here and below + here >= wanted:
                lower_s = BOUNDS_S[place - 1] if place else 0.0
                return lower_s + (upper_s - lower_s) * max(wanted - below, 0.0) / here
            below += here
        return BOUNDS_S[-1]

    def over(self, limit_s: float) -> int:
        """How many took longer than `limit_s`, which must be a bucket's bound."""
        return sum(self.counts[BOUNDS_S.index(limit_s) + 1 :])


def merged(histograms: Iterable[Histogram]) -> Histogram:
    """The sum of the histograms; the arguments are not changed."""
    whole = Histogram()
    for each in histograms:
        whole.merge(each)
    return whole
