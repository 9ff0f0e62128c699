"""One's own passphrase, and this computer's keyring."""

from __future__ import annotations

from dataclasses import replace

import pytest
from pytestqt.qtbot import QtBot

from core.configuration.documents import SettingLocation
from core.configuration.reading import Decision
from core.errors import EnvironmentProblem
from core.security.roles import Access
from tests.fakes.keys import PASSPHRASE, FakeKeys
from tests.fakes.workspace import FakeWorkspace
from tests.gui.security.conftest import USER
from ui.jobs import Jobs
from ui.security.my_access_page import MyAccessPage

NEW = "three blue lanterns by the quay"


@pytest.fixture
def page(qtbot: QtBot, jobs: Jobs, keys: FakeKeys) -> MyAccessPage:
    made = MyAccessPage(jobs, Access(USER, "clinician"))
    qtbot.addWidget(made)
    made.show()
    made.opened()
    qtbot.waitUntil(lambda: not jobs.busy)
    return made


def _type(page: MyAccessPage, current: str, new: str, again: str | None = None) -> None:
    page.current.line.setText(current)
    page.pair.first.line.setText(new)
    page.pair.again.line.setText(new if again is None else again)


def test_it_says_who_one_is(page: MyAccessPage) -> None:
    assert "Ruth Halevi" in page.who.text()
    assert "Clinician" in page.who.text()


def test_the_passphrase_is_changed(qtbot: QtBot, page: MyAccessPage, keys: FakeKeys) -> None:
    _type(page, PASSPHRASE, NEW)
    page.change_button.click()
    qtbot.waitUntil(lambda: keys.passphrase == NEW and not page.working)
    assert "was changed" in page.message.accessibleName()
    assert "Make a new one now" in page.message.accessibleName()
    assert page.current.text == page.pair.first.text == page.pair.again.text == ""


def test_a_wrong_current_passphrase_changes_nothing(qtbot: QtBot, page: MyAccessPage, keys: FakeKeys) -> None:
    _type(page, "not the one I have", NEW)
    page.change_button.click()
    qtbot.waitUntil(lambda: not page.message.isHidden())
    assert keys.passphrase == PASSPHRASE
    assert page.current.line.property("invalid") is True
    assert page.pair.passphrase == NEW, "what was typed is kept"


def test_the_same_passphrase_again_is_refused_in_words(qtbot: QtBot, page: MyAccessPage) -> None:
    _type(page, PASSPHRASE, PASSPHRASE)
    page.change_button.click()
    qtbot.waitUntil(lambda: not page.message.isHidden())
    assert "This is the passphrase you have" in page.message.accessibleName()


@pytest.mark.parametrize(
    ("current", "new", "again"),
    [("", NEW, NEW), (PASSPHRASE, NEW, NEW[:-1]), (PASSPHRASE, "short", "short"), (PASSPHRASE, "", "")],
)
def test_the_button_waits_for_all_three_fields(
    page: MyAccessPage, current: str, new: str, again: str
) -> None:
    _type(page, current, new, again)
    assert not page.change_button.isEnabled()


def test_the_button_is_not_pressed_twice(qtbot: QtBot, page: MyAccessPage, keys: FakeKeys) -> None:
    keys.hold("change_passphrase")
    _type(page, PASSPHRASE, NEW)
    page.change_button.click()
    assert not page.change_button.isEnabled()
    page.pair.submitted.emit()
    keys.release("change_passphrase")
    qtbot.waitUntil(lambda: not page.working)
    assert keys.calls["change_passphrase"] == 1


def test_closing_forgets_what_was_typed(page: MyAccessPage) -> None:
    _type(page, PASSPHRASE, NEW)
    page.forget()
    assert page.current.text == page.pair.first.text == page.pair.again.text == ""


def test_unlocking_with_this_computer_is_switched_on_and_off(
    qtbot: QtBot, page: MyAccessPage, keys: FakeKeys, jobs: Jobs
) -> None:
    assert page.keyring.isEnabled()
    assert not page.keyring.isChecked()
    page.keyring.click()
    qtbot.waitUntil(lambda: keys.calls["remember_on_this_computer"] == 1 and not jobs.busy)
    assert page.keyring.isChecked()
    page.keyring.click()
    qtbot.waitUntil(lambda: keys.calls["forget_on_this_computer"] == 1 and not jobs.busy)
    assert not page.keyring.isChecked()


def test_a_keyring_that_refuses_leaves_the_box_as_it_was(
    qtbot: QtBot, page: MyAccessPage, keys: FakeKeys, jobs: Jobs
) -> None:
    keys.fail("remember_on_this_computer", EnvironmentProblem("keyring_unavailable"))
    page.keyring.click()
    qtbot.waitUntil(lambda: not page.message.isHidden() and not jobs.busy)
    assert not page.keyring.isChecked()
    assert page.keyring.isEnabled()


def test_without_a_keyring_it_says_that_nothing_is_lost(
    qtbot: QtBot, page: MyAccessPage, keys: FakeKeys, jobs: Jobs
) -> None:
    keys.backend = None
    page.opened()
    qtbot.waitUntil(lambda: not jobs.busy)
    assert not page.keyring.isEnabled()
    assert "Nothing is lost" in page.keyring_text.text()


@pytest.mark.parametrize("remembered", [True, False])
def test_a_forbidden_keyring_says_who_decided_and_can_only_be_taken_back(
    qtbot: QtBot, jobs: Jobs, keys: FakeKeys, workspace: FakeWorkspace, remembered: bool
) -> None:
    decided = {"keyring_allowed": Decision("policy", SettingLocation("/etc/anamnesis/policy.toml", 2))}
    workspace.settings = replace(workspace.settings, keyring_allowed=False, decisions=decided)
    if remembered:
        keys.remember_on_this_computer()
    keys.backend = None
    page = MyAccessPage(jobs, Access(USER, "clinician"))
    qtbot.addWidget(page)
    page.opened()
    qtbot.waitUntil(lambda: not jobs.busy)
    assert page.keyring.isChecked() is remembered
    assert page.keyring.isEnabled() is remembered
    assert page.keyring_text.text() == "Set by your organisation: /etc/anamnesis/policy.toml, line 2"
