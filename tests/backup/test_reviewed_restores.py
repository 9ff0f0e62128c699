"""Regressions of restores and drills: where they are refused, how they end, and the effects of damage."""

from __future__ import annotations

import os
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace

import pytest

from core.atomic_file import write_atomically
from core.backup.creating import BackupMaker, Made
from core.backup.opened import OpenedBackup, open_backup_with_passphrase
from core.backup.store import BackupStore
from core.errors import EnvironmentProblem, VaultLocked
from core.security.sealing import Sealer
from core.settings import Settings
from core.workspace import Workspace
from tests.fixtures.workspace import LayDatabase
from tests.workspace.practice import DAY, OWNER, Practice

PLAN = "Ibuprofen stopped for heartburn; physiotherapy weekly."


@pytest.fixture
def made(practice: Practice, maker: BackupMaker, store: BackupStore) -> Made:
    """A backup of a practice whose notes are indexed."""
    practice.add("Miriam", plan=PLAN)
    practice.add("Tom", plan="Sertraline continued; sleep diary until the next appointment.")
    practice.services.index.run_pending()
    return maker.make(store)


def opened(made: Made, settings: Settings) -> OpenedBackup:
    return open_backup_with_passphrase(made.path, OWNER, vault_file=settings.vault_file)


def usable(workspace: Workspace, clients: int, *, accept: bool = False) -> None:
    """It opens again, shows its clients and stores a new note; the owner accepts losses first."""
    workspace.lock()
    services = workspace.unlock(OWNER)
    assert len(services.clients.list()) == clients
    if accept:
        services.integrity.accept_database()
    client = services.clients.list()[0]
    draft = services.sessions.start_draft(client.client_id, day=DAY)
    assert services.sessions.get(draft.session_id).session_id == draft.session_id


# Refused and continued restores.


def test_a_place_whose_vault_file_was_moved_away_keeps_its_database(
    practice: Practice, made: Made, tmp_path: Path
) -> None:
    workspace, settings = practice.workspace, practice.workspace.settings
    workspace.lock()
    aside = settings.vault_file.rename(tmp_path / "vault.json")
    with pytest.raises(EnvironmentProblem, match="vault_file_missing"):
        workspace.restore(opened(made, settings))
    assert settings.cluster_dir.exists()
    assert not settings.restoring_marker.exists()
    aside.rename(settings.vault_file)
    usable(workspace, 2)


def test_after_an_interrupted_first_start(made: Made, elsewhere: Settings, lay_database: LayDatabase) -> None:
    workspace = Workspace(elsewhere)
    workspace.open()
    try:
        lay_database(elsewhere)
        write_atomically(elsewhere.unfinished_marker, b"")
        restored = workspace.restore(opened(made, elsewhere))
        assert restored.proof.passed, restored.proof
        assert not elsewhere.unfinished_marker.exists()
        usable(workspace, 2)
    finally:
        workspace.close()


def test_a_scratch_folder_that_stays_is_in_nobodys_way(
    practice: Practice, made: Made, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings = practice.workspace.settings
    practice.workspace.close()
    settings.scratch_dir.mkdir()

    def busy(_path: Path) -> None:
        raise OSError(16, "Device or resource busy")

    workspace = Workspace(settings, clock=lambda: practice.now)
    with monkeypatch.context() as patch:
        patch.setattr("core.backup.drill.shutil", SimpleNamespace(rmtree=busy))
        workspace.open()
        try:
            services = workspace.unlock(OWNER)
            with pytest.raises(EnvironmentProblem, match="data_directory_unusable"):
                services.backups.drill(made.path)
            assert services.backups.status().problem == "data_directory_unusable"
        finally:
            workspace.close()
    workspace.open()
    workspace.close()
    assert not settings.scratch_dir.exists()


# The end of a drill.


@pytest.mark.parametrize("way", ["lock", "drop_keys"])
@pytest.mark.parametrize("step", ["loading", "verifying", "opening rows"])
def test_a_lock_ends_a_drill(
    practice: Practice, made: Made, way: str, step: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    workspace = practice.workspace
    settings, backups = workspace.settings, practice.services.backups
    ended: list[str] = []
    opened_afterwards: list[object] = []
    real: Callable[..., bytes] = Sealer.open

    def watched(self: Sealer, *arguments: object, **options: object) -> bytes:
        found = real(self, *arguments, **options)
        if ended:
            opened_afterwards.append(options)
        return found

    def end() -> None:
        if not ended:
            getattr(workspace, way)()
            ended.append(way)

    def on_step(name: str) -> None:
        steps.append(name)
        if name == step:
            end()

    def on_progress(_done: int, _total: int) -> None:
        if step == "opening rows" and "verifying" in steps:
            end()

    steps: list[str] = []
    monkeypatch.setattr(Sealer, "open", watched)
    with pytest.raises(VaultLocked):
        backups.drill(made.path, on_step=on_step, on_progress=on_progress)
    assert ended
    assert opened_afterwards == []
    workspace.close()
    again = Workspace(settings)
    again.open()
    again.close()
    assert not settings.scratch_dir.exists()


# The effects of damage.


def test_one_note_that_does_not_open(
    practice: Practice, maker: BackupMaker, store: BackupStore, made: Made, elsewhere: Settings
) -> None:
    (row,) = practice.sql("SELECT sealed_plan FROM session_version ORDER BY length(sealed_plan) DESC LIMIT 1")
    damaged, noise = bytes(row[0]).hex(), os.urandom(len(bytes(row[0]))).hex()  # type: ignore[call-overload]
    practice.sql_change(
        "SET session_replication_role = replica;"
        f"UPDATE session_version SET sealed_plan = '\\x{noise}' WHERE sealed_plan = '\\x{damaged}'"
    )
    made = maker.make(store)
    drilled = practice.services.backups.drill(made.path)
    assert drilled.proof.unreadable == {"session_version": 1}
    assert drilled.known["session_version"] == 1
    assert drilled.passed, drilled
    workspace = Workspace(elsewhere)
    workspace.open()
    try:
        restored = workspace.restore(opened(made, elsewhere))
        assert restored.proof.unreadable == {"session_version": 1}
        assert not restored.proof.passed
        usable(workspace, 2)
    finally:
        workspace.close()


@pytest.mark.parametrize("table", ["session_version", "workspace", "audit_chain"])
def test_salvage_ends_with_a_usable_practice(
    made: Made, store: BackupStore, elsewhere: Settings, tmp_path: Path, table: str
) -> None:
    (content,) = (each for each in made.manifest.tables if each.name == table)
    for piece in content.pieces:
        store._piece(piece.name).unlink()
    workspace = Workspace(replace(elsewhere, ballast_bytes=0))
    workspace.open()
    try:
        restored = workspace.restore(opened(made, elsewhere), salvage=True)
        assert restored.lost == {table: sum(each.rows for each in content.pieces)}
        usable(workspace, 2, accept=True)
    finally:
        workspace.close()
    again = Workspace(elsewhere)
    again.open()
    try:
        again.unlock(OWNER)
    finally:
        again.close()
