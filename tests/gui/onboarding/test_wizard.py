"""The first run end to end, and every way it can go wrong."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from core.cancel import CancelToken
from core.demo import DemoPractice
from core.errors import DiskFull, EnvironmentProblem
from core.ids import ClientId, new_id
from core.interchange.dto import ImportResult
from tests.fakes.keys import FakeKeys
from tests.fakes.workspace import RECOVERY_TEXT, FakeServices, FakeWorkspace
from ui.jobs import Jobs
from ui.onboarding.wizard import OnboardingWizard
from ui.operations import practice
from ui.operations.operation import Operation
from ui.theme import styled_at_the_end

GOOD = "seven quiet herons at dusk"


@dataclass(frozen=True, slots=True)
class _Services(FakeServices):
    keys: Any = field(default_factory=lambda: FakeKeys(backend=None))


@pytest.fixture
def workspace() -> FakeWorkspace:
    """Nothing is there yet; this computer has no keyring."""
    made = FakeWorkspace("absent")
    made.prepared = _Services()
    return made


@pytest.fixture
def wizard(qtbot: QtBot, jobs: Jobs) -> OnboardingWizard:
    with styled_at_the_end():
        made = OnboardingWizard(jobs)
    qtbot.addWidget(made)
    made.resize(900, 800)
    made.show()
    return made


def _type_passphrase(wizard: OnboardingWizard, first: str, again: str) -> None:
    wizard.passphrase.first.line.setText(first)
    wizard.passphrase.again.line.setText(again)


def _to_passphrase(wizard: OnboardingWizard, name: str = "Practice at the Harbour") -> None:
    wizard.next.click()
    wizard.practice.name.setText(name)
    wizard.practice.person.setText("Dr Noa Levi")
    wizard.next.click()
    assert wizard.step is wizard.passphrase


def _to_recovery(qtbot: QtBot, wizard: OnboardingWizard) -> None:
    _to_passphrase(wizard)
    _type_passphrase(wizard, GOOD, GOOD)
    wizard.next.click()
    qtbot.waitUntil(lambda: wizard.step is wizard.recovery)


def test_from_welcome_to_the_open_practice(
    qtbot: QtBot, wizard: OnboardingWizard, workspace: FakeWorkspace
) -> None:
    assert wizard.step is wizard.welcome
    _to_recovery(qtbot, wizard)
    assert workspace.state == "unlocked"
    assert workspace.passphrase == GOOD
    assert workspace.prepared.practice_name == "Practice at the Harbour"
    assert workspace.prepared.user_name == "Dr Noa Levi"
    assert wizard.recovery.key_label.text().replace("  ", "-").replace("\n", "-") == RECOVERY_TEXT
    wizard.recovery.written_down.setChecked(True)
    wizard.recovery.confirmation.setText("chek")
    with qtbot.waitSignal(wizard.finished):
        wizard.next.click()
    assert wizard.recovery.key_label.text() == ""
    assert not wizard.key_unconfirmed


def test_with_the_keyboard_alone(qtbot: QtBot, wizard: OnboardingWizard) -> None:
    qtbot.keyClick(wizard.next, Qt.Key.Key_Space)
    qtbot.keyClicks(wizard.practice.name, "Harbour")
    qtbot.keyClick(wizard.practice.name, Qt.Key.Key_Return)
    qtbot.keyClicks(wizard.practice.person, "Dr Noa Levi")
    qtbot.keyClick(wizard.practice.person, Qt.Key.Key_Return)
    qtbot.keyClicks(wizard.passphrase.first.line, GOOD)
    qtbot.keyClick(wizard.passphrase.first.line, Qt.Key.Key_Return)
    qtbot.keyClicks(wizard.passphrase.again.line, GOOD)
    qtbot.keyClick(wizard.passphrase.again.line, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: wizard.step is wizard.recovery)
    qtbot.keyClick(wizard.recovery.written_down, Qt.Key.Key_Space)
    qtbot.keyClicks(wizard.recovery.confirmation, "CHEK")
    with qtbot.waitSignal(wizard.finished):
        qtbot.keyClick(wizard.recovery.confirmation, Qt.Key.Key_Return)


def _enter(qtbot: QtBot, wizard: OnboardingWizard) -> None:
    """As the keyboard does it: where the keyboard is."""
    qtbot.keyClick(wizard.window().focusWidget(), Qt.Key.Key_Return)


def _at(wizard: OnboardingWizard) -> object:
    return wizard.step


def test_enter_goes_on_from_every_page_that_is_complete(qtbot: QtBot, wizard: OnboardingWizard) -> None:
    _enter(qtbot, wizard)
    assert _at(wizard) is wizard.practice
    _enter(qtbot, wizard)
    assert _at(wizard) is wizard.practice, "it has no name yet"
    wizard.practice.name.setText("Harbour")
    wizard.practice.person.setText("Dr Tal")
    wizard.practice.demo.setFocus()
    _enter(qtbot, wizard)
    assert _at(wizard) is wizard.passphrase
    assert not wizard.practice.wants_demo, "Enter ticks nothing"
    _type_passphrase(wizard, GOOD, GOOD)
    wizard.back.setFocus()
    _enter(qtbot, wizard)
    assert _at(wizard) is wizard.practice, "Enter on a button presses that button"
    _enter(qtbot, wizard)
    wizard.passphrase.again.line.setFocus()
    _enter(qtbot, wizard)
    qtbot.waitUntil(lambda: wizard.step is wizard.recovery)
    wizard.recovery.confirmation.setText("chek")
    _enter(qtbot, wizard)
    assert _at(wizard) is wizard.recovery, "it is not written down yet"
    wizard.recovery.written_down.setChecked(True)
    with qtbot.waitSignal(wizard.finished):
        _enter(qtbot, wizard)


def test_one_press_of_enter_goes_on_by_one_page(
    qtbot: QtBot, wizard: OnboardingWizard, workspace: FakeWorkspace
) -> None:
    workspace.prepared = _Services(keys=FakeKeys(backend="Secret Service"))
    _to_recovery(qtbot, wizard)
    wizard.recovery.written_down.setChecked(True)
    wizard.recovery.confirmation.setText("chek")
    wizard.recovery.confirmation.setFocus()
    _enter(qtbot, wizard)
    qtbot.waitUntil(lambda: wizard.step is wizard.keyring)
    assert not wizard.keyring.wanted.isChecked()


def test_practice_and_person_need_a_name(wizard: OnboardingWizard) -> None:
    wizard.next.click()
    assert not wizard.next.isEnabled()
    wizard.practice.name.setText("   ")
    assert not wizard.next.isEnabled()
    wizard.practice.name.setText("Harbour")
    assert not wizard.next.isEnabled()
    wizard.practice.person.setText("  ")
    assert not wizard.next.isEnabled()
    wizard.practice.person.setText("Dr Noa Levi")
    assert wizard.next.isEnabled()


@pytest.mark.parametrize(
    ("first", "again", "ready"),
    [
        ("short", "short", False),
        ("7 chars", "7 chars", False),
        ("8 chars!", "8 chars!", True),
        (GOOD, GOOD + "s", False),
        (GOOD, GOOD[:-1], False),
        (GOOD, GOOD, True),
        ("אנמנזה של שלום", "אנמנזה של שלום", True),
    ],
)
def test_the_passphrase_is_long_enough_and_typed_twice(
    wizard: OnboardingWizard, first: str, again: str, ready: bool
) -> None:
    _to_passphrase(wizard)
    _type_passphrase(wizard, first, again)
    assert wizard.next.isEnabled() is ready


def test_a_difference_is_told_once_it_cannot_vanish_by_typing_on(wizard: OnboardingWizard) -> None:
    _to_passphrase(wizard)
    _type_passphrase(wizard, GOOD, GOOD[:5])
    assert wizard.passphrase.difference.text() == ""
    _type_passphrase(wizard, GOOD, "seven loud")
    assert wizard.passphrase.difference.text() == "The passphrases do not match."


def test_back_keeps_what_was_typed_and_writes_nothing(
    wizard: OnboardingWizard, workspace: FakeWorkspace
) -> None:
    _to_passphrase(wizard)
    _type_passphrase(wizard, GOOD, GOOD)
    wizard.back.click()
    wizard.back.click()
    assert wizard.step is wizard.welcome
    assert wizard.back.isHidden()
    wizard.next.click()
    assert wizard.practice.practice_name == "Practice at the Harbour"
    assert workspace.calls == []


def test_the_steps_of_creating_are_shown_and_there_is_no_way_back(
    qtbot: QtBot, wizard: OnboardingWizard, workspace: FakeWorkspace
) -> None:
    _to_passphrase(wizard)
    _type_passphrase(wizard, GOOD, GOOD)
    workspace.hold("initialise")
    wizard.next.click()
    assert wizard.step is wizard.creating
    assert wizard.back.isHidden()
    assert wizard.next.isHidden()
    workspace.release("initialise")
    qtbot.waitUntil(lambda: wizard.step is wizard.recovery)
    assert wizard.creating.steps.texts[-1] == "Writing the first records"
    assert wizard.back.isHidden(), "what exists cannot be gone back on"


def test_a_full_disk_says_so_and_the_second_try_succeeds(
    qtbot: QtBot, wizard: OnboardingWizard, workspace: FakeWorkspace
) -> None:
    workspace.fail("initialise", DiskFull())
    _to_passphrase(wizard)
    _type_passphrase(wizard, GOOD, GOOD)
    wizard.next.click()
    qtbot.waitUntil(lambda: not wizard.creating.message.isHidden())
    told = wizard.creating.message.accessibleName()
    assert "The disk is full" in told
    assert "Free some space" in told
    wizard.next.click()
    qtbot.waitUntil(lambda: wizard.step is wizard.recovery)
    assert workspace.calls == ["initialise", "initialise"]


def test_after_a_failure_back_leads_to_the_passphrase_still_there(
    qtbot: QtBot, wizard: OnboardingWizard, workspace: FakeWorkspace
) -> None:
    workspace.fail("initialise", DiskFull())
    _to_passphrase(wizard)
    _type_passphrase(wizard, GOOD, GOOD)
    wizard.next.click()
    qtbot.waitUntil(lambda: not wizard.back.isHidden())
    wizard.back.click()
    assert wizard.step is wizard.passphrase
    assert wizard.passphrase.passphrase == GOOD
    assert wizard.next.isEnabled()


@pytest.mark.parametrize(
    ("ticked", "typed", "ready"),
    [
        (True, "", False),
        (True, "ABCD", False),
        (False, "CHEK", False),
        (True, " chek ", True),
        (True, "-CHEK", True),
    ],
)
def test_the_key_must_be_confirmed(
    qtbot: QtBot, wizard: OnboardingWizard, ticked: bool, typed: str, ready: bool
) -> None:
    _to_recovery(qtbot, wizard)
    wizard.recovery.written_down.setChecked(ticked)
    wizard.recovery.confirmation.setText(typed)
    assert wizard.next.isEnabled() is ready
    assert wizard.key_unconfirmed


def test_the_passphrase_does_not_stay_in_the_fields(qtbot: QtBot, wizard: OnboardingWizard) -> None:
    _to_recovery(qtbot, wizard)
    assert wizard.passphrase.first.text == ""
    assert wizard.passphrase.again.text == ""


def test_the_key_can_be_saved_to_a_private_file(
    qtbot: QtBot, wizard: OnboardingWizard, tmp_path: Path
) -> None:
    _to_recovery(qtbot, wizard)
    target = tmp_path / "key.txt"
    wizard.recovery.save_to(str(target))
    qtbot.waitUntil(lambda: not wizard.recovery.message.isHidden())
    assert RECOVERY_TEXT in target.read_text()
    assert target.stat().st_mode & 0o077 == 0


def test_a_folder_that_refuses_the_file_is_named(
    qtbot: QtBot, wizard: OnboardingWizard, tmp_path: Path
) -> None:
    _to_recovery(qtbot, wizard)
    wizard.recovery.save_to(str(tmp_path / "not there" / "key.txt"))
    qtbot.waitUntil(lambda: not wizard.recovery.message.isHidden())
    assert "The file was not written" in wizard.recovery.message.accessibleName()


def _finish_recovery(wizard: OnboardingWizard) -> None:
    wizard.recovery.written_down.setChecked(True)
    wizard.recovery.confirmation.setText("CHEK")
    wizard.next.click()


def test_the_demo_practice_is_added_with_progress(
    qtbot: QtBot, wizard: OnboardingWizard, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = ClientId(new_id())

    def load(services: object, cancel: CancelToken, progress: object) -> DemoPractice:
        assert callable(progress)
        progress(12, 12)
        return DemoPractice(ImportResult(12, 60, 0), first)

    monkeypatch.setattr("ui.onboarding.demo_step.add_demo_practice", lambda: Operation("db", load))
    wizard.practice.demo.setChecked(True)
    _to_recovery(qtbot, wizard)
    with qtbot.waitSignal(wizard.finished):
        _finish_recovery(wizard)
    assert wizard.step is wizard.demo
    assert wizard.demo.first_client == first


def test_the_demo_practice_can_be_skipped(
    qtbot: QtBot, wizard: OnboardingWizard, monkeypatch: pytest.MonkeyPatch
) -> None:
    def load(services: object, cancel: CancelToken, progress: object) -> None:
        assert cancel.wait(20)
        cancel.raise_if_cancelled()

    monkeypatch.setattr("ui.onboarding.demo_step.add_demo_practice", lambda: Operation("db", load))
    wizard.practice.demo.setChecked(True)
    _to_recovery(qtbot, wizard)
    _finish_recovery(wizard)
    qtbot.waitUntil(wizard.skip.isVisible)
    with qtbot.waitSignal(wizard.finished):
        wizard.skip.click()


def test_a_demo_that_fails_does_not_keep_the_practice_shut(
    qtbot: QtBot, wizard: OnboardingWizard, monkeypatch: pytest.MonkeyPatch
) -> None:
    def load(services: object, cancel: CancelToken, progress: object) -> None:
        raise DiskFull

    monkeypatch.setattr("ui.onboarding.demo_step.add_demo_practice", lambda: Operation("db", load))
    wizard.practice.demo.setChecked(True)
    _to_recovery(qtbot, wizard)
    _finish_recovery(wizard)
    qtbot.waitUntil(lambda: not wizard.demo.message.isHidden())
    assert wizard.next.isEnabled()
    with qtbot.waitSignal(wizard.finished):
        wizard.next.click()


def test_the_operation_uses_the_importer_of_the_practice() -> None:
    assert practice.add_demo_practice().lane == "db"


@pytest.fixture
def keys(workspace: FakeWorkspace) -> FakeKeys:
    """The key service of a computer whose keyring is trusted."""
    assert isinstance(workspace.prepared, _Services)
    made: FakeKeys = workspace.prepared.keys
    made.backend = "Secret Service"
    return made


def test_a_keyring_is_offered_after_the_recovery_key(
    qtbot: QtBot, wizard: OnboardingWizard, keys: FakeKeys
) -> None:
    _to_recovery(qtbot, wizard)
    _finish_recovery(wizard)
    qtbot.waitUntil(lambda: wizard.step is wizard.keyring)
    assert not wizard.key_unconfirmed
    assert not wizard.keyring.wanted.isChecked()
    wizard.keyring.wanted.setChecked(True)
    with qtbot.waitSignal(wizard.finished):
        wizard.next.click()
    assert keys.calls["remember_on_this_computer"] == 1


def test_the_keyring_can_be_left_out(qtbot: QtBot, wizard: OnboardingWizard, keys: FakeKeys) -> None:
    _to_recovery(qtbot, wizard)
    _finish_recovery(wizard)
    qtbot.waitUntil(lambda: wizard.step is wizard.keyring)
    with qtbot.waitSignal(wizard.finished):
        wizard.next.click()
    assert keys.calls["remember_on_this_computer"] == 0


def test_without_a_keyring_there_is_no_such_step(
    qtbot: QtBot, wizard: OnboardingWizard, keys: FakeKeys
) -> None:
    keys.backend = None
    _to_recovery(qtbot, wizard)
    with qtbot.waitSignal(wizard.finished):
        _finish_recovery(wizard)
    assert wizard.step is wizard.recovery


def test_a_keyring_that_refuses_keeps_no_practice_shut(
    qtbot: QtBot, wizard: OnboardingWizard, keys: FakeKeys
) -> None:
    keys.fail("remember_on_this_computer", EnvironmentProblem("keyring_unavailable"))
    _to_recovery(qtbot, wizard)
    _finish_recovery(wizard)
    qtbot.waitUntil(lambda: wizard.step is wizard.keyring)
    wizard.keyring.wanted.setChecked(True)
    wizard.next.click()
    qtbot.waitUntil(lambda: not wizard.keyring.message.isHidden() and wizard.next.isEnabled())
    assert not wizard.keyring.wanted.isChecked()
    with qtbot.waitSignal(wizard.finished):
        wizard.next.click()
