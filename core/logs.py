"""Logs without clinical text: every field is chosen here."""

from __future__ import annotations

import json
import logging
import sys
import threading
import traceback
from logging.handlers import RotatingFileHandler
from pathlib import Path

from core.errors import AnamnesisError

_log = logging.getLogger(__name__)
_OURS = ("app", "core", "ui")
_MAX_BYTES = 1_000_000
_BACKUPS = 3


class PhiFreeFormatter(logging.Formatter):
    """One JSON object a line.

    Our own messages are written unchanged (they contain codes, counts and ids). Of other libraries only the
    logger's name and the level are kept, and of any exception only its type and location: their text may
    quote a statement, a parameter or a note.
    """

    def format(self, record: logging.LogRecord) -> str:
        entry: dict[str, object] = {
            "at": self.formatTime(record, "%Y-%m-%dT%H:%M:%S%z"),
            "level": record.levelname,
            "logger": record.name,
            # Identifies our message for a report that omits the text.
            "place": f"{record.filename}:{record.lineno}",
        }
        if record.name.split(".")[0] in _OURS:
            entry["message"] = record.getMessage()
        if record.exc_info and record.exc_info[1] is not None:
            entry["error"] = describe_exception(record.exc_info[1])
        return json.dumps(entry, ensure_ascii=True)


def describe_exception(error: BaseException) -> dict[str, object]:
    """Type and location of an exception, without its message; the code too for our own."""
    frames = traceback.extract_tb(error.__traceback__)
    described: dict[str, object] = {
        "type": f"{type(error).__module__}.{type(error).__qualname__}",
        "at": [f"{Path(frame.filename).name}:{frame.lineno} {frame.name}" for frame in frames[-12:]],
    }
    if isinstance(error, AnamnesisError):
        described["code"] = error.code
    if error.__cause__ is not None:
        described["cause"] = describe_exception(error.__cause__)
    return described


def log_to(directory: Path) -> logging.Handler:
    """Sends everything from INFO up to `anamnesis.log` in `directory` (rotated at 1 MB, three kept)."""
    directory.mkdir(parents=True, exist_ok=True, mode=0o700)
    handler = RotatingFileHandler(
        directory / "anamnesis.log", maxBytes=_MAX_BYTES, backupCount=_BACKUPS, encoding="utf-8", delay=True
    )
    handler.setFormatter(PhiFreeFormatter())
    handler.setLevel(logging.INFO)
    root = logging.getLogger()
    root.addHandler(handler)
    root.setLevel(logging.INFO)
    return handler


def silence_interpreter() -> None:
    """Keeps Python from printing exceptions, whose messages may quote a note.

    What no handler took, or a full disk refused, is dropped; an error in a finalizer or a thread is logged by
    type and location.
    """
    logging.lastResort = None
    logging.raiseExceptions = False
    sys.unraisablehook = lambda fault: _log.error("error in a finalizer", exc_info=fault.exc_value)
    threading.excepthook = lambda fault: _log.critical("error in a thread", exc_info=fault.exc_value)


def stop_logging(handler: logging.Handler) -> None:
    """Closes what `log_to` opened."""
    logging.getLogger().removeHandler(handler)
    handler.close()
