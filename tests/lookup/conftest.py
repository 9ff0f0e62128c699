"""Lookups over a real database, on a day that the test chooses."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime

import pytest

from core.clients.dto import ClientDetails
from core.ids import ClientId
from core.lookup.service import LookupService
from core.schedule.service import ScheduleService
from core.sessions.dto import Session, SoapText

TODAY = date(2024, 9, 2)


@dataclass
class Clock:
    """What time it is, as the test says."""

    now: datetime = datetime(2024, 9, 2, 9, 0, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def schedule(database, sealer, audit, disk, access, files, clock) -> ScheduleService:
    return ScheduleService(
        database=database, sealer=sealer, audit=audit, disk=disk, access=access, files=files, clock=clock
    )


@pytest.fixture
def lookups(database, sealer, schedule, letters, user_id, clock) -> LookupService:
    return LookupService(
        database=database,
        sealer=sealer,
        name_of={user_id: "Dr Tal"}.get,
        appointments=schedule.of_client,
        letters=letters.list,
        agenda=schedule.agenda,
        clock=clock,
    )


@pytest.fixture
def ada(clients) -> ClientId:
    details = ClientDetails(
        first_name="Ada",
        last_name="Byron",
        birth_date=date(1980, 12, 10),
        phone="555-0101",
        consent_on=date(2024, 1, 5),
        alerts=("Needs an interpreter",),
    )
    found: ClientId = clients.create(details).client_id
    return found


@pytest.fixture
def ben(clients) -> ClientId:
    found: ClientId = clients.create(ClientDetails(first_name="Ben", last_name="Katz")).client_id
    return found


@pytest.fixture
def visit(sessions) -> Callable[..., Session]:
    """Writes a session of a day, signed unless it is to stay a draft."""

    def write(client_id: ClientId, day: date, *, sign: bool = True, **fields: str) -> Session:
        draft = sessions.start_draft(client_id, day=day, text=SoapText(**fields))
        return sessions.sign(draft.session_id, expected_version=draft.version) if sign else draft

    return write
