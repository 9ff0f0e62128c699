"""Retrieval over a cloned database with a fake engine, and a small practice to find things in."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, ExitStack, contextmanager
from dataclasses import dataclass
from datetime import date
from typing import cast

import pytest

from core.clients.dto import Client, ClientDetails
from core.clients.service import ClientService
from core.engine.client import EngineClient
from core.facts.sets import FactSets
from core.merging.service import MergeService
from core.retrieval.session import Retrieval, build_retrieval
from core.service_context import ServiceContext
from core.sessions.dto import Session, SoapText
from core.sessions.service import SessionService
from tests.fakes.engine import FakeEngine

LONG = (
    "He reports that the pain in his left shoulder gets worse when he lifts the arm above his head. "
    "It began four weeks ago after he had painted the ceiling of his kitchen. "
    "Ibuprofen helps for some hours, ice does not. He sleeps badly on that side. "
    "There is no numbness, no tingling and no weakness of the hand. "
)


@dataclass(frozen=True)
class Practice:
    """Two clients; `write` adds a session, `change` gives one another text."""

    clients: ClientService
    merging: MergeService
    sessions: SessionService
    ada: Client
    noa: Client

    def write(self, client: Client, day: str = "2024-03-05", **text: str) -> Session:
        draft = self.sessions.start_draft(client.client_id, day=date.fromisoformat(day))
        return self.change(draft, **text)

    def change(self, session: Session, **text: str) -> Session:
        return self.sessions.save_draft(
            session.session_id, SoapText(**text), day=session.date, expected_version=session.version
        )


@pytest.fixture
def practice(clients: ClientService, merging: MergeService, sessions: SessionService) -> Practice:
    """Ada with three sessions and a history, Noa with one session in Hebrew."""
    ada = clients.create(
        ClientDetails(first_name="Ada", last_name="Byron", medical_history="Appendectomy in 1999.")
    )
    noa = clients.create(ClientDetails(first_name="Noa", last_name="Levi"))
    built = Practice(clients, merging, sessions, ada, noa)
    built.write(ada, "2024-01-10", subjective=LONG * 2, plan="Start meloxicam 15 mg once a day.")
    built.write(ada, "2024-02-10", subjective="CC:\n\nRash on the left forearm.", assessment="Eczema.")
    built.write(ada, "2024-03-10", plan="Stop meloxicam. Continue metformin 500 mg twice daily.")
    built.write(noa, "2024-02-20", subjective="כאב בכתף ימין מזה חודש.", plan="אקמול 500 מ״ג לפי צורך.")
    return built


@pytest.fixture
def fake() -> FakeEngine:
    return FakeEngine(generator=False)


Opener = Callable[..., AbstractContextManager[Retrieval]]


@pytest.fixture
def opened(context: ServiceContext, fake: FakeEngine) -> Opener:
    """Opens retrieval over the test's database, as an unlock does; closed, it has forgotten everything."""

    @contextmanager
    def opener(engine: FakeEngine = fake, facts: FactSets | None = None) -> Iterator[Retrieval]:
        built = build_retrieval(context, engine=as_engine(engine), facts=facts)
        try:
            yield built
        finally:
            built.close()

    return opener


@pytest.fixture
def retrieval(opened: Opener) -> Iterator[Retrieval]:
    with ExitStack() as stack:
        yield stack.enter_context(opened())


def as_engine(fake: FakeEngine) -> EngineClient:
    """The fake under the type that services expect."""
    return cast(EngineClient, fake)
