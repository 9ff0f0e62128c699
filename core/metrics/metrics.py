"""The collector of metrics, used by all services and shown on the health page."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date, timedelta
from pathlib import Path

from core.clock import Clock, utc_now
from core.errors import (
    AnamnesisError,
    Cancelled,
    ModelMissing,
    PromptInjectionBlocked,
    RateLimited,
    TamperedRecord,
    UserFacingError,
    VaultLocked,
)
from core.metrics.day import DayMetrics
from core.metrics.names import Counter, Operation
from core.metrics.store import KEPT_DAYS, MetricsStore

_SAVE_EVERY_S = 15 * 60
_ENDED_ON_PURPOSE = "engine_stopped"
"""The error of operations that a lock interrupts."""


class Metrics:
    """Counts in memory and writes seldom. Thread-safe; without a directory nothing is stored.

    `timer` is a monotonic clock in seconds.
    """

    def __init__(
        self,
        directory: Path | None = None,
        *,
        clock: Clock = utc_now,
        timer: Callable[[], float] = time.perf_counter,
    ) -> None:
        self._store = MetricsStore(directory) if directory is not None else None
        self._clock = clock
        self._timer = timer
        self._lock = threading.Lock()
        self._writing = threading.Lock()
        self._unsaved: dict[date, DayMetrics] = {}
        self._saved_at = timer()
        self._running = False

    @contextmanager
    def timed(self, operation: Operation) -> Iterator[None]:
        """Measures successful operations; failures are counted by code, cancelled ones are ignored."""
        started = self._timer()
        try:
            yield
        except AnamnesisError as error:
            self._note(error)
            raise
        except Exception:
            with self._lock:
                self._today().note_error("unexpected_failure")
            raise
        self.observe(operation, self._timer() - started)

    def observe(self, operation: Operation, duration_s: float) -> None:
        with self._lock:
            self._today().observe(operation, max(duration_s, 0.0))

    def count(self, counter: Counter, number: int = 1) -> None:
        if number:
            with self._lock:
                self._today().counters[counter] += number

    def days(self, last: int = KEPT_DAYS) -> tuple[DayMetrics, ...]:
        """The last days with counts, today included, oldest first; copies."""
        since = self._day() - timedelta(days=last - 1)
        with self._writing:
            found = {each.day: each for each in self._store.days(since=since)} if self._store else {}
            with self._lock:
                for day, counted in self._unsaved.items():
                    if day >= since:
                        found.setdefault(day, DayMetrics(day)).merge(counted)
        return tuple(found[day] for day in sorted(found))

    def save(self) -> None:
        """Writes the counts since the last time; if that fails they are kept for the next time. Never
        raises.
        """
        if self._store is None:
            return
        with self._writing:
            with self._lock:
                unsaved, self._unsaved = self._unsaved, {}
                self._saved_at = self._timer()
            if not unsaved:
                # Without counts the directory may not be ours.
                return
            left = [each for each in unsaved.values() if not self._store.add(each)]
            with self._lock:
                for each in left:
                    self._unsaved.setdefault(each.day, DayMetrics(each.day)).merge(each)
            self._store.forget_old(self._day())

    def save_if_due(self) -> None:
        """As `save`, at most every quarter of an hour."""
        if self._timer() - self._saved_at >= _SAVE_EVERY_S:
            self.save()

    def begin_run(self) -> None:
        """Records a start of the window and how the previous run ended."""
        if self._store is None or self._running:
            return
        self._running = True
        self.count("starts")
        if not self._store.begin_run():
            self.count("unclean_ends")
        self.save()

    def end_run(self) -> None:
        """Records a normal end of the window. Does nothing without `begin_run`."""
        if self._store is not None and self._running:
            self._running = False
            self.save()
            self._store.end_run()

    def _note(self, error: AnamnesisError) -> None:
        if isinstance(error, Cancelled | VaultLocked) or error.code == _ENDED_ON_PURPOSE:
            return
        if isinstance(error, PromptInjectionBlocked):
            self.count("blocked_prompts")
        elif isinstance(error, RateLimited):
            self.count("rate_limited")
        # A practice without models is not an error; a chart changed from outside is one, though it is
        # displayed.
        refused = isinstance(error, UserFacingError | ModelMissing) and not isinstance(error, TamperedRecord)
        with self._lock:
            today = self._today()
            (today.note_refusal if refused else today.note_error)(error.code)

    def _today(self) -> DayMetrics:
        """Call with the lock held."""
        day = self._day()
        return self._unsaved.setdefault(day, DayMetrics(day))

    def _day(self) -> date:
        return self._clock().astimezone().date()
