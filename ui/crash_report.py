"""The permitted facts about a bug: its type, its place in the code and the version; never a value."""

from __future__ import annotations

import logging
import traceback
from dataclasses import dataclass
from pathlib import PurePath

_log = logging.getLogger(__name__)


def program_version() -> str:
    """The installed version, or `unknown` in a checkout that was not installed."""
    # Imported here: it loads the parser of e-mail headers, which a start does not need.
    from importlib.metadata import PackageNotFoundError, version

    try:
        return version("anamnesis")
    except PackageNotFoundError:
        return "unknown"


@dataclass(frozen=True, slots=True)
class CrashReport:
    """The PHI-free facts of one unexpected exception, without its message, which may quote a note."""

    error_type: str
    location: str
    version: str

    @classmethod
    def of(cls, error: BaseException) -> CrashReport:
        """Reads `error` and logs it once. The location is the three innermost places, innermost first."""
        frames = traceback.extract_tb(error.__traceback__)[-3:]
        places = [f"{_short(frame.filename)}:{frame.lineno} {frame.name}" for frame in reversed(frames)]
        report = cls(type(error).__qualname__, " < ".join(places) or "?", program_version())
        _log.error("unexpected failure: %s at %s", report.error_type, report.location)
        return report

    @property
    def text(self) -> str:
        """The text of the dialog, which a person may copy into a report."""
        return f"Anamnesis {self.version}\n{self.error_type}\n{self.location}"


def _short(filename: str) -> str:
    """The last three parts of a path: enough to find the file, without the person's home directory."""
    return "/".join(PurePath(filename).parts[-3:])
