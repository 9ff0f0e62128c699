"""The changelog of a release: its sections by version, and those that are new to a computer."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

_HEADING = re.compile(r"^## \[?(?P<version>[0-9][0-9A-Za-z.+~-]*)\]?(?: - (?P<day>[0-9-]+))?\s*$")
_MARK = re.compile(r"^#+ ", re.MULTILINE)
_MOST_CHARS = 60_000
"""The most that is shown; longer changelogs are not read."""


@dataclass(frozen=True, slots=True)
class Section:
    """What one version changed, in the words of the changelog."""

    version: str
    day: str
    text: str


@dataclass(frozen=True, slots=True)
class Changes:
    """The newest section first, as the file has them."""

    sections: tuple[Section, ...] = ()

    @classmethod
    def parsed(cls, text: str) -> Changes:
        """Parses a file in Keep a Changelog format; text before the first version is ignored."""
        found: list[Section] = []
        for line in text.splitlines():
            if heading := _HEADING.match(line):
                found.append(Section(heading["version"], heading["day"] or "", ""))
            elif found and not line.startswith("## "):
                last = found[-1]
                found[-1] = Section(last.version, last.day, f"{last.text}{line}\n")
        return cls(tuple(Section(each.version, each.day, each.text.strip("\n")) for each in found))

    def since(self, is_newer: Callable[[str], bool]) -> str:
        """The text of every section with a newer version, concatenated; empty for none."""
        parts = []
        for each in self.sections:
            if is_newer(each.version):
                dated = f"{each.version} ({each.day})" if each.day else each.version
                # Shown as plain text, so heading marks are removed.
                words = _MARK.sub("", each.text)
                parts.append(f"{dated}\n\n{words}".strip())
        return "\n\n".join(parts)[:_MOST_CHARS]
