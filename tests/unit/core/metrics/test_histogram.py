"""Quantiles from buckets lie in the bucket where the true quantile lies, whatever was measured."""

from __future__ import annotations

from bisect import bisect_left

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.metrics.histogram import BOUNDS_S, Histogram, merged
from core.metrics.names import BUDGETS_S


def filled(*durations_s: float) -> Histogram:
    histogram = Histogram()
    for each in durations_s:
        histogram.add(each)
    return histogram


def test_nothing_measured_has_no_quantile():
    assert Histogram().quantile_s(0.95) is None


def test_even_spread_inside_a_bucket_is_assumed():
    # 0.75 to 1.0 holds all four: half of them lie under its middle.
    assert filled(0.8, 0.8, 0.9, 1.0).quantile_s(0.5) == pytest.approx(0.875)


def test_a_bound_belongs_to_its_own_bucket():
    assert filled(0.15).over(0.15) == 0
    assert filled(0.1500001).over(0.15) == 1


def test_longer_than_the_last_bound_reads_as_the_last_bound():
    assert filled(1_000.0).quantile_s(0.99) == BOUNDS_S[-1]


def test_every_budget_is_a_bound():
    assert set(BUDGETS_S.values()) <= set(BOUNDS_S)


@given(st.lists(st.floats(0.0, 120.0), min_size=1), st.sampled_from([0.5, 0.95, 0.99]))
def test_a_quantile_lies_in_the_right_bucket(durations_s: list[float], share: float):
    found = filled(*durations_s).quantile_s(share)
    ordered = sorted(durations_s)
    exact = next(each for n, each in enumerate(ordered, start=1) if n >= share * len(ordered))
    assert found is not None
    place = bisect_left(BOUNDS_S, exact)
    assert (BOUNDS_S[place - 1] if place else 0.0) <= found <= BOUNDS_S[place]


@given(st.lists(st.floats(0.0, 300.0)), st.lists(st.floats(0.0, 300.0)))
def test_days_add_up(one: list[float], other: list[float]):
    whole = merged([filled(*one), filled(*other)])
    assert whole.counts == filled(*one, *other).counts
    assert whole.sum_s == pytest.approx(sum(one) + sum(other))
