"""Updates in the window: the quiet line, the way to the dialog, and the offer to start what was installed."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from tests.fakes.updates import FOUND, FakeUpdates
from tests.fakes.workspace import FakeWorkspace
from tests.gui.shell.conftest import Driven
from ui.jobs import Jobs
from ui.preferences import Preferences
from ui.updates.newer_offer import NewerOffer
from ui.updates.update_dialog import UpdateDialog


@pytest.fixture
def updates(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> FakeUpdates:
    made = FakeUpdates(tmp_path)
    made.put_in_place(monkeypatch)
    return made


@pytest.fixture
def driven(
    qtbot, workspace: FakeWorkspace, jobs: Jobs, preferences: Preferences, updates: FakeUpdates
) -> Driven:
    return Driven(qtbot, workspace, jobs, preferences)


def boxes() -> list[NewerOffer]:
    return [
        each for each in QApplication.topLevelWidgets() if isinstance(each, NewerOffer) and each.isVisible()
    ]


def closes(driven: Driven) -> None:
    driven.wait(lambda: driven.workspace.closed)
    driven.wait(lambda: not driven.window.isVisible())


def test_without_an_update_nothing_is_said_and_nothing_is_asked_at_the_end(driven: Driven) -> None:
    driven.to_practice()
    assert driven.window._frame.updates.isHidden()
    driven.window.close()
    closes(driven)
    assert not driven.window.newer_wanted
    assert boxes() == []


def test_an_update_is_a_quiet_line_that_leads_to_it(driven: Driven, updates: FakeUpdates) -> None:
    updates.found = FOUND
    driven.to_practice()
    button = driven.window._frame.updates
    driven.wait(button.isVisible)
    assert "1.3" in button.text()
    button.click()
    driven.wait(lambda: bool(driven.window.findChildren(UpdateDialog)))
    (dialog,) = driven.window.findChildren(UpdateDialog)
    driven.wait(lambda: not driven.jobs.busy and not dialog.work.working)
    dialog.go_button.click()
    driven.wait(lambda: "installed" in button.text())
    assert updates.asked.count("install") == 1
    dialog.go_button.click()
    closes(driven)
    assert driven.window.newer_wanted, "it is started without asking again"


def test_what_was_installed_meanwhile_is_offered_at_a_quit(driven: Driven, updates: FakeUpdates) -> None:
    driven.to_practice()
    updates.replace()
    driven.window.close()
    driven.wait(lambda: bool(boxes()))
    assert driven.workspace.closed, "the practice is closed before anything is asked"
    (box,) = boxes()
    assert "1.3" in box.text()
    box.start_button.click()
    closes(driven)
    assert driven.window.newer_wanted


def test_the_offer_can_be_declined(driven: Driven, updates: FakeUpdates) -> None:
    driven.to_practice()
    updates.replace()
    driven.window.close()
    driven.wait(lambda: bool(boxes()))
    boxes()[0].close_button.click()
    closes(driven)
    assert not driven.window.newer_wanted


def test_the_system_ends_it_without_a_question(driven: Driven, updates: FakeUpdates) -> None:
    driven.to_practice()
    updates.replace()
    driven.window.end()
    closes(driven)
    assert not driven.window.newer_wanted


def test_the_lock_screen_offers_it_too(driven: Driven, updates: FakeUpdates) -> None:
    driven.to_practice()
    updates.replace()
    driven.window.lock()
    screen = driven.window.lock_screen
    driven.wait(lambda: driven.window.current_page is screen)
    driven.wait(lambda: not screen.newer.isHidden())
    assert "1.3" in screen.newer.text()
    screen.newer.click()
    closes(driven)
    assert driven.window.newer_wanted


def test_a_checkout_looks_for_nothing(
    qtbot, workspace: FakeWorkspace, jobs: Jobs, preferences: Preferences, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("core.updates.service.UpdateService.state", lambda _service: pytest.fail("looked"))
    driven = Driven(qtbot, workspace, jobs, preferences)
    driven.to_practice()
    assert driven.window._frame.updates.isHidden()
