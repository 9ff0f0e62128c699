"""Briefs over a real database, on a day that the test chooses."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from typing import Any

import pytest
from sqlalchemy import select

from core.briefs.service import BriefService
from core.clients.dto import ClientDetails
from core.ids import ClientId
from core.schedule.service import ScheduleService
from core.security.sealed_json import open_json
from core.security.sealing import Address, Sealer
from core.sessions.dto import Session, SoapText
from models import AuditEvent

PLAN = "Start Lisinopril 10 mg once daily. Order an MRI of the left knee. Follow up in 2 weeks."
TODAY = date(2024, 9, 2)


@dataclass
class Clock:
    """What time it is, as the test says."""

    now: datetime = datetime(2024, 9, 2, 7, 0, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def schedule(context, files, clock) -> ScheduleService:
    return ScheduleService(replace(context, clock=clock), files=files)


@pytest.fixture
def service_with(context, schedule, clock) -> Callable[..., BriefService]:
    """Makes a service; `make` is how it makes a brief of a chart."""

    def build(**more: object) -> BriefService:
        return BriefService(
            replace(context, clock=clock),
            agenda=schedule.agenda,
            **more,  # type: ignore[arg-type]
        )

    return build


@pytest.fixture
def briefs(service_with) -> BriefService:
    service: BriefService = service_with()
    return service


@pytest.fixture
def ada(clients) -> ClientId:
    found: ClientId = clients.create(ClientDetails(first_name="Ada", last_name="Byron")).client_id
    return found


@pytest.fixture
def ben(clients) -> ClientId:
    found: ClientId = clients.create(ClientDetails(first_name="Ben", last_name="Katz")).client_id
    return found


@pytest.fixture
def visit(sessions) -> Callable[..., Session]:
    """Writes a session of a day, signed unless it is to stay a draft."""

    def write(
        client_id: ClientId, day: date, plan: str = PLAN, *, sign: bool = True, **fields: str
    ) -> Session:
        draft = sessions.start_draft(client_id, day=day, text=SoapText(plan=plan, **fields))
        written: Session = sessions.sign(draft.session_id, expected_version=draft.version) if sign else draft
        return written

    return write


@pytest.fixture
def shown(database, sealer) -> Callable[[], list[dict[str, Any]]]:
    """What was recorded of the briefs that somebody read: object id and details, opened."""

    def read() -> list[dict[str, Any]]:
        with database.begin() as session:
            events = session.scalars(select(AuditEvent).where(AuditEvent.action == "brief")).all()
        return [_opened(sealer, event) for event in events]

    return read


def _opened(sealer: Sealer, event: AuditEvent) -> dict[str, Any]:
    at = Address(table="audit_event", row=(event.event_id,), column="sealed_details")
    opened: dict[str, Any] = open_json(sealer, event.sealed_details, purpose="audit", at=at)
    return opened
