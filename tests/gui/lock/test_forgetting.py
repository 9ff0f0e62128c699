"""What was typed at the lock screen cannot be brought back there."""

from __future__ import annotations

from PySide6.QtTest import QTest

from ui.jobs import Jobs
from ui.lock.lock_screen import LockScreen


def test_undo_brings_no_passphrase_and_no_recovery_key_back(qtbot, jobs: Jobs):
    screen = LockScreen(jobs)
    qtbot.addWidget(screen)
    for line in (screen.passphrase.line, screen.recovery_key):
        QTest.keyClicks(line, "seven quiet herons")
        assert line.text()
    screen.clear()
    for line in (screen.passphrase.line, screen.recovery_key):
        assert not line.isUndoAvailable()
        line.undo()
        assert line.text() == ""
