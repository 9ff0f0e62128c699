"""A practice to back up, and a directory to restore it to."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from core.backup.creating import BackupMaker
from core.backup.store import BackupStore
from core.settings import Settings
from tests.fixtures.workspace import LayDatabase
from tests.workspace.practice import Practice


@pytest.fixture
def practice(settings: Settings, lay_database: LayDatabase) -> Iterator[Practice]:
    made = Practice(settings, lay_database)
    yield made
    made.workspace.close()


@pytest.fixture
def maker(practice: Practice) -> BackupMaker:
    parts = practice.workspace
    assert parts._database is not None
    assert parts._open_vault is not None
    return BackupMaker(
        database=parts._database,
        open_vault=parts._open_vault,
        vault_file=parts.settings.vault_file,
        clock=lambda: practice.now,
    )


@pytest.fixture
def store(practice: Practice, tmp_path: Path) -> BackupStore:
    vault = practice.workspace._open_vault
    assert vault is not None
    return BackupStore.make(tmp_path / "backups", vault.vault.workspace_id)


@pytest.fixture
def elsewhere(settings: Settings, tmp_path: Path) -> Settings:
    """The settings of another computer, without the practice."""
    return replace(settings, data_dir=tmp_path / "elsewhere", state_dir=tmp_path / "elsewhere-state")
