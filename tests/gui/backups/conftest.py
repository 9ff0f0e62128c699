"""An unlocked practice of fakes with backups."""

from __future__ import annotations

import pytest

from tests.fakes.backups import FakeBackups
from tests.fakes.workspace import FakeWorkspace


@pytest.fixture
def backups(workspace: FakeWorkspace) -> FakeBackups:
    workspace.state = "unlocked"
    found: FakeBackups = workspace.prepared.backups
    return found
