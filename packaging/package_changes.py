"""The changelog of a release: its unreleased section gets the release's version and date."""

from __future__ import annotations

import re

CHANGES = "CHANGELOG.md"
"""The name used by `core.updates.release`."""
_UNRELEASED = re.compile(r"^## \[Unreleased\]\s*$", re.MULTILINE)


def released_changelog(text: str, version: str, day: str) -> str:
    """Unchanged if the version has a section; else the unreleased section becomes it."""
    if re.search(rf"^## \[{re.escape(version)}\]", text, re.MULTILINE):
        return text
    return _UNRELEASED.sub(f"## [{version}] - {day}", text, count=1)
