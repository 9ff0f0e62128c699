"""An assistant over a real database, with a search and an engine that do what the test says."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING, cast

import pytest

from core.assistant.conversations.service import ConversationService
from core.assistant.conversations.turn_embedding import TurnEmbedder
from core.assistant.dto import Source
from core.assistant.service import AskService
from core.clients.dto import ClientDetails
from core.ids import ClientId
from core.sources.dto import Coverage, SearchScope
from tests.fakes.engine import FakeEngine
from tests.fakes.search import FakeSearch, passage_of

if TYPE_CHECKING:
    from core.engine.client import EngineClient
    from core.retrieval.search import SearchService

NOW = datetime(2024, 4, 8, 9, 30, tzinfo=UTC)
PLAN = "Ibuprofen 600 mg every 6 hours was advised for the right knee."
SUBJECTIVE = "Denies chest pain. Works as a teacher."


@dataclass
class Heard:
    """A listener that remembers what it was told, in order."""

    evidence: list[tuple[tuple[Source, ...], Coverage]] = field(default_factory=list)
    text: str = ""
    order: list[str] = field(default_factory=list)

    def on_evidence(self, sources: tuple[Source, ...], searched: Coverage) -> None:
        self.evidence.append((sources, searched))
        self.order.append("evidence")

    def on_text(self, delta: str) -> None:
        self.text += delta
        self.order.append("text")


@pytest.fixture
def heard() -> Heard:
    return Heard()


@pytest.fixture
def ada(clients) -> ClientId:
    return clients.create(ClientDetails(first_name="Ada", last_name="Byron")).client_id


@pytest.fixture
def ben(clients) -> ClientId:
    return clients.create(ClientDetails(first_name="Ben", last_name="Katz")).client_id


@pytest.fixture
def search(ada, ben) -> FakeSearch:
    return FakeSearch(
        [
            passage_of(PLAN, client_id=ada, start=3),
            passage_of(SUBJECTIVE, client_id=ada, field="subjective"),
            passage_of("Ibuprofen 200 mg as needed for headache.", client_id=ben),
        ]
    )


@pytest.fixture
def fake_engine() -> FakeEngine:
    return FakeEngine(started=True)


@pytest.fixture
def assistant_over(context) -> Callable[..., AskService]:
    """Makes an assistant over any search and engine."""

    def make(search: FakeSearch, engine: object) -> AskService:
        return AskService(
            replace(context, clock=lambda: NOW),
            search=cast("SearchService", search),
            engine=cast("EngineClient", engine),
        )

    return make


@pytest.fixture
def assistant(assistant_over, search, fake_engine) -> AskService:
    return assistant_over(search, fake_engine)


@pytest.fixture
def turn_embedder(context, fake_engine) -> TurnEmbedder:
    return TurnEmbedder(context, engine=cast("EngineClient", fake_engine))


@pytest.fixture
def conversations(context, turn_embedder, assistant) -> ConversationService:
    return ConversationService(
        replace(context, clock=lambda: NOW),
        turn_embedder=turn_embedder,
        on_deleted=assistant.forget_conversation,
    )


@pytest.fixture
def scope(ada) -> SearchScope:
    return SearchScope(client_id=ada)
