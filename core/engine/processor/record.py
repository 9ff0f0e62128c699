"""What is known about the models on this computer, stored beside them or in a user's own directory.

It is valid for one identity of the processor and its libraries; for another it counts as empty. An entry of
another shape is ignored and everything is tried again.
"""

from __future__ import annotations

import contextlib
import json
import os
import re
import stat
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field, replace
from datetime import date
from pathlib import Path
from typing import Any, Literal

from core.atomic_file import write_atomically
from core.engine.processor.levels import levels
from core.errors import DiskFull

RECORD = "processor.json"
_FORMAT = 1
_HASH = re.compile(r"[0-9a-f]{64}")
_CODE = re.compile(r"[A-Za-z0-9_]{0,40}")
_METHOD = re.compile(r"[A-Za-z0-9_ .-]{0,40}")
_FASTEST = 1e9
_READ_LIMIT_BYTES = 1 << 20
_CRASHES_KEPT = 20


@dataclass(frozen=True, slots=True)
class Trial:
    """The result of running one model on this computer.

    `level` is what it ran with, or the last one tried; `reason` why it does not run: a signal's name,
    `timeout`, `wrong_result`, `no_backend`. An embedder has no speeds; `method` says how it is computed.
    Raises `ValueError` for values that no trial can produce.
    """

    works: bool
    level: str
    day: str
    reason: str = ""
    prompt_tokens_per_s: float = 0.0
    tokens_per_s: float = 0.0
    method: str = ""

    def __post_init__(self) -> None:
        speeds: tuple[object, ...] = (self.prompt_tokens_per_s, self.tokens_per_s)
        works: object = self.works
        if not isinstance(works, bool) or not all(map(_is_speed, speeds)):
            raise ValueError("trial")
        if not _CODE.fullmatch(self.reason) or not _METHOD.fullmatch(self.method):
            raise ValueError("trial")
        _check(self.level, self.day)


@dataclass(frozen=True, slots=True)
class Crash:
    """A level at which a process died: in a `trial` or at `work`. Raises `ValueError` as `Trial` does."""

    level: str
    signal: str
    during: Literal["trial", "work"]
    day: str

    def __post_init__(self) -> None:
        if not _CODE.fullmatch(self.signal) or self.during not in ("trial", "work"):
            raise ValueError("crash")
        _check(self.level, self.day)


@dataclass(frozen=True, slots=True)
class Findings:
    """`ceiling` is the highest level that may be used; "" is any. `trials` are by the SHA-256 of weights."""

    identity: str
    ceiling: str = ""
    trials: Mapping[str, Trial] = field(default_factory=dict)
    crashes: tuple[Crash, ...] = ()

    def with_trial(self, sha256: str, trial: Trial) -> Findings:
        return replace(self, trials={**self.trials, sha256: trial})

    def with_crash(self, crash: Crash) -> Findings:
        return replace(self, crashes=(*self.crashes, crash)[-_CRASHES_KEPT:])


class FindingsFile:
    """Reads from every directory, the first with this identity counts; writes into the first writable one."""

    def __init__(self, directories: Sequence[Path]) -> None:
        self._directories = tuple(directories)

    def read(self, identity: str) -> Findings:
        """The findings under `identity`, empty ones if there are none."""
        # A user's own directory comes last and is written if the shared one is not writable: it is newer.
        for directory in reversed(self._directories):
            found = _read(directory / RECORD)
            if found is not None and found.identity == identity:
                return found
        return Findings(identity)

    def write(self, findings: Findings) -> bool:
        """Stores them; false if no directory is writable, which costs a trial at the next start."""
        content = json.dumps({"format": _FORMAT, **asdict(findings)}, indent=1).encode()
        for number, directory in enumerate(self._directories):
            try:
                directory.mkdir(parents=True, exist_ok=True)
                write_atomically(directory / RECORD, content, mode=0o644)
            except (OSError, DiskFull):
                continue
            # Files in later directories, written while the earlier ones were not writable, are older now.
            for later in self._directories[number + 1 :]:
                with contextlib.suppress(OSError):
                    (later / RECORD).unlink(missing_ok=True)
            return True
        return False


def _read(path: Path) -> Findings | None:
    try:
        document = json.loads(_content(path))
        if document.pop("format") != _FORMAT:
            return None
        return _findings(document)
    except (OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError, OverflowError):
        return None


def _content(path: Path) -> bytes:
    """The bytes of a regular file; reading a pipe in its place would block forever."""
    number = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0))
    with os.fdopen(number, "rb") as file:
        if not stat.S_ISREG(os.fstat(number).st_mode):
            raise ValueError("no plain file")
        return file.read(_READ_LIMIT_BYTES)


def _findings(document: dict[str, Any]) -> Findings:
    trials = {key: Trial(**entry) for key, entry in document["trials"].items() if _HASH.fullmatch(key)}
    crashes = tuple(Crash(**entry) for entry in document["crashes"][-_CRASHES_KEPT:])
    if document["ceiling"] not in {"", *_known_levels()} or not _HASH.fullmatch(document["identity"]):
        raise ValueError("findings")
    return Findings(document["identity"], document["ceiling"], trials, crashes)


def _known_levels() -> list[str]:
    return [level.name for level in levels()]


def _is_speed(number: object) -> bool:
    return isinstance(number, (int, float)) and 0 <= number < _FASTEST


def _check(level: str, day: str) -> None:
    """Raises `ValueError` for a level unknown to this version of the program, and for an invalid day."""
    if level not in _known_levels():
        raise ValueError("level")
    date.fromisoformat(day)
