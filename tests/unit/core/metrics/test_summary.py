"""Quantiles and shares as they are shown, and the text a Prometheus collector reads."""

from __future__ import annotations

import re
from datetime import date

import pytest

from core.metrics.day import DayMetrics
from core.metrics.exposition import prometheus_text
from core.metrics.names import COUNTERS
from core.metrics.summary import figures, summarised

DAY = date(2026, 6, 1)


def counted() -> DayMetrics:
    day = DayMetrics(DAY)
    for duration_s in [0.1] * 90 + [0.2] * 10:
        day.observe("save", duration_s)
    day.observe("retrieve", 0.2)
    for _ in range(3):
        day.observe("answer_odds", 0.2)
    day.errors["disk_full"] = 5
    day.refused["empty_question"] = 3
    day.counters.update(
        cache_hits=1,
        cache_misses=3,
        sentences_shown=9,
        sentences_withheld=1,
        sources_found=10,
        sources_used=2,
        starts=20,
        unclean_ends=1,
        unscored_answers=1,
    )
    return day


def test_quantiles_and_budget():
    save = summarised(counted()).durations["save"]
    assert save.count == 100
    assert 0.075 < save.p50_s <= 0.1
    assert 0.15 < save.p95_s <= 0.2
    assert save.over_budget == 10
    assert save.misses_budget
    assert summarised(counted()).durations["retrieve"].over_budget is None


def test_five_of_a_hundred_may_be_slow():
    day = DayMetrics(DAY)
    for duration_s in [0.1] * 95 + [0.2] * 5:
        day.observe("save", duration_s)
    assert not summarised(day).durations["save"].misses_budget


def test_shares():
    day = summarised(counted())
    assert day.ended == 105
    assert day.error_share == pytest.approx(5 / 105)
    assert (day.cache_share, day.withheld_share, day.used_share) == (0.25, 0.1, 0.2)
    assert day.crash_free_share == 0.95
    assert day.unscored_share == 0.25


def test_nothing_counted_is_no_share_of_nothing():
    day = summarised(DayMetrics(DAY))
    shares = (day.error_share, day.cache_share, day.withheld_share, day.used_share, day.crash_free_share)
    assert (*shares, day.unscored_share) == (None,) * 6


def test_several_days_as_one():
    two = figures([counted(), counted()], today=date(2026, 6, 2))
    assert two.whole.durations["save"].count == 200
    assert two.whole.day == date(2026, 6, 2)
    assert [each.errors["disk_full"] for each in two.days] == [5, 5]


def test_prometheus_text_is_cumulative_and_complete():
    text = prometheus_text(counted())
    buckets = re.findall(r'_bucket\{operation="save",le="([^"]+)"\} (\d+)', text)
    numbers = [int(count) for _, count in buckets]
    assert numbers == sorted(numbers)
    assert buckets[-1] == ("+Inf", "100")
    assert dict(buckets)["0.15"] == "90"
    assert 'anamnesis_operation_duration_seconds_count{operation="save"} 100' in text
    assert 'anamnesis_errors_total{code="disk_full"} 5' in text
    assert all(f"anamnesis_{name}_total " in text for name in COUNTERS)
    line = re.compile(r'# (HELP|TYPE) \w+ .+|\w+(\{(\w+="[^"\\]*",?)+\})? [0-9.e+-]+')
    assert all(line.fullmatch(each) for each in text.splitlines())
    assert text.endswith("\n")
