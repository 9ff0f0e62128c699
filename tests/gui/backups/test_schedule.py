"""What is due is done while nobody types, given up at the first key, and not tried over and over."""

from __future__ import annotations

from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from core.errors import BackupError
from tests.fakes.backups import FakeBackups
from tests.fakes.workspace import FakeWorkspace
from ui.backups.schedule import IDLE_S, BackupSchedule
from ui.jobs import Jobs
from ui.lock.idle_watch import IdleWatch


class Clock:
    def __init__(self) -> None:
        self.now_s = 1000.0

    def __call__(self) -> float:
        return self.now_s


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def watch(clock: Clock, qtbot: QtBot) -> IdleWatch:
    made = IdleWatch(monotonic=clock, wall=clock)
    made.start()
    return made


@pytest.fixture
def schedule(
    jobs: Jobs, watch: IdleWatch, clock: Clock, workspace: FakeWorkspace, backups: FakeBackups, tmp_path: Path
) -> BackupSchedule:
    backups.set_up(tmp_path)
    backups.due_now = True
    made = BackupSchedule(jobs, watch, monotonic=clock)
    made.start(workspace.services)  # type: ignore[arg-type]
    return made


def test_nothing_begins_while_somebody_types(
    qtbot: QtBot, schedule: BackupSchedule, clock: Clock, backups: FakeBackups, jobs: Jobs
) -> None:
    clock.now_s += IDLE_S - 1
    schedule.look()
    assert not schedule.working
    clock.now_s += 2
    with qtbot.waitSignal(schedule.changed):
        schedule.look()
    assert backups.made(("run_due", "drill")) == ["run_due"]
    # It is not asked for again at once, whatever is due.
    backups.due_now = True
    schedule.look()
    assert not schedule.working
    clock.now_s += 3601
    with qtbot.waitSignal(schedule.changed):
        schedule.look()


def test_a_drill_follows_and_a_failure_waits_an_hour(
    qtbot: QtBot, schedule: BackupSchedule, clock: Clock, backups: FakeBackups
) -> None:
    backups.drill_due_now = True
    backups.fail("drill", BackupError("backup_damaged"))
    clock.now_s += IDLE_S
    with qtbot.waitSignal(schedule.changed):
        schedule.look()
    assert backups.made(("run_due", "drill")) == ["run_due", "drill"]
    schedule.look()
    assert not schedule.working


def test_the_first_key_ends_it_and_the_next_pause_takes_it_up(
    qtbot: QtBot, schedule: BackupSchedule, clock: Clock, watch: IdleWatch, backups: FakeBackups, jobs: Jobs
) -> None:
    backups.hold("run_due")
    clock.now_s += IDLE_S
    schedule.look()
    qtbot.waitUntil(lambda: "run_due" in backups.calls)
    watch.used.emit()
    qtbot.waitUntil(lambda: not schedule.working and not jobs.busy)
    backups.release("run_due")
    with qtbot.waitSignal(schedule.changed):
        schedule.look()
    assert backups.made(("run_due",)) == ["run_due", "run_due"]


def test_a_lock_ends_it(
    qtbot: QtBot, schedule: BackupSchedule, clock: Clock, backups: FakeBackups, jobs: Jobs
) -> None:
    backups.hold("run_due")
    clock.now_s += IDLE_S
    schedule.look()
    qtbot.waitUntil(lambda: "run_due" in backups.calls)
    schedule.stop()
    qtbot.waitUntil(lambda: not jobs.busy)
    assert not schedule.working


def test_it_begins_in_time_where_the_practice_locks_soon(schedule: BackupSchedule, watch: IdleWatch) -> None:
    assert schedule.idle_s == IDLE_S
    watch.set_minutes(2)
    assert schedule.idle_s == 60
