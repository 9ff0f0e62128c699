"""An unlocked practice with three clients and a schedule."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

import pytest

from core.clients.dto import Client
from tests.fakes.clients import ARIEL, HECTOR, MIRIAM, FakeClients
from tests.fakes.practice import furnished
from tests.fakes.schedule import FakeSchedule
from tests.fakes.sessions import FakeSessions
from tests.fakes.workspace import FakeWorkspace
from ui.jobs import Jobs


@dataclass(frozen=True, slots=True)
class Booked:
    """The practice behind the schedule of one test."""

    clients: FakeClients
    sessions: FakeSessions
    schedule: FakeSchedule
    miriam: Client
    ariel: Client
    hector: Client


@pytest.fixture
def practice(workspace: FakeWorkspace, jobs: Jobs) -> Iterator[Booked]:
    with furnished(workspace) as filled:
        schedule = FakeSchedule(filled.clients, filled.sessions)
        workspace.prepared = replace(workspace.prepared, schedule=schedule)
        people = [filled.add_client(each) for each in (MIRIAM, ARIEL, HECTOR)]
        yield Booked(filled.clients, filled.sessions, schedule, *people)
        schedule.release_all()
