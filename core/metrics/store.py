"""The stored days: one small file a day, at most sixty, in a folder of the data directory."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

from core.atomic_file import write_atomically
from core.errors import DiskFull
from core.metrics.day import DayDamaged, DayMetrics

KEPT_DAYS = 60
_MOST_BYTES = 64 * 1024
"""Larger files were not written by this program and are not read."""
_RUNNING = "running"
_log = logging.getLogger(__name__)


class MetricsStore:
    """Reads and writes `directory`. A damaged file only loses its own day; nothing here raises."""

    def __init__(self, directory: Path) -> None:
        self._directory = directory

    def add(self, counted: DayMetrics) -> bool:
        """Adds to the day's file; false if it cannot be written."""
        whole = self._read(self._file(counted.day)) or DayMetrics(counted.day)
        whole.merge(counted)
        try:
            self._directory.mkdir(mode=0o700, parents=True, exist_ok=True)
            write_atomically(self._file(counted.day), whole.to_json())
        except (OSError, DiskFull) as error:
            _log.warning("metrics not written: %s", getattr(error, "code", type(error).__name__))
            return False
        return True

    def days(self, *, since: date) -> Iterator[DayMetrics]:
        """The days that can be read, oldest first."""
        for day, file in self._files():
            if day >= since and (read := self._read(file)) is not None and read.day == day:
                yield read

    def forget_old(self, today: date) -> None:
        """Deletes days older than `KEPT_DAYS`, and partial files left by a crash."""
        for day, file in self._files():
            if day <= today - timedelta(days=KEPT_DAYS):
                _unlink(file)
        for left in self._directory.glob(".*.json.*"):
            _unlink(left)

    def begin_run(self) -> bool:
        """Marks the program as running; false if the previous run did not end normally."""
        marker = self._directory / _RUNNING
        clean = not marker.exists()
        try:
            self._directory.mkdir(mode=0o700, parents=True, exist_ok=True)
            write_atomically(marker, b"")
        except (OSError, DiskFull) as error:
            _log.warning("start not noted: %s", getattr(error, "code", type(error).__name__))
        return clean

    def end_run(self) -> None:
        """Marks a normal end."""
        _unlink(self._directory / _RUNNING)

    def _file(self, day: date) -> Path:
        return self._directory / f"{day.isoformat()}.json"

    def _files(self) -> list[tuple[date, Path]]:
        found = []
        for file in self._directory.glob("*.json"):
            try:
                found.append((date.fromisoformat(file.stem), file))
            except ValueError:
                continue
        return sorted(found)

    def _read(self, file: Path) -> DayMetrics | None:
        try:
            if file.stat().st_size > _MOST_BYTES:
                raise DayDamaged
            return DayMetrics.from_json(file.read_bytes())
        except FileNotFoundError:
            return None
        except (DayDamaged, OSError) as error:
            _log.warning("a day of metrics cannot be read: %s, %s", file.name, type(error).__name__)
            return None


def _unlink(file: Path) -> None:
    try:
        file.unlink(missing_ok=True)
    except OSError as error:
        _log.warning("a file of metrics stays: %s", type(error).__name__)
