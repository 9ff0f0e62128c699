"""The server of a shared practice over a cluster that is none: when it ends, and what it holds until then."""

from __future__ import annotations

import os
import threading
from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace

import pytest

from core import practice_server
from core.data_directory import DataDirectory
from core.errors import DatabaseProblem
from core.practice_server import PracticeServer, State
from core.settings import Settings

pytestmark = pytest.mark.skipif(os.name == "nt", reason="practices are shared on Linux only")


class FakeCluster:
    def __init__(self) -> None:
        self.running = True
        self.on_stop: Callable[[], None] = lambda: None

    def admit_group(self) -> None:
        pass

    def stop(self) -> None:
        self.running = False
        self.on_stop()


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    for name in ("records", "server"):
        (tmp_path / name).mkdir()
    return Settings(data_dir=tmp_path / "records", shared_practice=tmp_path, state_dir=tmp_path / "state")


@pytest.fixture
def cluster(monkeypatch: pytest.MonkeyPatch) -> FakeCluster:
    """Started by each server, without checks of accounts."""
    made = FakeCluster()

    def start(server: PracticeServer) -> None:
        server._cluster = made  # type: ignore[assignment]

    monkeypatch.setattr(PracticeServer, "_start", start)
    monkeypatch.setattr(practice_server, "refuse_faults", lambda _settings: None)
    monkeypatch.setattr(practice_server, "refuse_accounts", lambda _settings: None)
    monkeypatch.setattr(practice_server, "_LOOK_S", 0.01)
    return made


def test_a_replaced_server_keeps_accounts_out_until_its_database_has_stopped(
    settings: Settings, cluster: FakeCluster, monkeypatch: pytest.MonkeyPatch
) -> None:
    account = DataDirectory(settings)
    let_in: list[bool] = []
    cluster.on_stop = lambda: let_in.append(account.try_lock())
    monkeypatch.setattr(practice_server, "this_installation", lambda: SimpleNamespace(replaced_by="9.9"))
    assert PracticeServer(settings).serve() == "replaced"
    assert let_in == [False]
    assert account.try_lock()
    account.release()


def test_a_replaced_server_lets_accounts_in_even_if_its_database_does_not_stop(
    settings: Settings, cluster: FakeCluster, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse() -> None:
        raise DatabaseProblem("database_still_running", processes=1)

    cluster.on_stop = refuse
    monkeypatch.setattr(practice_server, "this_installation", lambda: SimpleNamespace(replaced_by="9.9"))
    with pytest.raises(DatabaseProblem):
        PracticeServer(settings).serve()
    account = DataDirectory(settings)
    assert account.try_lock()
    account.release()


def test_a_database_that_dies_while_an_upgrade_waits_ends_the_server(
    settings: Settings, cluster: FakeCluster
) -> None:
    account = DataDirectory(settings)
    assert account.try_lock()
    settings.unfinished_marker.touch()
    states: list[State] = []

    def on_state(state: State) -> None:
        states.append(state)
        cluster.running = False

    server = PracticeServer(settings, on_state=on_state)
    # Without a look at the database it would wait for ever.
    limit = threading.Timer(5.0, server.told_to_end.set)
    limit.start()
    try:
        with pytest.raises(DatabaseProblem, match="database_not_running"):
            server.serve()
    finally:
        limit.cancel()
        account.release()
    assert states == ["waiting"]
