"""Regressions of folders and files that an attacker prepared: links, pipes, sizes; and of the policy file."""

from __future__ import annotations

import os
import stat
import time
import tracemalloc
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

import pyrage
import pytest

from core.backup.encryption import BackupKeys
from core.backup.manifest import BackupFile
from core.backup.store import BackupStore
from core.configuration.reading import read_configuration
from core.configuration.sources import PolicyFile
from core.errors import BackupError, EnvironmentProblem
from core.ids import WorkspaceId, new_id

pytestmark = pytest.mark.skipif(os.name == "nt", reason="links and pipes of Unix")
PIECE = "ab" + "0" * 38
LONG_AGO = 1_000_000_000
MOST_BYTES = 4 * 1024 * 1024


@pytest.fixture
def store(tmp_path: Path) -> BackupStore:
    return BackupStore.make(tmp_path / "backups", WorkspaceId(new_id()))


@contextmanager
def cheaply() -> Iterator[None]:
    """In under a second, with little memory."""
    tracemalloc.start()
    begun = time.monotonic()
    try:
        yield
        assert time.monotonic() - begun < 1
        assert tracemalloc.get_traced_memory()[1] < MOST_BYTES
    finally:
        tracemalloc.stop()


def spoil(path: Path, kind: str) -> None:
    path.parent.mkdir(exist_ok=True)
    path.unlink(missing_ok=True)
    if kind == "pipe":
        os.mkfifo(path)
    elif kind == "link":
        target = path.with_name("target")
        target.write_bytes(b"ANAMNESIS-BACKUP 1\n")
        path.symlink_to(target)
    else:
        with path.open("wb") as file:
            file.write(b"ANAMNESIS-BACKUP 1\n")
            file.truncate(300 * 1024 * 1024)


KINDS = pytest.mark.parametrize("kind", ["pipe", "link", "large"])


@KINDS
def test_a_prepared_store_file(store: BackupStore, kind: str) -> None:
    spoil(store.directory / "store.json", kind)
    with cheaply(), pytest.raises(BackupError) as raised:
        BackupStore.open(store.directory)
    assert raised.value.code in {"backup_folder_not_one", "backup_folder_missing"}
    with cheaply(), pytest.raises(BackupError):
        BackupStore.make(store.directory, store.workspace_id)


@KINDS
def test_a_prepared_backup(store: BackupStore, kind: str) -> None:
    path = store.directory / "backups" / "20261121T090000Z-000000001.anamnesis-backup"
    spoil(path, kind)
    with cheaply(), pytest.raises(BackupError) as raised:
        BackupFile.read(path)
    assert raised.value.code in {"backup_not_one", "backup_not_read"}


@KINDS
def test_a_prepared_piece(store: BackupStore, kind: str) -> None:
    store.write_piece(PIECE, b"piece")
    spoil(store.directory / "pieces" / PIECE[:2] / f"{PIECE}.age", kind)
    with cheaply(), pytest.raises(BackupError) as raised:
        store.read_piece(PIECE)
    assert raised.value.code in {"backup_damaged", "backup_not_read"}


def test_an_age_header_of_a_thousand_recipients() -> None:
    keys = BackupKeys({1: bytearray(range(32))})
    assert keys.decrypt(keys.encrypt(b"content")) == b"content"
    # Every one of them could open it.
    many = pyrage.encrypt(b"content", [keys._recipient] * 1000)
    with cheaply(), pytest.raises(BackupError, match="backup_damaged"):
        keys.decrypt(many)


@pytest.fixture
def outside(tmp_path: Path) -> Path:
    """Another user's folder, with old files that look like those of a backup."""
    folder = tmp_path / "outside"
    (folder / "ab").mkdir(parents=True)
    for name in (
        f"{PIECE}.age",
        f"{PIECE}.age.damaged",
        f".{PIECE}.age.x1",
        f"ab/{PIECE}.age",
        f"ab/{PIECE}.age.damaged",
        f"ab/.{PIECE}.age.x1",
        "20261121T090000Z-000000001.anamnesis-backup",
        ".20261121T090000Z-000000001.anamnesis-backup.x1",
        ".bashrc",
    ):
        (folder / name).write_bytes(b"mine")
        os.utime(folder / name, (LONG_AGO, LONG_AGO))
    return folder


def files(folder: Path) -> dict[str, bytes]:
    return {str(each.relative_to(folder)): each.read_bytes() for each in folder.rglob("*") if each.is_file()}


@pytest.mark.parametrize("link", ["pieces/zz", "pieces/ab", "pieces", "backups"])
def test_nothing_beyond_a_link_is_touched(store: BackupStore, outside: Path, link: str) -> None:
    before = files(outside)
    path = store.directory / link
    path.parent.mkdir(exist_ok=True)
    path.symlink_to(outside)
    with store.held():
        store.remove_unfinished()
        assert store.piece_sizes() == {}
        assert store.remove_pieces([PIECE]) == 0
        assert store.backups() == []
        if link in ("pieces/ab", "pieces"):
            with pytest.raises(BackupError, match="backup_not_written"):
                store.write_piece(PIECE, b"piece")
        else:
            store.write_piece(PIECE, b"piece")
        if link == "backups":
            with pytest.raises(BackupError, match="backup_not_written"):
                store.write_backup(made_at=datetime.now(UTC), position=1, content=b"backup")
    assert files(outside) == before


def test_hidden_files_of_others_stay(store: BackupStore) -> None:
    store.write_piece(PIECE, b"piece")
    left = store.directory / "pieces" / PIECE[:2] / f".{PIECE}.age.x1"
    others = [
        store.directory / ".git",
        store.directory / ".store.json",
        store.directory / "pieces" / PIECE[:2] / ".DS_Store",
    ]
    for path in (left, *others):
        path.write_bytes(b"content")
        os.utime(path, (LONG_AGO, LONG_AGO))
    with store.held():
        store.remove_unfinished()
    assert not left.exists()
    assert all(each.exists() for each in others)


def test_a_lock_that_is_a_link_leads_nowhere(store: BackupStore, outside: Path) -> None:
    (store.directory / "lock").symlink_to(outside / ".bashrc")
    with pytest.raises(BackupError, match="backup_not_written"), store.held():
        pass
    assert (outside / ".bashrc").read_bytes() == b"mine"


def test_the_escrow_of_a_policy_that_is_not_roots_is_refused(tmp_path: Path) -> None:
    policy = tmp_path / "policy.toml"
    recipient = pyrage.x25519.Identity.generate().to_public()
    policy.write_text(f'backup_escrow = "{recipient}"\nlock_after_min = 5\n')
    if os.geteuid() == 0:
        os.chown(policy, 1000, 1000)
    with pytest.raises(EnvironmentProblem, match="setting_of_policy"):
        read_configuration(policies=[PolicyFile(policy)], own=tmp_path / "none.toml")
    if os.geteuid() == 0:
        os.chown(policy, 0, 0)
        policy.chmod(0o664)
        with pytest.raises(EnvironmentProblem, match="setting_of_policy"):
            read_configuration(policies=[PolicyFile(policy)], own=tmp_path / "none.toml")


@pytest.mark.parametrize("shared", [False, True])
def test_backups_of_one_account_are_closed_to_the_group_of_their_folder(tmp_path: Path, shared: bool) -> None:
    folder = tmp_path / "share"
    folder.mkdir()
    folder.chmod(0o2770)
    store = BackupStore.make(folder / "backups", WorkspaceId(new_id()), shared=shared)
    with store.held():
        store.write_piece(PIECE, b"sealed")
        backup = store.write_backup(made_at=datetime(2024, 5, 1, tzinfo=UTC), position=1, content=b"sealed")
    modes = {stat.S_IMODE(path.stat().st_mode) & 0o077 for path in (store.directory, backup, backup.parent)}
    assert modes == ({0o070, 0o060} if shared else {0})
    again = BackupStore.open(store.directory, shared=shared)
    again.write_piece("cd" + "0" * 38, b"sealed")
    (piece,) = store.directory.glob("pieces/cd/*")
    assert bool(piece.stat().st_mode & 0o060) == shared
