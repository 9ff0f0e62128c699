"""A chart with four sentences on three days, and an engine whose generator is a trained reader."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import cast

from core.assistant.evidence.ranking import Evidence, rank_evidence
from core.assistant.finding import RetrievedPassages
from core.engine.client import EngineClient
from core.engine.dto import ReadingRequest
from core.ids import ClientId, new_id
from core.retrieval.dto import Passage
from core.sources.dto import Coverage, SearchScope
from tests.fakes.engine import FakeEngine
from tests.fakes.search import hits_of, passage_of

ADA = ClientId(new_id())
ADAPTER = "a" * 64
DOSE = passage_of("Ibuprofen 600 mg every 6 hours was advised.", client_id=ADA, day=date(2024, 4, 7))
WORK = passage_of("She works as a teacher.", client_id=ADA, day=date(2024, 1, 2), field="subjective")
SLEEP = passage_of("Sleeps five hours a night. Denies pain.", client_id=ADA, day=date(2023, 5, 1))


def found(question: str = "What dose of ibuprofen?", *passages: Passage) -> RetrievedPassages:
    hits = hits_of(passages or (DOSE, WORK, SLEEP))
    scope = SearchScope(client_id=ADA)
    return RetrievedPassages(question, scope, hits, {ADA: "Ada Byron"}, Coverage(sessions=3), by_meaning=True)


def ranked(what: RetrievedPassages) -> tuple[Evidence, ...]:
    return rank_evidence(what.question, what.hits)


class Reading(FakeEngine):
    """Finds each sentence as likely as `likely` says by words of it; the rest is `none`."""

    def __init__(self, likely: Mapping[str, float], *, adapter: str = ADAPTER, **options) -> None:
        super().__init__(reads=self._shares, adapter=adapter, **options)
        self._likely = likely

    def _shares(self, request: ReadingRequest) -> list[float]:
        lines = request.messages[-1].content.splitlines()
        shares = [
            sum(share for words, share in self._likely.items() if words in line)
            for line in lines
            if line.endswith("]")
        ]
        return [1 - sum(shares), *shares]

    @property
    def client(self) -> EngineClient:
        return cast("EngineClient", self)
