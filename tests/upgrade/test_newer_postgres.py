"""PostgreSQL 16 to 18: what an earlier server kept is upgraded where both are there, else refused."""

from __future__ import annotations

import importlib.util
from pathlib import Path

import pytest

from core.database import binaries, cluster
from core.database.binaries import PostgresBinaries, locate_binaries
from core.errors import DatabaseProblem
from core.settings import Settings
from core.upgrade import upgrading
from core.workspace import Workspace
from tests.workspace.practice import OWNER, Practice


def sixteen() -> PostgresBinaries | None:
    """A PostgreSQL 16 of a package: pgserver's wheel, or the system's."""
    spec = importlib.util.find_spec("pgserver")
    for location in (spec.submodule_search_locations or ()) if spec else ():
        found = binaries._inspect(Path(location) / "pginstall" / "bin")
        if found is not None and found.major == 16:
            return found
    try:
        return locate_binaries(16)
    except DatabaseProblem:
        return None


@pytest.fixture
def old(monkeypatch: pytest.MonkeyPatch) -> PostgresBinaries:
    found = sixteen()
    if found is None:
        pytest.skip("no PostgreSQL 16 here: pip install pgserver")
    return found


@pytest.fixture
def kept_by_sixteen(settings: Settings, old: PostgresBinaries, monkeypatch: pytest.MonkeyPatch) -> Settings:
    with monkeypatch.context() as patch:
        for module in (cluster, upgrading):
            patch.setattr(module, "locate_binaries", lambda major=None: old)
        practice = Practice(settings, lambda _settings: None)
        practice.add("Miriam", plan="Physiotherapy weekly.")
        practice.workspace.close()
    assert (settings.cluster_dir / "PG_VERSION").read_text().strip() == "16"
    return settings


def test_sixteen_becomes_the_newest(
    kept_by_sixteen: Settings, old: PostgresBinaries, monkeypatch: pytest.MonkeyPatch
) -> None:
    newest = locate_binaries()
    monkeypatch.setattr(upgrading, "locate_binaries", lambda major=None: old if major == 16 else newest)
    workspace = Workspace(kept_by_sixteen)
    workspace.open()
    try:
        assert workspace.upgraded is not None
        assert workspace.upgraded.from_server.startswith("16")
        assert workspace.upgraded.to_server == newest.version
        services = workspace.unlock(OWNER)
        (client,) = services.clients.list()
        (session,) = services.sessions.list_for_client(client.client_id)
        assert session.text.plan == "Physiotherapy weekly."
        assert services.integrity.at_unlock == ()
    finally:
        workspace.close()
    assert (kept_by_sixteen.cluster_dir / "PG_VERSION").read_text().strip() == str(newest.major)
    assert (kept_by_sixteen.before_upgrade_dir / "PG_VERSION").read_text().strip() == "16"


def test_without_the_earlier_server_nothing_is_touched(
    kept_by_sixteen: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    newest = locate_binaries()

    def only_newest(major: int | None = None) -> PostgresBinaries:
        if major not in (None, newest.major):
            raise DatabaseProblem("database_binaries_missing", minimum=16)
        return newest

    monkeypatch.setattr(upgrading, "locate_binaries", only_newest)
    workspace = Workspace(kept_by_sixteen)
    with pytest.raises(DatabaseProblem, match="database_version_mismatch"):
        workspace.open()
    workspace.close()
    assert (kept_by_sixteen.cluster_dir / "PG_VERSION").read_text().strip() == "16"
