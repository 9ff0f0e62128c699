"""The changelog as a release has it: what was not released before carries the release's version and day."""

from __future__ import annotations

import re

CHANGES = "CHANGELOG.md"
"""As `core.updates.release` reads it."""
_UNRELEASED = re.compile(r"^## \[Unreleased\]\s*$", re.MULTILINE)


def released_changelog(text: str, version: str, day: str) -> str:
    """As it is where the version has a section; else what is not released yet becomes its section."""
    if re.search(rf"^## \[{re.escape(version)}\]", text, re.MULTILINE):
        return text
    return _UNRELEASED.sub(f"## [{version}] - {day}", text, count=1)
