"""A practice that accounts share: asking for it, being asked for it, and handing it over."""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from filelock import FileLock
from pytestqt.qtbot import QtBot

from core.errors import DataDirectoryInUse
from core.shared_practice.hand_over import HandOver
from tests.fakes.workspace import FakeWorkspace
from tests.gui.shell.conftest import Driven
from ui.jobs import Jobs
from ui.preferences import Preferences

pytestmark = pytest.mark.skipif(os.name == "nt", reason="practices are shared on Linux only")
IN_USE = DataDirectoryInUse("shared_practice_in_use", account="maria")


@pytest.fixture
def shared(tmp_path: Path, workspace: FakeWorkspace) -> FakeWorkspace:
    for name in ("records", "server"):
        (tmp_path / name).mkdir()
    workspace.settings = replace(
        workspace.settings, data_dir=tmp_path / "records", shared_practice=tmp_path, state_dir=tmp_path / "s"
    )
    return workspace


@pytest.fixture
def files(shared: FakeWorkspace) -> HandOver:
    return HandOver(shared.settings)


@pytest.fixture
def held(shared: FakeWorkspace) -> Iterator[FileLock]:
    """The instance lock, as another account's program has it."""
    lock = FileLock(shared.settings.instance_lock_file, thread_local=False)
    lock.acquire()
    yield lock
    lock.release(force=True)


@pytest.fixture
def window(qtbot: QtBot, shared: FakeWorkspace, jobs: Jobs, preferences: Preferences) -> Driven:
    return Driven(qtbot, shared, jobs, preferences)


def in_use(window: Driven) -> None:
    window.workspace.fail("open", IN_USE)
    window.window.start()
    window.wait(lambda: not window.window.opening.ask.isHidden())


def test_who_has_it_is_said_and_it_is_asked_for(window: Driven, files: HandOver, held: FileLock) -> None:
    in_use(window)
    opening = window.window.opening
    assert "maria" in opening.message.accessibleName()
    assert opening.retry.isHidden()
    assert files.asked_by is None
    opening.ask.click()
    assert files.asking
    assert opening.ask.isHidden()
    assert "You asked" in opening.message.accessibleName()
    window.window._hand_over_ask.look()
    assert window.window.current_page is opening
    # It is closed there.
    held.release()
    window.window._hand_over_ask.look()
    assert not files.asking
    window.wait(lambda: window.window.current_page is window.window.lock_screen)


def test_who_does_not_wait_withdraws(window: Driven, files: HandOver, held: FileLock) -> None:
    in_use(window)
    window.window.opening.ask.click()
    window.window.opening.stop_waiting.click()
    assert not files.asking
    assert not window.window.opening.ask.isHidden()
    assert "maria" in window.window.opening.message.accessibleName()


def test_a_declined_request_is_said(window: Driven, files: HandOver, held: FileLock) -> None:
    in_use(window)
    window.window.opening.ask.click()
    files.decline()
    window.window._hand_over_ask.look()
    assert "goes on working" in window.window.opening.message.accessibleName()
    assert not window.window.opening.ask.isHidden()
    assert not files.asking, "it is not asked again by itself"


def test_an_unlocked_window_shows_who_asks_and_hands_over_when_told(window: Driven, files: HandOver) -> None:
    window.to_practice()
    bar = window.window.page.hand_over
    assert bar.isHidden()
    files.ask()
    window.window._hand_over_watch.look()
    assert not bar.isHidden()
    assert "asks for the practice" in bar.accessibleName()
    assert "close" not in window.workspace.calls
    bar.action_requested.emit()
    window.wait(lambda: "close" in window.workspace.calls)


def test_a_request_that_was_dismissed_is_declined(window: Driven, files: HandOver) -> None:
    window.to_practice()
    files.ask()
    window.window._hand_over_watch.look()
    window.window.page.hand_over.dismissed.emit()
    assert files.asked_by is None
    window.window._hand_over_watch.look()
    assert window.window.page.hand_over.isHidden()
    files.ask()
    window.window._hand_over_watch.look()
    assert not window.window.page.hand_over.isHidden(), "the next request is a new one"


def test_a_request_that_ends_is_not_shown_any_more(window: Driven, files: HandOver) -> None:
    window.to_practice()
    files.ask()
    window.window._hand_over_watch.look()
    files.withdraw()
    window.window._hand_over_watch.look()
    assert window.window.page.hand_over.isHidden()


def test_a_locked_window_hands_it_over_by_itself(window: Driven, files: HandOver) -> None:
    window.to_lock_screen()
    window.window._hand_over_watch.look()
    assert "close" not in window.workspace.calls
    files.ask()
    window.window._hand_over_watch.look()
    window.wait(lambda: "close" in window.workspace.calls)


def test_a_practice_of_one_account_looks_for_no_requests(driven: Driven) -> None:
    assert not driven.window._hand_over_watch._timer.isActive()
