"""From the word that the computer goes to sleep to the moment it may: a real bus, the real window."""

from __future__ import annotations

from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

pytest.importorskip("jeepney", reason="jeepney comes with the keyring on Linux only")

from tests.fakes.login1 import FakeLogin1, bus_is_installed, private_bus
from tests.fakes.views import FakeChart, fake_views
from tests.fakes.workspace import PASSPHRASE, FakeWorkspace, as_workspace
from ui.jobs import Jobs
from ui.lock.logind_watch import LogindWatch
from ui.preferences import Preferences
from ui.shell.window import MainWindow


@pytest.mark.skipif(not bus_is_installed(), reason="dbus-daemon is not installed")
def test_the_computer_sleeps_only_after_the_words_are_saved_and_the_keys_are_gone(
    qtbot: QtBot, workspace: FakeWorkspace, jobs: Jobs, preferences: Preferences, tmp_path: Path
) -> None:
    with private_bus(tmp_path) as address:
        login1 = FakeLogin1(address)
        watch = LogindWatch(address)
        window = MainWindow(
            as_workspace(workspace), jobs, preferences=preferences, views=fake_views, session_watch=watch
        )
        try:
            window.show()
            window.start()
            qtbot.waitUntil(lambda: watch.listening and window.current_page is window.lock_screen)
            window.lock_screen.passphrase.line.setText(PASSPHRASE)
            window.lock_screen.button.click()
            qtbot.waitUntil(lambda: window.unlocked)
            chart = window.page.views.chart
            assert isinstance(chart, FakeChart)
            chart.edit("words")
            workspace.hold("lock")
            login1.prepare_for_sleep(True)
            qtbot.waitUntil(lambda: "lock" in workspace.calls)
            assert not window.unlocked, "off the screen"
            assert not chart.has_unsaved, "saved"
            assert login1.held == 1, "the keys are still there, so the computer waits"
            workspace.release("lock")
            qtbot.waitUntil(lambda: login1.held == 0)
            assert workspace.state == "locked"
            login1.prepare_for_sleep(False)
            qtbot.waitUntil(lambda: login1.held == 1)
        finally:
            watch.stop()
            login1.close()
