"""Writes a file of appointments, whole or not at all, for a calendar outside of the vault."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from pathlib import Path

from core.atomic_file import write_atomically
from core.errors import EnvironmentProblem
from core.schedule.dto import Booking, CalendarNames, CalendarWords


def write_calendar(
    path: Path,
    bookings: Iterable[Booking],
    *,
    names: CalendarNames,
    words: CalendarWords,
    exported_at: datetime,
) -> None:
    """Raises `DiskFull`, `EnvironmentProblem("file_not_written")`."""
    # Seldom needed, and it brings the parsers of a whole standard with it.
    from core.schedule.calendar_file import calendar_bytes

    content = calendar_bytes(bookings, names=names, words=words, exported_at=exported_at)
    try:
        write_atomically(path, content)
    except OSError as error:
        raise EnvironmentProblem("file_not_written", file=path.name, reason=error.strerror) from error
