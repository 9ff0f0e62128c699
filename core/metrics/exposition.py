"""The counts as Prometheus text (exposition format 0.0.4), for a collector that reads files.

https://prometheus.io/docs/instrumenting/exposition_formats/#text-based-format
"""

from __future__ import annotations

from collections.abc import Iterator

from core.metrics.day import DayMetrics
from core.metrics.histogram import BOUNDS_S, Histogram
from core.metrics.names import COUNTERS, OPERATIONS

CONTENT_TYPE = "text/plain; version=0.0.4"
_DURATION = "anamnesis_operation_duration_seconds"


def prometheus_text(whole: DayMetrics) -> str:
    """All days summed; a total that shrinks when a day expires looks like a counter reset."""
    return "".join(f"{line}\n" for line in _lines(whole))


def _lines(whole: DayMetrics) -> Iterator[str]:
    yield f"# HELP {_DURATION} How long operations took that ended well."
    yield f"# TYPE {_DURATION} histogram"
    for operation in OPERATIONS:
        if operation in whole.durations:
            yield from _buckets(operation, whole.durations[operation])
    for metric, text, tally in (
        ("anamnesis_errors_total", "Operations that failed, by code.", whole.errors),
        ("anamnesis_refused_total", "Input that was refused, by code.", whole.refused),
    ):
        yield f"# HELP {metric} {text}"
        yield f"# TYPE {metric} counter"
        # Codes contain only letters, digits and underscores: nothing needs escaping.
        yield from (f'{metric}{{code="{code}"}} {count}' for code, count in sorted(tally.items()))
    for counter in COUNTERS:
        metric = f"anamnesis_{counter}_total"
        yield f"# HELP {metric} {counter.replace('_', ' ').capitalize()}."
        yield f"# TYPE {metric} counter"
        yield f"{metric} {whole.counters.get(counter, 0)}"


def _buckets(operation: str, histogram: Histogram) -> Iterator[str]:
    below = 0
    for bound_s, count in zip((*BOUNDS_S, None), histogram.counts, strict=True):
        below += count
        upper = "+Inf" if bound_s is None else f"{bound_s:g}"
        yield f'{_DURATION}_bucket{{operation="{operation}",le="{upper}"}} {below}'
    yield f'{_DURATION}_sum{{operation="{operation}"}} {round(histogram.sum_s, 6)}'
    yield f'{_DURATION}_count{{operation="{operation}"}} {below}'
