"""Output of the command line: results to standard output, everything else to standard error."""

from __future__ import annotations

import json
import math
import sys
import textwrap
import time
from typing import TYPE_CHECKING, Any

from core.errors import (
    AnamnesisError,
    Cancelled,
    EnvironmentProblem,
    RateLimited,
    TooManyAttempts,
    UserFacingError,
    VaultError,
)

if TYPE_CHECKING:
    from ui.errors import ErrorText

EXIT_DONE = 0
EXIT_BUG = 1
EXIT_USAGE = 2
EXIT_VAULT = 3
EXIT_ENVIRONMENT = 4
EXIT_INPUT = 5
EXIT_NOT_IN_RECORD = 6
EXIT_CANCELLED = 130
_KEPT = frozenset("\n\t\u200c\u200d\u200e\u200f\u2066\u2067\u2068\u2069")
"""Line ends, and characters needed by some scripts and for isolating names."""
_MARK = "\ufffd"


class UsageError(Exception):
    """The command line is wrong."""


def exit_code(error: AnamnesisError) -> int:
    """The exit code of an error of this family (docs/it-guide.md)."""
    if isinstance(error, Cancelled):
        return EXIT_CANCELLED
    if isinstance(error, (VaultError, TooManyAttempts)):
        return EXIT_VAULT
    if isinstance(error, EnvironmentProblem):
        return EXIT_ENVIRONMENT
    if isinstance(error, UserFacingError):
        return EXIT_INPUT
    return EXIT_ENVIRONMENT


class Console:
    """The output of one command."""

    def __init__(self, *, as_json: bool, quiet: bool) -> None:
        self.as_json = as_json
        self._quiet = quiet
        self._progress_shown = False
        self._progress_at = 0.0

    def result(self, document: dict[str, Any], text: str) -> None:
        """The result: one JSON document with `--json`, else the text."""
        print(_as_json(document) if self.as_json else harmless(text), flush=True)

    def text(self, text: str, *, end: str = "\n") -> None:
        """A line of text; silent with `--json` and `--quiet`."""
        if not self.as_json and not self._quiet:
            print(harmless(text), end=end, flush=True)

    def note(self, text: str) -> None:
        """A remark on standard error, silent with `--quiet`."""
        if not self._quiet:
            self._clear_progress()
            print(unbroken(harmless(text)), file=sys.stderr, flush=True)

    def progress(self, label: str, done: int, total: int) -> None:
        """A progress line on standard error, only on a terminal, at most ten times a second."""
        if self._quiet or not sys.stderr.isatty():
            return
        now = time.monotonic()
        if done < total and now - self._progress_at < 0.1:
            return
        self._progress_at = now
        self._progress_shown = True
        print(f"\r{unbroken(harmless(label))}: {done}/{total}\x1b[K", end="", file=sys.stderr, flush=True)
        if done >= total:
            self._clear_progress()

    def error(self, error: AnamnesisError) -> None:
        """One line and a remedy on standard error."""
        self._clear_progress()
        described = _described(error)
        print(unbroken(harmless(f"anamnesis: {described.message}")), file=sys.stderr)
        if described.remedy:
            print(unbroken(harmless(f"  {described.remedy}")), file=sys.stderr, flush=True)

    def warning(self, text: str) -> None:
        """A warning on standard error, also with `--quiet`."""
        self._clear_progress()
        print(harmless(text), file=sys.stderr, flush=True)

    def _clear_progress(self) -> None:
        if self._progress_shown:
            print("\r\x1b[K", end="", file=sys.stderr, flush=True)
            self._progress_shown = False


def harmless(text: str) -> str:
    """`text` with a mark for each character that could control a terminal; files may contain any."""
    return "".join(each if each.isprintable() or each in _KEPT else _MARK for each in text)


def unbroken(text: str) -> str:
    """`text` on one line: text of a record or a file must not begin a new line.

    Otherwise a name or a title with a line end could imitate a source.
    """
    return " ".join(text.splitlines())


def wrapped(text: str, *, width: int, indent: str = "") -> str:
    """`text` wrapped; all lines but the first are indented by four more columns.

    So only the program's text begins at `indent`, wherever a quote wraps.
    """
    return textwrap.fill(
        " ".join(text.split()), width, initial_indent=indent, subsequent_indent=f"{indent}    "
    )


def _as_json(document: dict[str, Any]) -> str:
    """Escapes what JSON does not escape, but a terminal would obey; nothing is lost."""
    encoded = json.dumps(document, ensure_ascii=False)
    return "".join(each if each.isprintable() else json.dumps(each)[1:-1] for each in encoded)


def error_document(error: AnamnesisError) -> dict[str, Any]:
    """An error as part of a JSON row."""
    described = _described(error)
    return {"code": error.code, "message": described.message, "remedy": described.remedy}


def _described(error: AnamnesisError) -> ErrorText:
    # Only failures need the texts, and Qt for them.
    from ui.errors import describe, describe_code

    if isinstance(error, RateLimited):
        # The catalogues format counted numbers, and the command line loads none.
        return describe_code(error.code, error.params | {"wait_s": duration_text(error.params.get("wait_s"))})
    return describe(error)


def duration_text(seconds: object) -> str:
    """A wait in words, rounded up: "30 seconds", "2 minutes"."""
    whole = math.ceil(seconds) if isinstance(seconds, (int, float)) else 60
    if whole < 60:
        return "1 second" if whole == 1 else f"{whole} seconds"
    minutes = math.ceil(whole / 60)
    return "1 minute" if minutes == 1 else f"{minutes} minutes"
