"""Writes a file of appointments for an external calendar."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from pathlib import Path

from core.interchange.export_file import ExportFiles
from core.schedule.dto import Booking, CalendarNames, CalendarWords


def write_calendar(
    files: ExportFiles,
    path: Path,
    bookings: Iterable[Booking],
    *,
    names: CalendarNames,
    words: CalendarWords,
    exported_at: datetime,
) -> None:
    """Raises `DiskFull`, `EnvironmentProblem("file_not_written")`."""
    # Seldom needed, and it imports the parsers of a whole standard.
    from core.schedule.calendar_file import calendar_bytes

    files.write(path, calendar_bytes(bookings, names=names, words=words, exported_at=exported_at))
