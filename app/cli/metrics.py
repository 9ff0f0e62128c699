"""`anamnesis metrics`: durations and failure counts. Needs no passphrase."""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from typing import Any

from app.cli.console import EXIT_DONE
from app.cli.context import Context
from core.clock import utc_now
from core.metrics.day import together
from core.metrics.exposition import prometheus_text
from core.metrics.metrics import Metrics
from core.metrics.names import BUDGETS_S, OPERATIONS
from core.metrics.summary import Figures, Quantiles, Summary, figures


def metrics(context: Context, arguments: argparse.Namespace) -> int:
    """Reads the files of the last sixty days; an open window writes its own a little later."""
    days = Metrics(context.settings.metrics_dir).days()
    today = utc_now().astimezone().date()
    if arguments.prometheus and not context.console.as_json:
        print(prometheus_text(together(days, day=today)), end="", flush=True)
        return EXIT_DONE
    found = figures(days, today=today)
    document: dict[str, Any] = {
        "days": [_document(each) for each in found.days],
        "whole": _document(found.whole),
    }
    context.console.result(document, "\n".join(_lines(found)))
    return EXIT_DONE


def _document(day: Summary) -> dict[str, Any]:
    return {
        "day": day.day.isoformat(),
        "durations": {name: _quantiles(each) for name, each in day.durations.items()},
        "counters": dict(day.counters),
        "errors": dict(day.errors),
        "refused": dict(day.refused),
        "shares": {
            "errors": day.error_share,
            "cache": day.cache_share,
            "withheld": day.withheld_share,
            "unscored": day.unscored_share,
            "used": day.used_share,
            "crash_free": day.crash_free_share,
        },
    }


def _quantiles(found: Quantiles) -> dict[str, Any]:
    return {
        "count": found.count,
        "p50_ms": round(found.p50_s * 1000, 1),
        "p95_ms": round(found.p95_s * 1000, 1),
        "p99_ms": round(found.p99_s * 1000, 1),
        "over_budget": found.over_budget,
    }


def _lines(found: Figures) -> Iterator[str]:
    if not found.days:
        yield "Nothing was counted yet."
        return
    yield f"{len(found.days)} days with anything counted, {found.days[0].day} to {found.days[-1].day}"
    yield f"{'':12} {'count':>7} {'p50':>10} {'p95':>10} {'p99':>10}  budget for p95"
    for name in OPERATIONS:
        if name in found.whole.durations:
            yield _line(name, found.whole.durations[name], BUDGETS_S.get(name))
    shares = _document(found.whole)["shares"]
    for name, share in shares.items():
        yield f"{name} share: {'nothing counted' if share is None else f'{share:.1%}'}"
    for title, tally in (("errors", found.whole.errors), ("refused", found.whole.refused)):
        for code, count in sorted(tally.items(), key=lambda each: (-each[1], each[0])):
            yield f"{title} {code}: {count}"
    for counter, count in sorted(found.whole.counters.items()):
        yield f"{counter}: {count}"


def _line(name: str, found: Quantiles, budget_s: float | None) -> str:
    times = " ".join(f"{each * 1000:>7.0f} ms" for each in (found.p50_s, found.p95_s, found.p99_s))
    budget = "" if budget_s is None else f"  {budget_s * 1000:.0f} ms" + (" MISSED" * found.misses_budget)
    return f"{name:12} {found.count:>7} {times}{budget}"
