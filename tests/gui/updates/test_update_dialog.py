"""The dialog of an update: verified before anything can be installed, and what follows."""

from __future__ import annotations

from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from core.errors import EnvironmentProblem, InputRefused
from tests.fakes.updates import FOUND, FakeUpdates
from ui.jobs import Jobs
from ui.updates.status_button import UpdateStatusButton
from ui.updates.update_dialog import UpdateDialog


@pytest.fixture
def updates(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> FakeUpdates:
    made = FakeUpdates(tmp_path, found=FOUND)
    made.put_in_place(monkeypatch)
    return made


def opened(qtbot: QtBot, jobs: Jobs, updates: FakeUpdates) -> UpdateDialog:
    dialog = UpdateDialog(jobs, updates.state())
    qtbot.addWidget(dialog)
    dialog.open()
    qtbot.waitUntil(lambda: not jobs.busy and not dialog.work.working, timeout=10_000)
    return dialog


def test_it_is_verified_and_shown_with_its_version_and_changes(
    qtbot: QtBot, jobs: Jobs, updates: FakeUpdates
) -> None:
    dialog = opened(qtbot, jobs, updates)
    assert "1.3" in dialog.title.text()
    assert "/media/clinician/STICK" in dialog.origin.text()
    assert "5D86 6E0C" in dialog.message.accessibleName()
    assert "What a reviewer asked for." in dialog.changes.toPlainText()
    assert dialog.go_button.isEnabled()
    assert updates.asked == ["state", "verify"], "nothing is installed unasked"


def test_what_is_refused_cannot_be_installed_and_is_named(
    qtbot: QtBot, jobs: Jobs, updates: FakeUpdates
) -> None:
    updates.verifying = InputRefused("update_file_changed", file=FOUND.package)
    dialog = opened(qtbot, jobs, updates)
    assert not dialog.go_button.isEnabled()
    assert FOUND.package in dialog.message.accessibleName()
    dialog._go()
    assert "install" not in updates.asked


def test_installed_it_offers_to_start_the_new_version(qtbot: QtBot, jobs: Jobs, updates: FakeUpdates) -> None:
    dialog = opened(qtbot, jobs, updates)
    with qtbot.waitSignal(dialog.installed, timeout=10_000):
        dialog.go_button.click()
    assert "is installed" in dialog.message.accessibleName()
    assert "1.3" in dialog.go_button.text()
    with qtbot.waitSignal(dialog.start_wanted, timeout=10_000):
        dialog.go_button.click()


def test_without_an_administrator_the_exact_command_is_said(
    qtbot: QtBot, jobs: Jobs, updates: FakeUpdates
) -> None:
    updates.installing = EnvironmentProblem("update_needs_administrator", command="sudo anamnesis update")
    dialog = opened(qtbot, jobs, updates)
    dialog.go_button.click()
    qtbot.waitUntil(lambda: not dialog.work.working and not jobs.busy, timeout=10_000)
    assert "sudo anamnesis update" in dialog.message.accessibleName()
    assert dialog.go_button.isEnabled(), "it can be tried again"


def test_where_there_is_none_that_is_said(qtbot: QtBot, jobs: Jobs, updates: FakeUpdates) -> None:
    updates.found = None
    dialog = opened(qtbot, jobs, updates)
    assert "No newer version" in dialog.origin.text()
    assert not dialog.go_button.isEnabled()


def test_the_status_bar_says_it_in_a_word(qtbot: QtBot, updates: FakeUpdates) -> None:
    button = UpdateStatusButton()
    qtbot.addWidget(button)
    button.show_state(updates.state())
    assert "1.3" in button.text()
    assert "ready" in button.text()
    updates.replace("1.4")
    button.show_state(updates.state())
    assert "1.4" in button.text()
    assert "installed" in button.text()
    assert "1.2" in button.toolTip()
    updates.found = None
    (updates.home / "replaced-by").unlink()
    button.show_state(updates.state())
    assert button.isHidden()
