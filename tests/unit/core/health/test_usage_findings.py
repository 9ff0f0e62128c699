"""What of a week's counts is a finding, and what is too little to conclude from."""

from __future__ import annotations

from datetime import date

import pytest

from core.health.finding import Finding
from core.health.usage import usage_findings, usage_of
from core.metrics.day import DayMetrics
from core.metrics.metrics import Metrics
from core.metrics.names import Operation


def found(day: DayMetrics) -> dict[str, Finding]:
    return {each.check: each for each in usage_of([day])}


@pytest.fixture
def day() -> DayMetrics:
    return DayMetrics(date(2026, 6, 1))


def test_nothing_counted_is_well():
    assert {each.status for each in usage_findings(Metrics())} == {"ok"}


@pytest.mark.parametrize(
    ("operation", "budget_s"), [("ask", 8.0), ("find", 1.0), ("save", 0.15), ("unlock", 3.0)]
)
def test_slow_is_told_beyond_five_of_a_hundred(day: DayMetrics, operation: Operation, budget_s: float):
    for _ in range(95):
        day.observe(operation, budget_s)
    for _ in range(5):
        day.observe(operation, budget_s * 2)
    assert found(day)[f"speed_{operation}"].status == "ok"
    day.observe(operation, budget_s * 2)
    told = found(day)[f"speed_{operation}"]
    assert told.status == "warning"
    assert told.params["p95_ms"] > told.params["budget_ms"] == budget_s * 1000


def test_a_few_slow_ones_conclude_nothing(day: DayMetrics):
    for _ in range(19):
        day.observe("ask", 100.0)
    assert found(day)["speed_ask"].status == "ok"


def test_errors_over_five_of_a_hundred_are_told_with_the_commonest(day: DayMetrics):
    for _ in range(95):
        day.observe("save", 0.01)
    for code, count in {"disk_full": 3, "database_timeout": 1, "engine_died": 1}.items():
        day.errors[code] = count
    assert found(day)["errors"].status == "ok"
    day.errors["engine_died"] = 2
    told = found(day)["errors"]
    assert told.status == "warning"
    assert told.params == {
        "failed": 6,
        "ended": 101,
        "codes": ["disk_full", "engine_died", "database_timeout"],
    }


def test_one_power_cut_is_none_of_our_business(day: DayMetrics):
    day.counters.update(starts=5, unclean_ends=1)
    assert found(day)["crashes"].status == "ok"
    day.counters["unclean_ends"] = 2
    assert found(day)["crashes"].status == "warning"


def test_a_bug_is_always_told(day: DayMetrics):
    day.counters.update(starts=5, bugs=1)
    assert found(day)["crashes"].status == "warning"
