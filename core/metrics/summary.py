"""Summaries of the counts for display: quantiles and shares, by day and in total."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from core.metrics.day import DayMetrics, together
from core.metrics.histogram import Histogram
from core.metrics.names import BUDGETS_S, COUNTED_FOR_ERRORS, OPERATIONS, Counter, Operation


@dataclass(frozen=True, slots=True)
class Quantiles:
    """Seconds; `over_budget`: how many of `count` took longer than the operation's budget, if it has one."""

    count: int
    p50_s: float
    p95_s: float
    p99_s: float
    over_budget: int | None = None

    @property
    def misses_budget(self) -> bool:
        """Whether more than 5 of 100 exceeded the budget."""
        return self.over_budget is not None and self.over_budget > 0.05 * self.count


@dataclass(frozen=True, slots=True)
class Summary:
    """One day, or several summed. A share (0 to 1) is None without data."""

    day: date
    durations: Mapping[Operation, Quantiles]
    counters: Mapping[Counter, int]
    errors: Mapping[str, int]
    refused: Mapping[str, int]
    ended: int
    """Measured operations that ended, well or not."""

    @property
    def error_share(self) -> float | None:
        return _share(sum(self.errors.values()), self.ended)

    @property
    def cache_share(self) -> float | None:
        """The share of cacheable questions that were answered from the cache."""
        hits = self._number("cache_hits")
        return _share(hits, hits + self._number("cache_misses"))

    @property
    def withheld_share(self) -> float | None:
        withheld = self._number("sentences_withheld")
        return _share(withheld, withheld + self._number("sentences_shown"))

    @property
    def unscored_share(self) -> float | None:
        """The share of answers that the cross-encoder should have scored and did not."""
        unscored = self._number("unscored_answers")
        scored = self.durations.get("answer_odds")
        return _share(unscored, unscored + (scored.count if scored is not None else 0))

    @property
    def used_share(self) -> float | None:
        """The share of found sources that an answer used."""
        return _share(self._number("sources_used"), self._number("sources_found"))

    @property
    def crash_free_share(self) -> float | None:
        """The share of starts after a normal end of the program."""
        starts = self._number("starts")
        return _share(max(starts - self._number("unclean_ends"), 0), starts)

    def _number(self, counter: Counter) -> int:
        return self.counters.get(counter, 0)


@dataclass(frozen=True, slots=True)
class Figures:
    """The existing days, oldest first, and their sum; `today` is the day they were read."""

    today: date
    days: tuple[Summary, ...]
    whole: Summary


def figures(days: Sequence[DayMetrics], *, today: date) -> Figures:
    """What is shown of `days`."""
    return Figures(today, tuple(summarised(each) for each in days), summarised(together(days, day=today)))


def summarised(day: DayMetrics) -> Summary:
    """One day in quantiles and totals."""
    known = [name for name in OPERATIONS if name in day.durations and day.durations[name].count]
    ended = sum(day.durations[name].count for name in COUNTED_FOR_ERRORS if name in day.durations)
    return Summary(
        day=day.day,
        durations={name: _quantiles(name, day.durations[name]) for name in known},
        counters=dict(day.counters),
        errors=dict(day.errors),
        refused=dict(day.refused),
        ended=ended + sum(day.errors.values()),
    )


def _quantiles(operation: Operation, histogram: Histogram) -> Quantiles:
    budget_s = BUDGETS_S.get(operation)
    return Quantiles(
        count=histogram.count,
        p50_s=histogram.quantile_s(0.5) or 0.0,
        p95_s=histogram.quantile_s(0.95) or 0.0,
        p99_s=histogram.quantile_s(0.99) or 0.0,
        over_budget=None if budget_s is None else histogram.over(budget_s),
    )


def _share(part: int, whole: int) -> float | None:
    return part / whole if whole else None
