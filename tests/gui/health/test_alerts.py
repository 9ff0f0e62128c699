"""What presses is told quietly at the foot of the window, and leads to the page of health."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from core.errors import DatabaseProblem
from core.health.finding import Finding
from tests.fakes.workspace import FakeWorkspace
from tests.gui.health.findings import CASES
from ui.health.alert_button import AlertButton
from ui.health.alert_watch import AlertWatch
from ui.jobs import Jobs

SLOW, FULL, BEHIND = CASES["speed_save"][-1], CASES["disk"][-1], CASES["index"][1]


@pytest.fixture
def workspace() -> FakeWorkspace:
    return FakeWorkspace("unlocked")


def test_nothing_pressing_shows_nothing(qtbot: QtBot) -> None:
    button = AlertButton()
    qtbot.addWidget(button)
    assert button.isHidden()
    button.show_findings((SLOW,))
    button.show_findings(())
    assert button.isHidden()
    assert button.toolTip() == ""


def test_the_first_is_named_and_the_others_counted(qtbot: QtBot) -> None:
    button = AlertButton()
    qtbot.addWidget(button)
    button.show_findings((FULL,))
    assert button.text() == "\u200eLittle room on the disk"
    button.show_findings((FULL, SLOW, BEHIND))
    assert button.text() == "\u200eLittle room on the disk and 2 more"
    assert len(button.toolTip().splitlines()) >= 3
    assert button.property("tone") == "danger"
    with qtbot.waitSignal(button.chosen) as chosen:
        qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    assert chosen.args == ["disk"]


class Watched:
    def __init__(self, qtbot: QtBot, jobs: Jobs, workspace: FakeWorkspace) -> None:
        self.told: list[tuple[Finding, ...]] = []
        self.qtbot, self.jobs, self.workspace = qtbot, jobs, workspace
        self.watch = AlertWatch(jobs)
        self.watch.told.connect(self.told.append)
        self.watch.start()

    def look(self, *pressing: Finding) -> None:
        self.workspace.health.pressing = pressing
        self.watch.look()
        self.qtbot.waitUntil(lambda: not self.jobs.busy)


@pytest.fixture
def watched(qtbot: QtBot, jobs: Jobs, workspace: FakeWorkspace):
    made = Watched(qtbot, jobs, workspace)
    yield made
    made.watch.stop()


def test_what_presses_is_told_until_it_does_not(watched: Watched) -> None:
    watched.look(FULL, SLOW)
    watched.look()
    assert watched.told == [(FULL, SLOW), ()]


def test_an_index_that_is_behind_for_a_moment_is_nothing(watched: Watched) -> None:
    watched.look(FULL, BEHIND)
    watched.look(FULL, BEHIND)
    watched.look()
    watched.look(BEHIND)
    assert watched.told == [(FULL,), (FULL, BEHIND), (), ()]


def test_nothing_is_told_after_the_lock(watched: Watched) -> None:
    watched.workspace.health.pressing = (FULL,)
    watched.watch.look()
    watched.watch.stop()
    watched.qtbot.waitUntil(lambda: not watched.jobs.busy)
    assert watched.told == []


def test_a_look_that_fails_keeps_what_was_told(watched: Watched, monkeypatch: pytest.MonkeyPatch) -> None:
    watched.look(FULL)

    def failing() -> tuple[Finding, ...]:
        raise DatabaseProblem("database_busy")

    with monkeypatch.context() as patched:
        patched.setattr(watched.workspace.health, "alerts", failing)
        watched.look()
    watched.look(SLOW)
    assert watched.told == [(FULL,), (SLOW,)]
