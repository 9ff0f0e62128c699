"""Findings from last week's counts: slow or failing operations, crashes."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from core.health.finding import Check, Finding
from core.metrics.day import DayMetrics, together
from core.metrics.metrics import Metrics
from core.metrics.names import BUDGETS_S, Operation
from core.metrics.summary import Summary, summarised

DAYS = 7
FEW = 20
"""With fewer measurements no conclusion is drawn."""
ERROR_SHARE = 0.05
_CODES_SHOWN = 3
_SPEEDS: dict[Operation, Check] = {
    "ask": "speed_ask",
    "find": "speed_find",
    "save": "speed_save",
    "unlock": "speed_unlock",
}


def usage_findings(metrics: Metrics) -> Iterator[Finding]:
    """Of the last seven days, today included."""
    yield from usage_of(metrics.days(DAYS))


def usage_of(days: Sequence[DayMetrics]) -> Iterator[Finding]:
    """As `usage_findings`, of the days given."""
    whole = summarised(together(days, day=days[-1].day if days else date.min))
    for operation, check in _SPEEDS.items():
        yield _speed(whole, operation, check)
    yield _errors(whole)
    yield _crashes(whole)


def _speed(whole: Summary, operation: Operation, check: Check) -> Finding:
    found = whole.durations.get(operation)
    budget_ms = round(BUDGETS_S[operation] * 1000)
    if found is None:
        return Finding(check, "ok", {"count": 0, "p95_ms": None, "budget_ms": budget_ms})
    slow = found.count >= FEW and found.misses_budget
    params = {"count": found.count, "p95_ms": round(found.p95_s * 1000), "budget_ms": budget_ms}
    return Finding(check, "warning" if slow else "ok", params)


def _errors(whole: Summary) -> Finding:
    share = whole.error_share or 0.0
    often = sorted(whole.errors, key=lambda code: (-whole.errors[code], code))[:_CODES_SHOWN]
    many = whole.ended >= FEW and share > ERROR_SHARE
    params = {"failed": sum(whole.errors.values()), "ended": whole.ended, "codes": often}
    return Finding("errors", "warning" if many else "ok", params)


def _crashes(whole: Summary) -> Finding:
    unclean, bugs = whole.counters.get("unclean_ends", 0), whole.counters.get("bugs", 0)
    # Once may be a power failure; twice in a week is a warning.
    params = {"starts": whole.counters.get("starts", 0), "unclean": unclean, "bugs": bugs}
    return Finding("crashes", "warning" if unclean > 1 or bugs else "ok", params)
