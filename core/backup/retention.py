"""Selects the backups to keep: the last of each of the newest 7 days, 4 weeks and 12 months that have one."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import datetime

DAILY, WEEKLY, MONTHLY = 7, 4, 12
_RULES: tuple[tuple[int, Callable[[datetime], tuple[int, ...]]], ...] = (
    (DAILY, lambda at: (at.year, at.month, at.day)),
    (WEEKLY, lambda at: tuple(at.isocalendar()[:2])),
    (MONTHLY, lambda at: (at.year, at.month)),
)


def kept(made: Iterable[datetime]) -> set[datetime]:
    """The times of the backups to keep; always includes the newest."""
    newest_first = sorted(set(made), reverse=True)
    keep: set[datetime] = set()
    for most, period_of in _RULES:
        periods: dict[tuple[int, ...], datetime] = {}
        for at in newest_first:
            periods.setdefault(period_of(at), at)
        keep.update(list(periods.values())[:most])
    return keep
