"""What the window remembers, and that it never gets in the way."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QByteArray

from core.ids import UserId, new_id
from ui.preferences import Preferences


def test_they_come_back(tmp_path: Path) -> None:
    file = tmp_path / "window.json"
    first = Preferences(file)
    first.theme_mode = "dark"
    first.language = "he"
    first.geometry = QByteArray(b"\x00\x01geometry\xff")
    first.splitter = QByteArray(b"splitter")
    first.idle_minutes = 30
    user_id = UserId(new_id())
    first.last_user = user_id
    first.save()
    again = Preferences(file)
    assert (again.theme_mode, again.language) == ("dark", "he")
    assert (again.idle_minutes, again.last_user) == (30, user_id)
    assert again.geometry == QByteArray(b"\x00\x01geometry\xff")
    assert again.splitter == QByteArray(b"splitter")
    assert file.stat().st_mode & 0o077 == 0


def test_damaged_or_unknown_values_count_as_unset(tmp_path: Path) -> None:
    file = tmp_path / "window.json"
    for content in (
        "",
        "{",
        "[1]",
        "[" * 200_000,
        '{"geometry": "\\ud800", "theme": "\\udfff", "last_user": "\\ud800", "splitter": "\\ud800"}',
        '{"theme": "pink", "language": 7, "geometry": "*", "idle_minutes": "7", "last_user": "x"}',
    ):
        file.write_text(content)
        read = Preferences(file)
        assert read.theme_mode == "system"
        assert read.language in ("en", "he")
        assert isinstance(read.geometry, QByteArray)
        assert read.idle_minutes == 10
        assert read.last_user is None


def test_nothing_is_written_before_the_directory_exists(tmp_path: Path) -> None:
    preferences = Preferences(tmp_path / "not yet" / "window.json")
    preferences.theme_mode = "dark"
    preferences.save()
    assert list(tmp_path.iterdir()) == []
