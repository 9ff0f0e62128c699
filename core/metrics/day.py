"""The counts of one day, and their file format."""

from __future__ import annotations

import json
from collections import Counter as Tally
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from core.metrics.histogram import BOUNDS_S, Histogram
from core.metrics.names import CODE, COUNTERS, OPERATIONS, OTHER_CODE, Counter, Operation

_FORMAT = 1
_MOST_CODES = 100
"""The file of a day stays small whatever happens; there are about as many codes."""


class DayDamaged(ValueError):
    """The file of a day is malformed."""


@dataclass(slots=True)
class DayMetrics:
    """One day. `errors` are failures by code; `refused` are refusals shown to a user."""

    day: date
    durations: dict[Operation, Histogram] = field(default_factory=dict)
    counters: Tally[Counter] = field(default_factory=Tally)
    errors: Tally[str] = field(default_factory=Tally)
    refused: Tally[str] = field(default_factory=Tally)

    def observe(self, operation: Operation, duration_s: float) -> None:
        self.durations.setdefault(operation, Histogram()).add(duration_s)

    def note_error(self, code: str) -> None:
        _note(self.errors, code)

    def note_refusal(self, code: str) -> None:
        _note(self.refused, code)

    def merge(self, other: DayMetrics) -> None:
        for operation, histogram in other.durations.items():
            self.durations.setdefault(operation, Histogram()).merge(histogram)
        self.counters.update(other.counters)
        for mine, theirs in ((self.errors, other.errors), (self.refused, other.refused)):
            for code, count in theirs.items():
                _note(mine, code, count)

    def to_json(self) -> bytes:
        document = {
            "format": _FORMAT,
            "day": self.day.isoformat(),
            "bounds_s": list(BOUNDS_S),
            "durations": {
                name: {"counts": each.counts, "sum_s": round(each.sum_s, 6)}
                for name, each in sorted(self.durations.items())
            },
            "counters": dict(sorted(self.counters.items())),
            "errors": dict(sorted(self.errors.items())),
            "refused": dict(sorted(self.refused.items())),
        }
        return json.dumps(document, separators=(",", ":")).encode()

    @classmethod
    def from_json(cls, content: bytes) -> DayMetrics:
        """Raises `DayDamaged` for malformed data; unknown names are ignored."""
        try:
            document = json.loads(content)
            if document["format"] != _FORMAT or document["bounds_s"] != list(BOUNDS_S):
                raise DayDamaged
            read = cls(date.fromisoformat(document["day"]))
            for operation in OPERATIONS:
                if operation in document["durations"]:
                    read.durations[operation] = _histogram(document["durations"][operation])
            for counter in COUNTERS:
                if counter in document["counters"]:
                    read.counters[counter] = _number(document["counters"][counter])
            for tally, stored in ((read.errors, document["errors"]), (read.refused, document["refused"])):
                for code, count in stored.items():
                    _note(tally, code, _number(count))
        except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
            raise DayDamaged from error
        return read


def together(days: Iterable[DayMetrics], *, day: date) -> DayMetrics:
    """The sum of the days; the arguments are not changed."""
    whole = DayMetrics(day)
    for each in days:
        whole.merge(each)
    return whole


def _note(tally: Tally[str], code: str, count: int = 1) -> None:
    known = code in tally or (CODE.fullmatch(code) is not None and len(tally) < _MOST_CODES)
    tally[code if known else OTHER_CODE] += count


def _histogram(stored: Any) -> Histogram:
    counts = [_number(each) for each in stored["counts"]]
    if len(counts) != len(BOUNDS_S) + 1:
        raise DayDamaged
    sum_s = stored["sum_s"]
    if not isinstance(sum_s, int | float) or not 0 <= sum_s < float("inf"):
        raise DayDamaged
    return Histogram(counts, float(sum_s))


def _number(value: Any) -> int:
    if not isinstance(value, int) or isinstance(value, bool) or value < 0:
        raise DayDamaged
    return value
