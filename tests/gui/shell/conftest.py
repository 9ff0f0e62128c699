"""A window over fakes, driven page by page."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from pytestqt.qtbot import QtBot

from tests.fakes.views import FakeAskPane, FakeChart, FakeClientList, fake_views
from tests.fakes.workspace import PASSPHRASE, FakeWorkspace, as_workspace
from ui.jobs import Jobs
from ui.lock.session_watch import SessionWatch
from ui.preferences import Preferences
from ui.shell.window import MainWindow


class FakeSessionWatch(SessionWatch):
    """Counts how often it was told that a lock has finished."""

    def __init__(self) -> None:
        super().__init__()
        self.finished = 0

    def lock_finished(self) -> None:
        self.finished += 1


class Driven:
    """A window and the fakes behind it."""

    def __init__(self, qtbot: QtBot, workspace: FakeWorkspace, jobs: Jobs, preferences: Preferences) -> None:
        self.qtbot = qtbot
        self.workspace = workspace
        self.jobs = jobs
        self.preferences = preferences
        self.session_watch = FakeSessionWatch()
        self.window = MainWindow(
            as_workspace(workspace),
            jobs,
            preferences=preferences,
            views=fake_views,
            session_watch=self.session_watch,
        )
        self.window.show()

    @property
    def clients(self) -> FakeClientList:
        view = self.window.page.views.clients
        assert isinstance(view, FakeClientList)
        return view

    @property
    def chart(self) -> FakeChart:
        view = self.window.page.views.chart
        assert isinstance(view, FakeChart)
        return view

    @property
    def ask(self) -> FakeAskPane:
        view = self.window.page.views.ask
        assert isinstance(view, FakeAskPane)
        return view

    def wait(self, condition: Callable[[], bool]) -> None:
        self.qtbot.waitUntil(condition, timeout=10_000)

    def to_lock_screen(self) -> None:
        self.window.start()
        self.wait(lambda: self.window.current_page is self.window.lock_screen)

    def unlock(self) -> None:
        screen = self.window.lock_screen
        self.wait(lambda: screen.person.person is not None)
        screen.passphrase.line.setText(PASSPHRASE)
        screen.button.click()
        self.wait(lambda: self.window.unlocked)

    def to_practice(self) -> None:
        self.to_lock_screen()
        self.unlock()
        self.wait(lambda: not self.jobs.busy)


@pytest.fixture
def preferences() -> Preferences:
    """Remembered nowhere, in English."""
    made = Preferences()
    made.language = "en"
    return made


@pytest.fixture
def driven(qtbot: QtBot, workspace: FakeWorkspace, jobs: Jobs, preferences: Preferences) -> Driven:
    return Driven(qtbot, workspace, jobs, preferences)
