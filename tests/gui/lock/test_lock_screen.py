"""Unlocking, and being refused."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QLineEdit
from pytestqt.qtbot import QtBot

from core.errors import VaultFormatError
from tests.fakes.workspace import PASSPHRASE, RECOVERY_TEXT, FakeWorkspace
from ui.jobs import Jobs
from ui.lock.lock_screen import LockScreen


@pytest.fixture
def screen(qtbot: QtBot, jobs: Jobs) -> LockScreen:
    made = LockScreen(jobs)
    qtbot.addWidget(made)
    made.resize(900, 700)
    with qtbot.waitExposed(made):
        made.show()
    made.focus_entry()
    return made


def test_the_right_passphrase_unlocks(qtbot: QtBot, screen: LockScreen, workspace: FakeWorkspace) -> None:
    with qtbot.waitSignal(screen.unlocked) as unlocked:
        qtbot.keyClicks(screen.passphrase.line, PASSPHRASE)
        qtbot.keyClick(screen.passphrase.line, Qt.Key.Key_Return)
    assert unlocked.args == [workspace.prepared]
    assert screen.passphrase.text == "", "it must not stay in the field"


def test_a_wrong_one_is_told_selected_and_changes_nothing(
    qtbot: QtBot, screen: LockScreen, workspace: FakeWorkspace
) -> None:
    screen.passphrase.line.setText("not this one")
    screen.button.click()
    qtbot.waitUntil(lambda: not screen.message.isHidden())
    assert "That did not unlock the practice" in screen.message.accessibleName()
    assert "Caps Lock" in screen.message.accessibleName()
    assert screen.passphrase.line.selectedText() == "not this one" or (
        screen.passphrase.line.hasSelectedText()
        and screen.passphrase.line.selectionLength() == len("not this one")
    )
    assert screen.passphrase.line.property("invalid") is True
    assert screen.button.isEnabled()
    assert workspace.state == "locked"
    qtbot.keyClicks(screen.passphrase.line, PASSPHRASE)
    assert screen.passphrase.text == PASSPHRASE, "typing replaces what was refused"
    assert screen.passphrase.line.property("invalid") is False


def test_wrong_then_right(qtbot: QtBot, screen: LockScreen) -> None:
    screen.passphrase.line.setText("not this one")
    screen.button.click()
    qtbot.waitUntil(lambda: not screen.message.isHidden())
    with qtbot.waitSignal(screen.unlocked):
        screen.passphrase.line.setText(PASSPHRASE)
        screen.button.click()
    assert screen.message.isHidden()


def test_the_wait_is_visible_and_nothing_can_be_asked_twice(
    qtbot: QtBot, screen: LockScreen, workspace: FakeWorkspace
) -> None:
    workspace.hold("unlock")
    screen.passphrase.line.setText(PASSPHRASE)
    screen.button.click()
    qtbot.waitUntil(lambda: workspace.calls == ["unlock"])
    assert screen.button.text() == "Unlocking…"
    assert not screen.button.isEnabled()
    assert not screen.passphrase.isEnabled()
    screen.passphrase.submitted.emit()
    with qtbot.waitSignal(screen.unlocked):
        workspace.release("unlock")
    assert workspace.calls == ["unlock"]
    assert screen.button.text() == "Unlock"


def test_an_empty_entry_cannot_be_sent(screen: LockScreen) -> None:
    assert not screen.button.isEnabled()
    screen.passphrase.line.setText("   ")
    assert not screen.button.isEnabled()


def test_the_recovery_key_unlocks(qtbot: QtBot, screen: LockScreen) -> None:
    screen.other_way.click()
    assert screen.by_recovery_key
    with qtbot.waitSignal(screen.unlocked):
        screen.recovery_key.setText(RECOVERY_TEXT.lower())
        screen.button.click()
    assert screen.recovery_key.text() == ""


def test_a_mistyped_recovery_key_is_told_from_a_wrong_one(qtbot: QtBot, screen: LockScreen) -> None:
    screen.other_way.click()
    screen.recovery_key.setText("ABCD-EFGH")
    screen.button.click()
    qtbot.waitUntil(lambda: not screen.message.isHidden())
    assert "not a whole recovery key" in screen.message.accessibleName()
    assert screen.by_recovery_key, "still asking for the key"
    screen.recovery_key.setText(RECOVERY_TEXT.replace("A", "Z"))
    screen.button.click()
    qtbot.waitUntil(lambda: "did not unlock" in screen.message.accessibleName())


def test_a_damaged_vault_is_named(qtbot: QtBot, screen: LockScreen, workspace: FakeWorkspace) -> None:
    workspace.fail("unlock", VaultFormatError("vault_file_damaged"))
    screen.passphrase.line.setText(PASSPHRASE)
    screen.button.click()
    qtbot.waitUntil(lambda: not screen.message.isHidden())
    assert "The vault file is damaged" in screen.message.accessibleName()


def test_it_shows_nothing_of_the_practice(screen: LockScreen, workspace: FakeWorkspace) -> None:
    shown = " ".join(label.text() for label in screen.findChildren(QLabel))
    assert workspace.prepared.practice_name not in shown
    assert "Anamnesis" in shown


@pytest.mark.parametrize(
    ("typed", "shift", "hinted"),
    [("a", False, False), ("A", True, False), ("A", False, True), ("a", True, True), ("1", False, False)],
)
def test_caps_lock_is_hinted(qtbot: QtBot, screen: LockScreen, typed: str, shift: bool, hinted: bool) -> None:
    from PySide6.QtCore import QEvent
    from PySide6.QtGui import QKeyEvent
    from PySide6.QtWidgets import QApplication

    modifier = Qt.KeyboardModifier.ShiftModifier if shift else Qt.KeyboardModifier.NoModifier
    event = QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_A, modifier, typed)
    QApplication.sendEvent(screen.passphrase.line, event)
    assert screen.passphrase.caps_lock_hinted is hinted


def test_the_passphrase_is_hidden_until_asked_for(screen: LockScreen) -> None:
    line = screen.passphrase.line
    assert line.echoMode() == QLineEdit.EchoMode.Password
    (reveal,) = line.actions()
    reveal.trigger()
    assert line.echoMode() == QLineEdit.EchoMode.Normal
    screen.clear()
    assert line.echoMode() == QLineEdit.EchoMode.Password
