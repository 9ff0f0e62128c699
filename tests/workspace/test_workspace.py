"""A data directory from nothing to locked, over a real cluster; no model is loaded here."""

from __future__ import annotations

import logging
import os
import signal
import stat
import threading
import time
from pathlib import Path

import pytest

from core.clients.dto import ClientDetails
from core.disk import DiskGuard
from core.errors import (
    DatabaseProblem,
    DataDirectoryInUse,
    DiskFull,
    EnvironmentProblem,
    InputRefused,
    NewerDataDirectory,
    VaultLocked,
    WrongPassphrase,
)
from core.settings import Settings
from core.workspace import Workspace, lock_steps
from tests.fixtures.workspace import PASSPHRASE, LayDatabase


@pytest.fixture
def practice(settings: Settings, lay_database: LayDatabase):
    """An unlocked workspace with one client."""
    workspace = Workspace(settings)
    workspace.open()
    lay_database(settings)
    workspace.initialise(practice_name="  Quay  ", passphrase=PASSPHRASE)
    workspace.services.clients.create(ClientDetails(first_name="Ada", last_name="Byron"))
    yield workspace
    workspace.close()


def test_from_nothing_to_locked_and_back(practice: Workspace, settings: Settings):
    assert practice.services.practice_name == "Quay"
    clients = practice.services.clients
    practice.lock()
    assert practice.state == "locked"
    with pytest.raises(VaultLocked):
        _ = practice.services
    with pytest.raises(VaultLocked):
        clients.list()
    before = settings.vault_file.read_bytes()
    with pytest.raises(WrongPassphrase):
        practice.unlock("not the passphrase")
    assert practice.state == "locked"
    assert settings.vault_file.read_bytes() == before
    assert [client.details.first_name for client in practice.unlock(PASSPHRASE).clients.list()] == ["Ada"]


def test_it_opens_again_after_closing(practice: Workspace, settings: Settings):
    practice.close()
    practice.close()
    again = Workspace(settings)
    again.open()
    assert again.state == "locked"
    assert again.unlock(PASSPHRASE).clients.list()
    again.close()


def test_what_it_leaves_on_disk_is_private(practice: Workspace, settings: Settings):
    assert stat.S_IMODE(settings.data_dir.stat().st_mode) == 0o700
    for path in settings.data_dir.iterdir():
        if path.name not in ("postgres", "run"):
            assert stat.S_IMODE(path.stat().st_mode) & 0o077 == 0 or path.parent == settings.data_dir
    assert settings.ballast_file.stat().st_size == settings.ballast_bytes


def test_a_second_program_is_refused(practice: Workspace, settings: Settings):
    with pytest.raises(DataDirectoryInUse):
        Workspace(settings).open()
    assert practice.services.clients.list()


def test_a_second_practice_in_the_same_place_is_refused(practice: Workspace):
    with pytest.raises(InputRefused, match="practice_exists"):
        practice.initialise(practice_name="Other", passphrase=PASSPHRASE)


@pytest.mark.parametrize(
    ("name", "passphrase", "code"),
    [("  ", PASSPHRASE, "practice_name_missing"), ("Quay", "short", "passphrase_too_short")],
)
def test_what_makes_no_practice_is_refused_before_anything_is_made(
    settings: Settings, name: str, passphrase: str, code: str
):
    workspace = Workspace(settings)
    workspace.open()
    with pytest.raises(InputRefused, match=code):
        workspace.initialise(practice_name=name, passphrase=passphrase)
    assert workspace.state == "absent"
    assert not settings.cluster_dir.exists()
    workspace.close()


def test_a_first_start_that_failed_is_taken_up_again(settings: Settings, monkeypatch: pytest.MonkeyPatch):
    workspace = Workspace(settings)
    workspace.open()
    with monkeypatch.context() as patched:
        patched.setattr("core.security.vault.Vault.save", _fail)
        with pytest.raises(OSError, match="power cut"):
            workspace.initialise(practice_name="Quay", passphrase=PASSPHRASE)
    assert workspace.state == "absent"
    workspace.initialise(practice_name="Quay", passphrase=PASSPHRASE)
    assert workspace.services.clients.list() == []
    workspace.close()


def _fail(*_: object, **__: object) -> None:
    raise OSError("power cut")


def test_a_database_without_its_vault_file_is_never_started_over(practice: Workspace, settings: Settings):
    practice.close()
    settings.vault_file.rename(settings.data_dir / "elsewhere.json")
    with pytest.raises(EnvironmentProblem, match="vault_file_missing"):
        Workspace(settings).open()
    assert (settings.cluster_dir / "PG_VERSION").exists()


def test_a_directory_from_a_newer_version_is_left_alone(settings: Settings):
    settings.data_dir.mkdir()
    settings.format_file.write_text('{"format": 99}')
    with pytest.raises(NewerDataDirectory):
        Workspace(settings).open()
    settings.format_file.write_text("{")
    with pytest.raises(EnvironmentProblem, match="format_file_damaged"):
        Workspace(settings).open()


def test_a_directory_with_other_files_is_neither_closed_to_others_nor_filled(settings: Settings):
    settings.data_dir.mkdir(mode=0o755)
    os.chmod(settings.data_dir, 0o755)  # noqa: S103 - what a home directory has
    (settings.data_dir / "holiday.jpg").write_bytes(b"x")
    with pytest.raises(EnvironmentProblem, match="directory_not_empty"):
        Workspace(settings).open()
    assert stat.S_IMODE(settings.data_dir.stat().st_mode) == 0o755
    assert [path.name for path in settings.data_dir.iterdir()] == ["holiday.jpg"]


def test_a_lock_drops_the_keys_even_when_the_rest_fails(practice: Workspace, monkeypatch: pytest.MonkeyPatch):
    services = practice.services
    keyring = practice._open_vault.keyring  # type: ignore[union-attr]

    def fail() -> None:
        raise RuntimeError("stuck")

    monkeypatch.setattr(services.engine, "stop", fail)
    with pytest.raises(RuntimeError):
        practice.lock()
    assert keyring.locked
    assert practice.state == "locked"


@pytest.mark.parametrize("hanging", ["inventory", "disk"])
def test_a_lock_drops_the_keys_while_its_last_steps_hang(
    practice: Workspace, monkeypatch: pytest.MonkeyPatch, hanging: str
):
    monkeypatch.setattr(lock_steps, "_KEYS_GO_AFTER_S", 0.1)
    keyring = practice._open_vault.keyring  # type: ignore[union-attr]
    audit_keys = practice.services.audit.sealer.keyring
    release = threading.Event()
    if hanging == "inventory":
        monkeypatch.setattr(practice.services.integrity, "advance_inventory", lambda: release.wait(60.0))
    else:
        monkeypatch.setattr(practice.disk, "make_room", lambda: release.wait(60.0))
    locking = threading.Thread(target=practice.lock)
    locking.start()
    try:
        deadline = time.monotonic() + 30.0
        while not (keyring.locked and audit_keys.locked) and time.monotonic() < deadline:
            time.sleep(0.01)
        assert locking.is_alive()
        assert keyring.locked
        assert audit_keys.locked
        with pytest.raises(VaultLocked):
            _ = practice.services
    finally:
        release.set()
        locking.join()


def test_keys_are_dropped_at_once_for_a_lock_that_hangs(practice: Workspace, monkeypatch: pytest.MonkeyPatch):
    keyring = practice._open_vault.keyring  # type: ignore[union-attr]
    begun, release = threading.Event(), threading.Event()

    def hang() -> None:
        begun.set()
        release.wait(60.0)

    monkeypatch.setattr(practice.services.integrity, "advance_inventory", hang)
    locking = threading.Thread(target=practice.lock)
    locking.start()
    try:
        assert begun.wait(30.0)
        practice.drop_keys()
        assert keyring.locked
    finally:
        release.set()
        locking.join()


def test_a_lock_drops_the_keys_even_when_it_cannot_be_recorded(
    practice: Workspace, monkeypatch: pytest.MonkeyPatch
):
    keyring = practice._open_vault.keyring  # type: ignore[union-attr]

    def fail() -> None:
        raise MemoryError

    monkeypatch.setattr(practice.services.audit, "closing", fail)
    with pytest.raises(MemoryError):
        practice.lock()
    assert keyring.locked


@pytest.mark.skipif(os.name == "nt", reason="pipes of Unix")
def test_a_pipe_in_the_place_of_an_anchor_keeps_no_lock_waiting(practice: Workspace, settings: Settings):
    keyring = practice._open_vault.keyring  # type: ignore[union-attr]
    (settings.data_dir / "anchor.json").unlink(missing_ok=True)
    os.mkfifo(settings.data_dir / "anchor.json")
    locking = threading.Thread(target=practice.lock, daemon=True)
    locking.start()
    locking.join(30.0)
    assert not locking.is_alive()
    assert keyring.locked


def test_a_database_that_died_is_started_again(practice: Workspace):
    assert not practice.revive_database(patience_s=0)
    postmaster = int((practice.settings.cluster_dir / "postmaster.pid").read_text().splitlines()[0])
    os.kill(postmaster, signal.SIGKILL)
    with pytest.raises(DatabaseProblem, match="database_unreachable"):
        _until_it_fails(practice.services.clients.list)
    assert practice.revive_database()
    assert practice.services.clients.list()


def _until_it_fails(call) -> None:
    for _ in range(1000):
        call()


def test_a_failure_after_the_vault_file_cannot_happen_before_the_key_is_known(
    settings: Settings, monkeypatch: pytest.MonkeyPatch
):
    workspace = Workspace(settings)
    workspace.open()
    with monkeypatch.context() as patched:
        patched.setattr("core.wiring.build_retrieval", _fail)
        with pytest.raises(OSError, match="power cut"):
            workspace.initialise(practice_name="Quay", passphrase=PASSPHRASE)
    assert workspace.state == "absent"
    assert not settings.vault_file.exists()
    workspace.close()


def test_no_log_handler_stays_behind(settings: Settings):
    before = list(logging.getLogger().handlers)
    workspace = Workspace(settings)
    workspace.open()
    workspace.close()
    assert logging.getLogger().handlers == before


def test_writing_stops_while_there_is_still_room_to_recover(tmp_path: Path):
    free = DiskGuard(
        directory=tmp_path, ballast_file=tmp_path / "b", minimum_free_bytes=1, ballast_bytes=1024
    )
    free.require_room()
    free.fill_ballast()
    assert (tmp_path / "b").stat().st_size == 1024
    assert free.lend_all()
    assert not free.lend_all()
    full = DiskGuard(
        directory=tmp_path, ballast_file=tmp_path / "b", minimum_free_bytes=1 << 60, ballast_bytes=1024
    )
    with pytest.raises(DiskFull):
        full.require_room()
    with pytest.raises(DiskFull):
        full.require_room_to_finish()
    full.fill_ballast()
    assert not (tmp_path / "b").exists()
