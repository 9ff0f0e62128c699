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
from ui.shell.first_run import FirstRun
from ui.shell.hand_over import HandOverWatch
from ui.shell.window_state import Phase, WindowState

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


def test_a_window_that_locks_after_it_was_asked_hands_it_over(window: Driven, files: HandOver) -> None:
    window.to_practice()
    files.ask()
    window.window._hand_over_watch.look()
    assert not window.window.page.hand_over.isHidden()
    window.window.lock()
    window.wait(lambda: window.window.current_page is window.window.lock_screen)
    assert "close" not in window.workspace.calls
    files.ask()
    window.window._hand_over_watch.look()
    window.wait(lambda: "close" in window.workspace.calls)


def test_a_window_that_made_no_practice_yet_hands_it_over(window: Driven, files: HandOver) -> None:
    window.workspace.state = "absent"
    window.window.start()
    window.wait(lambda: window.window.current_page is window.window.wizard)
    files.ask()
    window.window._hand_over_watch.look()
    window.wait(lambda: "close" in window.workspace.calls)


class Watched:
    """A watch without a window, and how often it wanted one to close."""

    def __init__(self, shared: FakeWorkspace, jobs: Jobs) -> None:
        self.state = WindowState()
        self.first_run = FirstRun(jobs, jobs)
        self.watch = HandOverWatch(shared.settings, self.state, self.first_run, jobs)
        self.watch._timer.stop()
        self.closes: list[bool] = []
        self.watch.close_wanted.connect(self.closes.append)

    def look(self, phase: Phase) -> int:
        self.state.phase = phase
        self.watch.look()
        return len(self.closes)


@pytest.fixture
def watched(qtbot: QtBot, shared: FakeWorkspace, jobs: Jobs) -> Watched:
    return Watched(shared, jobs)


def test_a_lock_hands_over_once_for_each_request(watched: Watched, files: HandOver) -> None:
    files.ask()
    assert watched.look(Phase.OPEN) == 0
    assert [watched.look(Phase.LOCKED) for _ in range(3)] == [1, 1, 1]
    # A wrong passphrase ends no lock, an unlock does.
    watched.look(Phase.UNLOCKING)
    assert watched.look(Phase.LOCKED) == 1
    assert watched.look(Phase.OPEN) == 1
    assert watched.look(Phase.LOCKED) == 2
    files.withdraw()
    assert watched.look(Phase.LOCKED) == 2
    files.ask()
    assert watched.look(Phase.LOCKED) == 3
    assert watched.closes == [True, True, True], "nobody is there to wait for slow steps"


@pytest.mark.parametrize("busy", ["creates", "has_practice"])
def test_a_practice_that_is_being_made_is_not_handed_over(
    watched: Watched, files: HandOver, monkeypatch: pytest.MonkeyPatch, busy: str
) -> None:
    monkeypatch.setattr(FirstRun, busy, True)
    files.ask()
    assert watched.look(Phase.WIZARD) == 0


def test_a_practice_of_one_account_looks_for_no_requests(driven: Driven) -> None:
    assert not driven.window._hand_over_watch._timer.isActive()
