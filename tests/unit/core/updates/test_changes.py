"""The part of a changelog that is new to a computer."""

from __future__ import annotations

from core.updates.changes import Changes
from tests.fakes.release import CHANGELOG


def test_only_newer_sections_are_shown() -> None:
    changes = Changes.parsed(CHANGELOG)
    assert [(each.version, each.day) for each in changes.sections] == [
        ("1.3", "2026-05-01"),
        ("1.2", "2026-04-01"),
    ]
    words = changes.since(lambda version: version == "1.3")
    assert words == "1.3 (2026-05-01)\n\nAdded\n\n- What a reviewer asked for."
    assert changes.since(lambda _version: False) == ""


def test_what_is_no_changelog_changes_nothing() -> None:
    for text in ("", "no heading\n", "## [Unreleased]\n\n- words\n", "\x00\xff"):
        assert Changes.parsed(text).sections == ()
