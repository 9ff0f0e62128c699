"""What was set: in `policy.toml` of the computer (an organisation), in `settings.toml` of the data directory.

One declared list of keys says what may be set and to what. A file that says anything else is refused with the
key, what it was set to and what is allowed: a policy that is misread would be worse than none.
"""

from __future__ import annotations

import difflib
import os
import re
import stat
import tomllib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from core.engine.limits import EMBED_TIMEOUT_RANGE_S, FIRST_TOKEN_TIMEOUT_RANGE_S
from core.errors import EnvironmentProblem
from core.security.escrow import parsed_recipient
from core.security.passphrase_rule import LEAST_GUESSES_LOG10

POLICY_FILE = "policy.toml"
"""In the computer's directories of configurations: what it says wins."""
SETTINGS_FILE = "settings.toml"
"""In the data directory."""
QUESTIONS_AN_HOUR_RANGE = (1, 10_000)
"""The times of all of them are in one sealed row, which each question writes anew."""
PASSPHRASE_RANGE = (LEAST_GUESSES_LOG10, 30)
"""How many guesses a passphrase must take, as a power of ten: a policy raises it and cannot lower it."""
LOCK_AFTER_RANGE_MIN = (1, 60)
"""After how long without input the practice locks at the latest; a person may choose sooner."""
_LARGEST_BYTES = 1 << 20
_SHOWN_CHARS = 60
_SHA256 = re.compile(r"[0-9a-fA-F]{64}")


class _Refused(ValueError):
    """The value is not allowed; `reason` and `params` say what is."""

    def __init__(self, reason: str, value: object, **params: object) -> None:
        super().__init__(reason)
        self.reason = reason
        self.value = value
        self.params = params


@dataclass(frozen=True, slots=True)
class Key:
    """One setting that a file may hold. `read` gives the value as the program has it; `stricter` which holds
    where two policies set it, None the first of them.
    """

    name: str
    read: Callable[[object], Any]
    stricter: Callable[[Any, Any], Any] | None = None
    policy_only: bool = False
    """Whether only an administrator of the computer may set it, not whoever can write to the data directory.
    """


def _within(low: float, high: float, *, whole: bool) -> Callable[[object], Any]:
    def read(value: object) -> int | float:
        number = isinstance(value, int if whole else (int, float)) and not isinstance(value, bool)
        if not number or not low <= value <= high:  # type: ignore[operator]
            raise _Refused("whole_number" if whole else "number", value, low=f"{low:g}", high=f"{high:g}")
        return value if whole else float(value)  # type: ignore[return-value, arg-type]

    return read


def _switch(value: object) -> bool:
    if not isinstance(value, bool):
        raise _Refused("switch", value)
    return value


def _hashes(value: object) -> frozenset[str]:
    if not isinstance(value, list):
        raise _Refused("hashes", value)
    for each in value:
        if not (isinstance(each, str) and _SHA256.fullmatch(each)):
            raise _Refused("hashes", each)
    return frozenset(each.lower() for each in value)


def _recipient(value: object) -> str:
    if not isinstance(value, str):
        raise _Refused("age_recipient", value)
    try:
        parsed_recipient(value)
    except ValueError as error:
        raise _Refused("age_recipient", value) from error
    return value.strip()


KEYS = (
    Key("questions_an_hour", _within(*QUESTIONS_AN_HOUR_RANGE, whole=True), min),
    Key("allowed_models", _hashes, frozenset.intersection),
    Key("embed_timeout_s", _within(*EMBED_TIMEOUT_RANGE_S, whole=False)),
    Key("first_token_timeout_s", _within(*FIRST_TOKEN_TIMEOUT_RANGE_S, whole=False)),
    Key("assistant", _switch, min),
    Key("backup_escrow", _recipient, policy_only=True),
    Key("lock_after_min", _within(*LOCK_AFTER_RANGE_MIN, whole=True), min),
    Key("passphrase_guesses_log10", _within(*PASSPHRASE_RANGE, whole=True), max),
)


def read_settings(*, policies: Sequence[Path], own: Path) -> dict[str, Any]:
    """The values that the files set, by the names of `KEYS`; the policies' win. No file sets nothing.

    Where several policies set the same, the strictest holds: none can loosen another.

    Raises:
        EnvironmentProblem: `settings_unreadable` (`file`), `settings_not_toml` (`file`, `line`),
            `setting_unknown` (`file`, `key`, `nearest`), `setting_refused` (`file`, `key`, `value`, and what
            is allowed by its `reason`, `low` and `high`), `setting_of_policy` (`file`, `key`).
    """
    imposed: dict[str, Any] = {}
    for policy in policies:
        found = _read(policy)
        for key in KEYS:
            if key.name not in found:
                continue
            if key.policy_only and not is_administered(policy):
                raise EnvironmentProblem("setting_of_policy", file=str(policy), key=key.name)
            if key.name not in imposed:
                imposed[key.name] = found[key.name]
            elif key.stricter is not None:
                imposed[key.name] = key.stricter(imposed[key.name], found[key.name])
    own_values = _read(own)
    for key in KEYS:
        if key.policy_only and key.name in own_values:
            raise EnvironmentProblem("setting_of_policy", file=str(own), key=key.name)
    return {**own_values, **imposed}


def is_administered(path: Path) -> bool:
    """Whether nobody but the computer's administrator can have written this file: it and every folder above
    it belong to root and are not open to others. On Windows nothing here tells, so no file counts.
    """
    if os.name == "nt":
        return False
    try:
        found = [each.lstat() for each in (path, *path.resolve().parents)]
    except OSError:
        return False
    return all(
        each.st_uid == 0 and (not each.st_mode & 0o022 or bool(each.st_mode & stat.S_ISVTX)) for each in found
    )


def _read(path: Path) -> dict[str, Any]:
    by_name = {key.name: key for key in KEYS}
    found: dict[str, Any] = {}
    for name, value in _document(path).items():
        key = by_name.get(name)
        if key is None:
            (nearest,) = difflib.get_close_matches(name, by_name, n=1, cutoff=0.0)
            raise EnvironmentProblem("setting_unknown", file=str(path), key=_shown(name), nearest=nearest)
        try:
            found[name] = key.read(value)
        except _Refused as refused:
            raise EnvironmentProblem(
                "setting_refused",
                reason=refused.reason,
                file=str(path),
                key=name,
                value=_shown(refused.value),
                **refused.params,
            ) from refused
    return found


def _document(path: Path) -> Mapping[str, object]:
    try:
        with path.open("rb") as file:
            text = file.read(_LARGEST_BYTES + 1)
    except (FileNotFoundError, NotADirectoryError):
        return {}
    except OSError as error:
        # Not to be told from a policy that forbids something.
        raise EnvironmentProblem("settings_unreadable", file=str(path)) from error
    if len(text) > _LARGEST_BYTES:
        raise EnvironmentProblem("settings_unreadable", file=str(path))
    try:
        return tomllib.loads(text.decode("utf-8-sig"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, RecursionError) as error:
        line = re.search(r"line (\d+)", str(error))
        raise EnvironmentProblem(
            "settings_not_toml", file=str(path), line=int(line[1]) if line else 1
        ) from error


def _shown(value: object) -> str:
    """As it may stand in a sentence: short, on one line."""
    text = " ".join(str(value).split())
    return text if len(text) <= _SHOWN_CHARS else text[:_SHOWN_CHARS] + "…"
