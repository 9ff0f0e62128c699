"""A real upgrade is looked at, confirmed and undone from the command line, with the practice closed."""

from __future__ import annotations

import json
from typing import Any

import pytest

from app.cli.main import run
from core.database.migrator import schema_revision
from core.settings import Settings
from core.upgrade.state import undo, upgrade_state
from core.workspace import Workspace
from tests.upgrade import earlier
from tests.workspace.practice import OWNER


@pytest.fixture
def upgraded(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> Settings:
    """A closed practice of an earlier schema that was opened by this program and unlocked."""
    earlier.lay(settings, "0008")
    workspace = Workspace(settings)
    workspace.open()
    try:
        workspace.unlock(OWNER)
    finally:
        workspace.close()
    monkeypatch.setattr("core.settings.Settings.load", lambda _data_dir: settings)
    monkeypatch.setattr("app.cli.context.Context.stop_on_signals", lambda _context: None)
    return settings


def command(capsys: pytest.CaptureFixture[str], *arguments: str) -> dict[str, Any]:
    code = run(["--json", *arguments])
    streams = capsys.readouterr()
    assert code == 0, streams.err
    document: dict[str, Any] = json.loads(streams.out)
    return document


def test_it_is_undone(upgraded: Settings, capsys: pytest.CaptureFixture[str]) -> None:
    status = command(capsys, "upgrade", "status")
    assert status["checked"] is True
    assert status["unreadable"] == {}
    assert status["before_bytes"] > 1_000_000
    assert status["entries_since"] >= 1
    undone = command(capsys, "upgrade", "undo")
    assert (undone["undone"], undone["schema"]) == (True, "0008")
    assert str(undone["set_aside"]).startswith(str(upgraded.data_dir / "postgres.set-aside-"))
    cluster = earlier.cluster_of(upgraded)
    cluster.start()
    try:
        assert schema_revision(cluster) == "0008"
    finally:
        cluster.stop()
    assert run(["upgrade", "undo"]) == 5
    workspace = Workspace(upgraded)
    workspace.open()
    try:
        # The log outside of the database went on after the upgrade: an owner has to accept that it is older.
        assert workspace.unlock(OWNER).integrity.at_unlock
    finally:
        workspace.close()


def test_it_is_confirmed(upgraded: Settings, capsys: pytest.CaptureFixture[str]) -> None:
    assert command(capsys, "upgrade", "confirm")["confirmed"] is True
    assert not upgrade_state(upgraded).kept
    workspace = Workspace(upgraded)
    workspace.open()
    try:
        assert len(workspace.unlock(OWNER).clients.list()) == 1
    finally:
        workspace.close()


def test_half_of_going_back_is_finished(upgraded: Settings) -> None:
    aside = upgraded.data_dir / "postgres.set-aside-20260601"
    upgraded.cluster_dir.replace(aside)
    workspace = Workspace(upgraded)
    assert undo(upgraded, today=workspace._clock().date()) == aside
    assert upgraded.cluster_dir.exists()
    assert not upgraded.before_upgrade_dir.exists()
    assert not upgraded.upgrade_file.exists()
