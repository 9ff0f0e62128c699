"""Results of acceptance checks, stored by the hash of the model's weights (of weights and adapter, where it
has one: `ModelSpec.identity`), beside the models or, without permission to write there, in the user's own
directory.

A verdict is only valid for the program version that made it: another version of the program or of the check
runs it again. Anybody who could forge one could have changed the program, so it is plain data: an entry of
another shape is ignored.
"""

from __future__ import annotations

import json
import math
import re
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path
from typing import Any, Literal

from filelock import FileLock, Timeout

from core.atomic_file import write_atomically
from core.errors import DiskFull, EnvironmentProblem

VERDICTS = "acceptance.json"
_LOCK = "acceptance.lock"
_LOCK_WAIT_S = 10.0
LOCK_MODE = 0o664
"""Where a group may write into the folder, each of its members can take the lock, whatever their umask."""
_FORMAT = 1
_HASH = re.compile(r"[0-9a-f]{64}")
_READ_LIMIT_BYTES = 1 << 20

EarnedMode = Literal["written", "evidence"]


@dataclass(frozen=True, slots=True)
class StoredVerdict:
    """The mode granted to a model. `right` of `answerable` questions were answered with nothing but supported
    sentences on the question, `quiet` of `absent` ones with none; speeds are of this machine. `reads`:
    whether a trained reader may choose the quote; it read so many of all questions right.

    `program` is the version of program and check that gave it; `checked_at` is in ISO 8601.
    """

    mode: EarnedMode
    right: int
    answerable: int
    quiet: int
    absent: int
    tokens_per_s: float
    first_token_ms: float
    program: str
    checked_at: str
    read: int = 0
    reads: bool = False


class Verdicts:
    """Reads from every directory, the latest verdict counts; writes into the first writable one."""

    def __init__(self, directories: Sequence[Path]) -> None:
        self._directories = tuple(directories)

    def of(self, identity: str) -> StoredVerdict | None:
        """The verdict on the model of this identity, from any version of the program."""
        found = [_read(directory / VERDICTS).get(identity) for directory in self._directories]
        return max((each for each in found if each is not None), key=lambda one: one.checked_at, default=None)

    def keep(self, identity: str, verdict: StoredVerdict, *, own: bool = False) -> None:
        """Replaces an older verdict; with `own` in the last directory instead of the first.

        Entries that others write meanwhile are kept. Raises `EnvironmentProblem` (`models_folder_unusable`,
        `models_folder_busy`).
        """
        problem: OSError | DiskFull | None = None
        directories = self._directories[::-1] if own else self._directories
        for directory in directories:
            try:
                _keep(directory, identity, verdict)
            except (OSError, DiskFull) as error:
                problem = error
                continue
            return
        place = str(directories[0])
        if isinstance(problem, Timeout):
            raise EnvironmentProblem("models_folder_busy", directory=place) from problem
        reason = (isinstance(problem, OSError) and problem.strerror) or ""
        raise EnvironmentProblem("models_folder_unusable", directory=place, reason=reason) from problem


def _keep(directory: Path, identity: str, verdict: StoredVerdict) -> None:
    # The lock would create a missing directory.
    directory.stat()
    with FileLock(directory / _LOCK, timeout=_LOCK_WAIT_S, mode=LOCK_MODE):
        verdicts = {**_read(directory / VERDICTS), identity: verdict}
        document = {"format": _FORMAT, "verdicts": {key: asdict(each) for key, each in verdicts.items()}}
        write_atomically(directory / VERDICTS, json.dumps(document, indent=1).encode(), mode=0o644)


def _read(path: Path) -> dict[str, StoredVerdict]:
    try:
        with path.open("rb") as file:
            document = json.loads(file.read(_READ_LIMIT_BYTES))
        if document["format"] != _FORMAT:
            return {}
        return {
            key: verdict_from(entry) for key, entry in document["verdicts"].items() if _HASH.fullmatch(key)
        }
    except (OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError):
        return {}


def verdict_from(entry: dict[str, Any]) -> StoredVerdict:
    """Parsed from JSON. Raises `ValueError`, `TypeError`."""
    found = StoredVerdict(**entry)
    counts = (found.right, found.answerable, found.quiet, found.absent, found.read)
    speeds = (found.tokens_per_s, found.first_token_ms)
    if found.mode not in ("written", "evidence") or not all(type(each) is int for each in counts):
        raise ValueError("verdict")
    if type(found.reads) is not bool:
        raise ValueError("verdict")
    if not all(isinstance(each, (int, float)) for each in speeds) or not isinstance(found.program, str):
        raise ValueError("verdict")
    if not all(0 <= each < math.inf for each in speeds):
        raise ValueError("verdict")
    datetime.fromisoformat(found.checked_at)
    return found
