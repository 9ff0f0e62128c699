"""One source of settings before validation, with the line of each key in a TOML file."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from core.bounded_files import read_bounded
from core.errors import EnvironmentProblem

_LARGEST_BYTES = 1 << 20
_MOST_LOOKS = 32
"""How many lines are tried as the one that sets a key; each costs a parse of the preceding text."""


@dataclass(frozen=True, slots=True)
class SettingLocation:
    """Where something is set: a file or a registry key, and the line if there is one."""

    source: str
    line: int | None = None

    def __str__(self) -> str:
        return self.source if self.line is None else f"{self.source}:{self.line}"


@dataclass(frozen=True, slots=True)
class Document:
    """The values of one source. `administered`: only the computer's administrator can have set them."""

    source: str
    values: Mapping[str, object]
    administered: bool = False
    text: str | None = field(default=None, repr=False)
    """The text of a TOML file."""

    def place(self, key: str) -> SettingLocation:
        """Where `key` is set."""
        return SettingLocation(self.source, None if self.text is None else line_of(key, self.text))


def read_toml(path: Path, *, administered: bool = False, called: Path | None = None) -> Document | None:
    """None if the file does not exist. `called`: its displayed name, if it was found through a link.

    Raises `EnvironmentProblem` (`settings_unreadable`, `settings_not_toml`).
    """
    told = str(called or path)
    try:
        # People keep settings files behind links.
        content = read_bounded(path, _LARGEST_BYTES, follow_links=True)
    except (FileNotFoundError, NotADirectoryError):
        return None
    except (OSError, ValueError) as error:
        # Might be a policy with restrictions, so it cannot be ignored.
        raise EnvironmentProblem("settings_unreadable", file=told) from error
    try:
        text = content.decode("utf-8-sig")
        values = tomllib.loads(text)
    except UnicodeDecodeError as error:
        line = content[: error.start].count(b"\n") + 1
        raise EnvironmentProblem("settings_not_toml", file=told, line=line) from error
    except (ValueError, RecursionError) as error:
        # Python refuses a number of thousands of digits with an error other than the parser's.
        raise EnvironmentProblem("settings_not_toml", file=told, line=_failed_at(error, text)) from error
    return Document(told, values, administered, text)


def line_of(key: str, text: str) -> int | None:
    """The line that sets a top-level `key` of a valid TOML document; None if it is not found.

    `tomllib` keeps no positions. A matching line may be inside a string or an array; then the text before it
    is not a valid document.
    """
    name = re.escape(key)
    looks_right = re.compile(rf"""\s*\[?\s*(?:{name}|"{name}"|'{name}')\s*[=.\]]""")
    lines = _lines(text)
    candidates = [number for number, line in enumerate(lines, start=1) if looks_right.match(line)]
    for number in candidates[:_MOST_LOOKS]:
        try:
            before = tomllib.loads("\n".join(lines[: number - 1]))
        except (tomllib.TOMLDecodeError, RecursionError):
            continue
        if key not in before:
            return number
    return None


def _failed_at(error: Exception, text: str) -> int:
    told = re.search(r"line (\d+)", str(error))
    if told:
        return int(told[1])
    if isinstance(error, RecursionError):
        return 1
    lines = _lines(text)
    if not isinstance(error, tomllib.TOMLDecodeError):
        longest = max(lines, key=len)
        return lines.index(longest) + 1
    return max(1, len(lines) - (not lines[-1]))


def _lines(text: str) -> list[str]:
    """Lines as TOML counts them: `splitlines` also splits at characters allowed in a comment."""
    return text.replace("\r\n", "\n").split("\n")
