"""Parses the program's own log for the window and the report."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any, Literal, cast, get_args

Level = Literal["DEBUG", "INFO", "WARNING", "ERROR", "CRITICAL"]
LEVELS: tuple[Level, ...] = get_args(Level)
MOST_LINES = 2000
_NAME = "anamnesis.log"
_READ_BYTES = 1_500_000
"""The limit for one file: they are rotated at a million."""


@dataclass(frozen=True, slots=True)
class LogLine:
    """One entry. `place` is file and line of the message; `error` and `code` are an exception's, or empty."""

    at: datetime
    level: Level
    logger: str
    message: str = ""
    place: str = ""
    error: str = ""
    error_at: str = ""
    code: str = ""


def read_log(directory: Path, *, most: int = MOST_LINES) -> tuple[LogLine, ...]:
    """The newest lines, newest first, without foreign lines. A missing file is empty."""
    found: list[LogLine] = []
    for file in (directory / _NAME, *(directory / f"{_NAME}.{number}" for number in range(1, 4))):
        for text in reversed(_tail(file)):
            line = _parsed(text)
            if line is not None:
                found.append(line)
            if len(found) == most:
                return tuple(found)
    return tuple(found)


def _tail(file: Path) -> list[bytes]:
    try:
        with file.open("rb") as opened:
            opened.seek(max(file.stat().st_size - _READ_BYTES, 0))
            return opened.read(_READ_BYTES).splitlines()
    except OSError:
        return []


def _parsed(text: bytes) -> LogLine | None:
    try:
        entry = json.loads(text)
        at = datetime.strptime(entry["at"], "%Y-%m-%dT%H:%M:%S%z")
        level = entry["level"]
        if level not in LEVELS:
            return None
        error = entry.get("error") or {}
        return LogLine(
            at=at,
            level=cast("Level", level),
            logger=_text(entry["logger"]),
            message=_text(entry.get("message", "")),
            place=_text(entry.get("place", "")),
            error=_text(error.get("type", "")),
            error_at=_text((error.get("at") or [""])[-1]),
            code=_text(error.get("code", "")),
        )
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        return None


def _text(value: Any) -> str:
    if not isinstance(value, str):
        raise TypeError
    return value
