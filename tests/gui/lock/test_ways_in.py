"""More than one person, the keyring, the pause after wrong attempts, and the recovery key's consequence."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from core.errors import EnvironmentProblem, TooManyAttempts, VaultFormatError
from core.ids import UserId, new_id
from core.people.dto import SignIn
from tests.fakes.workspace import PASSPHRASE, RECOVERY_TEXT, FakeWorkspace
from ui.jobs import Jobs
from ui.lock.lock_screen import LockScreen
from ui.lock.wait_line import WaitLine

ZOE, ADA, NOA = (
    SignIn(UserId(new_id()), name, has_keyring)
    for name, has_keyring in (("Zoe Adams", False), ("Ada Brown", True), ("נועה לוי", False))
)


@pytest.fixture
def screen(qtbot: QtBot, jobs: Jobs) -> LockScreen:
    made = LockScreen(jobs)
    qtbot.addWidget(made)
    made.resize(900, 700)
    with qtbot.waitExposed(made):
        made.show()
    return made


def _prepared(qtbot: QtBot, screen: LockScreen, jobs: Jobs, last: UserId | None = None) -> None:
    screen.prepare(last)
    qtbot.waitUntil(lambda: not jobs.busy)


def _names(screen: LockScreen) -> list[str]:
    return [screen.person.itemText(row) for row in range(screen.person.count())]


def test_one_person_is_not_asked_who_they_are(qtbot: QtBot, screen: LockScreen, jobs: Jobs) -> None:
    _prepared(qtbot, screen, jobs)
    assert screen.person.isHidden()
    assert screen.keyring_button.isHidden()


def test_several_people_choose_themselves(
    qtbot: QtBot, screen: LockScreen, jobs: Jobs, workspace: FakeWorkspace
) -> None:
    workspace.people = (ZOE, ADA, NOA)
    _prepared(qtbot, screen, jobs)
    assert screen.person.isVisible()
    assert _names(screen) == ["Ada Brown", "Zoe Adams", "נועה לוי"]
    screen.passphrase.line.setText("begun by somebody else")
    screen.person.setCurrentIndex(1)
    screen.person.activated.emit(1)
    assert screen.passphrase.text == ""
    with qtbot.waitSignal(screen.unlocked):
        screen.passphrase.line.setText(PASSPHRASE)
        screen.button.click()
    assert workspace.asked_for == [ZOE.user_id]


def test_whoever_was_last_is_offered_first(
    qtbot: QtBot, screen: LockScreen, jobs: Jobs, workspace: FakeWorkspace
) -> None:
    workspace.people = (ZOE, ADA, NOA)
    _prepared(qtbot, screen, jobs, NOA.user_id)
    assert screen.person.person == NOA
    _prepared(qtbot, screen, jobs, ZOE.user_id)
    assert screen.person.person == NOA, "who is chosen stays chosen"


def test_somebody_who_has_left_is_not_offered(
    qtbot: QtBot, screen: LockScreen, jobs: Jobs, workspace: FakeWorkspace
) -> None:
    workspace.people = (ZOE, ADA)
    _prepared(qtbot, screen, jobs, NOA.user_id)
    assert screen.person.person == ADA


def test_the_keyring_is_offered_to_those_who_have_one(
    qtbot: QtBot, screen: LockScreen, jobs: Jobs, workspace: FakeWorkspace
) -> None:
    workspace.people = (ZOE, ADA)
    _prepared(qtbot, screen, jobs, ADA.user_id)
    assert screen.keyring_button.isVisible()
    screen.person.setCurrentIndex(1)
    screen.person.activated.emit(1)
    assert screen.keyring_button.isHidden()
    screen.person.setCurrentIndex(0)
    screen.person.activated.emit(0)
    with qtbot.waitSignal(screen.unlocked):
        screen.keyring_button.click()
    assert workspace.calls == ["unlock_with_keyring"]
    assert workspace.asked_for == [ADA.user_id]


def test_a_keyring_that_is_not_there_leaves_the_passphrase(
    qtbot: QtBot, screen: LockScreen, jobs: Jobs, workspace: FakeWorkspace
) -> None:
    workspace.has_keyring = True
    _prepared(qtbot, screen, jobs)
    workspace.fail("unlock_with_keyring", EnvironmentProblem("keyring_unavailable"))
    screen.keyring_button.click()
    qtbot.waitUntil(lambda: not screen.message.isHidden())
    assert screen.passphrase.isEnabled()
    assert workspace.state == "locked"


def test_the_recovery_key_asks_nobody_who_they_are(
    qtbot: QtBot, screen: LockScreen, jobs: Jobs, workspace: FakeWorkspace
) -> None:
    workspace.people = (ZOE, ADA)
    _prepared(qtbot, screen, jobs, ADA.user_id)
    screen.other_way.click()
    assert screen.person.isHidden()
    assert screen.keyring_button.isHidden()
    screen.other_way.click()
    assert screen.person.isVisible()


def test_only_a_recovery_unlock_asks_for_a_new_passphrase(
    qtbot: QtBot, screen: LockScreen, workspace: FakeWorkspace
) -> None:
    heard: list[str] = []
    screen.unlocked.connect(lambda _services: heard.append("unlocked"))
    screen.recovered.connect(lambda: heard.append("recovered"))
    screen.passphrase.line.setText(PASSPHRASE)
    screen.button.click()
    qtbot.waitUntil(lambda: heard == ["unlocked"])
    workspace.state = "locked"
    screen.other_way.click()
    screen.recovery_key.setText(RECOVERY_TEXT)
    screen.button.click()
    qtbot.waitUntil(lambda: heard == ["unlocked", "unlocked", "recovered"])


def test_after_too_many_attempts_the_entry_waits_and_comes_back_by_itself(
    qtbot: QtBot, screen: LockScreen, workspace: FakeWorkspace
) -> None:
    now = [100.0]
    screen.wait_line._monotonic = lambda: now[0]
    workspace.fail("unlock", TooManyAttempts(wait_s=65))
    screen.passphrase.line.setText("not this one")
    screen.button.click()
    qtbot.waitUntil(lambda: screen.wait_line.waiting)
    assert screen.wait_line.text() == "You can try again in 1:05."
    assert not screen.button.isEnabled()
    assert not screen.passphrase.isEnabled()
    assert not screen.keyring_button.isEnabled()
    screen.passphrase.submitted.emit()
    assert workspace.calls == ["unlock"], "nothing can be asked meanwhile"
    now[0] += 60.5
    qtbot.waitUntil(lambda: screen.wait_line.text() == "You can try again in 0:05.")
    now[0] += 5
    qtbot.waitUntil(lambda: screen.button.isEnabled())
    assert screen.passphrase.isEnabled()
    assert screen.wait_line.isHidden()
    assert screen.message.isHidden()


def test_a_pause_of_before_the_start_is_told_at_once(
    qtbot: QtBot, screen: LockScreen, jobs: Jobs, workspace: FakeWorkspace
) -> None:
    workspace.wait_s = 30.0
    _prepared(qtbot, screen, jobs)
    assert screen.wait_line.waiting
    assert not screen.passphrase.isEnabled()
    screen.other_way.click()
    assert not screen.recovery_key.isEnabled(), "the recovery key has to wait too"


def test_a_vault_that_cannot_be_read_is_named_before_anything_is_typed(
    qtbot: QtBot, screen: LockScreen, workspace: FakeWorkspace
) -> None:
    workspace.fail("sign_ins", VaultFormatError("vault_file_damaged"))
    screen.prepare(None)
    qtbot.waitUntil(lambda: "The vault file is damaged" in screen.message.accessibleName())


def test_nothing_to_wait_for_is_no_wait(qtbot: QtBot) -> None:
    line = WaitLine()
    qtbot.addWidget(line)
    line.begin(0)
    assert not line.waiting
    assert line.isHidden()


def test_the_order_of_the_keyboard(
    qtbot: QtBot, screen: LockScreen, jobs: Jobs, workspace: FakeWorkspace
) -> None:
    workspace.people = (ZOE, ADA)
    _prepared(qtbot, screen, jobs, ADA.user_id)
    screen.person.setFocus(Qt.FocusReason.TabFocusReason)
    qtbot.keyClick(screen.person, Qt.Key.Key_Tab)
    assert screen.passphrase.line.hasFocus()
