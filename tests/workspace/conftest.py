"""What the tests over a real practice share."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from core.settings import Settings
from tests.fixtures.workspace import LayDatabase
from tests.workspace.practice import Practice


@pytest.fixture
def practice(settings: Settings, lay_database: LayDatabase) -> Iterator[Practice]:
    made = Practice(settings, lay_database)
    yield made
    made.workspace.close()
