"""What can be checked here of the Windows and the macOS session watch: how they read what they are told."""

from __future__ import annotations

import pytest

from ui.lock.macos_watch import MacosWatch, reason_of_notification
from ui.lock.session_watch import SessionWatch, session_watch
from ui.lock.windows_watch import reason_of_message


@pytest.mark.parametrize(
    ("message", "wparam", "reason"),
    [
        (0x0218, 0x0004, "suspend"),
        (0x0218, 0x0012, None),  # resumed
        (0x02B1, 0x7, "screen_locked"),
        (0x02B1, 0x8, None),  # unlocked
        (0x02B1, 0x2, "session_switched"),
        (0x02B1, 0x4, "session_switched"),
        (0x02B1, 0x1, None),  # connected
        (0x0100, 0x4, None),  # a key
    ],
)
def test_windows_messages(message: int, wparam: int, reason: str | None) -> None:
    assert reason_of_message(message, wparam) == reason


@pytest.mark.parametrize(
    ("name", "reason"),
    [
        ("com.apple.screenIsLocked", "screen_locked"),
        ("com.apple.sessionDidMoveOffConsole", "session_switched"),
        ("com.apple.screenIsUnlocked", None),
        ("", None),
    ],
)
def test_macos_notifications(name: str, reason: str | None) -> None:
    assert reason_of_notification(name) == reason


def test_the_macos_watch_keeps_quiet_where_there_is_no_macos(qtbot) -> None:
    watch = MacosWatch()
    heard: list[str] = []
    watch.lock_requested.connect(heard.append)
    watch.start()
    watch.lock_finished()
    watch.stop()
    assert heard == []


@pytest.mark.parametrize(
    ("system", "kind"), [("linux", "LogindWatch"), ("darwin", "MacosWatch"), ("win32", "WindowsWatch")]
)
def test_each_system_gets_its_own_watch(monkeypatch: pytest.MonkeyPatch, system: str, kind: str) -> None:
    monkeypatch.setattr("ui.lock.session_watch.sys.platform", system)
    assert type(session_watch()).__name__ == kind


def test_an_unknown_system_has_a_watch_that_hears_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("ui.lock.session_watch.sys.platform", "plan9")
    watch = session_watch()
    assert type(watch) is SessionWatch
    watch.start()
    watch.lock_finished()
    watch.stop()
