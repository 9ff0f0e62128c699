"""A practice without a database, and the lanes over it."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.fakes.practice import FakePractice, furnished
from tests.fakes.workspace import FakeWorkspace
from ui.jobs import Jobs


@pytest.fixture
def practice(workspace: FakeWorkspace, jobs: Jobs) -> Iterator[FakePractice]:
    """Empty and unlocked; what a test holds back is let go before the lanes end."""
    with furnished(workspace) as filled:
        yield filled
