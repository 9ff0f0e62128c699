"""What the window prepares while nothing is asked of it, and the marks of the day's list."""

from __future__ import annotations

from dataclasses import replace
from datetime import time

import pytest

from core.briefs.dto import Brief
from core.errors import DatabaseProblem
from core.sources.dto import Coverage
from tests.fakes.briefs import AT
from tests.fakes.schedule import FakeSchedule
from tests.gui.brief.conftest import Briefed
from ui.brief.preparer import IDLE_MS, REST_MS, BriefPreparer
from ui.jobs import Jobs
from ui.operations.briefs import read_brief
from ui.schedule.schedule_model import BRIEF_ROLE
from ui.schedule.schedule_page import SchedulePage
from ui.text.days import today


@pytest.fixture
def preparer(jobs: Jobs, practice: Briefed) -> BriefPreparer:
    practice.briefs.expected = [practice.ariel.client_id, practice.miriam.client_id]
    return BriefPreparer(jobs)


def test_one_is_made_at_a_time_until_all_are(qtbot, preparer, practice):
    for made in (1, 2):
        with qtbot.waitSignal(preparer.prepared):
            preparer.look()
        assert len(practice.briefs.kept) == made
        assert preparer.waiting_ms == IDLE_MS
    assert list(practice.briefs.kept) == practice.briefs.expected
    preparer.look()
    qtbot.waitUntil(lambda: preparer.waiting_ms == REST_MS)
    assert practice.briefs.shown == []


def test_it_waits_while_anything_is_asked_for(qtbot, jobs, preparer, practice):
    practice.briefs.hold("brief")
    jobs.run(preparer, read_brief(client_id=practice.miriam.client_id), on_done=lambda _: None)
    preparer.look()
    assert practice.briefs.calls["prepare_today"] == 0
    assert preparer.waiting_ms == IDLE_MS
    practice.briefs.release("brief")
    qtbot.waitUntil(lambda: not jobs.busy)
    with qtbot.waitSignal(preparer.prepared):
        preparer.look()


def test_a_lock_stops_it(preparer):
    preparer.start()
    assert preparer.waiting_ms == IDLE_MS
    preparer.stop()
    assert preparer.waiting_ms is None


def test_a_failure_bothers_nobody(qtbot, jobs, preparer, practice):
    practice.briefs.fail("prepare_today", DatabaseProblem("database_timeout"))
    told: list[object] = []
    jobs.failed.connect(told.append)
    preparer.look()
    qtbot.waitUntil(lambda: preparer.waiting_ms == REST_MS)
    assert told == []


def test_the_days_list_marks_whose_brief_is_ready(qtbot, jobs, workspace, practice):
    schedule = FakeSchedule(practice.whole.clients, practice.whole.sessions)
    workspace.prepared = replace(workspace.prepared, schedule=schedule)
    schedule.add(practice.miriam, today(), time(9))
    schedule.add(practice.miriam, today(), time(11), status="attended")
    schedule.add(practice.ariel, today(), time(10))
    ready = Brief(practice.miriam.client_id, "", None, AT, (), Coverage())
    stale = replace(ready, client_id=practice.ariel.client_id, stale=True)
    practice.briefs.kept = {each.client_id: each for each in (ready, stale)}
    page = SchedulePage(jobs)
    qtbot.addWidget(page)
    page.reload()
    model = page.model
    qtbot.waitUntil(
        lambda: model.rowCount() == 3 and any(model.index(row).data(BRIEF_ROLE) for row in range(3))
    )
    assert [model.index(row).data(BRIEF_ROLE) for row in range(3)] == [True, False, False]
    spoken = [str(model.index(row).data(11)) for row in range(3)]
    assert "Brief ready" in spoken[0]
    assert "Brief ready" not in spoken[1] + spoken[2]
    page.clear()
    assert model.rowCount() == 0
