"""Lookups over a real database, on a day that the test chooses."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from uuid import UUID

import pytest

from core.clients.dto import ClientDetails
from core.clients.repository import ClientRepository
from core.contradictions.service import ContradictionService
from core.database.access import Database
from core.facts.dto import FactsOfVersion, SourceText
from core.facts.extracting import extract_facts
from core.ids import ClientId, SourceKind
from core.lookup.note_mentions import Mentions
from core.lookup.service import LookupService
from core.schedule.service import ScheduleService
from core.security.sealing import Sealer
from core.sessions.dto import SEARCHABLE_STATES, Session, SoapText
from core.sessions.repository import SessionRepository
from core.sources.dto import Coverage, SearchScope
from core.sources.source_reading import read_source

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
def contradictions(database, sealer, context, clock) -> ContradictionService:
    return ContradictionService(replace(context, clock=clock), facts=Facts(database, sealer).of_client)


@pytest.fixture
def schedule(context, files, clock) -> ScheduleService:
    return ScheduleService(replace(context, clock=clock), files=files)


@pytest.fixture
def mentions() -> dict[str, Mentions]:
    """A sentence of each client whose notes have a word."""
    return {}


@pytest.fixture
def mentioned() -> set[str]:
    """What some note of the practice has a word for."""
    return set()


@pytest.fixture
def lookups(
    context, database, sealer, schedule, letters, contradictions, user_id, clock, mentioned, mentions
) -> LookupService:
    return LookupService(
        replace(context, clock=clock),
        name_of={user_id: "Dr Tal"}.get,
        appointments=schedule.of_client,
        letters=letters.list,
        contradictions=contradictions.of_client,
        agenda=schedule.agenda,
        facts=Facts(database, sealer),
        mentioned=mentioned.__contains__,
        mentions=lambda words: mentions.get(words, Mentions()),
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


@dataclass
class Facts:
    """The facts of charts, read anew for each question."""

    database: Database
    sealer: Sealer
    complete: bool = True

    def of_client(self, client_id: ClientId) -> list[FactsOfVersion]:
        with self.database.begin() as session:
            record: list[tuple[SourceKind, UUID]] = [("client", client_id)]
            sources = record + [
                ("session", each.session_id)
                for each in reversed(SessionRepository(session, self.sealer).list_for_client(client_id))
                if each.state in SEARCHABLE_STATES
            ]
            notes = [read_source(session, self.sealer, kind, source_id) for kind, source_id in sources]
        return [
            FactsOfVersion(
                note.client_id,
                note.kind,
                note.source_id,
                note.version,
                extract_facts([SourceText(note.kind, name, text, note.day) for name, text in note.fields]),
            )
            for note in notes
        ]

    def everyone(self) -> list[FactsOfVersion]:
        with self.database.begin() as session:
            clients = ClientRepository(session, self.sealer).list_readable(("active", "archived"))
        return [one for each in clients for one in self.of_client(each.client_id)]

    def coverage(self, scope: SearchScope) -> Coverage:
        return Coverage()
