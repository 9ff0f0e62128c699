"""The real engine and the fake keep the same promises."""

from __future__ import annotations

import pytest

from core.engine.client import EngineClient
from tests.engine.contract import EngineContract
from tests.fakes.engine import FakeEngine


class TestFakeEngine(EngineContract):
    @pytest.fixture
    def contract_engine(self) -> FakeEngine:
        return FakeEngine(
            write="The sea was calm that day, and the boats came home early with their nets full."
        )


@pytest.mark.engine
class TestRealEngine(EngineContract):
    @pytest.fixture
    def contract_engine(self, engine: EngineClient) -> EngineClient:
        return engine
